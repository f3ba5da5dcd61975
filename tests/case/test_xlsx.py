"""The cells of a workbook are those that Excel shows: checked against openpyxl, which writes and reads them by itself."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet as Theirs

from reportgen.case import xlsx
from reportgen.case.xlsx import Broken, Cell, NoSuchSheet, TooLarge, Worksheet, read_worksheet
from tests.case.workbooks import calculated, workbook

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=12)
NUMBER = st.integers(-(10**15) + 1, 10**15 - 1) | st.floats(-1e9, 1e9).map(lambda n: round(n, 4))
VALUE = st.none() | TEXT | NUMBER | st.dates(min_value=date(1900, 3, 1)) | st.booleans()


def sheet_of(data: bytes, name: str | None = None) -> Worksheet:
    """A worksheet from the bytes of a workbook."""
    return read_worksheet(io.BytesIO(data), name)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def expected(value: object) -> Cell:
    """How a value reads."""
    if isinstance(value, bool):
        return Cell(str(value).upper())
    if isinstance(value, int | float):
        number = Decimal(f"{value:.15g}")
        return Cell(f"{number.normalize():f}" if number else "0", number)
    if isinstance(value, date):
        return Cell(value.isoformat(), value)
    return Cell("" if value is None else str(value))


@given(st.lists(st.lists(VALUE, max_size=6), max_size=6))
def test_every_value_reads_as_it_was_written(rows: list[list[object]]) -> None:
    """Text, whole numbers, fractions, dates and gaps come back where they stood; a text that looks like a formula too."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Theirs)
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column)
            cell.value = value  # type: ignore[assignment]
            if isinstance(value, str):
                cell.data_type = "s"
    found = sheet_of(saved(book))
    for at, row in enumerate(rows):
        there = found.rows[at] if at < len(found.rows) else ()
        for column, value in enumerate(row):
            cell_found = there[column] if column < len(there) else Cell("")
            assert (cell_found.text, cell_found.value) == (expected(value).text, expected(value).value)
    assert found.uncalculated == frozenset()


@given(st.integers(0, 5), st.integers(0, 30), st.integers(0, 5), st.integers(1, 5))
def test_merged_ranges(top: int, left: int, height: int, width: int) -> None:
    """A merged range is where Excel says it is, beyond column Z too."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Theirs)
    sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=top + 1 + height, end_column=left + 1 + width)
    (merged,) = sheet_of(saved(book)).merged
    first_column, first_row, last_column, last_row = range_boundaries(str(next(iter(sheet.merged_cells.ranges))))
    assert merged == (int(first_row or 0) - 1, int(first_column or 0) - 1, int(last_row or 0) - 1, int(last_column or 0) - 1)


@pytest.mark.parametrize(("form", "shown"), [
    ("yyyy-mm-dd", "2022-07-28"), ('yyyy"年"m"月"d"日"', "2022-07-28"), ("[$-804]yyyy\\年m\\月", "2022-07-28"), ("m/d", "2022-07-28"),
    ("yyyy-mm-dd hh:mm", "2022-07-28"), ("mm", "2022-07-28"), ("General", "44770"), ("#,##0.00", "44770"), ("h:mm:ss", "44770"),
    ('0"day"', "44770"), ("[Red]0", "44770"), ("0.0%", "4477000.0%"), ("#,##0.00_);[Red]\\(#,##0.00\\)", "44770"),
])  # fmt: skip
def test_formats(form: str, shown: str) -> None:
    """Whether a number is a date is told by its format: by its letters, not by what it quotes, escapes or puts in brackets."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Theirs)
    sheet["A1"] = 44770
    sheet["A1"].number_format = form
    assert sheet_of(saved(book)).rows[0][0].text == shown


