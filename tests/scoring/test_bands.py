"""The rule `bands`."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reportgen.model.evidence import EvidenceError
from reportgen.model.rules.bands import Bands
from tests.scoring.sample_case import evidence_of

TEN = Decimal(10)
ROWS = [{"from": Decimal(low), "points": points} for low, points in (("1", 10), ("0.8", 7), ("0.6", 5))]


def rule(rows: list[dict[str, object]] | None = None, **fields: object) -> Bands:
    """The rule from its fields, with what all tests share."""
    return Bands.model_validate({"kind": "bands", "value": "facts.率", "bands": ROWS if rows is None else rows} | fields)


@pytest.mark.parametrize(
    ("rate", "expected"),
    [("1.3", 10), ("1", 10), ("0.9999", 7), ("0.8", 7), ("0.6", 5), ("0.5999", 0), ("0", 0)],
)
def test_scores(rate: str, expected: int) -> None:
    """A band holds from its bound, inclusive, up to the next; below the last there is nothing."""
    assert rule().outcome(evidence_of(率=Decimal(rate)), TEN).score == expected


@given(st.decimals(0, 2, places=3), st.decimals(0, 2, places=3))
def test_more_never_scores_less(one: Decimal, other: Decimal) -> None:
    """A higher rate never scores less."""
    low, high = (rule().outcome(evidence_of(率=rate), TEN).score for rate in sorted((one, other)))
    assert low <= high


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"from": Decimal("0.6"), "points": 5}, {"from": Decimal(1), "points": 10}],
        [{"from": Decimal(1), "points": 5}, {"from": Decimal("0.6"), "points": 10}],
        [{"from": Decimal(1), "points": 5}, {"from": Decimal(1), "points": 5}],
    ],
)
def test_bands_descend(rows: list[dict[str, object]]) -> None:
    """Bands stand from high to low, in bounds and in points, and there is at least one."""
    with pytest.raises(ValidationError):
        rule(rows)


def test_no_band_above_full_marks() -> None:
    """A band that earns more than the indicator has is an error, whichever band holds."""
    with pytest.raises(EvidenceError) as caught:
        rule().outcome(evidence_of(率=Decimal(0)), Decimal(8))
    assert caught.value.code == "score-above-points"


def test_a_blank_signals() -> None:
    """An unknown rate is in no band."""
    with pytest.raises(InvalidOperation):
        rule().outcome(evidence_of(率=Decimal("NaN")), TEN)


def test_blank_bands() -> None:
    """A draft may leave a band to be filled in."""
    assert "待填写" in rule([{"from": Decimal(1), "points": "待填写"}, ROWS[1]]).standard(evidence_of(), TEN)


def test_standard() -> None:
    """The standard states every band, of rates in percent."""
    assert rule(name="覆盖率").standard(evidence_of(), TEN) == (
        "（覆盖率≥100%，得10分；80%≤覆盖率＜100%，得7分；60%≤覆盖率＜80%，得5分；覆盖率＜60%，得0分。）"
    )


def test_standard_with_a_unit() -> None:
    """Bands of numbers are stated in their unit."""
    words = rule([{"from": 12, "points": 2}], name="活动次数", unit="次").standard(evidence_of(), Decimal(2))
    assert words == "（活动次数≥12次，得2分；活动次数＜12次，得0分。）"
