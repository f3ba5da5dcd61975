"""Structures: a template, and at most a data file beside it; any case can be printed in any of them, and nothing of it gets lost."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from reportgen.cli import main
from reportgen.diagnostics import Diagnostic, FilePlace, Severity, Sink, Stopped, text
from reportgen.model.pictures import Picture
from reportgen.model.prose import Prose
from reportgen.pipeline import Line, Workspace
from reportgen.structures import open_structure, structure_names
from tests.word.workbench import lines

ROOT = Path(__file__).parents[1]
BASE = ROOT / "tests" / "bad" / "_base.toml"
SHIPPED = Workspace(ROOT)
STRUCTURES = structure_names(SHIPPED.templates)
CASES = sorted(path.stem for path in (SHIPPED.root / "tests" / "golden").glob("*.except"))  # shipped ones: users add their own
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# What a report holds for the program, and is not printed as such.
INWARD = {
    "surveys.id", "indicators.deductions.problem", "materials.materials.kind", "recommendations.kind",
    "recommendations.recommendations.answers", "report.kinds.name", "project.attributes.name", "project.recurrences.name",
    "project.attribute", "project.recurrence", "targets.adjustments.marks",
}  # fmt: skip
# Parts whose texts may be printed by another way: the office where prose refers to it, grades of dimensions where they are the total's.
ELSEWHERE = {"evaluator.office", "dimension_grades"}
# Where a part of the case stands in the report under another name.
IN_REPORT = {
    "evaluator.commissioner_office": ("evaluator.office",),
    "groups.code": ("groups.code", "dimensions.code"),
    "problems.title": ("problems.problems.title",),
    "problems.group": ("problems.title",),
}


# ---- nothing is lost: every case in every structure ----


@cache
def printed(case: str, structure: str) -> tuple[Line, str]:
    """A case after it went down the line, and all text of its report without spaces."""
    line = Line(SHIPPED, case, structure=structure)
    with zipfile.ZipFile(io.BytesIO(line.render().document)) as package:
        parts = [package.read(n) for n in package.namelist() if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", n)]
    return line, squeezed("".join(t.text or "" for part in parts for t in etree.fromstring(part).iter(f"{W}t")))


def squeezed(words: str) -> str:
    """A text without spaces and line ends."""
    return re.sub(r"\s", "", words)


def texts(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every text of a report with its path, a text for each paragraph; inner copies, and what observers read, are passed over."""
    if isinstance(value, Prose):
        yield from ((".".join(path), str(paragraph)) for paragraph in value.paragraphs)
    elif isinstance(value, str):
        yield ".".join(path), value
    elif isinstance(value, tuple):
        for row in value:
            yield from texts(row, path)
    elif is_dataclass(value) and not isinstance(value, Picture):
        copies = {"groups", "indicators"} if path[:1] in {("dimensions",), ("groups",)} else {"passages", "trace"}
        for name in (field.name for field in fields(value) if field.name not in copies):
            yield from texts(getattr(value, name), (*path, name))


def left_out(structure: str) -> set[str]:
    """The paths of a report that a structure says it leaves out."""
    parts = (".".join(r.part) for r in open_structure(SHIPPED.templates, structure, FilePlace(""), Sink()).left_out)
    return {path for part in parts for path in IN_REPORT.get(part, (part,))}


def covers(path: str, inner: str) -> bool:
    """Whether a path is that of a part or of something inside it."""
    return f"{inner}.".startswith(f"{path}.")


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("case", CASES)
def test_every_text_is_printed_or_named_as_left_out(case: str, structure: str) -> None:
    """Each finding, problem, recommendation, ledger row, option and any other text stands in the report, or its part is left out."""
    line, words = printed(case, structure)
    missing = {path: said for path, said in texts(line.report) if path not in INWARD and squeezed(said) not in words}
    named = left_out(structure)
    assert {path: said for path, said in missing.items() if not any(covers(part, path) for part in named)} == {}


