"""Merged cells. In: a rendered tree whose cells carry marks. Out: the same tree with equal neighbours merged and no marks.

Level n merges only where all levels below n of that row equal those of the row above, so that a second level never reaches
over two first levels. The work is linear in the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from lxml import etree

from reportgen.word.runs import take_out
from reportgen.word.signs import ACROSS, MERGE
from reportgen.word.value import Value
from reportgen.word.wordml import (
    CELL_ORDER,
    PPR,
    TBL,
    TC,
    TCPR,
    TR,
    VAL,
    Grid,
    P,
    cell_properties,
    near,
    put,
    text_of,
    w,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element, _ProcessingInstruction

_NEVER = 1 << 30


@dataclass(slots=True)
class Cell:
    """A marked cell: the level of its vertical merge (0: none), whether it merges across, what it is compared by, and its text."""

    element: _Element
    level: int = 0
    across: bool = False
    key: Value = None
    text: str = ""
    column: int = 0
    width: int = 1

    def equals(self, other: Cell | None) -> bool:
        """Whether the cell may merge with one above it."""
        return (
            other is not None
            and (self.level, self.column, self.width) == (other.level, other.column, other.width)
            and type(self.key) is type(other.key)
            and bool(self.key == other.key)
        )


def merge(root: _Element, keys: Sequence[Value]) -> list[str]:
    """Merges the marked cells below `root` in place; gives the texts of the cells that were merged into another."""
    cells = _marked(root, keys)
    removed: list[str] = []
    for row in dict.fromkeys(near(element, TR) for element, cell in cells.items() if cell.across):
        if row is not None:
            removed += _merge_across(row, cells)
    grid = Grid(root)
    for table in dict.fromkeys(near(cell, TBL) for cell in cells if cells[cell].level):
        if table is not None:
            removed += _merge_down(table, cells, grid)
    return removed


def _marked(root: _Element, keys: Sequence[Value]) -> dict[_Element, Cell]:
    """The marked cells in the order of the document; their marks are taken out."""
    cells: dict[_Element, Cell] = {}
    given: set[_Element] = set()
    for mark in cast("list[_ProcessingInstruction]", list(root.iter(etree.ProcessingInstruction))):
        if mark.target not in (MERGE, ACROSS):
            continue
        element = near(mark, TC)
        take_out(mark)
        if element is not None:
            cell = cells.setdefault(element, Cell(element))
            if _read(mark, cell, keys):
                given.add(element)
    for element, cell in cells.items():
        cell.text = text_of(element)
        if element not in given:
            cell.key = cell.text
    return cells


def _read(mark: _ProcessingInstruction, cell: Cell, keys: Sequence[Value]) -> bool:
    """Takes over what a mark says; true where it brings a key."""
    numbers = [int(n) for n in (mark.text or "").split()]
    if mark.target == MERGE:
        cell.level = numbers.pop(0)
    else:
        cell.across = True
    if numbers:
        cell.key = keys[numbers[0]]
    return bool(numbers)


def _merge_across(row: _Element, cells: dict[_Element, Cell]) -> Iterator[str]:
    first: Cell | None = None
    for element in list(row.iterchildren(TC)):
        cell = cells.get(element)
        if cell is None or not cell.across:
            first = None
        elif first is not None and first.key == cell.key and type(first.key) is type(cell.key):
            yield cell.text
            _absorb(first.element, element)
            del cells[element]
        else:
            first = cell


def _absorb(into: _Element, cell: _Element) -> None:
    """Adds the columns and the width of a cell to the one on its left, and takes it out."""
    grid = put(cell_properties(into), w("gridSpan"), CELL_ORDER)
    other = cell.find(f"{TCPR}/{w('gridSpan')}")
    grid.set(VAL, str(int(grid.get(VAL, "1")) + (int(other.get(VAL, "1")) if other is not None else 1)))
    mine, other = into.find(f"{TCPR}/{w('tcW')}"), cell.find(f"{TCPR}/{w('tcW')}")
    if mine is not None and other is not None and mine.get(w("type")) == other.get(w("type")) == "dxa":
        mine.set(w("w"), str(int(mine.get(w("w"), "0")) + int(other.get(w("w"), "0"))))
    row = cell.getparent()
    if row is not None:
        row.remove(cell)


def _merge_down(table: _Element, cells: dict[_Element, Cell], grid: Grid) -> Iterator[str]:
    above: dict[int, Cell] = {}
    anchors: dict[int, _Element] = {}
    for row in table.iterchildren(TR):
        here = {} if _is_header(row) else _in_columns(row, cells, grid)
        broken = _first_broken(here, above)
        for column, cell in here.items():
            if cell.level <= broken and cell.equals(above.get(column)):
                yield cell.text
                if column in anchors:
                    put(cell_properties(anchors.pop(column)), w("vMerge"), CELL_ORDER, "restart")
                _continue(cell.element)
            else:
                anchors[column] = cell.element
        above = here


def _first_broken(here: dict[int, Cell], above: dict[int, Cell]) -> int:
    """The lowest level that differs from the row above; deeper levels must not merge. 0 where the columns differ."""
    if here.keys() != above.keys():
        return 0
    return min((cell.level for column, cell in here.items() if not cell.equals(above[column])), default=_NEVER)


def _in_columns(row: _Element, cells: dict[_Element, Cell], grid: Grid) -> dict[int, Cell]:
    """The cells of a row that merge down, by their grid column."""
    out: dict[int, Cell] = {}
    column = grid.before(row)
    for element in row.iterchildren(TC):
        width = grid.span(element)
        cell = cells.get(element)
        if cell is not None and cell.level:
            cell.column, cell.width = column, width
            out[column] = cell
        column += width
    return out


def _continue(cell: _Element) -> None:
    """Makes a cell go on with the merge that begins above it: it keeps one empty paragraph."""
    properties = cell_properties(cell)
    put(properties, w("vMerge"), CELL_ORDER).attrib.pop(VAL, "")
    first = cell.find(P)
    if len(cell) > 2:  # its properties and one paragraph
        cell[:] = [properties] if first is None else [properties, first]
    if first is not None and len(first):
        del first[int(first[0].tag == PPR) :]


def _is_header(row: _Element) -> bool:
    return row.find(f"{w('trPr')}/{w('tblHeader')}") is not None
