"""How checks are run: what they say reaches the sink with both places, and a case can accept a finding with a reason."""

from pathlib import Path

import pytest

from reportgen.batch import Outcome, checked
from reportgen.case import parse, read
from reportgen.checks import FAMILIES, Finding, Subject, all_checks, run
from reportgen.checks.check import Check, Explanation, check
from reportgen.checks.paths import path_of
from reportgen.compose import compose
from reportgen.diagnostics import CasePlace, Diagnostic, FilePlace, Severity, Sink
from reportgen.scoring import score
from tests.test_bad_input import BAD, CASE


def subject_of(tmp_path: Path, more: str = "") -> Subject:
    """The complete case of the bad files, with something added; no check has seen it."""
    (tmp_path / f"{CASE}.toml").write_text((BAD / "_base.toml").read_text("utf-8") + more, "utf-8")
    sink = Sink()
    case = parse(read(tmp_path, CASE, sink), sink)
    card = score(case, sink)
    return Subject(case, card, compose(case, card, sink))


@pytest.fixture
def finding_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """One check that finds something at two indicators, once in a quotation."""
    places = (CasePlace(("indicators", 0, "finding")), CasePlace(("indicators", 2, "points")), CasePlace(("questions", 0, "text")))
    found = [Finding(p, f"第 {n} 处", "改", (CasePlace(("funds", "spent")),), quoted=n == 3) for n, p in enumerate(places, 1)]
    made = Check("made-up", Severity.ERROR, "points", Explanation("甲", "乙", "丙", "丁"), lambda _: found)
    monkeypatch.setattr("reportgen.checks.runner.all_checks", lambda: {"made-up": made})


def reported(subject: Subject, *, draft: bool = False) -> list[tuple[str, Severity, str]]:
    """What running the checks puts into the sink."""
    sink = Sink()
    run(subject, sink, draft=draft)
    return [(d.code, d.severity, d.message) for d in sink]


@pytest.mark.usefixtures("finding_two")
def test_findings_reach_the_sink(tmp_path: Path) -> None:
    """A finding has the severity of its check; in quoted material it is information."""
    assert reported(subject_of(tmp_path)) == [
        ("made-up", Severity.ERROR, "第 1 处"),
        ("made-up", Severity.ERROR, "第 2 处"),
        ("made-up", Severity.INFO, "原文如此：第 3 处"),
    ]


@pytest.mark.usefixtures("finding_two")
def test_a_draft_is_not_stopped(tmp_path: Path) -> None:
    """In a draft an error of a check is a warning."""
    assert [severity for _, severity, _ in reported(subject_of(tmp_path), draft=True)][:2] == [Severity.WARNING] * 2


@pytest.mark.usefixtures("finding_two")
def test_one_finding_is_accepted(tmp_path: Path) -> None:
    """An acceptance turns the findings of one check at one place, or below it, into information with the reason."""
    more = '\n[[accepted]]\ncheck = "made-up"\nat = "indicators.阅读氛围"\nreason = "委托方同意"\n'
    found = reported(subject_of(tmp_path, more))
    assert found[0] == ("made-up", Severity.ERROR, "第 1 处")
    assert found[1] == ("made-up", Severity.INFO, "已接受：第 2 处（理由：委托方同意）")


@pytest.mark.usefixtures("finding_two")
def test_an_acceptance_that_accepts_nothing(tmp_path: Path) -> None:
    """One of a check that does not exist is an error, one that met nothing a warning."""
    more = (
        '\n[[accepted]]\ncheck = "made-upp"\nat = "funds"\nreason = "理由"\n'
        '\n[[accepted]]\ncheck = "made-up"\nat = "funds"\nreason = "理由"\n'
    )
    codes = [(code, severity) for code, severity, _ in reported(subject_of(tmp_path, more))][3:]
    assert codes == [("unknown-check", Severity.ERROR), ("accepted-nothing", Severity.WARNING)]


def test_a_place_is_named_by_its_rows(tmp_path: Path) -> None:
    """A path names rows as people do, those that are called nothing by their number."""
    subject = subject_of(tmp_path)
    keys = [("indicators", 1, "points"), ("questions", 0, "options", 1, "count"), ("recommendations", 0, "text"), ("funds", "spent")]
    expected = ["indicators.购书完成率.points", "questions.Q1.options.一般.count", "recommendations.1.text", "funds.spent"]
    assert [path_of(subject.case, key) for key in keys] == expected


def test_texts_read_as_printed(tmp_path: Path) -> None:
    """A text is known as typed and as it reads; its bare form keeps offsets and holds no reference."""
    texts = {t.key: t for t in subject_of(tmp_path).texts}
    content = texts["project", "content"]
    assert (content.typed, content.text) == ("购置图书{{ facts.购书计划 }}册。", "购置图书5000册。")
    assert len(content.bare) == len(content.typed)
    assert content.bare.replace("\ufffc", "") == "购置图书册。"
    assert texts["questions", 0, "text"].quoted
    assert texts["indicators", 0, "name"].is_name


@pytest.mark.parametrize("made", all_checks().values(), ids=lambda c: c.code)
def test_every_check_is_documented(made: Check) -> None:
    """Each check has a family, and says in Chinese what it means, why it matters, an example and how to mend it."""
    assert made.family in FAMILIES
    parts = (made.explanation.meaning, made.explanation.why, made.explanation.example, made.explanation.mend)
    assert all(len(part) >= 10 and part.endswith(("。", "”", "）")) for part in parts)
    assert len(set(parts)) == len(parts)


@pytest.mark.parametrize("made", all_checks().values(), ids=lambda c: c.code)
def test_every_check_has_its_files(made: Check) -> None:
    """Each check has a file with what it finds and one with near misses."""
    folder = BAD / "checks" / made.family
    assert (folder / f"{made.code}.toml").is_file()
    assert (folder / f"{made.code}.near.toml").is_file()


def test_a_code_is_given_once() -> None:
    """A second check of the same name is refused."""
    with pytest.raises(ValueError, match="points-total"):
        check("points-total", Severity.INFO, meaning="甲", why="乙", example="丙", mend="丁")(lambda _: [])


def test_accepted_findings_are_counted() -> None:
    """The line about a case says how many findings stand for a reason."""
    found = Diagnostic("made-up", Severity.INFO, FilePlace("甲.toml"), "已接受", accepted=True)
    plain = Diagnostic("made-up", Severity.INFO, FilePlace("甲.toml"), "说明")
    assert checked(Outcome("甲", 0, (found, plain, found))) == "甲：没有发现问题（另有 2 处按理由接受）"
    assert checked(Outcome("甲", 0, (plain,))) == "甲：没有发现问题"
