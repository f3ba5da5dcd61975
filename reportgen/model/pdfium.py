"""The lock of PDFium, which one thread at a time may use. In: nothing. Out: what a stage holds while it calls PDFium."""

from __future__ import annotations

from threading import Lock

PDFIUM = Lock()
