"""What is built anew, and what is not: by content alone."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen import pipeline
from reportgen.diagnostics import Sink
from reportgen.export.fonts import Preflight
from reportgen.export.office import Office
from reportgen.fiscal_year import plan as planning
from reportgen.fiscal_year import run_year
from reportgen.fiscal_year.plan import plan_year
from reportgen.fiscal_year.result import CaseResult, Nobody, Options, Status, failed
from reportgen.fiscal_year.task import Task
from reportgen.pagination import Paged
from reportgen.pipeline import Line
from reportgen.workspace import Workspace
from tests.fiscal_year.workyear import PICTURE, YEAR, add, build_here, changed, replace, reports, workspace

NAMES = ("丙", "乙", "甲")


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three cases of one year, one with a picture, and one of another; all of the year built."""
    made = workspace(tmp_path_factory.mktemp("year"), *NAMES)
    add(made, "旧", YEAR - 1)
    with (made.cases / "甲" / "report.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[photos]]\ncaption = "现场"\nfile = "现场.png"\n')
    shutil.copy(PICTURE, made.cases / "甲" / "现场.png")
    done = build_here(made)
    assert {name: result.status for name, result in done.items()} == dict.fromkeys(NAMES, Status.BUILT)
    return made.root


@pytest.fixture
def made(built_once: Path, tmp_path: Path) -> Workspace:
    """A copy of it."""
    shutil.copytree(built_once, tmp_path / "copy")
    return Workspace(tmp_path / "copy")


def test_an_unchanged_year_builds_nothing(made: Workspace) -> None:
    """With nothing changed, nothing is built; each case has the summary of its report, and the year is no other's."""
    result = run_year(made, YEAR, Options())
    assert [(case.name, case.status) for case in result.cases] == [(name, Status.UNCHANGED) for name in NAMES]
    assert {case.summary.total.score for case in result.cases if case.summary} == {86}
    assert (result.code, changed(made, Options(only=("甲",)))) == (0, [])


def test_touched_files_build_nothing(made: Workspace) -> None:
    """Other dates on all files, cases, templates and reports alike, are no change."""
    for path in made.root.rglob("*"):
        os.utime(path, (0, 0))
    assert changed(made) == []


def _edit(old: str, new: str) -> Callable[[Workspace], object]:
    return lambda made: replace(made.cases / "甲" / "report.toml", old, new)


def _append(name: str, data: bytes = b"\n") -> Callable[[Workspace], object]:
    def append(made: Workspace) -> None:
        with (made.root / name).open("ab") as file:
            file.write(data)

    return append


@pytest.mark.parametrize(
    "change",
    [
        _edit("spent = 95", "spent = 94"),
        _append("cases/甲/report.toml", "# 注\n".encode()),
        _append("cases/甲/现场.png"),
        _append("cases/甲/notes.toml", b""),
        lambda made: (made.cases / "甲" / "现场.png").unlink(),
        lambda made: (made.output / "甲.docx").unlink(),
        _append("output/甲.docx"),
        lambda made: (made.output / ".built" / "甲.json").unlink(),
        _append("output/.built/甲.json", b"x"),
    ],
    ids=["one byte", "a comment", "a picture", "a new part", "a lost picture", "a lost report", "an edited report", "a lost record",
         "a damaged record"],
)  # fmt: skip
def test_a_changed_case_is_built_alone(made: Workspace, change: Callable[[Workspace], object]) -> None:
    """Whatever of a case or its report has changed, it is built again, and no other case is."""
    change(made)
    assert changed(made) == ["甲"]


@pytest.mark.parametrize("file", ["templates/professional.docx", "templates/professional.toml"])
def test_a_changed_template_builds_its_cases(made: Workspace, file: str) -> None:
    """The template of a structure, or its data file: every case in this structure is built again."""
    _append(file)(made)
    assert changed(made) == list(NAMES)


@pytest.mark.parametrize("file", ["templates/standard.docx", "templates/standard.toml", "cases/旧/report.toml", "cases/甲/笔记.docx"])
def test_what_a_case_is_not_made_of_builds_nothing(made: Workspace, file: str) -> None:
    """Another template, another year, a file that no text names."""
    _append(file)(made)
    assert changed(made) == []


def test_settings_and_program_count(made: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft is another report than a finished one; another version of the program may build another; --force asks for all."""
    for options in (Options(draft=True), Options(pages=True), Options(forms=("pdf",))):
        assert changed(made, options) == list(NAMES)
    assert changed(made, Options(force=True)) == list(NAMES)
    assert changed(made, Options(force=True, only=("[甲乙]",))) == ["乙", "甲"]
    monkeypatch.setattr(planning, "program", lambda: "newer")
    assert changed(made) == list(NAMES)


class Interrupting(Nobody):
    """Presses Ctrl-C when the first case is done."""

    def finished(self, result: CaseResult) -> None:
        """The first, and the last that is told."""
        raise KeyboardInterrupt


def test_a_forced_year_that_was_interrupted(made: Workspace) -> None:
    """It says that it was forced: the same command builds all again, and without --force only what is new or has changed."""
    replace(made.cases / "甲" / "report.toml", "购书经费", "购买图书经费")
    result = run_year(made, YEAR, Options(force=True, jobs=1, only=("丙", "乙")), Interrupting())
    assert (result.interrupted, result.forced) == (True, True)
    assert (changed(made), changed(made, Options(force=True))) == (["甲"], list(NAMES))


def test_what_was_written_before_a_case_failed_is_told(made: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the page open in another program the Word file is written, and said to be; the case is built again the next time."""
    replace(made.cases / "甲" / "report.toml", "购书经费", "购买图书经费")
    rename = Path.replace

    def is_open(self: Path, target: Path) -> Path:
        if target.suffix == ".html":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", is_open)
    case = build_here(made, Options(forms=("html",), only=("甲",)))["甲"]
    assert (case.status, case.written) == (Status.FAILED, ("甲.docx",))
    assert case.first_error is not None
    assert case.first_error.hint.endswith("甲.docx 已经写出，其余的没有动")
    assert changed(made) == ["甲"]


def test_who_asks_for_less_finds_it_unchanged(made: Workspace) -> None:
    """After a build with more forms Word is what is asked for, whether these still stand or not; each form asked for counts."""
    web = Options(forms=("html",))
    assert {result.status for result in build_here(made, web).values()} == {Status.BUILT}
    assert (changed(made), changed(made, web)) == ([], [])
    (made.output / "甲.html").unlink()
    assert (changed(made), changed(made, web)) == ([], ["甲"])
    assert changed(made, Options(forms=("html",), draft=True)) == list(NAMES)


@pytest.mark.parametrize(
    ("given", "asked", "enough"),
    [
        (Options(forms=("pdf",)), Options(pages=True), True),
        (Options(pages=True), Options(forms=("pdf",)), False),
        (Options(forms=("html", "pdf")), Options(forms=("pdf",)), True),
        (Options(forms=("html",)), Options(pages=True), False),
        (Options(draft=True), Options(), False),
        (Options(draft=True, pages=True), Options(draft=True), True),
    ],
)
def test_what_holds_what(given: Options, asked: Options, *, enough: bool) -> None:
    """A PDF comes with page numbers in the Word file, other forms do not; a draft holds no report, nor a report a draft."""
    made, wanted = (Task("", "甲", "", "", "", options.draft, options.forms, options.pages) for options in (given, asked))
    assert wanted.is_content_with(made.settings) == enough


def test_a_report_built_alone_with_page_numbers_stands(made: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a single build made of the same content since, with page numbers, is unchanged and stays; of another content it is not."""
    paged = made.output / "甲.docx"
    counted = paged.read_bytes() + b"page numbers"
    monkeypatch.setattr(pipeline, "paginate", lambda *_: Paged(counted, None, {}))
    line = Line(made, "甲")
    line.save(line.finish(line.render(), (), Office({})))
    assert (changed(made), paged.read_bytes()) == ([], counted)
    draft = Line(made, "甲", draft=True)
    draft.save(draft.finish(draft.render(), (), Office({})))
    assert changed(made) == ["甲"]


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are counted without LibreOffice."""
    monkeypatch.setattr("reportgen.export.office.office_program", lambda: None)
    monkeypatch.setattr(pipeline, "paginate", lambda document, *_: Paged(document + b"page numbers", b"%PDF", {"_Toc1": 1}))


@pytest.mark.usefixtures("counting")
def test_page_numbers_stay_when_another_form_is_asked_for(made: Workspace) -> None:
    """After a build with PDF one with web pages adds these alone; whoever asks for a PDF then finds it, with what belongs to it."""
    pdf, web, both = Options(forms=("pdf",)), Options(forms=("html",)), Options(forms=("html", "pdf"))
    build_here(made, pdf)
    counted = reports(made)
    assert counted["甲.docx"].endswith(b"page numbers")
    assert {result.status for result in build_here(made, web).values()} == {Status.BUILT}
    now = reports(made)
    assert {name: now[name] for name in counted} == counted
    assert sorted(now.keys() - counted.keys()) == ["丙.html", "乙.html", "甲.html"]
    assert [changed(made, options) for options in (Options(), pdf, web, both)] == [[], [], [], []]
    build_here(made, Options(force=True))
    assert (reports(made), changed(made, both)) == (now, [])
    (made.output / "甲.pdf").unlink()
    assert [changed(made, options) for options in (pdf, web)] == [["甲"], []]


@pytest.mark.usefixtures("counting")
def test_what_an_earlier_build_left_counts_only_for_the_same_report(made: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF of a former content, or by another program, is none of this report."""
    pdf, web = Options(forms=("pdf",)), Options(forms=("html",))
    build_here(made, pdf)
    _edit("spent = 95", "spent = 96")(made)
    assert build_here(made, web)["甲"].withdrawn == ("甲.pdf",)
    assert (reports(made)["甲.docx"].endswith(b"page numbers"), changed(made, pdf)) == (False, ["甲"])
    build_here(made, pdf)
    monkeypatch.setattr(planning, "program", lambda: "newer")
    monkeypatch.setattr("reportgen.fiscal_year.worker.program", lambda: "newer")
    build_here(made, web)
    assert changed(made, pdf) == list(NAMES)


def test_no_old_form_stands_beside_a_new_report(made: Workspace) -> None:
    """The page of a case that changed is deleted where Word alone is asked for, and told; pages of what is the same stay."""
    build_here(made, Options(forms=("html",)))
    _edit("spent = 95", "spent = 96")(made)
    result = build_here(made)["甲"]
    assert (result.status, result.withdrawn, result.findings) == (Status.BUILT, ("甲.html",), ())
    assert [name for name in reports(made) if name.endswith(".html")] == ["丙.html", "乙.html"]
    again = build_here(made, Options(force=True))
    assert [case.withdrawn for case in again.values()] == [(), (), ()]
    assert [name for name in reports(made) if name.endswith(".html")] == ["丙.html", "乙.html"]


def test_a_change_taken_back_is_none(made: Workspace) -> None:
    """A case that failed after an edit is unchanged when the edit is taken back: its report has stayed."""
    before = reports(made)
    _edit("spent = 95", "spent = 待填写")(made)
    assert [result.status for result in build_here(made).values()] == [Status.FAILED]
    _edit("spent = 待填写", "spent = 95")(made)
    assert changed(made) == []
    assert reports(made) == before


def test_a_report_edited_by_hand_is_kept(made: Workspace) -> None:
    """A report that somebody edited is set aside and built again, with a warning; then nothing is left to do."""
    original = reports(made)["甲.docx"]
    _append("output/甲.docx", b"edit")(made)
    result = build_here(made)["甲"]
    assert [finding.code for finding in result.findings] == ["edited-by-hand"]
    assert reports(made)["甲.docx"] == original
    assert reports(made)["甲.手工修改1.docx"] == original + b"edit"
    assert changed(made) == []
    assert run_year(made, YEAR, Options()).cases[-1].warnings == 0


def test_a_pdf_that_could_not_be_made_is_tried_again(made: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without LibreOffice there is a Word file and a warning, and the case counts as built no more than this once."""
    monkeypatch.setattr("reportgen.export.office.office_program", lambda: None)
    monkeypatch.setattr("reportgen.pagination.preflight", lambda _: Preflight({}))
    asked = Options(forms=("pdf",), only=("甲",))
    result = build_here(made, asked)["甲"]
    assert (result.status, [finding.code for finding in result.findings]) == (Status.BUILT, ["office-missing"])
    assert changed(made, asked) == ["甲"]


def test_a_record_that_cannot_be_kept(made: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report is written all the same; a warning says that it will be built again."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("reportgen.fiscal_year.work.keep", full)
    _edit("spent = 95", "spent = 94")(made)
    result = build_here(made)["甲"]
    assert (result.status, [finding.code for finding in result.findings]) == (Status.BUILT, ["record-unwritable"])
    assert changed(made) == ["甲"]


def test_a_failed_case_is_tried_again(made: Workspace) -> None:
    """A case that failed is not taken for done, although nothing has changed since."""
    _edit("spent = 95", "spent = -1")(made)
    for _ in range(2):
        assert [(name, result.first_error.code) for name, result in build_here(made).items() if result.first_error] == [
            ("甲", "negative")
        ]


def test_files_that_change_meanwhile(made: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that is edited while it is built is built once more, of what stands there then; one that never rests is named."""
    from reportgen.fiscal_year import work

    carry_out, spent = work._carried_out, iter(range(50, 90))

    def edited_meanwhile(task: Task) -> object:
        done = carry_out(task)
        if (value := next(spent)) < limit:
            text = made.cases / "甲" / "report.toml"
            text.write_text(text.read_text("utf-8").replace("spent = ", f"spent = {value}  # "), encoding="utf-8")
        return done

    monkeypatch.setattr(work, "_carried_out", edited_meanwhile)
    _append("cases/甲/report.toml")(made)
    limit = 51
    result = build_here(made)["甲"]
    assert result.summary is not None
    assert (result.status, result.summary.funds.spent) == (Status.BUILT, Decimal(500_000))
    assert changed(made) == []
    limit = 90
    _append("cases/甲/report.toml")(made)
    assert (
        build_here(made)["甲"].first_error
        == failed("甲", "changed-meanwhile", "案例或模板在生成期间一再被改动", "改完以后再运行一次").first_error
    )
    assert changed(made) == ["甲"]


def found(made: Workspace, year: int, options: Options | None = None) -> list[tuple[str, str, str]]:
    """What is wrong with a year as a whole."""
    sink = Sink()
    plan_year(made, year, options or Options(), sink)
    return [(d.code, d.message, d.hint) for d in sink]


def test_a_year_without_cases(made: Workspace, tmp_path: Path) -> None:
    """The years that have some are named with their numbers; where there are none at all, how to begin."""
    ((code, message, hint),) = found(made, 2030)
    assert (code, "2030" in message, hint) == ("year-without-cases", True, "有案例的年度：2022（1 个）、2023（3 个）")
    ((_, _, hint),) = found(workspace(tmp_path / "empty"), YEAR)
    assert "reportgen new" in hint


def test_only_some(made: Workspace) -> None:
    """Names and patterns choose among the cases of the year; one that fits none is named, with the nearest or the year it has."""
    assert changed(made, Options(only=("甲", "[丙]"), force=True)) == ["丙", "甲"]
    assert found(made, YEAR, Options(only=("旧",))) == [("case-unknown", "2023 年度没有案例“旧”", "这个案例的预算年度是 2022")]
    ((_, _, hint),) = found(made, YEAR, Options(only=("丁*", "甲")))
    assert hint == "这一年度的案例：丙、乙、甲"


def test_a_case_whose_year_cannot_be_seen(made: Workspace) -> None:
    """A case without a year is not passed over: it is tried, and fails with its own errors."""
    _edit("fiscal_year = 2023\n", "")(made)
    result = build_here(made)["甲"]
    assert result.first_error is not None
    assert (result.first_error.code, "fiscal_year" in result.first_error.message) == ("missing-field", True)
