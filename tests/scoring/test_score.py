"""The stage: a case in, a scorecard out, and what it reports."""

from __future__ import annotations

from contextlib import nullcontext
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.diagnostics import CasePlace, Sink, Stopped
from reportgen.model.case import Case
from reportgen.model.evidence import EvidenceError
from reportgen.model.rules import Outcome
from reportgen.model.rules.proportion import Proportion
from reportgen.model.scorecard import Scorecard
from reportgen.scoring import score
from reportgen.scoring.evidence_places import place_of
from tests.scoring.sample_case import case_of, codes, indicator

TENTHS = {"kind": "proportion", "value": Decimal("0.9"), "name": "完成率"}


def scored(*indicators: dict[str, Any], **tables: object) -> tuple[Scorecard, Sink]:
    """The scorecard of a case, and what was reported."""
    sink = Sink()
    return score(case_of(*indicators, **tables), sink), sink


def stopped(case: Case) -> Sink:
    """What is reported of a case that stops."""
    sink = Sink()
    with pytest.raises(Stopped):
        score(case, sink)
    return sink


def placed(sink: Sink) -> list[tuple[str, object]]:
    """Codes and keys of what was reported."""
    return [(d.code, d.place.key if isinstance(d.place, CasePlace) else d.place) for d in sink]


def off(points: object, **more: object) -> dict[str, Any]:
    """A deduction."""
    return {"points": points, "reason": "缺项"} | more


def test_judged() -> None:
    """Full marks less named deductions, and no words of a standard."""
    card, sink = scored(indicator("甲", 100, deductions=[off(Decimal("1.5")), off(2)]))
    assert card.indicators[0].score == Decimal("96.5")
    assert [d.points for d in card.indicators[0].deductions] == [Decimal("1.5"), 2]
    assert card.indicators[0].standard == ""
    assert not codes(sink)


def test_a_rule_with_a_reason() -> None:
    """Points that a rule took off are one deduction with the indicator's reason, detail and problem, of the rounded loss."""
    table = indicator("甲", 100, rule=TENTHS | {"value": Decimal("0.9448")}, reason="短", detail="长", problem="p")
    card, sink = scored(table)
    lost = card.indicators[0].deductions[0]
    assert (lost.points, lost.reason, lost.detail, lost.problem) == (Decimal("5.5"), "短", "长", "p")
    assert card.indicators[0].value == Decimal("0.9448")
    assert card.indicators[0].standard.startswith("（完成率≥100%")
    assert not codes(sink)


def test_a_loss_without_a_reason() -> None:
    """A rule that took points off without a reason is a warning; what vanishes in rounding needs none."""
    _, sink = scored(indicator("甲", 60, rule=TENTHS), indicator("乙", 40, rule=TENTHS | {"value": Decimal("0.9999")}))
    assert placed(sink) == [("reason-missing", ("indicators", 0, "rule"))]


def test_a_reason_without_a_loss() -> None:
    """A reason that nothing uses is a warning."""
    _, sink = scored(indicator("甲", 100, rule=TENTHS | {"value": 1}, reason="短"))
    assert placed(sink) == [("reason-unused", ("indicators", 0, "reason"))]


def test_deductions_inherit_the_problem() -> None:
    """A deduction that names no problem belongs to the indicator's."""
    card, _ = scored(indicator("甲", 100, deductions=[off(1), off(1, problem="own")], problem="all"))
    assert [d.problem for d in card.indicators[0].deductions] == ["all", "own"]


def test_a_checklist_brings_its_own_deductions() -> None:
    """A rule's own deductions stand, with their reasons."""
    items = [{"text": "甲", "points": 60}, {"text": "乙", "points": 40, "deductions": [off(3)]}]
    card, sink = scored(indicator("甲", 100, rule={"kind": "checklist", "items": items}))
    assert card.total.score == 97
    assert [d.points for d in card.indicators[0].deductions] == [3]
    assert not codes(sink)


def test_deductions_finer_than_the_precision() -> None:
    """Deductions that rounding makes untrue are a warning with both sums."""
    _, sink = scored(indicator("甲", 100, deductions=[off(Decimal("0.25"))]))
    assert codes(sink) == ["deductions-rounded"]
    assert "0.25 分" in next(iter(sink)).message


def test_rates_of_parts_are_evidence() -> None:
    """The rate of a part can be referred to by the names of indicator and part."""
    part = {"name": "床位", "points": 100, "actual": 1483, "planned": 2552}
    card, _ = scored(indicator("甲", 100, rule={"kind": "parts", "parts": [part]}, reason="短"))
    assert round(card.evidence.number("indicators.甲.床位.rate"), 4) == Decimal("0.5811")


