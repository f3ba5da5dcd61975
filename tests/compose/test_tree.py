"""The indicator tree: the paragraph that states an indicator, reasons, standards, grades."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.model.values import BLANK
from tests.compose.sample_report import composed, off, one, refused
from tests.scoring.sample_case import indicator

RATE = {"kind": "proportion", "value": Decimal("0.9")}


def test_nothing_lost() -> None:
    """An indicator with full marks is stated by what was found, and ends in a full stop."""
    assert str(one(finding="情况良好").statement) == "情况良好。"


def test_one_deduction() -> None:
    """A lost point is stated with its full reason behind what was found; its sum is not said twice."""
    view = one(deductions=[off(Decimal("1.0"), detail="缺少时效指标。")])
    assert str(view.statement) == "情况。缺少时效指标，扣1分。"


def test_several_deductions() -> None:
    """Several deductions state their points each and then together."""
    view = one(deductions=[off(Decimal("1.5")), off(2, "漏项")])
    assert str(view.statement) == "情况。缺项，扣1.5分；漏项，扣2分；合计扣3.5分。"


def test_loss_without_a_reason() -> None:
    """Points lost without a reason are stated all the same."""
    assert str(one(rule=RATE).statement) == "情况。据此扣10分。"


def test_unknown_loss() -> None:
    """While the score is to be filled in, nothing is said of lost points."""
    assert str(one(deductions=[off(BLANK)]).statement) == "情况。"


@pytest.mark.parametrize("stop", "。！？…：；")
def test_stops_do_not_meet(stop: str) -> None:
    """A passage that ends in a stop of its own gets no second one."""
    view = one(plan=f"计划{stop}", finding=f"情况{stop}", deductions=[off(1)])
    assert str(view.statement) == f"计划{stop}情况{stop}缺项，扣1分。"


def test_plan_and_finding_are_one_passage() -> None:
    """The finding goes on in the last paragraph of the plan; further paragraphs stay apart, and bold stays bold."""
    view = one(plan="一\n\n二", finding="**三**\n\n四", deductions=[off(1)])
    assert str(view.statement) == "一\n二。三\n四。缺项，扣1分。"
    assert [run.text for p in view.statement.paragraphs for run in p.runs if run.bold] == ["三"]


def test_short_and_full_reason() -> None:
    """A short reason is written without a stop, and stands in for a full one that is not written."""
    view = one(deductions=[off(1, "缺项。"), off(1, "漏项；", detail="漏了两项。")])
    assert [(d.reason, d.detail) for d in view.deductions] == [("缺项", "缺项"), ("漏项", "漏了两项")]
    assert str(view.statement) == "情况。缺项，扣1分；漏了两项，扣1分；合计扣2分。"


def test_reasons_of_a_dimension() -> None:
    """A dimension lists the short reasons of its lost points in order, each once."""
    report = composed(
        indicator("甲", 50, deductions=[off(1, "缺项"), off(1, "漏项")]),
        indicator("乙", 50, deductions=[off(2, "缺项"), off(1, "错项")]),
    )
    assert report.dimensions[0].reasons == ("缺项", "漏项", "错项")


def test_rows_carry_the_figures_above_them() -> None:
    """Indicators are numbered through, and each row knows the points and scores of its dimension and group."""
    report = composed(
        indicator("甲", 60, dimension="决策", group="立项", deductions=[off(10)]),
        indicator("乙", 40, dimension="产出", group="数量"),
    )
    rows = [
        f"{i.number} {i.dimension} {i.dimension_points:.0f} {i.dimension_score:.0f} {i.group} {i.group_points:.0f} {i.group_score:.0f}"
        for i in report.indicators
    ]
    assert rows == ["1 决策 60 50 立项 60 50", "2 产出 40 40 数量 40 40"]
    assert [[i.name for i in d.indicators] for d in report.dimensions] == [["甲"], ["乙"]]


def test_codes_and_comments() -> None:
    """What a case states of a dimension or a group stands in its view; others have none."""
    groups = [{"name": "过程", "code": "A", "comment": "总分{{ dimensions.过程.score }}"}]
    (dimension,) = composed(groups=groups).dimensions
    assert (dimension.code, str(dimension.comment)) == ("A", "总分100")
    assert (dimension.groups[0].code, str(dimension.groups[0].comment)) == ("", "")


@pytest.mark.parametrize(("lost", "grade"), [("0", "优"), ("10", "优"), ("10.1", "良"), (BLANK, BLANK)])
def test_grade_of_a_dimension(lost: str, grade: str) -> None:
    """A dimension is graded by its score rate in per cent, bounds inclusive; an unknown one is to be filled in."""
    grades = [{"name": "优", "from": 80}, {"name": "良", "from": 0}]
    table = indicator("甲", 50, deductions=[off(BLANK if lost == BLANK else Decimal(lost))])
    assert composed(table, dimension_grades=grades).dimensions[0].grade == grade


def test_a_grade_without_its_bound_is_open() -> None:
    """While a bound is still to be filled in, no dimension has a grade."""
    grades = [{"name": "优", "from": "待填写"}, {"name": "差", "from": 0}]
    assert composed(indicator("甲", 100), dimension_grades=grades).dimensions[0].grade == "待填写"


def test_no_grades_for_dimensions() -> None:
    """Where a case grades no dimensions, they have no grade, be the score known or not."""
    assert {composed(indicator("甲", 100, deductions=[off(p)])).dimensions[0].grade for p in (1, BLANK)} == {""}


def test_standard() -> None:
    """The definition stands before the standard, which is the rule's unless the case words its own."""
    ruled = {"definition": "公式", "rule": RATE, "reason": "短"}
    assert str(one(**ruled).standard) == "公式\n（完成率≥100%，得100分；完成率＜100%，得分＝完成率×100分。）"
    assert str(one(**ruled, standard="按比例{{ points }}").standard) == "公式\n按比例100"


def test_own_figures() -> None:
    """An indicator's texts may name its own figures."""
    view = one(rule=RATE, reason="只有{{ value | rate }}", finding="{{ name }}{{ score }}")
    assert str(view.statement) == "甲90。只有90%，扣10分。"


WRONG = "{{ facts.没有 }}"
UNIT = {"text": "每项", "points": 1, "count": 2}


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ({"deductions": [off(1), off(1, detail=WRONG)]}, ("deductions", 1, "detail")),
        (
            {"rule": {"kind": "checklist", "items": [{"text": "甲", "points": 100, "deductions": [off(1, WRONG)]}]}},
            ("rule", "items", 0, "deductions", 0, "reason"),
        ),
        (
            {
                "rule": {"kind": "checklist", "items": [{"text": "甲", "points": 100, "per_unit": [UNIT | {"reason": WRONG}]}]},
                "problem": "p",
            },
            ("rule", "items", 0, "per_unit", 0, "reason"),
        ),
        ({"rule": RATE, "reason": WRONG}, ("reason",)),
        ({"rule": RATE, "reason": "短", "detail": WRONG}, ("detail",)),
        ({"plan": WRONG}, ("plan",)),
    ],
)
def test_wrong_reference_is_placed(table: dict[str, object], key: tuple[str | int, ...]) -> None:
    """A reference that leads nowhere is reported at the very field that holds it, also where scoring made the deduction."""
    assert set(refused(indicator("甲", 100, **table))) == {("unknown-name", ("indicators", 0, *key))}
