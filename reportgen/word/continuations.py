"""Merged cells that go on over a page say their text again. In: a finished document, and its first rows of pages. Out: a document.

Only whoever lays out the pages knows those rows: `mark_rows` puts bookmarks into the rows that may matter, and their pages tell which
to give to `continued`. What is said again needs no more room than there is, so that the pages stay as they are.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from reportgen.word.breaks import NAMES as BREAKS
from reportgen.word.package import Package, pack, unpack
from reportgen.word.styles import Styles, styles_of
from reportgen.word.table_reader import read
from reportgen.word.tables import Cell, Row, Table
from reportgen.word.wordml import (
    BOOKMARK,
    BOOKMARK_END,
    CELL_ORDER,
    NUMBER,
    OFF,
    PARAGRAPH_ORDER,
    PPR,
    RPR,
    RUN,
    STYLE,
    TBL,
    TC,
    TCPR,
    TR,
    VAL,
    P,
    T,
    cell_properties,
    drop,
    parsed,
    put,
    w,
    written,
)

_ID, _NAME, _MERGE, _STYLES = w("id"), w("name"), w("vMerge"), "styles"
_KEEP = w("keepNext")
_HEADER, _GOES_ON = f"{w('trPr')}/{w('tblHeader')}", f"{TCPR}/{_MERGE}"
_SIGN, _KIND, _TYPE = w("fldChar"), w("fldCharType"), w("type")
# What a merged cell looks like is told by its first cell.
_LOOKS = tuple(w(name) for name in ("shd", "tcMar", "textDirection", "vAlign"))
_RESTART, _CONTINUE = "restart", "continue"
_TOP, _NO_LINE = f"{w('tcBorders')}/{w('top')}", ("nil", "none")
_WORDS = (T, w("tab"), w("br"), w("cr"), w("noBreakHyphen"), w("sym"))


@dataclass(frozen=True, slots=True)
class Crossing:
    """The bookmarks of a row in which a merged cell goes on, and of the row before it.

    Where the two are on different pages, the row is the first that begins on its page.
    """

    row: str
    before: str


def mark_rows(root: _Element) -> tuple[Crossing, ...]:
    """Puts a bookmark (`row_12_7`: table 12, row 7) into each row in which a merged cell goes on, and the row before it.

    Rows that hold nothing but cells that go on have no place for one; they are passed over.
    """
    free = max((int(i) for e in root.iter(BOOKMARK) if (i := e.get(_ID, "")).isdigit()), default=0)
    found: list[Crossing] = []
    marked: dict[str, None] = {}
    for number, table in enumerate(root.iter(TBL), 1):
        before: tuple[str, _Element] | None = None
        for line, row in enumerate(table.iterchildren(TR), 1):
            place, name = _place(row), row_name(number, line)
            if place is None or row.find(_HEADER) is not None:
                continue
            if before is not None and _goes_on(row):
                found.append(Crossing(name, before[0]))
                for each, paragraph in (before, (name, place)):
                    if each not in marked:
                        marked[each] = None
                        _mark(paragraph, each, free + len(marked))
            before = name, place
    return tuple(found)


def row_name(table: int, row: int) -> str:
    """The name of the bookmark of a row, both counted from 1."""
    return f"row_{table}_{row}"


def _goes_on(row: _Element) -> bool:
    return any(e.get(VAL, "continue") == "continue" for cell in row.iterchildren(TC) for e in cell.iterfind(_GOES_ON))


def _place(row: _Element) -> _Element | None:
    """The first paragraph of a row that is seen: cells that go on show nothing."""
    cells = (cell for cell in row.iterchildren(TC) if (e := cell.find(_GOES_ON)) is None or e.get(VAL) == "restart")
    return next((paragraph for cell in cells for paragraph in cell.iterchildren(P)), None)


def _mark(paragraph: _Element, name: str, identity: int) -> None:
    at = int(len(paragraph) > 0 and paragraph[0].tag == PPR)
    for kind in (BOOKMARK_END, BOOKMARK):
        mark = etree.Element(kind)
        mark.set(_ID, str(identity))
        paragraph.insert(at, mark)
    paragraph[at].set(_NAME, name)


def continued(document: bytes, first_rows: Collection[str]) -> bytes:
    """The document in which merged cells begin anew, with their text, in the rows of these names; the same where there are none.

    A cell stays merged where its text would need more room than its rows have up to the next page, or is more than text.
    """
    if not first_rows:
        return document
    package = unpack(document)
    root, styles = parsed(package.parts[package.main]), styles_in(package)
    numbered = {identity for identity, style in styles.paragraphs.items() if style.number}
    for number, table in enumerate(read(root, styles), 1):
        firsts = [line for line in range(len(table.rows)) if row_name(number, line + 1) in first_rows]
        for first, end in zip(firsts, [*firsts[1:], len(table.rows)], strict=False):
            for cell in [cell for cell in table.rows[first].cells if cell.merge == _CONTINUE]:
                _begin_anew(_Merge(table, cell, first), end, numbered)
    return pack({**package.parts, package.main: written(root)})


def styles_in(package: Package) -> Styles:
    """The styles of a finished document, without lists."""
    part = next((package.parts[name] for name, kind in package.kinds.items() if kind == _STYLES), None)
    return styles_of(parsed(part) if part is not None else None, {})


@dataclass(frozen=True, slots=True)
class _Merge:
    """A cell that goes on in a row of a table, and its like in the rows above and below."""

    table: Table
    cell: Cell
    line: int

    def above(self) -> list[Cell]:
        """The cells above, the nearest first, up to the one in which the merge began."""
        out: list[Cell] = []
        for row in reversed(self.table.rows[: self.line]):
            found = self._like(row)
            if found is None or (out and out[-1].merge == _RESTART):
                break
            out.append(found)
        return out

    def below(self) -> list[Cell]:
        """The cells below, as far as the merge goes on."""
        out: list[Cell] = []
        for row in self.table.rows[self.line + 1 :]:
            found = self._like(row)
            if found is None or found.merge == _RESTART:
                break
            out.append(found)
        return out

    def _like(self, row: Row) -> Cell | None:
        place = self.cell.column, self.cell.span
        return next((cell for cell in row.cells if cell.merge and (cell.column, cell.span) == place), None)


def _begin_anew(merge: _Merge, end: int, numbered: Collection[str]) -> None:
    """Makes a merged cell begin again where it goes on, if its text fits into its rows before row `end`."""
    above, below, table, cell = merge.above(), merge.below(), merge.table, merge.cell
    room = sum(table.height(row) for row in table.rows[merge.line : min(merge.line + 1 + len(below), end)])
    if not above or above[-1].merge != _RESTART:
        return
    origin = above[-1]
    if not _is_text(origin, numbered) or table.cell_height(origin) > room:
        return
    properties, is_kept = cell_properties(cell.element), any(map(_is_kept, cell.element.iterchildren(P)))
    cell.element[:] = [properties, *[_again(paragraph) for paragraph in origin.element.iterchildren(P)]]
    for paragraph in cell.element.iterchildren(P):  # the row stays with the next, or not, as it did
        put(put(paragraph, PPR, (PPR,)), _KEEP, PARAGRAPH_ORDER, "1" if is_kept else "0")
    _look_alike(properties, origin.element)
    cell.merge, cell.texts = _RESTART, None
    _begin(cell, below)
    _begin(origin, above[:-1])


def _is_text(cell: Cell, numbered: Collection[str]) -> bool:
    """Whether a cell holds text alone, and none that is counted: that would be counted twice."""
    if not cell.plain or any(child.tag not in (TCPR, P, BOOKMARK, BOOKMARK_END) for child in cell.element):
        return False
    named = (e.get(VAL, "") for e in cell.element.iter(STYLE))
    return next(cell.element.iter(NUMBER), None) is None and not any(name in numbered for name in named)


def _is_kept(paragraph: _Element) -> bool:
    """Whether a paragraph says that it is kept with the next."""
    kept = paragraph.find(f"{PPR}/{_KEEP}")
    return kept is not None and kept.get(VAL) not in OFF


def _again(paragraph: _Element) -> _Element:
    """A paragraph of the same style and text: fields give their results; bookmarks, notes and the like stay where they are."""
    made = etree.Element(P)
    properties = paragraph.find(PPR)
    if properties is not None:
        made.append(copy.deepcopy(properties))
    for run in _shown(paragraph):
        words = [copy.deepcopy(child) for child in run if child.tag in _WORDS and child.get(_TYPE) not in BREAKS]
        if words:
            look = run.find(RPR)
            again = etree.SubElement(made, RUN)
            again.extend([*([copy.deepcopy(look)] if look is not None else []), *words])
    return made


def _shown(paragraph: _Element) -> Iterator[_Element]:
    """The runs of a paragraph without the codes of fields."""
    fields: list[str] = []
    for run in paragraph.iter(RUN):
        sign = run.find(_SIGN)
        kind = sign.get(_KIND, "") if sign is not None else ""
        if kind == "end" and fields:
            fields.pop()
        elif kind == "separate" and fields:
            fields[-1] = kind
        elif kind == "begin":
            fields.append(kind)
        elif "begin" not in fields:
            yield run


def _look_alike(properties: _Element, origin: _Element) -> None:
    """Gives a cell the look of the one in which its merge began, and the line above that Word leaves out between merged cells."""
    for name in _LOOKS:
        look = origin.find(f"{TCPR}/{name}")
        if look is not None and properties.find(name) is None:
            put(properties, name, CELL_ORDER).attrib.update(look.attrib)
            put(properties, name, CELL_ORDER)[:] = copy.deepcopy(list(look))
    top = properties.find(_TOP)
    if top is not None and top.get(VAL) in _NO_LINE:
        drop(top)


def _begin(cell: Cell, rest: Sequence[Cell]) -> None:
    """Makes a cell the first of a merge, or one by itself."""
    properties = cell_properties(cell.element)
    merge = put(properties, _MERGE, CELL_ORDER, _RESTART)
    if not rest:
        drop(merge)
