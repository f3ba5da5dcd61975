"""Tables beside a case: .csv and .xlsx, by named columns.

In: a path and the columns asked for. Out: rows of strings and the cell that each came from. Mistakes are named by sheet and cell.
"""

from __future__ import annotations

import csv
import difflib
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from reportgen.diagnostics import CellPlace, FilePlace, Sink

from .encoding import decode
from .source import TableFile

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All cells of a sheet as text; row 0 is the first row of the file."""

    name: str
    cells: Rows


def load_table(path: Path, shown: str, table: dict[str, Any], sink: Sink, folder: Path) -> tuple[Rows, TableFile] | None:
    """The asked columns of a table file, or None and errors."""
    if folder.resolve() not in path.resolve().parents:
        message = f"表格文件“{table['file']}”不在案例文件夹里"
        sink.error("table-outside", FilePlace(shown), message, "把文件放进案例文件夹，只写文件名")
        return None
    if not path.is_file():
        near = difflib.get_close_matches(path.name, [p.name for p in folder.iterdir()], n=3, cutoff=0.5)
        hint = f"是否想写 {'、'.join(near)}？" if near else "把文件放进案例文件夹"
        sink.error("table-missing", FilePlace(shown), "没有这个表格文件", hint)
        return None
    sheet = _open(path, shown, table.get("sheet"), sink)
    return _select(sheet, shown, [str(c) for c in table["columns"]], sink) if sheet else None


def _open(path: Path, shown: str, sheet: object, sink: Sink) -> Sheet | None:
    if path.suffix.lower() == ".csv":
        text = decode(path, shown, sink)
        return Sheet("", list(csv.reader(io.StringIO(text)))) if text is not None else None
    if path.suffix.lower() == ".xlsx":
        return _open_workbook(path, shown, sheet, sink)
    sink.error("table-kind", FilePlace(shown), f"不认识“{path.suffix}”格式的表格", "另存为 .xlsx 或 .csv（UTF-8）")
    return None


def _open_workbook(path: Path, shown: str, sheet: object, sink: Sink) -> Sheet | None:
    import openpyxl  # slow to import, and few cases have workbooks

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError):
        sink.error("table-broken", FilePlace(shown), "打不开这个工作簿", "用 Excel 打开后另存为 .xlsx；有密码的请去掉密码")
        return None
    name = str(sheet) if sheet is not None else book.sheetnames[0]
    if name not in book.sheetnames:
        sink.error("sheet-missing", FilePlace(shown), f"没有工作表“{name}”", f"现有工作表：{'、'.join(book.sheetnames)}")
        return None
    return Sheet(name, [[_cell_text(c) for c in row] for row in book[name].iter_rows(values_only=True)])


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        text = f"{Decimal(repr(value)):f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value).strip()


def _select(sheet: Sheet, shown: str, columns: list[str], sink: Sink) -> tuple[Rows, TableFile] | None:
    header_at = next((i for i, row in enumerate(sheet.cells) if any(c.strip() for c in row)), None)
    if header_at is None:
        sink.error("table-empty", FilePlace(shown), "表格是空的", "第一行写列名，下面写数据")
        return None
    header = [c.strip() for c in sheet.cells[header_at]]
    missing = [c for c in columns if c not in header]
    for column in missing:
        place = CellPlace(shown, sheet.name, f"A{header_at + 1}")
        near = difflib.get_close_matches(column, header, n=1, cutoff=0.5)
        hint = f"是否想写“{near[0]}”？" if near else f"表里的列：{'、'.join(c for c in header if c)}"
        sink.error("column-missing", place, f"表头里没有“{column}”这一列", hint)
    if missing:
        return None
    at = [header.index(c) for c in columns]
    rows = [(n, row) for n, row in enumerate(sheet.cells[header_at + 1 :], header_at + 2) if any(c.strip() for c in row)]
    cells = [[row[i].strip() if i < len(row) else "" for i in at] for _, row in rows]
    return cells, TableFile(shown, sheet.name, tuple(n for n, _ in rows), tuple(_letter(i) for i in at))


def _letter(column: int) -> str:
    """The letters of a column from 0: A, B, … Z, AA."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
