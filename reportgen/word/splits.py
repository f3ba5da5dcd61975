"""Tall rows that leave a single line at the foot of a page. In: a finished document. Out: where such rows may be; a row kept whole.

Word does not leave one by itself, LibreOffice knows nothing of it in tables: there such a row is to begin on the next page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml.etree import _Element

from reportgen.word.runs import Bookmarks
from reportgen.word.styles import Styles
from reportgen.word.table_reader import read
from reportgen.word.tables import Row, Table
from reportgen.word.wordml import BOOKMARK, TR, near, put, w

_NAME, _PROPERTIES, _EXCEPTIONS, _WHOLE = w("name"), w("trPr"), w("tblPrEx"), w("cantSplit")
# Rows without longer texts are low.
_SHORT = 40


def whole(row: str) -> str:
    """What the bookmark where a row's longest text begins is called in a document in which the row is kept whole."""
    return f"{row}Whole"


def mark_splits(root: _Element, styles: Styles) -> tuple[str, ...]:
    """Puts bookmarks where the longest text of each row begins and ends that may be split; gives the names of the first."""
    marks = Bookmarks([root])
    return tuple(_mark(row, marks) for table in read(root, styles) for row in _rows(table))


def _rows(table: Table) -> Iterator[Row]:
    for row in table.rows[table.head :] if not table.nested else ():
        if not row.whole and row.longest > _SHORT and all(cell.plain for cell in row.cells):
            yield row


def _mark(row: Row, marks: Bookmarks) -> str:
    cell = max(row.cells, key=lambda cell: len(cell.words))
    paragraphs = cell.paragraphs
    first = marks.around(paragraphs[0], "Split")
    _, *both = marks.pair("SplitEnd")
    paragraphs[-1].extend(both)
    return first


def keep_whole(root: _Element, rows: Collection[str]) -> None:
    """Keeps rows whole, in place; the bookmarks where they begin tell of it."""
    for start in (start for start in root.iter(BOOKMARK) if start.get(_NAME) in rows):
        row = near(start, TR)
        if row is not None:
            start.set(_NAME, whole(start.get(_NAME, "")))
            properties = put(row, _PROPERTIES, (_EXCEPTIONS, _PROPERTIES))
            put(properties, _WHOLE, (_WHOLE,))
