"""Figures by path, and tallies of questions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reportgen.diagnostics import CasePlace, Sink
from reportgen.model.evidence import Evidence, EvidenceError
from reportgen.scoring.figures import figures_of
from reportgen.scoring.tallies import tallies_of
from tests.scoring.sample_case import case_of


def evidence(sink: Sink | None = None, **tables: object) -> Evidence:
    """The evidence of a case with these tables."""
    case, found = case_of(**tables), sink if sink is not None else Sink()
    questions = tallies_of(case.questions, found)
    return Evidence(figures_of(case, questions.values(), found), questions)


def funds(**more: object) -> dict[str, Any]:
    """The table of funds, in round figures."""
    return {"unit": "万元", "budget": 1000, "received": 800, "spent": 600} | more


def question(id_: str, *counts: object, weights: tuple[object, ...] = (5, 3, 0)) -> dict[str, Any]:
    """A question with options 甲, 乙, 丙."""
    options = [{"label": label, "count": count} for label, count in zip("甲乙丙", counts, strict=False)]
    for option, weight in zip(options, weights, strict=False):
        option["weight"] = weight
    return {"survey": "s", "id": id_, "number": id_, "text": "题", "options": options}


def test_amounts_are_yuan() -> None:
    """Amounts are 元 inside, whatever the case's unit; what the case does not state has no path."""
    figures = evidence(funds=funds(initial=Decimal("1006.29"))).figures
    assert figures["funds.initial"] == 10_062_900
    assert figures["funds.spent"] == 6_000_000
    assert "funds.withdrawn" not in figures
    assert evidence(funds=funds(unit="元")).figures["funds.spent"] == 600


def test_rates_of_funds() -> None:
    """资金到位率 is received ÷ budget, 预算执行率 spent ÷ received."""
    figures = evidence().figures
    assert round(Decimal(str(figures["funds.funding_rate"])), 4) == Decimal("0.9448")
    assert round(Decimal(str(figures["funds.execution_rate"])), 5) == Decimal("0.99847")


def test_what_was_withdrawn() -> None:
    """What was withdrawn counts as received for both official rates; only the net rate leaves it out."""
    figures = evidence(funds=funds(withdrawn=200)).figures
    assert figures["funds.net"] == 6_000_000
    assert figures["funds.funding_rate"] == Decimal("0.8")
    assert figures["funds.execution_rate"] == Decimal("0.75")
    assert figures["funds.net_execution_rate"] == 1


def test_no_money_received() -> None:
    """Where nothing was received the execution rate says why it has no value; other figures do."""
    found = evidence(funds=funds(received=0, spent=0))
    assert found.get("funds.funding_rate") == 0
    with pytest.raises(EvidenceError, match="实际到位资金为 0") as caught:
        found.get("funds.execution_rate")
    assert caught.value.code == "division-by-zero"


def test_facts() -> None:
    """Numbers in a unit of money become 元, others stay; dates, texts and lists stay; a list is also counted."""
    rows: list[dict[str, Any]] = [
        {"id": "挪用", "value": Decimal("3.51"), "unit": "万元"},
        {"id": "床位", "value": 6314, "unit": "张"},
        {"id": "日期", "value": date(2022, 7, 28)},
        {"id": "名单", "value": ["甲", "乙"]},
    ]
    figures = evidence(facts=rows).figures
    assert [figures[f"facts.{row['id']}"] for row in rows] == [35100, 6314, date(2022, 7, 28), ("甲", "乙")]
    assert figures["facts.名单.count"] == 2


def test_sums() -> None:
    """A sum adds facts and sums, whatever their order in the case, amounts in 元."""
    rows = [
        {"id": "共", "sum": ["丙", "甲"]},
        {"id": "丙", "sum": ["甲", "乙"]},
        {"id": "甲", "value": 2, "unit": "万元"},
        {"id": "乙", "value": 500, "unit": "元"},
    ]
    assert evidence(facts=rows).figures["facts.共"] == 40_500


