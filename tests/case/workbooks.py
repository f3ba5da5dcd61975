"""Workbooks for tests, as people make them: formulas, merged cells, hidden rows."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.case.sheets import Sheet, open_sheet
from reportgen.diagnostics import Diagnostic, Sink, text


def workbook(path: Path, rows: Iterable[Sequence[object]], *, merge: Sequence[str] = (), hide: Sequence[int] = ()) -> Path:
    """A workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "表"
    for row in rows:
        sheet.append(list(row))
    for cells in merge:
        sheet.merge_cells(cells)
    for number in hide:
        sheet.row_dimensions[number].hidden = True
    book.save(path)
    return path


def calculated(path: Path, cell: str, value: str) -> None:
    """Stores the result of a formula beside it, as Excel does when it saves."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    found = re.subn(rf'(<c r="{cell}"[^>]*><f>[^<]*</f>)<v ?/?>(?:</v>)?', rf"\g<1><v>{value}</v>", parts[name].decode())
    assert found[1] == 1
    parts[name] = found[0].encode()
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)


def sheet_of(path: Path) -> Sheet:
    """The first sheet of a file, without mistakes."""
    sink = Sink()
    sheet = open_sheet(path, path.name, None, sink)
    assert list(sink) == []
    assert sheet is not None
    return sheet


def told(found: Iterable[Diagnostic]) -> list[str]:
    """Findings as they are printed, without their hints; each has one, but for mere information."""
    printed = [text(d).split("\n") for d in found]
    assert all(len(lines) == 2 or "说明[" in lines[0] for lines in printed)
    return [lines[0] for lines in printed]