def test_order_sums_and_grade() -> None:
    """Dimensions and groups stand in the order of their first indicator; sums, rates and the grade come of rounded scores."""
    card, sink = scored(
        indicator("甲", 30, dimension="产出", group="质量", deductions=[off(10)]),
        indicator("乙", 30, dimension="产出", group="数量", rule=TENTHS | {"value": Decimal("0.9448")}, reason="短"),
        indicator("丙", 40, dimension="决策", group="立项"),
    )
    assert [(d.name, d.points, d.score) for d in card.dimensions] == [
        ("产出", Decimal(60), Decimal("48.3")),
        ("决策", Decimal(40), Decimal(40)),
    ]
    assert [g.name for g in card.dimensions[0].groups] == ["质量", "数量"]
    assert card.dimensions[0].rate == Decimal("0.805")
    assert (card.total.score, card.total.lost, card.grade, card.digits) == (Decimal("88.3"), Decimal("11.7"), "良", 1)
    assert not codes(sink)


@pytest.mark.parametrize(
    ("lost", "grade"),
    [("0", "优"), ("10", "优"), ("10.1", "良"), ("20", "良"), ("20.1", "中"), ("40", "中"), ("40.1", "差"), ("100", "差")],
)
def test_grades_hold_from_their_bound(lost: str, grade: str) -> None:
    """90 and more is 优, 80 良, 60 中, less 差, each bound inclusive."""
    card, _ = scored(indicator("甲", 100, deductions=[off(Decimal(lost))]))
    assert card.grade == grade


def test_grades_on_another_sum() -> None:
    """Where the points sum to something else, the grade is that of the share of 100."""
    card, sink = scored(indicator("甲", 50, deductions=[off(5)]))
    assert card.grade == "优"
    assert placed(sink) == []


@given(st.lists(st.tuples(st.integers(1, 10), st.integers(0, 100)), min_size=1, max_size=12))
def test_sums_add_up(rows: list[tuple[int, int]]) -> None:
    """The total is the sum of the dimensions, of the groups, and of the indicators, as printed; nothing exceeds its points."""
    tables = [
        indicator(f"甲{at}", points, group=f"组{at // 2}", rule=TENTHS | {"value": Decimal(rate) / 100}, reason="短")
        for at, (points, rate) in enumerate(rows)
    ]
    card, _ = scored(*tables)
    groups = [group for dimension in card.dimensions for group in dimension.groups]
    sums = [sum(part.score for part in parts) for parts in (card.dimensions, groups, card.indicators)]
    assert sums == [card.total.score] * 3
    assert all(0 <= part.score <= part.points for part in (*groups, *card.indicators))


def test_a_blank_leaves_scores_unknown() -> None:
    """What is to be filled in makes its score, the sums and the grade unknown, and nothing else."""
    rule = {"kind": "linear", "value": "funds.execution_rate", "from": Decimal("0.5"), "to": 1}
    funds = {"unit": "万元", "budget": 1000, "received": 1000, "spent": "待填写"}
    card, sink = scored(
        indicator("甲", 50, rule=rule), indicator("乙", 30, group="其他"), indicator("丙", "待填写", group="其他"),
        funds=funds, groups=[{"name": "其他", "points": 7}], published={"total": 80, "grade": "良", "indicators": {"甲": 3, "乙": 30}},
    )  # fmt: skip
    assert [i.score.is_nan() for i in card.indicators] == [True, False, True]
    assert card.total.score.is_nan()
    assert card.grade == "待填写"
    assert not codes(sink)


def test_unknown_names_are_all_reported() -> None:
    """Every misspelt name in every rule is reported in one run, on its field, with the nearest; the last error stops the line."""
    parts = [{"name": "甲", "points": 50, "actual": "facts.床", "planned": "facts.床位计"}]
    facts = [{"id": "床位计划", "value": 5}]
    case = case_of(
        indicator("甲", 50, rule={"kind": "parts", "parts": parts}),
        indicator("乙", 50, rule={"kind": "proportion", "value": "fund.spent"}),
        facts=facts,
    )
    sink = stopped(case)
    assert placed(sink) == [
        ("unknown-name", ("indicators", 0, "rule", "parts", 0, "actual")),
        ("unknown-name", ("indicators", 0, "rule", "parts", 0, "planned")),
        ("unknown-name", ("indicators", 1, "rule", "value")),
    ]
    assert [d.hint for d in sink][1] == "是否想写 facts.床位计划？"


