"""What is drawn on a page of a PDF. In: an open page of pypdfium2. Out: Drawn: texts, ruled lines and pictures.

Each stands under the number by which the structure tree refers to it. PDFium's own functions are called: pypdfium2's objects
cost more than the page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from .blanks import Blanks
from .page import Box, Piece

# A border is a path as thin as this; it is as wide as the pen.
_THIN = 3.0
_NO_MARK = -1


@dataclass(frozen=True, slots=True)
class Drawn:
    """The content of one page. `texts` and `pictures` by marked content; what has none (headers, footers, borders) stands apart."""

    texts: dict[int, list[Piece]]
    loose: list[Piece]
    rules: list[Box]
    pictures: dict[int, list[Box]]


def drawn_on(page: Any) -> Drawn:  # noqa: ANN401 - pypdfium2 publishes no types
    """Everything that a page draws, in the order of drawing."""
    text_page = page.get_textpage()
    try:
        return _drawn(page, text_page)
    finally:
        text_page.close()


def _drawn(page: Any, text_page: Any) -> Drawn:  # noqa: ANN401
    drawn = Drawn({}, [], [], {})
    blanks = Blanks(text_page)
    for item in _objects(page):
        kind, box, mark = pdfium.FPDFPageObj_GetType(item), _bounds(item), pdfium.FPDFPageObj_GetMarkedContentID(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            piece = _piece(item, text_page, box, blanks)
            (drawn.loose if mark == _NO_MARK else drawn.texts.setdefault(mark, [])).append(piece)
        elif mark != _NO_MARK or kind != pdfium.FPDF_PAGEOBJ_PATH:
            drawn.pictures.setdefault(mark, []).append(box)
        elif min(box.width, box.height) <= _THIN:
            drawn.rules.append(box)
    return drawn


def _objects(page: Any) -> Iterator[Any]:  # noqa: ANN401
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        yield pdfium.FPDFPage_GetObject(page, at)


def _bounds(item: Any) -> Box:  # noqa: ANN401
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return Box(left.value, bottom.value, right.value, top.value)


def _piece(item: Any, text_page: Any, box: Box, blanks: Blanks) -> Piece:  # noqa: ANN401
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(item, size)
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    text = _text(item, text_page)
    return Piece(text, box, matrix.f, size.value * (abs(matrix.d) or abs(matrix.b)), blanks.of(item, text, box))


def _text(item: Any, text_page: Any) -> str:  # noqa: ANN401
    length = pdfium.FPDFTextObj_GetText(item, text_page, None, 0)
    buffer = (ctypes.c_ushort * length)()
    pdfium.FPDFTextObj_GetText(item, text_page, buffer, length)
    # The length is that of a buffer large enough, not of the text.
    return bytes(buffer).decode("utf-16-le", "replace").split("\0", 1)[0]
