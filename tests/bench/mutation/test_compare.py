"""What counts as new: a finding that the unchanged case did not have, wherever its row stands now and whatever it is called."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from reportgen import pipeline
from reportgen.compose import compose
from reportgen.diagnostics import CasePlace, Sink
from reportgen.model.report import Report
from tests.bench.mutation import run
from tests.bench.mutation.catalogue import NEUTRAL
from tests.bench.mutation.compare import Form, form, judged, new_findings
from tests.bench.mutation.draw import SEED, of_kind
from tests.bench.mutation.line import Finding, Observation, observe
from tests.bench.mutation.model import Add, Drop, Edit, Mutation, Neutral, Put, Reorder, Side, applied, former
from tests.bench.mutation.run import as_data, excluded, run_mutations
from tests.bench.mutation.subject import subject, subjects

ROWS: dict[str, Any] = {"rows": ["a", "b", "c", "d"], "plain": {"x": 1}}
CASE = "caidian2022"


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Drop(("rows", 1)), ["a", "c", "d"]),
        (Add(("rows",), 1, "new"), ["a", "new", "b", "c", "d"]),
        (Reorder(("rows",), (3, 1, 0, 2)), ["d", "b", "a", "c"]),
        (Put(("rows", 1), "new"), ["a", "new", "c", "d"]),
    ],
)
def test_a_row_is_found_where_it_stood_before(edit: Edit, expected: list[str]) -> None:
    """After any edit, the former key of each row that stayed leads to the same row of the original."""
    changed = applied(ROWS, (edit,))
    assert changed["rows"] == expected
    assert ROWS["rows"] == ["a", "b", "c", "d"]
    for at, row in enumerate(changed["rows"]):
        before = former(("rows", at, "field"), (edit,))
        assert before == ("rows", "new", "field") if (row, type(edit)) == ("new", Add) else before[-1] == "field"
        if row != "new":
            assert ROWS["rows"][int(before[1])] == row


def test_fields_come_and_go() -> None:
    """A field can be set, whether or not it was there, and taken out."""
    assert applied(ROWS, (Put(("plain", "y"), 2), Drop(("plain", "x"))))["plain"] == {"y": 2}
    assert ROWS["plain"] == {"x": 1}


def _mutation(*edits: Edit, families: frozenset[int] = frozenset({1})) -> Mutation:
    return Mutation("kind", CASE, edits, "what", edits[0].key, "old", "new", (Side(("indicators",)),), families)


def test_a_published_result_is_found_where_it_stands() -> None:
    """A mutation that the line finds by itself is found, strictly: the code, its family and its place fit."""
    verdict = judged(_mutation(Put(("published", "total"), 12)))
    assert (verdict.found, verdict.strict, verdict.stage) == (True, True, "end")
    assert "published-differs" in {finding.code for finding in verdict.new}


def test_another_family_is_found_but_not_strictly() -> None:
    """A finding that belongs to no expected family does not count as strict."""
    verdict = judged(_mutation(Put(("published", "total"), 12), families=frozenset({8})))
    assert (verdict.found, verdict.strict) == (True, False)


def test_a_case_that_the_line_refuses_is_found_by_the_line() -> None:
    """Dates the wrong way round are refused when the case is parsed."""
    verdict = judged(_mutation(Put(("report", "period"), [date(2023, 1, 1), date(2022, 1, 1)])))
    assert (verdict.found, verdict.strict, verdict.stage) == (True, True, "parse")


def test_an_unchanged_case_gives_nothing_new() -> None:
    """A change that changes nothing finds nothing, though the case may have findings."""
    for case in subjects():
        same = Neutral("same", case.name, (Put(("report", "kind"), case.data["report"]["kind"]),), "same")
        assert judged(same).new == ()


def _observed(*findings: Finding) -> Observation:
    return Observation(findings, "end")


def _finding(message: str, *places: tuple[str | int, ...]) -> Finding:
    return Finding("code", places, message, error=False)


def test_a_standing_finding_is_not_new_with_other_figures_or_names() -> None:
    """Figures do not count, nor does a new name for the old one; other words do."""
    renamed = (("新名", "旧名"),)
    known = form(_finding("“旧名”是 12.5，不是 1,200", ("a", 1)), (), ())
    assert form(_finding("“新名”是 3，不是 4", ("a", 1)), (), renamed) == known
    assert form(_finding("“新名”是 3，不是 4", ("a", 1)), (), ()) != known
    assert form(_finding("“旧名”是 12.5，不是 1,200", ("a", 2)), (), ()) != known


def test_a_second_finding_like_a_standing_one_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings are counted: one more of the same is one new finding."""
    one = _finding("是 12", ("a", 1))
    monkeypatch.setattr("tests.bench.mutation.compare._before", lambda _: _counted(one))
    change = _mutation(Put(("report", "kind"), "项目"))
    assert new_findings(change, _observed(one)) == ()
    assert new_findings(change, _observed(one, _finding("是 13", ("a", 1)))) == (_finding("是 13", ("a", 1)),)


def _counted(*findings: Finding) -> Counter[Form]:
    return Counter(form(finding, (), ()) for finding in findings)


def test_whatever_the_line_checks_is_observed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line runs as the program runs it: what it finds is seen, information is not, and a fault is told."""

    def check(line: pipeline.Line) -> None:
        line.sink.warning("some-code", CasePlace(("funds", "spent")), "消息")
        line.sink.info("quoted", CasePlace(("funds", "spent")), "原文如此")
        message = "broken"
        raise ValueError(message)

    monkeypatch.setattr(pipeline.Line, "check", check)
    observed = observe(CASE, subject(CASE).data)
    assert [(f.code, f.places) for f in observed.findings] == [("some-code", (("funds", "spent"),))]
    assert observed.fault == "ValueError: broken"


@pytest.mark.parametrize("name", ["typed-right", "rename-id"])
def test_changes_that_nobody_can_see_leave_the_report_as_it_is(name: str) -> None:
    """What is typed right, and an id that is another everywhere, make the same report to the letter."""
    for change in of_kind(name, [site for case in subjects() for site in NEUTRAL[name].sites(case)], 12, SEED):
        case = subject(change.case)
        after = case.after(change.edits)
        assert after is not None
        before, changed = (compose(o.case, o.card, Sink(), pictures={}) for o in (case.outcome, after))
        assert _printed(before) == _printed(changed)


def _printed(report: Report) -> str:
    """The report's paragraphs, without the ids by which links are kept."""
    texts = [str(i.finding) + str(i.basis) + str(i.target) + str(i.actual) for i in report.indicators]
    return "\n".join([*texts, str(report.project), str(report.recommendations), str(report.problems)])


def test_exclusions_are_few_and_explained() -> None:
    """At most 5 of 100 mutations are left out, each with the reason why it contradicts nothing."""
    assert len(excluded()) <= run.MUTATIONS * 5 // 100
    assert all(len(why) > 10 for why in excluded().values())


def test_results_tell_all_that_escaped() -> None:
    """The results count every mutation once, and name those of which nothing was found."""
    results = run_mutations(40)
    told = as_data(results)
    assert results.made == 40 - len(results.excluded)
    assert sum(row["made"] for row in told["kinds"]) == results.made
    assert len(told["silent"]) == results.made - results.noticed
    assert all(escaped["old"] != escaped["new"] for escaped in told["silent"])