@pytest.mark.parametrize(
    ("rule", "code", "key"),
    [
        ({"kind": "proportion", "value": "facts.日"}, "wrong-evidence", ("value",)),
        ({"kind": "proportion", "actual": 1, "planned": "facts.零"}, "division-by-zero", ("planned",)),
        ({"kind": "bands", "value": 1, "bands": [{"from": 1, "points": 101}]}, "score-above-points", ()),
        ({"kind": "checklist", "items": [{"text": "要点", "points": 1}]}, "checklist-points", ()),
        ({"kind": "survey", "questions": ["9"]}, "unknown-name", ("questions", 0)),
        (
            {"kind": "checklist", "items": [{"text": "要", "points": 100, "per_unit": [{"text": "每项", "points": 1, "count": 1}]}]},
            "reason-missing",
            ("items", 0, "per_unit", 0, "text"),
        ),
    ],
)
def test_bad_evidence(rule: dict[str, Any], code: str, key: tuple[str | int, ...]) -> None:
    """Evidence that is missing, of the wrong kind, or divides by zero stops the line at the field that names it."""
    facts: list[dict[str, Any]] = [{"id": "日", "value": "文字"}, {"id": "零", "value": 0}]
    assert placed(stopped(case_of(indicator("甲", 100, rule=rule), facts=facts))) == [(code, ("indicators", 0, "rule", *key))]


def test_deductions_above_points() -> None:
    """More deductions than points stop the line."""
    sink = stopped(case_of(indicator("甲", 100, deductions=[off(60), off(41)])))
    assert placed(sink) == [("deductions-above-points", ("indicators", 0, "deductions"))]


def test_shape_of_the_tree() -> None:
    """A name given twice, a dimension in two runs and a group in two runs are errors, each on the second."""
    sink = stopped(
        case_of(
            indicator("甲", 20, dimension="决策", group="立项"),
            indicator("乙", 20, dimension="决策", group="目标"),
            indicator("丙", 20, dimension="决策", group="立项"),
            indicator("甲", 20, dimension="过程"),
            indicator("戊", 20, dimension="决策", group="目标"),
        )
    )
    assert placed(sink) == [
        ("duplicate-indicator", ("indicators", 3, "name")),
        ("dimension-split", ("indicators", 4, "dimension")),
        ("group-split", ("indicators", 2, "group")),
    ]
    assert "第 1 个与第 4 个" in next(iter(sink)).message


@pytest.mark.parametrize(
    ("grades", "code"),
    [
        ([{"name": "良", "from": 80}, {"name": "优", "from": 90}, {"name": "差", "from": 0}], "grades-order"),
        ([{"name": "优", "from": 90}, {"name": "差", "from": 10}], "grades-bottom"),
    ],
)
def test_grades_out_of_order(grades: list[dict[str, Any]], code: str) -> None:
    """A scale that does not descend, or leaves low scores without a grade, is an error."""
    assert codes(stopped(case_of(grades=grades))) == [code]


def test_errors_of_earlier_stages_stop_the_line_too() -> None:
    """A sink that already holds an error stops the line once scoring is through."""
    sink = Sink()
    sink.error("unknown-id", CasePlace(("work",)), "消息")
    with pytest.raises(Stopped):
        score(case_of(indicator("甲", 50)), sink)
    assert codes(sink) == ["unknown-id"]


@pytest.mark.parametrize(("points", "found"), [("100", []), ("100.1", ["score-above-points"])])
def test_full_marks_are_the_most(points: str, found: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """No rule may give more than full marks, be it by a tenth."""

    def generous(*_: object) -> Outcome:
        return Outcome(Decimal(points))

    monkeypatch.setattr(Proportion, "outcome", generous)
    case, sink = case_of(indicator("甲", 100, rule=TENTHS)), Sink()
    with pytest.raises(Stopped) if found else nullcontext():
        score(case, sink)
    assert codes(sink) == found


def test_error_stands_on_the_longest_name_that_it_quotes() -> None:
    """Where an error quotes several texts of a rule, it stands on the longest, which says most."""
    rule = Proportion.model_validate({"kind": "proportion", "actual": "facts.床", "planned": "facts.床位", "name": "facts"})
    quoting = EvidenceError("division-by-zero", "“facts.床位”为 0，“facts”、“facts.床”无从计算")
    assert place_of(quoting, rule) == ("planned",)
    assert place_of(EvidenceError("division-by-zero", "分母为 0"), rule) == ()
