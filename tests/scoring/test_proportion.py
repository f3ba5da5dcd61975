"""The rule `proportion`."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reportgen.model.evidence import EvidenceError
from reportgen.model.rules.proportion import Proportion
from tests.scoring.sample_case import evidence_of

FOUR = Decimal(4)


def rule(**fields: object) -> Proportion:
    """The rule from its fields, with what all tests share."""
    return Proportion.model_validate({"kind": "proportion"} | fields)


@pytest.mark.parametrize(
    ("rate", "target", "shortfall", "expected"),
    [
        ("1", "1", False, "4"),
        ("1.2", "1", False, "4"),
        ("0.5", "1", False, "2"),
        ("0", "1", False, "0"),
        ("-0.1", "1", False, "0"),
        ("0.9", "0.9", False, "4"),
        ("0.89", "0.9", False, "3.56"),
        ("0.85", "0.9", True, "3.8"),
        ("0", "0.9", True, "0.4"),
        ("-1", "0.9", True, "0"),
    ],
)
def test_scores(rate: str, target: str, shortfall: bool, expected: str) -> None:  # noqa: FBT001 - a column of the table
    """Full marks from the target on; below it the rate counts, or with `shortfall` what is missing; never below zero."""
    scored = rule(value="facts.率", target=Decimal(target), shortfall=shortfall).outcome(evidence_of(率=Decimal(rate)), FOUR)
    assert scored.score == Decimal(expected)
    assert scored.value == Decimal(rate)


@given(st.decimals(-3, 3, places=4), st.booleans())
def test_never_out_of_bounds(rate: Decimal, shortfall: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    """No rate scores below zero or above full marks."""
    assert 0 <= rule(value="facts.率", shortfall=shortfall).outcome(evidence_of(率=rate), FOUR).score <= FOUR


def test_actual_against_plan() -> None:
    """A rate is also the actual number by the planned; a list counts its items."""
    evidence = evidence_of(实际=("甲", "乙", "丙"), 计划=Decimal(6))
    assert rule(actual="facts.实际", planned="facts.计划").outcome(evidence, FOUR).score == 2


def test_no_plan() -> None:
    """A plan of zero is an error in words, not a crash."""
    with pytest.raises(EvidenceError, match="不能作除数") as caught:
        rule(actual=1, planned="facts.计划").outcome(evidence_of(计划=Decimal(0)), FOUR)
    assert caught.value.code == "division-by-zero"


def test_a_blank_signals() -> None:
    """An unknown rate cannot be compared: the signal that scoring takes for an unknown score."""
    with pytest.raises(InvalidOperation):
        rule(value="facts.率").outcome(evidence_of(率=Decimal("NaN")), FOUR)


@pytest.mark.parametrize(
    "fields",
    [{}, {"actual": 1}, {"value": 1, "planned": 2}, {"value": 1, "actual": 1, "planned": 2}, {"value": 1, "unit": "家"}],
)
def test_one_way_to_state_a_rate(fields: dict[str, object]) -> None:
    """A rate is either named, or made of two numbers; a unit needs a plan."""
    with pytest.raises(ValidationError):
        rule(**fields)


def test_standard_of_a_rate() -> None:
    """The standard states the target and the formula below it."""
    words = rule(value="funds.funding_rate", name="资金到位率").standard(evidence_of(), Decimal(1))
    assert words == "（资金到位率≥100%，得1分；资金到位率＜100%，得分＝资金到位率×1分。）"


def test_standard_of_a_shortfall() -> None:
    """With `shortfall` the formula takes the difference to the target."""
    words = rule(value="facts.率", name="合格率", target=Decimal("0.9"), shortfall=True).standard(evidence_of(), FOUR)
    assert words == "（合格率≥90%，得4分；合格率＜90%，得分＝[1－（90%－合格率）]×4分。）"


def test_standard_of_a_plan() -> None:
    """With a unit the standard states the plan; an amount is in 元 inside and printed in its unit."""
    households = rule(actual="facts.实际", planned="facts.计划", unit="家").standard(evidence_of(计划=Decimal(55)), FOUR)
    assert households == "（完成计划数55家，得4分；未完成的，按完成值在计划数中所占比例计分。）"
    money = rule(actual="facts.实际", planned="facts.计划", unit="万元").standard(evidence_of(计划=Decimal(1_200_000)), FOUR)
    assert "计划数120万元" in money
