"""Tables beside a case, quoted in its supporting material: .csv and .xlsx, by named columns.

In: a path and the columns asked for. Out: rows of strings and the cell that each came from. Mistakes are named by sheet and cell.
"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

from reportgen.diagnostics import FilePlace, Sink

from .columns import Selection, named, read_number, select, sums_agree
from .sheets import Sheet, letter, open_sheet
from .source import TableFile

Rows = list[list[str]]


def load_sheet(path: Path, shown: str, table: dict[str, Any], sink: Sink, folder: Path) -> Sheet | None:
    """The sheet that a table names, or None and errors."""
    if folder.resolve() not in path.resolve().parents:
        message = f"表格文件“{table['file']}”不在案例文件夹里"
        sink.error("table-outside", FilePlace(shown), message, "把文件放进案例文件夹，只写文件名")
        return None
    if not path.is_file():
        near = difflib.get_close_matches(path.name, [p.name for p in folder.iterdir()], n=3, cutoff=0.5)
        hint = f"是否想写 {'、'.join(near)}？" if near else "把文件放进案例文件夹"
        sink.error("table-missing", FilePlace(shown), "没有这个表格文件", hint)
        return None
    return open_sheet(path, shown, table.get("sheet"), sink)


def load_table(sheet: Sheet, table: dict[str, Any], sink: Sink) -> tuple[Rows, TableFile] | None:
    """The asked columns of a sheet, or None and errors. Where columns are summed, rows of sums are checked and left out."""
    names = list(dict.fromkeys(str(c) for c in table["columns"]))
    selection = select(sheet, [named(name) for name in names], sink)
    if selection is None:
        return None
    summed = [name for name in table.get("sums") or () if name in names]
    rows = tuple(sums_agree(selection, summed, sink)) if summed else selection.rows
    cells = [[_text(selection, row, name, summed) for name in names] for row in rows]
    columns = tuple(letter(selection.columns[name]) for name in names)
    return cells, TableFile(sheet.file, sheet.name, tuple(row + 1 for row in rows), columns)


def _text(selection: Selection, row: int, name: str, summed: list[str]) -> str:
    """A cell's text. A summed cell says its number plainly, and only once where it is merged."""
    if name not in summed:
        return selection.text(row, name)
    cell = selection.sheet.cell(row, selection.columns[name])
    number = read_number(cell.text) if cell.value is None else None
    return cell.text if number is None else f"{number:f}"