@pytest.mark.parametrize(
    ("rows", "code", "key"),
    [
        ([{"id": "甲", "sum": ["乙"]}, {"id": "乙", "sum": ["甲"]}], "sum-cycle", ("facts", 1, "sum", 0)),
        ([{"id": "甲", "sum": ["甲"]}], "sum-cycle", ("facts", 0, "sum", 0)),
        ([{"id": "甲乙", "value": 1}, {"id": "丙", "sum": ["甲乙", "甲丁"]}], "unknown-id", ("facts", 1, "sum", 1)),
        ([{"id": "甲", "value": date(2022, 1, 1)}, {"id": "丙", "sum": ["甲"]}], "wrong-evidence", ("facts", 1, "sum", 0)),
        (
            [{"id": "甲", "value": 1, "unit": "万元"}, {"id": "乙", "value": 1, "unit": "家"}, {"id": "丙", "sum": ["甲", "乙"]}],
            "sum-of-unlike",
            ("facts", 2, "sum", 0),
        ),
    ],
)
def test_sums_that_cannot_be_made(rows: list[dict[str, Any]], code: str, key: tuple[str | int, ...]) -> None:
    """A sum in a circle, of nothing, of a date, or of money and beds is reported once, where it stands."""
    sink = Sink()
    evidence(sink, facts=rows)
    assert [(d.code, d.place) for d in sink] == [(code, CasePlace(key))]


def test_degree_and_shares() -> None:
    """The n of the formula counts the valid answers to that question; the degree is Σ(count × weight) ÷ (n × greatest weight)."""
    found = evidence(questions=[question("AB-3", 52, 6, 2)])
    assert found.figures["questions.AB-3.valid"] == 60
    assert round(found.number("questions.AB-3.degree"), 4) == Decimal("0.9267")
    assert found.figures["questions.AB-3.乙.count"] == 6
    assert found.figures["questions.AB-3.乙.share"] == Decimal("0.1")


def test_question_without_weights() -> None:
    """A question that is only counted has shares and no degree."""
    found = evidence(questions=[question("6", 60, 3, 3, weights=())])
    assert "questions.6.degree" not in found.figures
    assert found.question("6").degree is None


def test_question_without_answers() -> None:
    """Where nobody answered, shares say why they have no value."""
    found = evidence(questions=[question("6", 0, 0, 0)])
    assert found.question("6").degree is None
    with pytest.raises(EvidenceError, match="有效问卷数为 0"):
        found.get("questions.6.甲.share")


def test_question_that_was_not_counted() -> None:
    """A rule that turns on a question without counts is told so."""
    open_question = {"survey": "s", "id": "8", "number": "8", "text": "意见"}
    with pytest.raises(EvidenceError) as caught:
        evidence(questions=[open_question]).question("8")
    assert caught.value.code == "not-tallied"


def test_weights_for_all_options_or_none() -> None:
    """An option without a weight among weighted ones is an error: it might count or not."""
    sink = Sink()
    evidence(sink, questions=[question("7", 1, 1, 1, weights=(5, 3))])
    assert [(d.code, d.place) for d in sink] == [("weights-incomplete", CasePlace(("questions", 0, "options", 2)))]


def test_blank_count() -> None:
    """A count to be filled in leaves the number of answers, the shares and the degree unknown."""
    found = evidence(questions=[question("7", 1, "待填写", 1)])
    assert found.number("questions.7.valid").is_nan()
    assert found.number("questions.7.degree").is_nan()
    assert found.number("questions.7.甲.share").is_nan()


def survey(*strata: tuple[object, int]) -> dict[str, Any]:
    """A survey with strata of (population, sample)."""
    rows = [
        {"id": f"c{at}", "name": "层", "population": population, "sample": sample} for at, (population, sample) in enumerate(strata)
    ]
    return {"id": "s", "title": "问卷", "mode": "电话", "preamble": "说明", "valid": 66, "strata": rows}


def test_strata() -> None:
    """抽样率 is sample ÷ population of a stratum; a population may be a fact."""
    found = evidence(surveys=[survey(("facts.单位", 60), (13, 6))], facts=[{"id": "单位", "value": 276}])
    assert found.figures["surveys.s.sample"] == 66
    assert found.figures["surveys.s.population"] == 289
    assert round(found.number("surveys.s.c0.rate"), 4) == Decimal("0.2174")
    assert round(found.number("surveys.s.c1.rate"), 4) == Decimal("0.4615")


def test_unknown_population() -> None:
    """A population that names no fact is reported at its key."""
    sink = Sink()
    evidence(sink, surveys=[survey(("facts.单位", 60))])
    assert [(d.code, d.place) for d in sink] == [("unknown-name", CasePlace(("surveys", 0, "strata", 0, "population")))]
