"""Column widths that fit their content. In: Tables. Out: the same tables, some of whose columns have other widths.

The width of a table is the editor's and never changes, so that equal tables stay equally wide. Tables with the same columns and the
same header (one for each dimension, say) are fitted together and stay alike.

- Columns that a loop made are equal. Where a header row is marked and equal columns would break a text, the widths follow the texts
  (`apportion`).
- All other widths are the editor's. They change by as little as will do, and only where a column has a defect and the whole table
  gains by mending it (`adjustment`): a number, word or date that is broken in two; a text stacked three characters wide or less; and,
  under a marked header row, names whose last line holds a single character, or a narrow column with four lines and more.
- Under a marked header row, wide columns give to others where that makes the table lower (`lowering`).
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from reportgen.word import measure
from reportgen.word.adjustment import adjusted
from reportgen.word.apportion import apportioned
from reportgen.word.columns import Columns
from reportgen.word.demands import Demand, demand_of
from reportgen.word.lowering import lowered
from reportgen.word.tables import Row, Table
from reportgen.word.wordml import cell_properties, w

_PROSE, _WIDE = 40, 10
# Characters of a text that fill several lines.
_HIGH = 80
_WIDTH, _TYPE, _CELL_WIDTH = w("w"), w("type"), w("tcW")


def fit(tables: Sequence[Table]) -> None:
    """Gives each table a grid for all of its columns, and columns the widths that their texts need."""
    made = [table for table in tables if _make_grid(table)]
    groups: dict[object, list[Table]] = {}
    for table in tables:
        if any(table.grid) and all(cell.plain for row in table.rows for cell in row.cells):
            groups.setdefault(_likeness(table), []).append(table)
    for group in groups.values():
        if any(_is_high(table) or _is_wanting(table) for table in group):
            widths = _fitted(group)
            changed = group if widths != group[0].grid else []
            for table in changed:
                table.grid = widths
            made += changed
    for table in dict.fromkeys(made):
        _write(table)


def _make_grid(table: Table) -> bool:
    """As many grid columns as the widest row has; the table keeps its own width. What a loop made is of one width.

    Gives whether it made one.
    """
    wanted = max((row.columns for row in table.rows), default=0)
    if wanted and table.grid and (len(table.grid) != wanted or table.loops):
        stated = next((found for row in table.rows if len(found := _stated(row)) == wanted), []) if not table.loops else []
        table.grid = _shares(sum(table.grid), stated if all(stated) else [], wanted)
        return True
    return False


def _stated(row: Row) -> list[int]:
    """The widths of a row's cells that span no columns; 0 for one that leaves its width to Word."""
    found = [cell_properties(cell.element).find(_CELL_WIDTH) for cell in row.cells if cell.span == 1]
    return [int(e.get(_WIDTH, "0")) if e is not None and e.get(_TYPE) == "dxa" else 0 for e in found]


def _shares(total: int, weights: Sequence[int], count: int) -> list[int]:
    """`total` divided in whole twips as the weights say, equally where there are none; the first take what is left over."""
    weights = weights or [1] * count
    out = [total * each // sum(weights) for each in weights]
    return [each + (n < total - sum(out)) for n, each in enumerate(out)]


def _likeness(table: Table) -> object:
    """What tables have in common that are to look alike; a table without a header row is like no other."""
    head = tuple(cell.words for row in table.rows[: table.head] for cell in row.cells)
    return (tuple(table.grid), table.loops, table.margins, head) if head else id(table)


def _is_high(table: Table) -> bool:
    """Whether a table has such long texts that other widths may make it much lower."""
    return table.head > 0 and any(row.longest > _HIGH for row in table.rows)


def _is_wanting(table: Table) -> bool:
    """Whether some text of a table has a defect; few have."""
    rooms, size = [width - table.margins.across for width in table.grid], table.setting.size
    for cell in (cell for row in table.rows for cell in row.cells if len(cell.words) * size > rooms[cell.column]):
        room = table.room(cell)
        # What is long and has room is neither broken in two nor stacked.
        name = len(cell.words) <= _PROSE
        broken = measure.width(cell.words) * size > room if name else table.loops or room < _WIDE * size
        if broken and not cell.turned:
            texts = table.texts(cell)
            demands = (demand_of(part, text.setting.size, head=False) for text in texts for part in text.words.split("\n"))
            if any(_is_ill(table, demand, room) for demand in demands):
                return True
    return False


def _is_ill(table: Table, demand: Demand, room: int) -> bool:
    return not demand.fits(room) if table.loops and table.head else demand.is_ill(room, mild=table.head > 0)


def _fitted(group: Sequence[Table]) -> list[int]:
    """The widths for tables that look alike."""
    columns, grid = Columns(group), group[0].grid
    found = adjusted(columns, apportioned(columns, sum(grid)) if group[0].loops and columns.mild else grid)
    return lowered(columns, found) if columns.mild else found


def _write(table: Table) -> None:
    """Writes the widths of grid columns and cells; cells that leave their width to Word stay so."""
    grid = table.element.find(w("tblGrid"))
    if grid is None:
        return
    for column in list(grid):
        grid.remove(column)
    for width in table.grid:
        etree.SubElement(grid, w("gridCol")).set(_WIDTH, str(width))
    for cell in (cell for row in table.rows for cell in row.cells):
        stated = cell_properties(cell.element).find(_CELL_WIDTH)
        if stated is not None and stated.get(_TYPE) == "dxa":
            stated.set(_WIDTH, str(sum(table.grid[cell.column : cell.column + cell.span])))
