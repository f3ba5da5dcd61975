"""Numbers in line. In: Tables. Out: the same tables, whose columns of numbers end below one another, or have their points so.

Where an editor centred a column of numbers, the numbers together stay in the middle of the column, below their header. What stands at
either side by his choice is his: right-aligned numbers are in line as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportgen.word.measure import width
from reportgen.word.tables import CENTRE, Cell, Table, indent

# What stands before the point, behind it, and what it counts.
_NUMBER = re.compile(r"([-−+]?[¥￥]?\d[\d,]*)(\.\d+)?([%％‰]|[\u3400-\u9fff]{1,2})?")
_LONGEST = 24
# What stands where there is no number.
_NOTHING = frozenset(("", "—", "——", "－", "-", "/", "／"))
_SHARES = ("%", "％", "‰")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number: its cell, how wide it is up to the point and from there on (twips), what it counts."""

    cell: Cell
    before: float
    behind: float
    unit: str


def align(tables: Iterable[Table]) -> None:
    """Puts the numbers of each column in line that stands in the middle of its cells."""
    for table in tables:
        if not table.nested and any(table.grid):
            for cells in _columns(table):
                numbers = [number for cell, found in cells.items() if (number := _number(table, cell, found)) is not None]
                # All or none: one that an editor set apart would stand out.
                if len(numbers) == len(cells):
                    _align(table, numbers)


def _columns(table: Table) -> Iterator[dict[Cell, re.Match[str]]]:
    """The cells of each column that holds nothing but numbers below its header."""
    columns: dict[int, dict[Cell, re.Match[str]]] = {}
    others: set[int] = set()
    for cell in (cell for row in table.rows[table.head :] for cell in row.cells):
        words, column = cell.words, cell.column
        if column in others or words in _NOTHING or cell.span > 1:
            continue
        found = _NUMBER.fullmatch(words) if len(words) <= _LONGEST else None
        if found is None:
            others.add(column)
        else:
            columns.setdefault(column, {})[cell] = found
    return (cells for column, cells in columns.items() if column not in others)


def _number(table: Table, cell: Cell, found: re.Match[str]) -> _Number | None:
    """The number of a cell that holds it alone, in the middle; None for any other."""
    setting = table.free_setting(cell)
    if setting is None or setting.aligned != CENTRE:
        return None
    whole, unit, size = width(found[0]), found[3] or "", setting.size
    # Per cent signs are to stand below one another, whatever decimals there are.
    before = width(found[1]) if unit not in _SHARES else whole
    return _Number(cell, before * size, (whole - before) * size, unit)


def _align(table: Table, numbers: Sequence[_Number]) -> None:
    """Puts numbers in line, if they count the same and are not equally wide: those are in line."""
    if len({(n.before, n.behind) for n in numbers}) < 2 or len({n.unit for n in numbers}) > 1:
        return
    behind = max(n.behind for n in numbers)
    free = table.room(numbers[0].cell) - max(n.before for n in numbers) - behind
    for number in numbers if free >= 0 else ():
        indent(number.cell.paragraphs[0], right=free / 2 + behind - number.behind, aligned="right")
