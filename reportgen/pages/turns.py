"""Turns of the page. In: a Document. Out: what stands on both sides of each turn, and whether something new begins there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .page import Block, Box, Document, Page, Path, Row

# Annexes that are no headings begin so.
_ANNEX = re.compile(r"附[件表录图]|附[：:]")
# A heading's destination is the upper edge of its line, whose ink is a little lower.
_NEAR = 30.0
# A centred line in letters so much larger than the text's is the title of a part.
_TITLE = 1.2


@dataclass(frozen=True, slots=True)
class Turn:
    """Two pages in a row that both hold text: the last block of one, the first of the other.

    `is_meant`: a page would be begun here in any case, since a part, an annex, a page of another size or another count of pages
    begins, or one of the two is a cover. `is_cover`: the first of the two has no page number, though others have.
    """

    before: Page
    after: Page
    last: Block
    first: Block
    is_meant: bool
    is_cover: bool

    @property
    def goes_on(self) -> bool:
        """Whether one paragraph or table stands on both pages."""
        return self.last.path == self.first.path

    @property
    def room_left(self) -> float:
        """The share of the text area's height that is white below the last line."""
        area = self.before.area
        return max(0.0, (lowest(self.before) - area.bottom) / area.height)


@dataclass(frozen=True, slots=True)
class Continued:
    """A table on both sides of a turn: its rows on the two pages, those of all pages up to the turn, and whether it ends behind it."""

    turn: Turn
    before: tuple[Row, ...]
    after: tuple[Row, ...]
    so_far: tuple[Row, ...]
    is_last: bool

    @property
    def is_first(self) -> bool:
        """Whether the table begins on the page before the turn."""
        return self.so_far == self.before


def turns(document: Document) -> Iterator[Turn]:
    """All turns between pages that hold text."""
    size = _usual_size(document)
    is_numbered = any(page.printed for page in document.pages)
    for before, after in zip(document.pages, document.pages[1:], strict=False):
        if before.blocks and after.blocks:
            last, first = before.blocks[-1], after.blocks[0]
            is_meant = last.path != first.path and (_is_new(before, after, document) or _is_title(first, size))
            yield Turn(before, after, last, first, is_meant, is_cover=is_numbered and not before.printed)


def continued_tables(document: Document) -> Iterator[Continued]:
    """Tables that go on over a turn."""
    so_far: dict[Path, tuple[Row, ...]] = {}
    for turn in turns(document):
        if turn.goes_on and turn.last.rows and turn.first.rows:
            path = turn.last.path
            so_far[path] = so_far.get(path, ()) + turn.last.rows
            yield Continued(turn, turn.last.rows, turn.first.rows, so_far[path], is_last=not _is_on(document, path, turn.after.number))


def _is_on(document: Document, path: Path, number: int) -> bool:
    """Whether a table stands on the page behind page `number`."""
    return any(block.path == path for page in document.pages[number : number + 1] for block in page.blocks)


def lowest(page: Page) -> float:
    """The lower edge of all that stands in the text, in points from the page's lower edge."""
    box = Box.around([*(block.box for block in page.blocks), *page.pictures])
    return box.bottom if box is not None else page.area.top


def _is_new(before: Page, after: Page, document: Document) -> bool:
    sizes = {(round(page.width), round(page.height)) for page in (before, after)}
    first = after.blocks[0]
    parts = (heading.top for heading in document.headings if heading.page == after.number and heading.level == 1)
    return (
        len(sizes) > 1
        or not _counts_on(before.printed, after.printed)
        or first.kind == "H1"
        or any(abs(top - first.box.top) < _NEAR for top in parts)
        or (_ANNEX.match(first.text) is not None and all(entry.page != after.number for entry in document.entries))
    )


def _is_title(block: Block, size: float) -> bool:
    return block.align == "Center" and any(line.size >= _TITLE * size for line in block.lines)


def _usual_size(document: Document) -> float:
    """The height of most letters of the running text."""
    lines = (line for page in document.pages for block in page.blocks for line in block.lines)
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=sizes.__getitem__, default=0.0)


def _counts_on(before: str, after: str) -> bool:
    """Whether two printed numbers belong to one count; pages without any are covers."""
    return bool(before) and bool(after) and before.isdigit() == after.isdigit() and after != "1"
