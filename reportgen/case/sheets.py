"""Table files as grids of cells: .xlsx and .csv.

In: a path, and the name of a sheet. Out: a Sheet, or an error. A workbook's own marks are kept: merged cells, hidden rows,
formulas that were never calculated. What the cells mean is read by `tables`, `ledger`, `counts` and `answers`.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from reportgen.diagnostics import CellPlace, FilePlace, Sink

from .encoding import decode
from .xlsx import Broken, Cell, Merged, NoSuchSheet, TooLarge, read_worksheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """All cells of a sheet; row 0 is the first row of the file. `typed` tells a workbook from a .csv, where all is text."""

    file: str
    name: str
    rows: tuple[tuple[Cell, ...], ...]
    typed: bool = False
    merged: tuple[Merged, ...] = ()
    hidden: frozenset[int] = frozenset()
    uncalculated: frozenset[tuple[int, int]] = frozenset()

    def cell(self, row: int, column: int) -> Cell:
        """A cell; an empty one where the sheet has none."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else Cell("")

    def place(self, row: int, column: int) -> CellPlace:
        """A cell's place as Excel names it."""
        return CellPlace(self.file, self.name, f"{letter(column)}{row + 1}")

    def merged_at(self, row: int, column: int) -> Merged | None:
        """The merged range that a cell belongs to."""
        return next((m for m in self.merged if m.top <= row <= m.bottom and m.left <= column <= m.right), None)


def letter(column: int) -> str:
    """The letters of a column from 0: A, B, … Z, AA."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def open_sheet(path: Path, shown: str, sheet: object, sink: Sink) -> Sheet | None:
    """A sheet by its name (the first visible one without a name), or None and an error."""
    if path.suffix.lower() == ".csv":
        text = decode(path, shown, sink)
        return _open_csv(text, shown, sink) if text is not None else None
    if path.suffix.lower() == ".xlsx":
        return _open_workbook(path, shown, sheet, sink)
    sink.error("table-kind", FilePlace(shown), f"不认识“{path.suffix}”格式的表格", "另存为 .xlsx 或 .csv（UTF-8）")
    return None


def _open_csv(text: str, shown: str, sink: Sink) -> Sheet | None:
    """A .csv as it is written; a quotation mark out of place would swallow rows, so it is an error."""
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error:
        place = FilePlace(shown, reader.line_num)
        sink.error("csv-quote", place, "引号不成对，后面的行会被吞掉", '内容里的引号写两遍 ""，整格放在一对引号里；或另存为 .xlsx')
        return None
    for (before, _), (line, row) in pairwise([(0, []), *rows]):
        if line - before > 1 and any("\n" in cell for cell in row):
            sink.warning("csv-lines", FilePlace(shown, before + 1), f"第 {before + 1} 到 {line} 行是同一格里的内容", "核对这一格的引号")
    return Sheet(shown, "", tuple(tuple(Cell(c.strip()) for c in row) for _, row in rows))


def _open_workbook(path: Path, shown: str, sheet: object, sink: Sink) -> Sheet | None:
    place = FilePlace(shown)
    try:
        found = read_worksheet(path, None if sheet is None else str(sheet))
    except TooLarge as problem:
        sink.error("table-too-large", place, f"工作簿展开后有 {problem.megabytes} MB，太大了", "只留要用的工作表和行，另存一份")
    except NoSuchSheet as problem:
        sink.error("sheet-missing", place, f"没有工作表“{sheet}”", f"现有工作表：{'、'.join(problem.names)}")
    except Broken:
        sink.error("table-broken", place, "打不开这个工作簿", "用 Excel 打开后另存为 .xlsx；有密码的请去掉密码")
    else:
        return Sheet(shown, found.name, found.rows, True, found.merged, found.hidden, found.uncalculated)  # noqa: FBT003 - a field
    return None
