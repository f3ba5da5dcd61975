"""The rule `linear`."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from reportgen.model.rules.linear import Linear
from tests.scoring.sample_case import evidence_of

HALF, FULL = Decimal("0.5"), Decimal(1)


def rule(**fields: object) -> Linear:
    """The rule from its fields, with what all tests share."""
    return Linear.model_validate({"kind": "linear", "value": "facts.率", "from": HALF, "to": FULL} | fields)


@pytest.mark.parametrize(
    ("rate", "expected"),
    [("0.4", 0), ("0.5", 0), ("0.75", "2.5"), ("0.99848", "4.9848"), ("1", 5), ("1.0001", 0)],
)
def test_scores(rate: str, expected: str | int) -> None:
    """Zero up to the lower bound, full at the upper one, zero above what the rule names."""
    scored = rule(zero_above=FULL).outcome(evidence_of(率=Decimal(rate)), Decimal(5))
    assert scored.score == Decimal(expected)


def test_full_above_the_upper_bound() -> None:
    """Without zero_above every rate beyond the upper bound earns full marks."""
    assert rule().outcome(evidence_of(率=Decimal(2)), Decimal(5)).score == 5


@pytest.mark.parametrize("fields", [{"from": FULL}, {"to": HALF}, {"zero_above": Decimal("0.9")}])
def test_bounds_in_order(fields: dict[str, Decimal]) -> None:
    """Bounds that leave no room between them are an error."""
    with pytest.raises(ValidationError, match="bounds-order"):
        rule(**fields)


def test_blank_bounds() -> None:
    """A draft may leave a bound to be filled in; its standard says so."""
    assert "待填写" in rule(**{"from": "待填写"}).standard(evidence_of(), Decimal(5))


def test_standard_of_execution() -> None:
    """The standard of 预算执行率 reads as published: zero outside, the formula inside."""
    words = rule(name="预算执行率", zero_above=FULL).standard(evidence_of(), Decimal(5))
    assert words == ("（预算执行率≤50%或＞100%，得0分；预算执行率＞50%，得分＝[（预算执行率－50%）÷（100%－50%）]×5分。）")


def test_standard_of_satisfaction() -> None:
    """Where rates beyond the upper bound earn full marks, the standard says it."""
    words = rule(name="满意度").standard(evidence_of(), Decimal(10))
    assert words.startswith("（满意度≤50%，得0分；满意度≥100%，得10分；")
