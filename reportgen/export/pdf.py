"""A PDF that LibreOffice made of a report: its bytes made the same each time, and the pages of its bookmarks.

In: the bytes of a PDF. Out: bytes; pages from 0.
"""

from __future__ import annotations

import ctypes
import hashlib
import re
from collections.abc import Iterable

from reportgen.model.pdfium import PDFIUM

_CREATED = re.compile(rb"/CreationDate\(D:[^)]*\)")
_IDENTITY = re.compile(rb"/ID \[ <[0-9A-F]{32}>\s+<[0-9A-F]{32}> \]")
_CHECKSUM = re.compile(rb"/DocChecksum /[0-9A-F]{32}")


def settled(pdf: bytes) -> bytes:
    """The same PDF without the clock and with an identity that comes from its content; its length stays, and so do all offsets."""
    for pattern in (_CREATED, _IDENTITY, _CHECKSUM):
        pdf = pattern.sub(lambda found: b" " * len(found[0]), pdf)
    digest = hashlib.md5(pdf, usedforsecurity=False).hexdigest().upper().encode()
    trailer = pdf.rfind(b"trailer")
    identity = b"/ID [ <%b>\n<%b> ]" % (digest, digest)
    gap = pdf.find(b" " * len(identity), trailer)
    return pdf[:gap] + identity + pdf[gap + len(identity) :] if trailer >= 0 and gap >= 0 else pdf


def pages_of(pdf: bytes, bookmarks: Iterable[str]) -> dict[str, int]:
    """The page of each bookmark that the PDF knows."""
    import pypdfium2

    with PDFIUM:
        file = pypdfium2.PdfDocument(pdf)
        try:
            return {name: page for name in bookmarks if (page := _page(file, _destination(name))) >= 0}
        finally:
            file.close()


def _page(file: object, destination: str) -> int:
    """The page of a named destination; -1 where there is none."""
    from pypdfium2 import raw

    found = raw.FPDF_GetNamedDestByName(file, ctypes.create_string_buffer(destination.encode()))
    return int(raw.FPDFDest_GetDestPageIndex(file, found)) if found else -1


def _destination(bookmark: str) -> str:
    """What LibreOffice calls the destination of a bookmark: all but letters and digits as the hex of their code."""
    return "".join(sign if sign.isascii() and sign.isalnum() else f"{ord(sign):02X}" for sign in bookmark)
