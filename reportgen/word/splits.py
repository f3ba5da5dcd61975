"""Tall rows that leave a single line at the foot of a page. In: a finished document; where its bookmarks stand. Out: which rows do.

Word does not leave one by itself, LibreOffice knows nothing of it in tables: there such a row is to begin on the next page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from reportgen.word.continuations import row_name
from reportgen.word.runs import Bookmarks
from reportgen.word.styles import Styles
from reportgen.word.table_reader import read
from reportgen.word.tables import Row, Table
from reportgen.word.wordml import BOOKMARK, TR, near, put, w

_NAME, _PROPERTIES, _EXCEPTIONS, _WHOLE = w("name"), w("trPr"), w("tblPrEx"), w("cantSplit")
# Rows without longer texts are low.
_SHORT = 40


@dataclass(frozen=True, slots=True)
class Split:
    """A row that may be split: the bookmarks where its longest text begins and ends, and that of the row, if it has one."""

    first: str
    last: str
    row: str

    @property
    def whole(self) -> str:
        """What the bookmark where it begins is called in a document in which the row is kept whole."""
        return f"{self.first}Whole"

    def is_split(self, pages: Mapping[str, int]) -> bool:
        """Whether it goes on on the next page, and only there."""
        return pages.get(self.last, 0) - pages.get(self.first, 0) == 1 and self.first in pages


def mark_splits(root: _Element, styles: Styles) -> tuple[Split, ...]:
    """Puts bookmarks where the longest text of each row begins and ends that may be split."""
    marks = Bookmarks([root])
    return tuple(split for number, table in enumerate(read(root, styles), 1) for split in _splits(table, number, marks))


def _splits(table: Table, number: int, marks: Bookmarks) -> Iterator[Split]:
    for line, row in enumerate(table.rows[table.head :] if not table.nested else (), table.head + 1):
        if not row.whole and row.longest > _SHORT and all(cell.plain for cell in row.cells):
            yield _split(row, row_name(number, line), marks)


def _split(row: Row, name: str, marks: Bookmarks) -> Split:
    cell = max(row.cells, key=lambda cell: len(cell.words))
    paragraphs = cell.paragraphs
    first = marks.around(paragraphs[0], "Split")
    last, *both = marks.pair("SplitEnd")
    paragraphs[-1].extend(both)
    return Split(first, last, name)


def moved(pages: Mapping[str, int], splits: Sequence[Split], at_foot: Collection[str]) -> dict[str, int]:
    """The pages of all bookmarks when rows of which one line alone stood at the foot of a page begin on the next."""
    out = dict(pages)
    for split in (split for split in splits if split.first in at_foot and split.is_split(pages)):
        out[split.whole] = out.pop(split.first) + 1
        if split.row in out:
            out[split.row] += 1
    return out


def keep_whole(root: _Element, rows: Collection[Split]) -> None:
    """Keeps rows whole, in place; the bookmarks where they begin tell of it."""
    names = {split.first: split.whole for split in rows}
    for start in (start for start in root.iter(BOOKMARK) if start.get(_NAME) in names):
        row = near(start, TR)
        if row is not None:
            start.set(_NAME, names[start.get(_NAME, "")])
            properties = put(row, _PROPERTIES, (_EXCEPTIONS, _PROPERTIES))
            put(properties, _WHOLE, (_WHOLE,))
