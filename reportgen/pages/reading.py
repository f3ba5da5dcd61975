"""A PDF read once. In: its bytes, and what is expected of its pages. Out: a Document of Pages. Raises Unreadable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2

from reportgen.model.pdfium import PDFIUM

from .contents import entries_on, printed_number
from .expected import Expected
from .flow import blocks_of, lines_of
from .objects import Drawn, drawn_on
from .page import Block, Box, Document, Heading, Margins, Page, words
from .structure import Node, tree_of

# Ink may reach into the margin by this much before another section's margins are tried.
_SLACK = 3.0
# The page number stands in this share of the page's height.
_FOOT = 0.15
# A picture on fewer pages than this is no background.
_FEWEST = 3


class Unreadable(Exception):
    """The bytes are no PDF that can be read."""


def read(pdf: bytes, expected: Expected) -> Document:
    """All pages of a report."""
    with PDFIUM:
        sheets, headings = _given(pdf)
    _drop_backgrounds(sheets)
    pages = tuple(_page(at, sheet, expected) for at, sheet in enumerate(sheets, 1))
    entries = (entry for page in pages for entry in entries_on(page.number, page.blocks, page.furniture))
    return Document(pages, headings, tuple(entries), expected.characters)


def _given(pdf: bytes) -> tuple[list[_Sheet], tuple[Heading, ...]]:
    """The pages and the outline as PDFium gives them."""
    try:
        opened = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as problem:
        raise Unreadable(str(problem)) from None
    with opened:
        return [_sheet(opened, at) for at in range(len(opened))], tuple(_headings(opened))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page as PDFium gives it."""

    width: float
    height: float
    drawn: Drawn
    tree: tuple[Node, ...]

    @property
    def size(self) -> tuple[int, int]:
        return round(self.width), round(self.height)


def _sheet(opened: Any, at: int) -> _Sheet:  # noqa: ANN401 - pypdfium2 publishes no types
    page = opened[at]
    try:
        width, height = page.get_size()
        return _Sheet(width, height, drawn_on(page), tree_of(page))
    finally:
        page.close()


def _drop_backgrounds(sheets: Sequence[_Sheet]) -> None:
    """Takes away what is drawn at the same place of most pages of a size: a watermark, which LibreOffice names a figure of the text."""
    pages = Counter(sheet.size for sheet in sheets)
    seen = Counter((sheet.size, _place(box)) for sheet in sheets for boxes in sheet.drawn.pictures.values() for box in boxes)
    for sheet in sheets:
        most = max(_FEWEST, pages[sheet.size] / 2)
        for boxes in sheet.drawn.pictures.values():
            boxes[:] = [box for box in boxes if seen[sheet.size, _place(box)] < most]


def _place(box: Box) -> tuple[int, ...]:
    return round(box.left), round(box.bottom), round(box.right), round(box.top)


def _page(number: int, sheet: _Sheet, expected: Expected) -> Page:
    width, height, drawn = sheet.width, sheet.height, sheet.drawn
    blocks = blocks_of(sheet.tree, drawn)
    furniture = lines_of(drawn.loose)
    printed = printed_number(line for line in furniture if line.box.top < _FOOT * height)
    margins = _fitting(blocks, expected.margins_of(width, height), width, height)
    return Page(number, width, height, printed, blocks, furniture, tuple(drawn.rules), _all_pictures(blocks, drawn), margins)


def _all_pictures(blocks: Sequence[Block], drawn: Drawn) -> tuple[Box, ...]:
    """The pictures of the text, and such as no element holds."""
    return (*(box for block in blocks for box in block.pictures), *drawn.pictures.get(-1, ()))


def _fitting(blocks: Sequence[Block], choice: Sequence[Margins], width: float, height: float) -> Margins:
    """The first margins between which the text fits, else the first."""
    box = Box.around(block.box for block in blocks)
    if box is None:
        return choice[0]
    for margins in choice:
        up_and_down = box.top <= height - margins.top + _SLACK and box.bottom >= margins.bottom - _SLACK
        if up_and_down and box.left >= margins.left - _SLACK and box.right <= width - margins.right + _SLACK:
            return margins
    return choice[0]


def _headings(opened: Any) -> Iterator[Heading]:  # noqa: ANN401
    for mark in opened.get_toc():
        target = mark.get_dest()
        if target is None or target.get_index() is None:
            continue
        _, view = target.get_view()
        yield Heading(words(mark.get_title()), mark.level + 1, target.get_index() + 1, view[1] if len(view) > 1 else 0.0)
