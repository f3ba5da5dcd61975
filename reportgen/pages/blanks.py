"""Boxes in place of characters that no font has. In: the text of a page. Out: how many each piece of it shows.

LibreOffice draws such a character as glyph 0 (.notdef) of a font that it tried, a box in all common faces; the text behind the
box still reads right, so that only the shape tells: the glyph's ink is that of glyph 0, on all four sides. A character that is
drawn as nothing at all leaves no trace in the PDF; the rule compares the text for those.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from .page import Box

_UNITS = 1000
# Ink is measured to a thousandth of the face's height; PDFium rounds the box of a character, not the outline of glyph 0.
_NEAR = 4.0
# PDFium counts a rare character as the two halves that UTF-16 makes of it.
_SECOND_HALVES = range(0xDC00, 0xE000)
_Shape = tuple[float, float, float, float]


class Blanks:
    """Knows the shape of glyph 0 of each face, and counts its use in the text of one page."""

    def __init__(self, text_page: Any) -> None:  # noqa: ANN401 - pypdfium2 publishes no types
        self._shapes: dict[int, _Shape | None] = {}
        self._found: dict[int, int] = {}
        self._count(text_page)

    def of(self, item: Any, text: str, box: Box) -> int:  # noqa: ANN401
        """How many boxes a text object shows."""
        found = self._found.get(ctypes.addressof(item.contents), 0)
        return found or int(not text and self._is_lone(item, box))

    def _count(self, text_page: Any) -> None:  # noqa: ANN401
        left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
        for at in range(pdfium.FPDFText_CountChars(text_page)):
            item = pdfium.FPDFText_GetTextObject(text_page, at)
            if not item:
                continue
            shape = self._shape(item)
            size = pdfium.FPDFText_GetFontSize(text_page, at)
            pdfium.FPDFText_GetCharBox(text_page, at, left, right, bottom, top)
            if shape is None or not _alike(right.value - left.value, shape[2] - shape[0], size):
                continue
            pdfium.FPDFText_GetCharOrigin(text_page, at, x, y)
            edges = (left.value - x.value, bottom.value - y.value, right.value - x.value, top.value - y.value)
            is_second_half = pdfium.FPDFText_GetUnicode(text_page, at) in _SECOND_HALVES
            if not is_second_half and all(_alike(*pair, size) for pair in zip(edges, shape, strict=True)):
                key = ctypes.addressof(item.contents)
                self._found[key] = self._found.get(key, 0) + 1

    def _is_lone(self, item: Any, box: Box) -> bool:  # noqa: ANN401
        """Whether an object without readable text shows one box: PDFium reads no rare character from a replacement text."""
        shape, size, matrix = self._shape(item), ctypes.c_float(), pdfium.FS_MATRIX()
        pdfium.FPDFTextObj_GetFontSize(item, size)
        pdfium.FPDFPageObj_GetMatrix(item, matrix)
        edges = (box.left - matrix.e, box.bottom - matrix.f, box.right - matrix.e, box.top - matrix.f)
        return shape is not None and all(_alike(*pair, size.value) for pair in zip(edges, shape, strict=True))

    def _shape(self, item: Any) -> _Shape | None:  # noqa: ANN401
        font = pdfium.FPDFTextObj_GetFont(item)
        key = ctypes.addressof(font.contents)
        if key not in self._shapes:
            self._shapes[key] = _shape_of(font)
        return self._shapes[key]


def _alike(found: float, wanted: float, size: float) -> bool:
    """Whether a length on the page is that of a glyph whose face is one unit high."""
    return bool(size) and abs(found / size - wanted) * _UNITS <= _NEAR


def _shape_of(font: Any) -> _Shape | None:  # noqa: ANN401
    """The edges of glyph 0 in a face one unit high; None where it is drawn as nothing."""
    path = pdfium.FPDFFont_GetGlyphPath(font, 0, 1.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for at in range(pdfium.FPDFGlyphPath_CountGlyphSegments(path) if path else 0):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFGlyphPath_GetGlyphPathSegment(path, at), x, y)
        points.append((x.value, y.value))
    if not points:
        return None
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)
