"""What a reader sees of a report's pages, as data.

In: nothing. Out: the types. `reading` fills them from a PDF once; rules only look at them. Lengths are points, measured from the
left and the lower edge of the page, as in the PDF; pages count from 1, as viewers show them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

# Where an element stands in the structure tree: the same on every page that it reaches.
Path = tuple[int, ...]
_NO_WORDS = str.maketrans("", "", " \t\n\r\u3000\xa0\0")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Self | None:
        """The smallest box that holds all; None of none."""
        found = list(boxes)
        if not found:
            return None
        return cls(min(b.left for b in found), min(b.bottom for b in found), max(b.right for b in found), max(b.top for b in found))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one face: `box` is its ink, `baseline` the line that it stands on, `blanks` its glyphs that no font had."""

    text: str
    box: Box
    baseline: float
    size: float
    blanks: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces on one line, from left to right."""

    pieces: tuple[Piece, ...]
    box: Box
    size: float

    @property
    def text(self) -> str:
        """The text without white space: PDFium puts spaces between pieces."""
        return words("".join(piece.text for piece in self.pieces))


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table's cell has on one page; `rows` and `columns` are what it spans."""

    path: Path
    rows: int
    columns: int
    is_head: bool
    is_centred: bool
    lines: tuple[Line, ...]
    pictures: tuple[Box, ...]

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """What a table's row has on one page. `index` counts the table's rows from 0, `width` its cells, empty ones included."""

    path: Path
    index: int
    width: int
    cells: tuple[Cell, ...]
    box: Box

    @property
    def is_head(self) -> bool:
        """Whether it is one of the rows that the file names as header rows."""
        return all(cell.is_head for cell in self.cells)

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells if cell.text)


@dataclass(frozen=True, slots=True)
class Block:
    """What a paragraph, heading, table or entry of the contents has on one page: `kind` is its PDF name (P, H1, Table, TOCI)."""

    kind: str
    path: Path
    align: str
    box: Box
    lines: tuple[Line, ...] = ()
    rows: tuple[Row, ...] = ()
    pictures: tuple[Box, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading; LibreOffice's bare H is a paragraph in a style of its family and may be any text."""
        return self.kind in _HEADINGS

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


_HEADINGS = frozenset(f"H{level}" for level in range(1, 7))


@dataclass(frozen=True, slots=True)
class Margins:
    """The white edges of a page, in points."""

    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True)
class Page:
    """One page: its blocks in the order of the text, and what stands beside the text.

    `furniture` are lines outside the text (headers, page numbers, header rows that Word repeats), `rules` the ruled lines of
    tables, `pictures` images and drawings; `printed` is the page number in the footer, empty where there is none.
    """

    number: int
    width: float
    height: float
    printed: str
    blocks: tuple[Block, ...]
    furniture: tuple[Line, ...]
    rules: tuple[Box, ...]
    pictures: tuple[Box, ...]
    margins: Margins

    @cached_property
    def area(self) -> Box:
        """The text area."""
        m = self.margins
        return Box(m.left, m.bottom, self.width - m.right, self.height - m.top)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines of the text, those in tables included."""
        cells = (cell for block in self.blocks for row in block.rows for cell in row.cells)
        return (*(line for block in self.blocks for line in block.lines), *(line for cell in cells for line in cell.lines))


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the PDF's outline: where a heading stands; `level` counts from 1, `top` is its upper edge."""

    title: str
    level: int
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: its title, the page number that it prints (empty where it prints none), the page it stands on."""

    title: str
    number: str
    page: int


@dataclass(frozen=True)
class Document:
    """All pages of a report, the headings of its outline, the entries of its contents, the characters wanted on its pages."""

    pages: tuple[Page, ...]
    headings: tuple[Heading, ...]
    entries: tuple[Entry, ...]
    wanted: frozenset[str] = frozenset()

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character that can be read on the pages."""
        lines = (line for page in self.pages for line in (*page.furniture, *page.lines))
        return frozenset("".join(piece.text for line in lines for piece in line.pieces))


def words(text: str) -> str:
    """A text without white space of any kind."""
    return text.translate(_NO_WORDS)
