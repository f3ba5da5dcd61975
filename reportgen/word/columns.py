"""The columns of tables that look alike. In: Tables. Out: Columns, which tells what a choice of widths would make of the texts."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.word.demands import Demand, demand_of
from reportgen.word.tables import Row, Table


class Columns:
    """The texts of each column, in all rows of the tables; cells that span columns count for none.

    `demands` holds each text once. Widths are in twips, with the margins of cells.
    """

    def __init__(self, tables: Sequence[Table]) -> None:
        self.across = tables[0].margins.across
        self.mild = tables[0].head > 0
        self._given = tables[0].grid
        found: list[dict[Demand, None]] = [{} for _ in tables[0].grid]
        self._rows = [_row(table, row, found) for table in tables for row in table.rows]
        self.demands = [list(each) for each in found]
        self._foreseen = [all(d.is_foreseen or d.head for d in each) for each in self.demands]
        self._known: dict[tuple[int, int], tuple[list[int], float]] = {}

    def trouble(self, column: int, width: float) -> float:
        """How ill the texts of a column would fare; where lines end counts where that of all texts can be foreseen."""
        mild = self._is_mild(column)
        return sum([d.trouble(width - self.across, mild=mild) for d in self.demands[column]])

    def is_ill(self, column: int, width: float) -> bool:
        """Whether some text of the column has a defect."""
        return any(d.is_ill(width - self.across, mild=self.mild) for d in self.demands[column])

    def alike(self, column: int, widths: Sequence[int]) -> list[int]:
        """The column and those that are as wide under the same header."""
        head = [{d.words for d in found if d.head} for found in self.demands]
        return [n for n, width in enumerate(widths) if width == widths[column] and head[n] == head[column]]

    def cost(self, widths: Sequence[float]) -> float:
        """The lines of all rows together, and the troubles of all columns."""
        by_column = [self._of(column, width) for column, width in enumerate(widths)]
        rows = map(max, *[lines for lines, _ in by_column]) if len(by_column) > 1 else by_column[0][0]
        return sum(rows) + sum([trouble for _, trouble in by_column])

    def _is_mild(self, column: int) -> bool:
        return self.mild and self._foreseen[column]

    def _of(self, column: int, width: float) -> tuple[list[int], float]:
        """The lines that each row takes in a column, and the trouble in it."""
        key = column, round(width)
        if key not in self._known:
            # What makes room for others must fit for certain.
            room, gives = width - self.across, width < self._given[column]
            rooms = {id(d): d.certain(room) if gives else room for d in self.demands[column]}
            counted = {id(d): d.lines(rooms[id(d)]) for d in self.demands[column]}
            lines = [sum([counted[id(d)] for d in row[column]]) if column in row else 1 for row in self._rows]
            mild = self._is_mild(column)
            self._known[key] = lines, sum([d.trouble(rooms[id(d)], mild=mild) for d in self.demands[column]])
        return self._known[key]


def _row(table: Table, row: Row, found: Sequence[dict[Demand, None]]) -> dict[int, list[Demand]]:
    """The texts of a row by column; notes each text in `found`."""
    out: dict[int, list[Demand]] = {}
    for cell in row.cells:
        if cell.words and cell.span == 1 and not cell.turned:
            texts = table.texts(cell)
            demands = [demand_of(part, t.setting.size, head=row.header) for t in texts for part in t.words.split("\n") if part]
            found[cell.column].update(dict.fromkeys(demands))
            # A merged cell may use the rows below: it makes its first row no higher.
            if not cell.merge:
                out[cell.column] = demands
    return out
