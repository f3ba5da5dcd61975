"""Tall rows of which little stands at the foot of a page. In: a finished document. Out: where such rows may be; rows kept whole.

What goes on over a page leaves the short cells of its row empty there: such a row is to begin on the next page, where it fits on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml.etree import _Element

from reportgen.word.continuations import styles_in
from reportgen.word.package import pack, unpack
from reportgen.word.runs import Bookmarks
from reportgen.word.styles import Styles
from reportgen.word.table_reader import read
from reportgen.word.tables import Row, Table
from reportgen.word.wordml import BOOKMARK, TR, near, parsed, put, w, written

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
            _keep(row)


def kept_whole(document: bytes, rows: Collection[int]) -> bytes:
    """The document in which rows are kept whole: their places, from 0, among those that `mark_splits` would mark."""
    if not rows:
        return document
    package = unpack(document)
    root = parsed(package.parts[package.main])
    found = [row for table in read(root, styles_in(package)) for row in _rows(table)]
    for place in rows:
        _keep(found[place].element)
    return pack({**package.parts, package.main: written(root)})


def _keep(row: _Element) -> None:
    properties = put(row, _PROPERTIES, (_EXCEPTIONS, _PROPERTIES))
    put(properties, _WHOLE, (_WHOLE,))