@pytest.mark.parametrize("structure", STRUCTURES)
def test_what_is_said_to_be_left_out_is(structure: str) -> None:
    """Of each part that a structure leaves out and that some case has, something is really not printed."""
    had, missing = set(), set()
    for case in CASES:
        line, words = printed(case, structure)
        for path, said in texts(line.report):
            had |= {path} if said else set()
            missing |= {path} if squeezed(said) not in words else set()
    stale = {
        part
        for part in left_out(structure) - ELSEWHERE
        if any(covers(part, p) for p in had) and not any(covers(part, p) for p in missing)
    }
    assert stale == set()


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("case", CASES)
def test_every_tally_and_amount_is_printed(case: str, structure: str) -> None:
    """The share of each option, and each amount of the ledgers in 元 or 万元, stands in the report unless its part is left out."""
    line, words = printed(case, structure)
    assert line.report is not None
    named = left_out(structure)
    shares = [o.share for s in line.report.surveys for q in s.questions for o in q.options if o.share is not None]
    assert [share for share in shares if f"{round(share * 100, 2):.2f}%" not in words] == []
    for name in ("ledger", "receipts"):
        if f"funds.{name}" not in named:
            amounts = [abs(row.amount) for row in getattr(line.report.funds, name).rows]
            forms = [{f"{a:.2f}", f"{a:,.2f}", f"{a / 10_000:.2f}", f"{a / 10_000:.4f}", f"{a / 10_000:.6f}"} for a in amounts]
            assert [form for form in forms if not any(one in words for one in form)] == []


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("case", CASES)
def test_shares_that_do_not_add_up_have_a_note(case: str, structure: str) -> None:
    """Where the printed shares of a question add up to 100.01%, a note says that they are rounded; elsewhere there is none."""
    line, words = printed(case, structure)
    assert line.report is not None
    uneven = [q for survey in line.report.surveys for q in survey.questions if q.uneven]
    assert ("占比分别四舍五入，相加与合计略有出入" in words) is bool(uneven)


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("case", CASES)
def test_no_section_repeats_another(case: str, structure: str) -> None:
    """An inner cover that would say what the outer one says is not printed: no two sections of a report have the same words."""
    line = Line(SHIPPED, case, structure=structure)
    with zipfile.ZipFile(io.BytesIO(line.render().document)) as package:
        body = etree.fromstring(package.read("word/document.xml"))[0]
    sections = [""]
    for block in body:
        sections[-1] += squeezed("".join(t.text or "" for t in block.iter(f"{W}t")))
        sections += [""] if block.find(f"{W}pPr/{W}sectPr") is not None else []
    assert len(sections) > 1
    assert len(set(sections)) == len(sections)


@pytest.mark.parametrize("structure", STRUCTURES)
def test_what_is_left_out_has_a_reason(structure: str) -> None:
    """The data file of each structure is sound, and every entry says why in Chinese."""
    sink = Sink()
    opened = open_structure(SHIPPED.templates, structure, FilePlace(""), sink)
    assert list(sink) == []
    assert all(re.search(r"[\u4e00-\u9fff]{4}", remark.reason) for remark in (*opened.required, *opened.left_out))


