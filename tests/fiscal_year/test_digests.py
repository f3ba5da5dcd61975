"""The digest of a year on disk: what it is made of, when it is written, what happens where its template is wrong."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from reportgen.diagnostics import Diagnostic, FilePlace, Severity, Sink
from reportgen.fiscal_year import CaseResult, Fault, Options, Status, YearResult, run_year
from reportgen.fiscal_year.digests import TEMPLATE, write_digest
from reportgen.fiscal_year.records import Record
from reportgen.fiscal_year.year_records import year_records
from reportgen.model.summary import Finding
from reportgen.model.year import State
from reportgen.workspace import Workspace
from tests.fiscal_year.workyear import YEAR, add, build_here, workspace
from tests.fiscal_year.workyear import replace as change

ERROR = Finding("negative", "error", "cases/丙/report.toml:7:1", "不能是负数", "核对数据")


def came_to(made: Workspace, options: Options | None = None) -> YearResult:
    """What the year comes to: what has changed is built, the rest stays."""
    options = options or Options()
    built = build_here(made, options)
    rest = run_year(made, YEAR, replace(options, force=False))
    return replace(rest, cases=tuple(built.get(case.name, case) for case in rest.cases))


def written(made: Workspace, result: YearResult) -> dict[str, bytes]:
    """The files of the digest; nothing may be found wrong."""
    sink = Sink()
    paths = write_digest(made, result, sink)
    assert [d.message for d in sink] == []
    return {path.name: path.read_bytes() for path in paths}


def test_what_a_year_came_to_as_records(tmp_path: Path) -> None:
    """Built, unchanged and drafts have summaries and links to their reports; a failure its findings, a fault an error; all by name."""
    made = workspace(tmp_path, "甲", "乙")
    build_here(made)
    change(made.cases / "乙" / "report.toml", "购书经费", "购买图书经费")
    result = came_to(made)
    broken = (CaseResult("丙", Status.FAILED, findings=(ERROR,)), CaseResult("丁", Status.FAILED, fault=Fault("KeyError", "…")))
    stale = Diagnostic("template-changed", Severity.ERROR, FilePlace("templates/x.docx"), "模板改过", "再运行一次")
    records = year_records(replace(result, cases=(*result.cases, *broken), left=("己",), findings=(stale,)))
    assert [(case.name, case.state) for case in records.cases] == [
        ("丁", State.FAILED), ("丙", State.FAILED), ("乙", State.BUILT), ("己", State.LEFT), ("甲", State.UNCHANGED),
    ]  # fmt: skip
    fault, failed, *_, last = records.cases
    assert (fault.errors, failed.first_error, failed.report) == (1, ERROR, "")
    assert fault.first_error is not None
    assert "KeyError" in fault.first_error.message
    assert last.report == "../甲.docx"
    assert last.summary is not None
    assert last.findings == last.summary.findings
    assert [finding.code for finding in records.findings] == ["template-changed"]


def test_a_draft_is_a_draft_built_or_not(tmp_path: Path) -> None:
    """Drafts are told apart in the run that made them and in those after it."""
    made = workspace(tmp_path, "甲")
    options = Options(draft=True)
    assert [case.state for case in year_records(came_to(made, options)).cases] == [State.DRAFT]
    assert [case.state for case in year_records(came_to(made, options)).cases] == [State.DRAFT]


def test_two_files_beside_the_reports(tmp_path: Path) -> None:
    """Workbook and Word file stand in a folder named after the year; the links of the workbook lead to the reports."""
    made = workspace(tmp_path, "甲", "乙")
    files = written(made, came_to(made))
    folder = made.output / str(YEAR)
    assert {p.name for p in folder.iterdir() if not p.name.startswith(".")} == set(files) == {"年度汇总.xlsx", "年度汇总.docx"}
    sheet = load_workbook(io.BytesIO(files["年度汇总.xlsx"]))["总览"]
    targets = [str(cell.hyperlink.target) for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert [(folder / target.replace("\\", "/")).resolve() for target in targets] == [made.output / "乙.docx", made.output / "甲.docx"]
    said = [paragraph.text for paragraph in Document(io.BytesIO(files["年度汇总.docx"])).paragraphs]
    assert f"{YEAR}年度共有2个评价案例，报告已全部完成。" in said


def test_an_unchanged_year_is_not_summed_up_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing was built and nothing else has changed, the files stand; no summary is read for that."""
    made = workspace(tmp_path, "甲", "乙")
    first = written(made, came_to(made))
    monkeypatch.delattr(Record, "summary")
    assert written(made, came_to(made)) == first


