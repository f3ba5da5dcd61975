"""Reading a case: one file or a folder of parts, prose and tables beside it, and where each key stands."""

import contextlib
from pathlib import Path

import openpyxl
import pytest

from reportgen.case import Source, case_names, read
from reportgen.diagnostics import CasePlace, CellPlace, FilePlace, Sink, Stopped

TABLE = 'tables = [{ columns = ["机构", "床位"], file = "床位.%s" }]'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of cases with one case in parts."""
    case = tmp_path / "cases" / "甲"
    case.mkdir(parents=True)
    (case / "a.toml").write_text('[report]\ntitle = "题"\n\n[work]\nframework = []\n', encoding="utf-8")
    (case / "b.toml").write_text('[[indicators]]\nname = "子"\n\n[[indicators]]\nname = "丑"\npoints = 5\n', encoding="utf-8")
    return tmp_path / "cases"


def read_case(cases: Path, name: str = "甲") -> Source:
    """The case, with nothing found."""
    sink = Sink()
    source = read(cases, name, sink)
    assert list(sink) == []
    return source


def codes(cases: Path, name: str = "甲") -> list[tuple[str, str]]:
    """Codes and places of what stops the reading of a case."""
    sink = Sink()
    with contextlib.suppress(Stopped):
        read(cases, name, sink)
    assert sink.failed
    return [(d.code, str(d.place)) for d in sink]


def test_parts_make_one_case(folder: Path) -> None:
    """The parts of a folder are one case, and each key is found in its own file."""
    source = read_case(folder)
    assert source.data["indicators"][1] == {"name": "丑", "points": 5}
    assert source.locate(CasePlace(("indicators", 1, "points"))) == FilePlace("cases/甲/b.toml", 6, 1)
    assert source.locate(CasePlace(("report", "number"))) == FilePlace("cases/甲/a.toml", 1, 2)


def test_key_in_two_parts(folder: Path) -> None:
    """A table given in two parts is an error that names both places."""
    (folder / "甲" / "c.toml").write_text('# 又一份\n[report]\ntitle = "题"\n', encoding="utf-8")
    sink = Sink()
    with pytest.raises(Stopped):
        read(folder, "甲", sink)
    (found,) = sink
    assert (found.code, str(found.place)) == ("key-twice", "cases/甲/c.toml:2:2")
    assert "cases/甲/a.toml:1:2" in found.message


def test_prose_in_files(folder: Path) -> None:
    """An .md file fills the key that its name spells, also inside a list; places in it are its own lines."""
    (folder / "甲" / "work.purpose.md").write_text("第一段\n\n第二段\n", encoding="utf-8")
    (folder / "甲" / "indicators.丑.finding.md").write_text("发现", encoding="utf-8")
    source = read_case(folder)
    assert source.data["work"]["purpose"] == "第一段\n\n第二段"
    assert source.data["indicators"][1]["finding"] == "发现"
    assert source.locate(CasePlace(("work", "purpose"), offset=7)) == FilePlace("cases/甲/work.purpose.md", 3, 3)


def test_prose_that_belongs_nowhere(folder: Path) -> None:
    """An .md file whose name spells no place, or a key that stands in a .toml as well, is an error."""
    (folder / "甲" / "nothing.here.md").write_text("文", encoding="utf-8")
    (folder / "甲" / "report.title.md").write_text("文", encoding="utf-8")
    assert codes(folder) == [("prose-homeless", "cases/甲/nothing.here.md"), ("key-twice", "cases/甲/report.title.md")]


def test_table_from_csv(folder: Path) -> None:
    """A .csv gives the named columns in the order asked for; a cell's place is the cell of the file."""
    (folder / "甲" / "c.toml").write_text(f"[[materials]]\n{TABLE % 'csv'}\n", encoding="utf-8")
    (folder / "甲" / "床位.csv").write_text("性质,床位,机构\n民办,1306,侨亚\n\n公办,77,张湾\n", encoding="utf-8")
    source = read_case(folder)
    assert source.data["materials"][0]["tables"][0]["rows"] == [["侨亚", "1306"], ["张湾", "77"]]
    place = CasePlace(("materials", 0, "tables", 0, "rows", 1, 1))
    assert source.locate(place) == CellPlace("cases/甲/床位.csv", "", "B4")


