"""Reads the tables of a part. In: a tree and the paragraph styles. Out: Tables; the marks of loops over columns are taken out."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from lxml.etree import _Element, _ProcessingInstruction

from reportgen.word.signs import COLUMNS
from reportgen.word.styles import Margins, Styles
from reportgen.word.tables import SET_APART, Cell, Row, Table
from reportgen.word.wordml import OFF, TBL, TC, TR, VAL, T, drop, w

_SECTION, _PROPERTIES, _WIDTH, _RULE = w("sectPr"), w("tblPr"), w("w"), w("hRule")
# Text that runs as usual, in both spellings.
_LEVEL = ("lrTb", "tb")
# A4 with the margins of official documents, where a section says nothing.
_PAGE = (11906, 16838)
_AROUND = {"left": "1588", "right": "1474", "top": "2098", "bottom": "1985"}


def read(root: _Element, styles: Styles) -> list[Table]:
    """The tables below `root` in the order of the document."""
    found: dict[_Element, Table] = {}
    waiting: list[Table] = []
    for element in root.iter(TBL, _SECTION):
        if element.tag != TBL:
            _give_area(waiting, element)
            waiting = []
        elif element not in found:
            tables = _Walk(element, styles).tables
            found.update(tables)
            waiting += tables.values()
    _give_area(waiting, None)
    return list(found.values())


class _Walk:
    """Takes the elements of a table and of those inside it as they come, in one walk: many would cost several times as much."""

    def __init__(self, outermost: _Element, styles: Styles) -> None:
        self.tables: dict[_Element, Table] = {}
        self._styles = styles
        self._rows: dict[_Element, Row] = {}
        self._row, self._cell = Row(outermost), Cell(outermost, 0)
        self._marks: list[_Element] = []
        meet = {
            TBL: self._begin_table, w("gridCol"): self._column, TR: self._begin_row, TC: self._begin_cell, T: self._text,
            w("cantSplit"): self._whole, w("tblHeader"): self._header, w("trHeight"): self._height, w("gridBefore"): self._before,
            w("gridAfter"): self._after, w("gridSpan"): self._span, w("vMerge"): self._merge, w("textDirection"): self._direction,
            **dict.fromkeys(SET_APART, self._set_apart),
            **dict.fromkeys(map(w, ("drawing", "pict", "object")), self._other),
        }  # fmt: skip
        for element in outermost.iter(*meet):
            meet[element.tag](element)
        self._take_marks(outermost)

    def _begin_table(self, element: _Element) -> None:
        self._cell.plain = False
        self._table = Table(element, self._styles, _margins(element, self._styles), nested=bool(self.tables))
        self.tables[element] = self._table

    def _column(self, element: _Element) -> None:
        self._table.grid.append(int(element.get(_WIDTH, "0")))

    def _begin_row(self, element: _Element) -> None:
        if len(self.tables) > 1:
            self._table = self.tables[next(element.iterancestors(TBL))]
        self._row = self._rows[element] = Row(element)
        self._table.rows.append(self._row)

    def _begin_cell(self, element: _Element) -> None:
        if len(self.tables) > 1:
            self._row = self._rows[next(element.iterancestors(TR))]
        row = self._row
        self._cell = Cell(element, row.taken)
        row.cells.append(self._cell)
        row.taken += 1

    def _text(self, element: _Element) -> None:
        cell, text = self._cell, element.text or ""
        cell.words = cell.words + text if cell.words else text

    def _merge(self, element: _Element) -> None:
        self._cell.merge = element.get(VAL, "continue")

    def _span(self, element: _Element) -> None:
        self._cell.span = int(element.get(VAL, "1"))
        self._row.taken += self._cell.span - 1

    def _direction(self, element: _Element) -> None:
        self._cell.turned = element.get(VAL) not in _LEVEL

    def _set_apart(self, _: _Element) -> None:
        self._cell.mixed = True

    def _other(self, _: _Element) -> None:
        self._cell.plain = False

    def _whole(self, element: _Element) -> None:
        self._row.whole = element.get(VAL) not in OFF

    def _header(self, element: _Element) -> None:
        self._row.header = element.get(VAL) not in OFF

    def _height(self, element: _Element) -> None:
        self._row.least, self._row.exact = int(element.get(VAL, "0")), element.get(_RULE) == "exact"

    def _before(self, element: _Element) -> None:
        self._row.taken = int(element.get(VAL, "0"))

    def _after(self, element: _Element) -> None:
        self._row.after = int(element.get(VAL, "0"))

    def _take_marks(self, outermost: _Element) -> None:
        for mark in list(outermost.iter(etree.PI)):
            parent = mark.getparent()
            holder = parent.getparent() if parent is not None else None
            if isinstance(mark, _ProcessingInstruction) and mark.target == COLUMNS and holder in self.tables:
                self.tables[holder].loops = True
                drop(mark)


def _give_area(tables: Iterable[Table], section: _Element | None) -> None:
    area = _area(section)
    for table in tables:
        table.area = area


def _margins(table: _Element, styles: Styles) -> Margins:
    """The margins of a table's cells: its own where it gives any, else those of its style."""
    named = table.find(f"{_PROPERTIES}/{w('tblStyle')}")
    usual = styles.margins.get(named.get(VAL, "") if named is not None else "", styles.margins[""])
    own = table.find(f"{_PROPERTIES}/{w('tblCellMar')}")
    if own is None:
        return usual

    def both(sides: Iterable[str], usual: int) -> int:
        given = (own.find(w(side)) for side in sides)
        return sum(int(e.get(_WIDTH, "0")) if e is not None else usual // 2 for e in given)

    return Margins(both(("left", "right"), usual.across), both(("top", "bottom"), usual.down))


def _area(section: _Element | None) -> tuple[int, int]:
    """Width and height of the text on the pages of a section."""
    size = section.find(w("pgSz")) if section is not None else None
    margin = section.find(w("pgMar")) if section is not None else None
    wide, high = (int(size.get(w(n), str(usual))) if size is not None else usual for n, usual in (("w", _PAGE[0]), ("h", _PAGE[1])))
    kept = {side: int(margin.get(w(side), usual) if margin is not None else usual) for side, usual in _AROUND.items()}
    return wide - kept["left"] - kept["right"], high - abs(kept["top"]) - abs(kept["bottom"])
