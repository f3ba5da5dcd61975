"""The evaluation's own work: formulas and shares of a survey, strata, interviews."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reportgen.model.report import QuestionView
from tests.compose.sample_report import composed, refused

STRATUM = {"id": "层", "name": "单位", "population": 200, "sample": 50}
SURVEY = {"id": "卷", "title": "{{ project.name }}问卷", "mode": "电话访谈", "preamble": "您好", "valid": 60, "strata": [STRATUM]}


def question(*rows: tuple[str, int | None, str | None], **more: object) -> QuestionView:
    """The view of a question with options of (label, count, weight)."""
    options = [
        {"label": label} | ({} if n is None else {"count": n}) | ({} if weight is None else {"weight": Decimal(weight)})
        for label, n, weight in rows
    ]
    asked = {"survey": "卷", "id": "1", "number": "1", "text": "如何？", "options": options} | more
    return composed(surveys=[SURVEY], questions=[asked]).surveys[0].questions[0]


@pytest.mark.parametrize(
    ("weights", "formula", "degree"),
    [
        (("5", "3", "0"), "（52×5＋6×3＋2×0）÷（60×5）", "0.9267"),
        (("1", "0.50", "0"), "（52×1＋6×0.5＋2×0）÷（60×1）", "0.9167"),
    ],
)
def test_formula(weights: tuple[str, str, str], formula: str, degree: str) -> None:
    """A degree is worked out in figures: every count times its weight, over the valid answers times the greatest weight."""
    view = question(("好", 52, weights[0]), ("中", 6, weights[1]), ("差", 2, weights[2]))
    assert view.formula == formula
    assert view.degree is not None
    assert round(view.degree, 4) == Decimal(degree)
    assert view.valid == 60


def test_question_without_weights() -> None:
    """Counts without weights give shares, no degree and no formula; options are lettered from A."""
    view = question(("甲", 1, None), ("乙", 3, None))
    assert (view.formula, view.degree, view.valid) == ("", None, Decimal(4))
    assert [(o.letter, o.label, o.share) for o in view.options] == [("A", "甲", Decimal("0.25")), ("B", "乙", Decimal("0.75"))]


@pytest.mark.parametrize(
    ("counts", "uneven"),
    [((60, 3, 3), True), ((1, 1, 1), True), ((52, 6, 2), False), ((1, 3), False), ((4, 0), False)],
)
def test_shares_that_do_not_add_up_as_printed(counts: tuple[int, ...], uneven: bool) -> None:  # noqa: FBT001 - a case of a table
    """90.91 + 4.55 + 4.55 is 100.01: such a question says so, that a template may add a note; 86.67 + 10 + 3.33 is 100."""
    assert question(*(("项", count, None) for count in counts)).uneven is uneven


def test_shares_that_nobody_counted_are_even() -> None:
    """A question without a tally has no shares to add."""
    assert not question(("甲", None, None)).uneven


def test_question_without_counts() -> None:
    """An open question, or one that nobody counted, has neither shares nor a formula."""
    view = question(("甲", None, None), answers=["意见"])
    assert (view.valid, view.formula, view.answers) == (None, "", ("意见",))
    assert [o.share for o in view.options] == [None]


def test_strata() -> None:
    """The rate of a stratum is its sample over its population; a question belongs to its own survey alone."""
    other = SURVEY | {"id": "别卷"}
    asked = {"survey": "卷", "id": "1", "number": "1", "text": "如何？"}
    first, second = composed(surveys=[SURVEY, other], questions=[asked]).surveys
    assert (first.title, first.mode, first.valid) == ("项目问卷", "电话访谈", Decimal(60))
    (stratum,) = first.strata
    assert (stratum.name, stratum.unit, stratum.rate) == ("单位", "家", Decimal("0.25"))
    assert (stratum.population, stratum.sample) == (Decimal(200), Decimal(50))
    assert ([q.id for q in first.questions], second.questions) == (["1"], ())


def test_interviews_and_visits() -> None:
    """Minutes keep date, place and persons, and each question with its answer; a visit its place and remark."""
    row: dict[str, Any] = {
        "date": date(2023, 7, 3), "place": "{{ project.department }}", "person": "某", "by": "组",
        "exchanges": [{"ask": "问{{ report.fiscal_year }}", "answer": "答"}],
    }  # fmt: skip
    report = composed(interviews=[row], visits=[{"place": "院", "remark": "好"}])
    (interview,) = report.interviews
    assert (interview.date, interview.place, interview.person, interview.by) == (date(2023, 7, 3), "部门", "某", "组")
    assert [(e.name, str(e.text)) for e in interview.exchanges] == [("问2022", "答")]
    assert [(v.name, str(v.text)) for v in report.visits] == [("院", "好")]


def test_methods_with_steps() -> None:
    """Named passages keep their steps; framework documents are cited in full."""
    work = {
        "purpose": "目的", "framework": ["办法"], "methods": [{"name": "比较法"}],
        "phases": [{"name": "总结", "steps": [{"name": "撰写", "text": "{{ evaluator.firm }}写"}]}],
    }  # fmt: skip
    documents = [{"id": "办法", "title": "办法", "number": "1号", "issuer": "财政部"}]
    found = composed(work=work, documents=documents).work
    assert found.framework == ("财政部《办法》（1号）",)
    assert [(s.name, str(s.text)) for s in found.phases[0].steps] == [("撰写", "公司写")]


def test_population_that_is_not_there() -> None:
    """A stratum of nobody has no rate of sampling: an error at its population."""
    survey = SURVEY | {"strata": [STRATUM | {"population": 0, "sample": 0}]}
    assert refused(surveys=[survey]) == [("division-by-zero", ("surveys", 0, "strata", 0, "population"))]