def test_formulas(tmp_path: Path) -> None:
    """A formula gives its saved result; without one its place is told, also where nothing stands behind it."""
    path = workbook(tmp_path / "a.xlsx", [["=1+1", 5, "=2+2"], ["=3+3"]])
    calculated(path, "A1", "2")
    found = read_worksheet(path, None)
    assert [cell.text for cell in found.rows[0]] == ["2", "5", ""]
    assert found.uncalculated == {(0, 2), (1, 0)}


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts_: dict[str, bytes]) -> bytes:
    """A workbook of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts_.items():
            archive.writestr(name, data)
    return out.getvalue()


SHEET = """<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData>
<row><c t="inlineStr"><is><r><t>甲</t></r><r><t>乙_x000D_</t></r><rPh><t>yi</t></rPh></is></c><c><v>1.5</v></c></row>
<row r="4" hidden="1"><c r="C4" t="str"><f>""</f><v></v></c><c r="D4" t="e"><f>1/0</f><v>#DIV/0!</v></c>
<c r="E4" t="d"><v>2022-07-28T00:00:00</v></c></row>
</sheetData></worksheet>"""


def test_what_other_programs_write(tmp_path: Path) -> None:
    """Cells without references, rich text with readings, strict namespaces, ISO dates, errors, empty results are understood."""
    made = parts(workbook(tmp_path / "a.xlsx", []))
    made["xl/worksheets/sheet1.xml"] = SHEET.encode()
    found = sheet_of(packed(made))
    assert [cell.text for cell in found.rows[0]] == ["甲乙", "1.5"]
    assert found.rows[1:3] == ((), ())
    assert found.rows[3] == (Cell(""), Cell(""), Cell(""), Cell("#DIV/0!"), Cell("2022-07-28", date(2022, 7, 28)))
    assert found.hidden == {3}
    assert not found.uncalculated


SHARED = """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>机构</t></si>
<si><r><t>侨</t></r><r><t xml:space="preserve">亚 </t></r><rPh sb="0" eb="1"><t>qiao</t></rPh></si></sst>"""


def test_shared_strings(tmp_path: Path) -> None:
    """Text that Excel keeps apart from the cells is looked up, runs joined, readings left out; a number beyond the list is a fault."""
    made = parts(workbook(tmp_path / "a.xlsx", []))
    rels = made["xl/_rels/workbook.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    added = f'<Relationship Id="rId99" Type="{kind}" Target="/xl/shared.xml"/></Relationships>'
    made["xl/_rels/workbook.xml.rels"] = rels.replace("</Relationships>", added).encode()
    made["xl/shared.xml"] = SHARED.encode()
    cells = '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row></sheetData></worksheet>'
    found = sheet_of(packed(made | {"xl/worksheets/sheet1.xml": cells.encode()}))
    assert [cell.text for cell in found.rows[0]] == ["机构", "侨亚"]
    with pytest.raises(Broken):
        sheet_of(packed(made | {"xl/worksheets/sheet1.xml": cells.replace(">1<", ">7<").encode()}))


def test_dates_counted_from_1904() -> None:
    """A workbook of an old Mac counts its days from 1904."""
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert isinstance(sheet, Theirs)
    sheet["A1"] = date(2022, 7, 28)
    assert sheet_of(saved(book)).rows[0][0].value == date(2022, 7, 28)


def test_sheets_by_name() -> None:
    """A sheet is found by its name; another name is answered with those that there are."""
    book = openpyxl.Workbook()
    book.create_sheet("补贴 & 保险")["A1"] = "甲"
    assert sheet_of(saved(book), "补贴 & 保险").rows[0][0].text == "甲"
    with pytest.raises(NoSuchSheet) as found:
        sheet_of(saved(book), "补贴")
    assert found.value.names == ["Sheet", "补贴 & 保险"]


def test_unfolding_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook that would unfold beyond the limit is refused before it is unfolded."""
    monkeypatch.setattr(xlsx, "_MOST_BYTES", 1_000_000)
    made = parts(workbook(tmp_path / "a.xlsx", [["甲"]]))
    with pytest.raises(TooLarge) as found:
        sheet_of(packed(made | {"xl/bomb.bin": bytes(3_000_000)}))
    assert found.value.megabytes == 3


PARTS = ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/styles.xml"]


@given(st.sampled_from(PARTS), st.binary(max_size=8), st.floats(0, 1))
def test_damage_is_told_or_survived(part: str, noise: bytes, where: float) -> None:
    """Whatever bytes of a part are damaged, a sheet comes out, or Broken; never another exception."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Theirs)
    sheet.append(["甲", 1, date(2022, 7, 28)])
    sheet.merge_cells("A2:B3")
    out = io.BytesIO(saved(book))
    with zipfile.ZipFile(out) as archive:
        made = {name: archive.read(name) for name in archive.namelist()}
    at = int(where * len(made[part]))
    made[part] = made[part][:at] + noise + made[part][at + len(noise) :]
    try:
        found = sheet_of(packed(made))
    except (Broken, NoSuchSheet):
        return
    assert found.rows is not None
