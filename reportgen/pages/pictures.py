"""Pages to look at. In: the bytes of a PDF. Out: the bytes of PNG files: a page each, and several pages on one picture.

Nothing is read or written: who asks saves what comes back, as 第01页.png and 总览-1.png. Raises Unreadable.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from reportgen.model.pdfium import PDFIUM

from .reading import Unreadable

_POINTS = 72  # to an inch
_DPI = 100
_OVERVIEW_DPI = 45
_ACROSS, _DOWN = 6, 3
_GAP, _LABEL = 8, 22
_GREY, _INK = 0xC8, 0


def page_pictures(pdf: bytes, dpi: int = _DPI) -> Iterator[tuple[str, bytes]]:
    """Each page as a PNG file, with the name that it should bear; one page in memory at a time."""
    with _opened(pdf) as document:
        digits = max(2, len(str(document.count)))
        for at in range(document.count):
            yield f"第{at + 1:0{digits}}页.png", _png(document.drawn(at, dpi))


def overviews(pdf: bytes, dpi: int = _OVERVIEW_DPI) -> Iterator[tuple[str, bytes]]:
    """Contact sheets of 18 pages, each with its number below, with the names that they should bear."""
    with _opened(pdf) as document:
        pages = iter(range(document.count))
        sheet = 0
        while batch := list(islice(pages, _ACROSS * _DOWN)):
            sheet += 1
            yield f"总览-{sheet}.png", _png(_sheet([document.drawn(at, dpi) for at in batch], batch[0] + 1))


@contextmanager
def _opened(pdf: bytes) -> Iterator[_Opened]:
    """The PDF, which is PDFium's only while a page is drawn: between two pictures others may have their turn."""
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as problem:
            raise Unreadable(str(problem)) from None
        count = len(document)
    try:
        yield _Opened(document, count)
    finally:
        with PDFIUM:
            document.close()


@dataclass(frozen=True, slots=True)
class _Opened:
    """An open PDF, and how many pages it has."""

    document: Any
    count: int

    def drawn(self, at: int, dpi: int) -> Image.Image:
        """A page."""
        with PDFIUM:
            page = self.document[at]
            try:
                picture: Image.Image = page.render(scale=dpi / _POINTS).to_pil().convert("RGB")
            finally:
                page.close()
            return picture


def _sheet(pages: Sequence[Image.Image], first: int) -> Image.Image:
    """Pages side by side on grey, each centred in its field with its number below."""
    width, height = (max(size) + _GAP for size in zip(*(page.size for page in pages), strict=True))
    down = -(-len(pages) // _ACROSS)
    across = min(_ACROSS, len(pages))
    sheet = Image.new("RGB", (across * width + _GAP, down * (height + _LABEL) + _GAP), (_GREY,) * 3)
    pen, face = ImageDraw.Draw(sheet), ImageFont.load_default(_LABEL - _GAP)
    for at, page in enumerate(pages):
        left, top = _GAP + at % _ACROSS * width, _GAP + at // _ACROSS * (height + _LABEL)
        sheet.paste(page, (left + (width - _GAP - page.width) // 2, top + (height - _GAP - page.height) // 2))
        pen.text((left + width // 2, top + height), str(first + at), fill=(_INK,) * 3, font=face, anchor="mt")
    return sheet


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()