def test_table_from_workbook(folder: Path) -> None:
    """An .xlsx gives its cells as text: whole numbers without a point, dates as 2022-07-28."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("床位", 0)
    for row in (["机构", "床位"], ["侨亚", 1306.0], ["张湾", 0.5]):
        sheet.append(row)
    book.save(folder / "甲" / "床位.xlsx")
    (folder / "甲" / "c.toml").write_text(f"[[materials]]\n{TABLE % 'xlsx'}\n", encoding="utf-8")
    assert read_case(folder).data["materials"][0]["tables"][0]["rows"] == [["侨亚", "1306"], ["张湾", "0.5"]]


def test_missing_column_is_named_by_cell(folder: Path) -> None:
    """A column that the table file lacks is named with the cell where its header should stand."""
    (folder / "甲" / "c.toml").write_text(f"[[materials]]\n{TABLE % 'csv'}\n", encoding="utf-8")
    (folder / "甲" / "床位.csv").write_text("机构,床位数\n侨亚,1306\n", encoding="utf-8")
    assert codes(folder) == [("column-missing", "cases/甲/床位.csv[A1]")]


@pytest.mark.parametrize("name", ["../x", "甲/../甲", "..", "", "a\\b", "C:x"])
def test_names_with_paths_are_refused(folder: Path, name: str) -> None:
    """A case is named, never pathed."""
    assert codes(folder, name) == [("case-name", "cases")]


def test_unknown_case_lists_near_names(folder: Path) -> None:
    """An unknown case is answered with the nearest names, or with those that exist."""
    sink = Sink()
    with pytest.raises(Stopped):
        read(folder, "甲乙丙", sink)
    (found,) = sink
    assert (found.code, "甲" in found.hint) == ("case-unknown", True)
    assert case_names(folder) == ["甲"]


def test_places_inside_long_strings(tmp_path: Path) -> None:
    """The offset of a passage becomes a line and column inside a string over several lines, and inside a short one."""
    cases = tmp_path / "cases"
    cases.mkdir()
    text = '[work]\npurpose = """\n第一行\n第二{{ x }}"""\n[last_year]\nuse = "甲{{ y }}"\n'
    (cases / "乙.toml").write_text(text, encoding="utf-8")
    source = read_case(cases, "乙")
    assert source.locate(CasePlace(("work", "purpose"), 6)) == FilePlace("cases/乙.toml", 4, 3)
    assert source.locate(CasePlace(("last_year", "use"), 1)) == FilePlace("cases/乙.toml", 6, 9)


def test_a_stray_quotation_mark_in_a_csv(folder: Path) -> None:
    """A quotation mark that swallows the rows behind it is an error with its line, not a table with fewer rows."""
    (folder / "甲" / "c.toml").write_text(f"[[materials]]\n{TABLE % 'csv'}\n", encoding="utf-8")
    (folder / "甲" / "床位.csv").write_text('机构,床位\n侨亚,1306\n"张湾,77\n龙王,6\n', encoding="utf-8")
    assert codes(folder) == [("csv-quote", "cases/甲/床位.csv:4")]


def test_a_cell_of_several_lines_in_a_csv(folder: Path) -> None:
    """A cell of a .csv that holds several lines is taken as it is written, and mentioned."""
    (folder / "甲" / "c.toml").write_text(f"[[materials]]\n{TABLE % 'csv'}\n", encoding="utf-8")
    (folder / "甲" / "床位.csv").write_text('机构,床位\n"侨亚\n颐乐园",1306\n', encoding="utf-8")
    sink = Sink()
    assert read(folder, "甲", sink).data["materials"][0]["tables"][0]["rows"] == [["侨亚\n颐乐园", "1306"]]
    assert [(d.code, str(d.place)) for d in sink] == [("csv-lines", "cases/甲/床位.csv:2")]