def test_a_year_in_part_is_summed_up_as_a_whole(tmp_path: Path) -> None:
    """--only builds some; the digest has all cases of the year: those that stand, however built, and those to be done."""
    made = workspace(tmp_path, "丁", "乙", "甲")
    build_here(made, Options(only=("[乙甲]",), forms=("html",)))
    change(made.cases / "乙" / "report.toml", "购书经费", "购买图书经费")
    result = run_year(made, YEAR, Options(only=("丁",)))
    assert ([case.name for case in result.cases], result.left, result.code) == (["丁"], (), 0)
    states = {case.name: case.state for case in year_records(result).cases}
    assert states == {"丁": State.BUILT, "乙": State.LEFT, "甲": State.UNCHANGED}
    first = written(made, result)
    assert written(made, run_year(made, YEAR, Options(only=("丁",)))) == first
    assert "共有3个评价案例" in Document(io.BytesIO(first["年度汇总.docx"])).element.xml


@pytest.mark.parametrize("touch", ["case", "gone", "edited", "template", "failed", "left", "new", "built"])
def test_whatever_changes_makes_another_digest(tmp_path: Path, touch: str) -> None:
    """A case that changed, failed, was not reached or is new, another template, a file gone or edited, a report built anew."""
    made = workspace(tmp_path, "甲", "乙")
    written(made, came_to(made))
    paths = {p.name: p for p in (made.output / str(YEAR)).iterdir()}
    before = {name: paths[name].stat().st_mtime_ns for name in ("年度汇总.xlsx", "年度汇总.docx")}
    options = Options(force=touch == "built")
    if touch == "case":
        change(made.cases / "乙" / "report.toml", "购书经费", "购买图书经费")
    elif touch == "gone":
        paths["年度汇总.docx"].unlink()
    elif touch == "edited":
        paths["年度汇总.docx"].write_bytes(b"edited")
    elif touch == "template":
        (made.templates / TEMPLATE).with_suffix(".toml").write_text("structure = false", "utf-8")
    elif touch == "new":
        add(made, "丙")
    result = came_to(made, options)
    if touch == "failed":
        result = replace(result, cases=(CaseResult("丙", Status.FAILED, findings=(ERROR,)), *result.cases))
    elif touch == "left":
        result = replace(result, left=("丙",))
    sink = Sink()
    write_digest(made, result, sink)
    assert all(path.stat().st_mtime_ns > before[name] for name, path in paths.items() if name in before)
    assert [d.code for d in sink] == (["edited-by-hand"] if touch == "edited" else [])


def test_a_wrong_template_leaves_the_workbook(tmp_path: Path) -> None:
    """What is wrong with the template is named with its place; the workbook is there, and the next run tries again."""
    made = workspace(tmp_path, "甲")
    template = made.templates / TEMPLATE
    shipped = template.read_bytes()
    broken = Document(str(template))
    broken.paragraphs[0].text = "{{ yaer }}年度"
    broken.save(str(template))
    sink = Sink()
    assert [path.name for path in write_digest(made, came_to(made), sink)] == ["年度汇总.xlsx"]
    (found,) = sink
    assert (found.code, found.hint.startswith("是否想写 year")) == ("unknown-name", True)
    assert (made.output / str(YEAR) / "年度汇总.xlsx").exists()
    assert not (made.output / str(YEAR) / "年度汇总.docx").exists()
    template.write_bytes(shipped)
    assert "年度汇总.docx" in written(made, came_to(made))


def test_without_its_template_there_is_no_word_file(tmp_path: Path) -> None:
    """A workspace that lacks the template is told so."""
    made = workspace(tmp_path, "甲")
    (made.templates / TEMPLATE).unlink()
    sink = Sink()
    assert [path.name for path in write_digest(made, came_to(made), sink)] == ["年度汇总.xlsx"]
    assert [d.code for d in sink] == ["template-missing"]


@pytest.mark.parametrize(("refused", "other"), [("年度汇总.xlsx", "年度汇总.docx"), ("年度汇总.docx", "年度汇总.xlsx")])
def test_a_file_that_cannot_be_written_leaves_the_other(tmp_path: Path, refused: str, other: str) -> None:
    """What is open elsewhere, or a folder, is named with its place; the other file is renewed, and the next run writes both."""
    made = workspace(tmp_path, "甲")
    result, sink = came_to(made), Sink()
    folder = made.output / str(YEAR)
    (folder / refused).mkdir(parents=True)
    assert write_digest(made, result, sink) == (folder / other,)
    (found,) = sink
    assert (found.code, found.place) == ("output-unwritable", FilePlace(f"output/{YEAR}/{refused}"))
    (folder / refused).rmdir()
    assert set(written(made, came_to(made))) == {refused, other}
