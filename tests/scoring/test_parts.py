"""The rule `parts`."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.model.evidence import EvidenceError
from reportgen.model.rules.parts import Parts
from tests.scoring.sample_case import evidence_of

BEDS = evidence_of(失能实际=Decimal(6964), 失能计划=Decimal(6314), 其他实际=Decimal(1483), 其他计划=Decimal(2552))


def rule(*points: object, **fields: object) -> Parts:
    """The rule from its fields, with what all tests share."""
    names = ("失能", "其他")
    parts = [
        {"name": f"{name}老人床位", "points": share, "actual": f"facts.{name}实际", "planned": f"facts.{name}计划"}
        for name, share in zip(names, points, strict=True)
    ]
    return Parts.model_validate({"kind": "parts", "parts": parts} | fields)


def test_each_part_is_capped() -> None:
    """More than the plan in one part does not make up for less in another: 2 + 1483 ÷ 2552 × 2 = 3.162."""
    scored = rule(2, 2).outcome(BEDS, Decimal(4))
    assert round(scored.score, 4) == Decimal("3.1622")
    assert [(name, round(rate, 4)) for name, rate in scored.rates] == [
        ("失能老人床位", Decimal("1.1029")),
        ("其他老人床位", Decimal("0.5811")),
    ]


def test_nothing_done() -> None:
    """Parts with nothing done score zero."""
    none = evidence_of(失能实际=Decimal(0), 失能计划=Decimal(5), 其他实际=Decimal(0), 其他计划=Decimal(5))
    assert rule(2, 2).outcome(none, Decimal(4)).score == 0


def test_points_add_up() -> None:
    """Parts whose points miss the indicator's are an error with both sums."""
    with pytest.raises(EvidenceError, match=r"3\.5 分.*4 分") as caught:
        rule(2, Decimal("1.5")).outcome(BEDS, Decimal(4))
    assert caught.value.code == "parts-points"


def test_a_blank_makes_the_score_unknown() -> None:
    """One unknown part leaves the whole unknown."""
    blank = evidence_of(失能实际=Decimal("NaN"), 失能计划=Decimal(5), 其他实际=Decimal(0), 其他计划=Decimal(5))
    assert rule(2, 2).outcome(blank, Decimal(4)).score.is_nan()


def test_standard() -> None:
    """The standard names each part, with a unit also its plan."""
    words = "（完成失能老人床位{0}，得2分；完成其他老人床位{1}，得2分；未完成的，分别按完成值在计划数中所占比例计分。）"
    assert rule(2, 2).standard(BEDS, Decimal(4)) == words.format("", "")
    assert rule(2, 2, unit="张").standard(BEDS, Decimal(4)) == words.format("6314张", "2552张")