# ---- choosing a structure ----


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with a sound case 甲, the structure that it names, and the same template again as 另一种."""
    for folder in ("cases", "templates"):
        (tmp_path / folder).mkdir()
    shutil.copy(BASE, tmp_path / "cases" / "甲.toml")
    for name in ("professional", "另一种"):
        shutil.copy(ROOT / "templates" / "professional.docx", tmp_path / "templates" / f"{name}.docx")
    monkeypatch.chdir(tmp_path)
    return Workspace(tmp_path)


def remark(workspace: Workspace, written: str) -> None:
    """Writes the data file of 另一种."""
    (workspace.templates / "另一种.toml").write_text(written, "utf-8")


def findings(workspace: Workspace, *, draft: bool = False) -> list[Diagnostic]:
    """What is found when 甲 is printed in 另一种."""
    line = Line(workspace, "甲", draft, "另一种")
    try:
        line.render()
    except Stopped:
        assert any(d.severity is Severity.ERROR for d in line.found)
    return line.found


def test_a_structure_is_a_template_and_nothing_else(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    """A template put into templates/ is a structure at once; its report stands beside that of the case's own structure."""
    assert main(["build", "甲"]) == 0
    assert main(["build", "甲", "--structure", "另一种"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("已生成 output/甲.另一种.docx：86.0 分（良）")
    assert {p.name for p in workspace.output.glob("*.docx")} == {"甲.docx", "甲.另一种.docx"}


def test_a_fourth_structure_needs_a_template_and_a_data_file_alone(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    """A small template made here, with a data file of two lines, is a structure: it is built, and what it leaves out is told."""
    words = (
        "{{ report.title }}",
        "得{{ total.score | num }}分，{{ grade }}。",
        "{%p for group in problems %}",
        "{{ group.title }}",
        "{%p endfor %}",
    )
    lines(*words).save(str(workspace.templates / "简报.docx"))
    told = 'required = [{ part = "problems", reason = "简报要写问题" }]\nleft_out = [{ part = "surveys", reason = "简报只写结论" }]\n'
    (workspace.templates / "简报.toml").write_text(told, "utf-8")
    assert main(["build", "甲", "--structure", "简报", "-v"]) == 0
    assert "不印“问卷”（surveys）：简报只写结论" in capsys.readouterr().err
    made = [p.text for p in Document(str(workspace.output / "甲.简报.docx")).paragraphs]
    assert made[:3] == ["东湖区图书馆2023年购书经费项目评价报告", "得86分，良。", "预算和计划执行不到位"]


def test_check_takes_a_structure(workspace: Workspace) -> None:
    """`check` looks at the case in another structure too, and writes nothing."""
    remark(workspace, 'required = [{ part = "conclusion", reason = "第一章要写结论" }]')
    assert main(["check", "甲"]) == 0
    assert main(["check", "甲", "--structure", "另一种"]) == 1
    assert not workspace.output.exists()


def test_an_unknown_structure_gets_those_that_exist(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    """On the command line and in the case alike the nearest is named, and all that exist; nothing is written."""
    case = workspace.cases / "甲.toml"
    assert main(["build", "甲", "--structure", "另一钟"]) == 2
    case.write_text(case.read_text("utf-8").replace('"professional"', '"profesional"'), "utf-8")
    assert main(["build", "甲"]) == 1
    one, two = capsys.readouterr().err.split("没有结构“profesional”")
    assert "是否想写 另一种？现有结构：professional、另一种" in one
    assert "是否想写 professional？现有结构：professional、另一种" in two
    assert not workspace.output.exists()


def test_a_template_may_say_that_it_is_no_structure(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    """A template whose data file says so is not listed and prints no case; one whose data file is broken is listed and named."""
    remark(workspace, "structure = false")
    (workspace.templates / "坏的.docx").write_bytes(b"")
    (workspace.templates / "坏的.toml").write_text("structure = ", "utf-8")
    assert structure_names(workspace.templates) == ["professional", "坏的"]
    assert main(["build", "甲", "--structure", "另一种"]) == 2
    assert "现有结构：professional、坏的" in capsys.readouterr().err
    case = workspace.cases / "甲.toml"
    case.write_text(case.read_text("utf-8").replace('"professional"', '"另一种"'), "utf-8")
    assert main(["build", "甲"]) == 1
    assert "没有结构“另一种”的模板" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["../professional", "~$professional", ".", "professional.docx", ""])
def test_only_a_template_is_a_structure(workspace: Workspace, name: str) -> None:
    """Paths, files that Word holds open and endings are no structures."""
    (workspace.templates / "~$professional.docx").write_bytes(b"")
    sink = Sink()
    with pytest.raises(Stopped):
        open_structure(workspace.templates, name, FilePlace("templates"), sink)
    assert [d.code for d in sink] == ["structure-unknown"]


# ---- what a structure requires and leaves out ----


def test_a_missing_part_is_named_with_the_place_to_add_it(workspace: Workspace) -> None:
    """A table, a field of a table and a field of each row are named where they would stand, with the structure's reason."""
    rows = [("conclusion", "甲"), ("funds.ledger", "乙"), ("questions.measure", "丙"), ("problems", "丁")]
    remark(workspace, "required = [" + ", ".join(f'{{ part = "{part}", reason = "因为{why}" }}' for part, why in rows) + "]")
    written = (workspace.cases / "甲.toml").read_text("utf-8").split("\n")
    found = findings(workspace)
    assert [(d.code, d.severity, str(d.place)) for d in found] == [
        ("part-missing", Severity.ERROR, "cases/甲.toml"),
        ("part-missing", Severity.ERROR, f"cases/甲.toml:{written.index('[funds]') + 1}:2"),
        ("part-missing", Severity.ERROR, f"cases/甲.toml:{written.index('[[questions]]') + 1}:3"),
    ]
    assert "需要“主要结论”（conclusion），案例里没有：因为甲" in found[0].message
    assert found[0].hint.startswith("在案例里加上 [conclusion]")
    assert found[1].hint.startswith("在 [funds] 里加上 ledger = …")


def test_a_draft_may_miss_a_part(workspace: Workspace) -> None:
    """In a draft a missing part is a warning, and the draft is made."""
    remark(workspace, 'required = [{ part = "notes", reason = "第七章" }]')
    assert [(d.code, d.severity) for d in findings(workspace, draft=True)] == [("part-missing", Severity.WARNING)]


def test_a_part_that_is_left_out_is_mentioned_if_it_is_there(workspace: Workspace) -> None:
    """What the case has and the structure leaves out is mentioned with the reason; what the case lacks is not."""
    remark(workspace, 'left_out = [{ part = "problems", reason = "另有附件" }, { part = "photos", reason = "不印照片" }]')
    found = findings(workspace)
    assert [(d.code, d.severity) for d in found] == [("part-left-out", Severity.INFO)]
    assert "不印“问题”（problems）：另有附件" in found[0].message


@pytest.mark.parametrize(
    ("written", "place", "code", "words"),
    [
        ("structure = true", "1:1", "unknown-key", "模板不是报告结构的，写 structure = false"),
        ('requierd = [{ part = "problems", reason = "要写" }]', "1:1", "unknown-key", "是否想写 required？"),
        ('left_out = [\n  { part = "problems", raeson = "要写" },\n]', "2:24", "unknown-key", "是否想写 reason？"),
        ('left_out = [\n  { part = "problems" },\n]', "2:3", "missing-field", "没有写 reason"),
        ('required = [{ part = "problem", reason = "要写" }]', "1:15", "unknown-part", "是否想写 problems？"),
        ('required = [{ part = "funds.leger", reason = "要写" }]', "1:15", "unknown-part", "是否想写 funds.ledger？"),
        ('required = [{ part = "grades.name.x", reason = "要写" }]', "1:15", "unknown-part", "只写到 grades.name"),
        ('required = "problems"', "1:1", "not-a-list", "写成 required = ["),
        ('required = ["problems"]', "1:13", "not-a-table", "part"),
        ("required ＝ []", "1:10", "toml-syntax", "改为半角 ="),
        ('required = [{ part = 5, reason = "要写" }]', "1:15", "missing-field", "没有写 part"),
    ],
)
def test_a_mistake_in_the_data_file_is_an_error_at_its_place(
    workspace: Workspace, written: str, place: str, code: str, words: str
) -> None:
    """A typo is named by file, line and column of the data file, with what was meant, and no report is made."""
    remark(workspace, written)
    found = [d for d in findings(workspace) if d.code == code]
    assert [str(d.place) for d in found] == [f"templates/另一种.toml:{place}"]
    assert words in text(found[0])
