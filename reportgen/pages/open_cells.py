"""Whether a PDF has tables with open cells, told by their lines alone. In: the bytes of a PDF, pages from 0. Out: yes or no."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportgen.model.pdfium import PDFIUM

from .grids import grids
from .objects import rules_on
from .page import Box


def has_open_cells(pdf: bytes, pages: Iterable[int]) -> bool:
    """Whether a cell is open to the outside on one of these pages, while most of its table is closed."""
    import pypdfium2

    with PDFIUM:
        file = pypdfium2.PdfDocument(pdf)
        try:
            return any(grid.open_rows() for page in pages for grid in grids(_rules(file, page)))
        finally:
            file.close()


def _rules(file: Any, at: int) -> list[Box]:  # noqa: ANN401 - pypdfium2 publishes no types
    page = file[at]
    try:
        return rules_on(page)
    finally:
        page.close()
