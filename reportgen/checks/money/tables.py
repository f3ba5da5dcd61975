"""Quoted tables that add up. In: a Subject. Out: findings where a total is not the sum of its rows, or of the columns beside it.

Which columns a total adds up, or which is another times a standard of its heading, is learnt from the table: most rows agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Key, Severity
from reportgen.model.materials import Table
from reportgen.model.numbers import number_text

_NUMBER = re.compile(r"\s*([-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?:[万亿]?元|[家个张人名户套册份件])?\s*")
_TOTAL = re.compile(r"\s*(?:合\s*计|总\s*计|共\s*计|总\s*额|总\s*数)\s*[（(：:]?.*")
_SUBTOTAL = re.compile(r"\s*小\s*计\s*[（(：:]?.*|.{1,12}小\s*计")
_NO_SUM = re.compile("率|比例|占比|标准|单价|均价|平均|年度|年份|序号|编号|分值|得分|日期|时间|电话")
_SUM_COLUMN = re.compile("合计|小计|总计|共计|总额|总数")
_STANDARD = re.compile(r"(\d+(?:\.\d+)?)\s*元")
_FEW = 2  # rows that a rule of a table must hold for
_LABELS = 3  # columns in which a row of sums may say so


@check(
    "table-total-differs",
    Severity.WARNING,
    meaning="支撑材料的表格里，合计行不等于各行之和，合计列不等于各列之和，或者某行的金额不等于数量乘以表头的标准。",
    why="附表是得分的依据，读者会逐行加；原件如此的要注明，抄录错的要改。",
    example="合计行写 2,385,800，各行相加是 2,385,900。",
    mend="对照原件核对；抄录错的改过来；原件就是这样的，在 note 里注明“照录”。合计也可不写，用 sums 由程序相加。",
)
def table_total_differs(subject: Subject) -> Iterator[Finding]:
    for at, material in enumerate(subject.case.materials):
        for n, table in enumerate(material.tables):
            if len(table.rows) > 1:
                yield from _Reading(table, ("materials", at, "tables", n)).findings()


@dataclass(frozen=True, slots=True)
class _Reading:
    """A table with the number of each cell."""

    table: Table
    key: Key

    def findings(self) -> Iterator[Finding]:
        numbers = [[_number(cell) for cell in row] for row in self.table.rows]
        kinds = [_kind(row) for row in self.table.rows]
        columns = [c for c in range(len(self.table.columns)) if self._adds_up(c, numbers)]
        for column in columns:
            yield from self._down(column, numbers, kinds)
        for column in columns:
            yield from self._across(column, columns, numbers)
            yield from self._times(column, columns, numbers)

    def _adds_up(self, column: int, numbers: Sequence[Sequence[Decimal | None]]) -> bool:
        """Whether a column holds amounts: numbers or nothing, none of them a rate or a year."""
        cells = [(row[column], self.table.rows[r][column].strip()) for r, row in enumerate(numbers)]
        known = sum(number is not None for number, _ in cells)
        others = sum(number is None and text not in {"", "-", "—", "/", "－"} for number, text in cells)
        return known > 1 and not others and _NO_SUM.search(self.table.columns[column]) is None

    def _down(self, column: int, numbers: Sequence[Sequence[Decimal | None]], kinds: Sequence[str]) -> Iterator[Finding]:
        """Rows of sums against the rows above them: 小计 since the last, 合计 all that are no sums."""
        part, whole = Decimal(0), Decimal(0)
        for r, kind in enumerate(kinds):
            value = numbers[r][column]
            expected = {"小计": part, "合计": whole}.get(kind)
            if expected is None:
                part, whole = part + (value or 0), whole + (value or 0)
            elif value is not None and r > 0 and value != expected:
                heading = self.table.columns[column]
                yield self._finding((r, column), f"“{heading}”的{kind}写 {number_text(value)}，各行相加是 {number_text(expected)}")
            if kind == "小计":
                part = Decimal(0)

    def _across(self, column: int, columns: Sequence[int], numbers: Sequence[Sequence[Decimal | None]]) -> Iterator[Finding]:
        """A column of sums against the columns on one side of it, as most rows have it."""
        if not _SUM_COLUMN.search(self.table.columns[column]):
            return
        left, right = [c for c in columns if c < column], [c for c in columns if c > column]
        runs = [left[at:] for at in range(len(left) - 1)] + [right[:at] for at in range(2, len(right) + 1)]
        rows = [(r, row) for r, row in enumerate(numbers) if row[column] is not None]
        best = max(runs, key=lambda run: sum(_sum(row, run) == row[column] for _, row in rows), default=[])
        wrong = [(r, row) for r, row in rows if _sum(row, best) != row[column]]
        if best and len(rows) - len(wrong) >= max(_FEW, 2 * len(wrong)):
            for r, row in wrong:
                added = f"{'＋'.join(f'“{self.table.columns[c]}”' for c in best)}是 {number_text(_sum(row, best))}"
                message = f"第 {r + 1} 行的“{self.table.columns[column]}”写 {number_text(row[column] or Decimal(0))}，{added}"
                yield self._finding((r, column), message)

    def _times(self, column: int, columns: Sequence[int], numbers: Sequence[Sequence[Decimal | None]]) -> Iterator[Finding]:
        """A column of amounts whose heading states a standard, against the column that it multiplies in most rows."""
        found = _STANDARD.search(self.table.columns[column])
        rows = [(r, row) for r, row in enumerate(numbers) if row[column] is not None]
        for other in (c for c in columns if c != column) if found is not None else ():
            standard = Decimal(found[1]) if found is not None else Decimal(0)
            wrong = [(r, row) for r, row in rows if (row[other] or 0) * standard != row[column]]
            if len(rows) - len(wrong) >= max(_FEW, 2 * len(wrong)):
                for r, row in wrong:
                    count = row[other] or Decimal(0)
                    product = f"{number_text(count)}×{number_text(standard)} 是 {number_text(count * standard)}"
                    message = f"第 {r + 1} 行的“{self.table.columns[column]}”写 {number_text(row[column] or Decimal(0))}，{product}"
                    yield self._finding((r, column), message)

    def _finding(self, cell: tuple[int, int], message: str) -> Finding:
        place = CasePlace((*self.key, "rows", *cell))
        title = f"表“{self.table.title}”" if self.table.title else "表中"
        return Finding(place, f"{title}{message}", "对照原件核对；原件如此的在 note 里注明", quoted=True)


def _number(cell: str) -> Decimal | None:
    found = _NUMBER.fullmatch(cell)
    return Decimal(found[1].replace(",", "").replace("−", "-")) if found else None


def _kind(row: Sequence[str]) -> str:
    """合计 or 小计 for a row of sums, else nothing."""
    labels = [cell for cell in row[:_LABELS] if cell.strip()]
    if any(_SUBTOTAL.fullmatch(cell) for cell in labels):
        return "小计"
    return "合计" if any(_TOTAL.fullmatch(cell) for cell in labels) else ""


def _sum(row: Sequence[Decimal | None], columns: Sequence[int]) -> Decimal:
    return sum((row[c] or Decimal(0) for c in columns), Decimal(0))
