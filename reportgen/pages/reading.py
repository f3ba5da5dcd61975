"""A PDF read once. In: its bytes, and what is expected of its pages. Out: a Document of Pages. Raises Unreadable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2

from .contents import entries_on, printed_number
from .expected import Expected
from .flow import blocks_of, lines_of
from .objects import Drawn, drawn_on
from .page import Block, Box, Document, Heading, Margins, Page, words
from .structure import tree_of

# Ink may reach into the margin by this much before another section's margins are tried.
_SLACK = 3.0
# The page number stands in this share of the page's height.
_FOOT = 0.15


class Unreadable(Exception):
    """The bytes are no PDF that can be read."""


def read(pdf: bytes, expected: Expected) -> Document:
    """All pages of a report."""
    try:
        opened = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as problem:
        raise Unreadable(str(problem)) from None
    with opened:
        pages = tuple(_page(opened, at, expected) for at in range(len(opened)))
        headings = tuple(_headings(opened))
    entries = (entry for page in pages for entry in entries_on(page.number, page.blocks, page.furniture))
    return Document(pages, headings, tuple(entries), expected.characters)


def _page(opened: Any, at: int, expected: Expected) -> Page:  # noqa: ANN401 - pypdfium2 publishes no types
    page = opened[at]
    try:
        drawn, tree, (width, height) = drawn_on(page), tree_of(page), page.get_size()
    finally:
        page.close()
    blocks = blocks_of(tree, drawn)
    furniture = lines_of(drawn.loose)
    foot = [line for line in furniture if line.box.top < _FOOT * height]
    margins = _fitting(blocks, expected.margins_of(width, height), width, height)
    pictures = _all_pictures(blocks, drawn)
    return Page(at + 1, width, height, printed_number(foot), blocks, furniture, tuple(drawn.rules), pictures, margins)


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
