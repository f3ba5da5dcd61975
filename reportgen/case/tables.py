"""Tables beside a case, quoted in its supporting material: .csv and .xlsx, by named columns.

In: a path and the columns asked for. Out: rows of strings and the cell that each came from. Mistakes are named by sheet and cell.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportgen.diagnostics import FilePlace, Sink
from reportgen.model.values import is_blank

from .beside import NotFound, beside
from .columns import Selection, named, read_number, select, sums_agree
from .sheets import Sheet, letter, open_sheet
from .source import TableFile

Rows = list[list[str]]


def load_sheet(folder: Path, shown: str, table: dict[str, Any], sink: Sink) -> Sheet | None:
    """The sheet that a table names, or None and errors; a name still to be filled in is nothing yet."""
    name = str(table["file"])
    if is_blank(name):
        return None
    path = beside(folder, name)
    place = FilePlace(f"{shown}/{name}"[:200].replace("\0", ""))
    if isinstance(path, NotFound):
        sink.error("table-outside" if path.outside else "table-missing", place, path.message, path.hint)
        return None
    return open_sheet(path, place.file, table.get("sheet"), sink)


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
