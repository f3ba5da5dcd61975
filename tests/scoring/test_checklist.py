"""The rule `checklist`."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.evidence import EvidenceError
from reportgen.model.rules.checklist import Checklist
from tests.scoring.sample_case import evidence_of

THREE = Decimal(3)


def rule(*items: dict[str, Any], **fields: object) -> Checklist:
    """The rule from its fields, with what all tests share."""
    return Checklist.model_validate({"kind": "checklist", "items": list(items)} | fields)


def item(points: object = None, text: str = "要点", **more: object) -> dict[str, Any]:
    """One 评价要点."""
    return {"text": text, "points": points, **more}


def loss(points: str, count: object, reason: str | None = "有问题", text: str = "每发现1项") -> dict[str, Any]:
    """A loss per unit."""
    return {"text": text, "points": Decimal(points), "count": count, "reason": reason}


def off(points: str, reason: str = "缺项") -> dict[str, Any]:
    """A deduction."""
    return {"points": Decimal(points), "reason": reason}


def test_full_marks() -> None:
    """A checklist without losses earns full marks."""
    assert rule(item(1), item(2)).outcome(evidence_of(), THREE).score == 3


def test_partly_met_and_not_met() -> None:
    """Named deductions are taken off, and come out with their reasons, in order."""
    scored = rule(item(1, deductions=[off("0.5", "甲")]), item(2, deductions=[off("2", "乙")])).outcome(evidence_of(), THREE)
    assert scored.score == Decimal("0.5")
    assert [(d.points, d.reason) for d in scored.deductions] == [(Decimal("0.5"), "甲"), (2, "乙")]


def test_losses_per_unit_stop_at_the_item() -> None:
    """Three missing rules at 0.2 take no more than the 0.5 that the item has; an incomplete one then takes nothing."""
    losses = [loss("0.2", 3, "缺三项制度"), loss("0.1", 1, "一项不完整")]
    scored = rule(item(Decimal("0.5"), per_unit=losses), item(Decimal("2.5"))).outcome(evidence_of(), THREE)
    assert scored.score == Decimal("2.5")
    assert [(d.points, d.reason) for d in scored.deductions] == [(Decimal("0.5"), "缺三项制度")]


def test_an_item_without_points_takes_off_the_whole() -> None:
    """每发现1项扣1分，扣完为止: from all that the indicator has left."""
    items = [item(1, deductions=[off("1")]), item(2), item(per_unit=[loss("1", "facts.截留")])]
    scored = rule(*items).outcome(evidence_of(截留=("甲", "乙", "丙")), THREE)
    assert scored.score == 0
    assert [d.points for d in scored.deductions] == [1, 2]


def test_items_without_points_alone() -> None:
    """A checklist may consist of items without points: full marks less what is found."""
    assert rule(item(per_unit=[loss("1", 2)])).outcome(evidence_of(), THREE).score == 1


def test_points_add_up() -> None:
    """Items whose points miss the indicator's are an error."""
    with pytest.raises(EvidenceError, match=r"2 分.*3 分") as caught:
        rule(item(1), item(1)).outcome(evidence_of(), THREE)
    assert caught.value.code == "checklist-points"


@pytest.mark.parametrize("points", [1, None])
def test_no_item_loses_more_than_it_has(points: int | None) -> None:
    """Named deductions above an item's points, or without them above the indicator's, are an error that names the item."""
    with pytest.raises(EvidenceError, match="要点乙") as caught:
        rule(item(3 - (points or 0)), item(points, "要点乙", deductions=[off("3.5")])).outcome(evidence_of(), THREE)
    assert caught.value.code == "deductions-above-points"


def test_a_loss_needs_a_reason() -> None:
    """What is found must be explained."""
    with pytest.raises(EvidenceError, match="没有写原因") as caught:
        rule(item(3, per_unit=[loss("1", 1, None)])).outcome(evidence_of(), THREE)
    assert caught.value.code == "reason-missing"
    assert rule(item(3, per_unit=[loss("1", 0, None)])).outcome(evidence_of(), THREE).score == 3


def test_a_blank_signals() -> None:
    """An unknown number of findings leaves the score unknown."""
    with pytest.raises(InvalidOperation):
        rule(item(3, per_unit=[loss("1", "待填写")])).outcome(evidence_of(), THREE)


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=8))
def test_score_and_deductions_make_the_points(rows: list[tuple[int, int, int]]) -> None:
    """Whatever is found: the score and all deductions together are the indicator's points, and nothing is below zero."""
    items = [item(points, per_unit=[loss("0.5", one), loss("0.3", other)]) for points, one, other in rows]
    total = Decimal(sum(points for points, _, _ in rows))
    scored = rule(*items, item(per_unit=[loss("1", rows[0][1])])).outcome(evidence_of(), total)
    assert scored.score + sum(d.points for d in scored.deductions) == total
    assert scored.score >= 0
    assert all(d.points > 0 for d in scored.deductions)


def test_standard() -> None:
    """A line for each item with its points, with its losses per unit, or with what it takes off the whole."""
    words = rule(
        item(
            Decimal("0.5"),
            "有业务管理制度",
            per_unit=[loss("0.2", 0, text="缺少一项制度"), loss("0.1", 0, text="每有一项不完整")],
        ),
        item(Decimal("2.5"), "资金拨付手续完整"),
        item(None, "存在截留、挪用等情况", per_unit=[loss("1", 0)]),
        item(None, "其他情况"),
        note="（未设定目标的，可考核其他工作任务）",
    ).standard(evidence_of(), THREE)
    assert words == (
        "评价要点：\n（未设定目标的，可考核其他工作任务）\n"
        "①有业务管理制度；缺少一项制度扣0.2分；每有一项不完整扣0.1分（0.5分）；\n"
        "②资金拨付手续完整（2.5分）；\n③存在截留、挪用等情况（每发现1项扣1分，扣完为止）；\n④其他情况。"
    )


@pytest.mark.parametrize(("at", "mark"), [(1, "①"), (20, "⑳"), (21, "㉑"), (35, "㉟"), (36, "㊱"), (50, "㊿"), (51, "（51）")])
def test_numbers(at: int, mark: str) -> None:
    """Items are numbered ① to ㊿, and beyond."""
    words = rule(*[item(1) for _ in range(51)]).standard(evidence_of(), Decimal(51))
    assert words.split("\n")[at].startswith(f"{mark}要点")
