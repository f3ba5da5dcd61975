"""Rounding of scores."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.evidence import Evidence
from reportgen.scoring.rounding import digits_of, round_score

PRECISIONS = [Decimal(p) for p in ("1", "0.5", "0.1", "0.01")]


@pytest.mark.parametrize(
    ("score", "precision", "expected"),
    [
        ("0.9448", "0.1", "0.9"),
        ("4.985", "0.1", "5.0"),
        ("0.25", "0.1", "0.3"),
        ("2.8312", "0.01", "2.83"),
        ("0.25", "0.5", "0.5"),
        ("0.2499", "0.5", "0.0"),
        ("2.5", "1", "3"),
    ],
)
def test_halves_go_up(score: str, precision: str, expected: str) -> None:
    """A score lies at the nearest multiple of the precision, halves up, and prints with its decimal places."""
    assert str(round_score(Decimal(score), Decimal(precision))) == expected


def test_a_half_survives_a_quotient_cut_short() -> None:
    """19 of 140 of 7 points are exactly 0.95, though the quotient in 28 digits gives 0.9499…9."""
    score = Evidence({}).ratio(Decimal(19), Decimal(140)) * 7
    assert score < Decimal("0.95")
    assert round_score(score, Decimal("0.1")) == Decimal("1.0")


@given(
    part=st.integers(0, 5000),
    whole=st.integers(1, 5000),
    points=st.integers(1, 20),
    precision=st.sampled_from(PRECISIONS),
)
def test_rounding_equals_exact_arithmetic(part: int, whole: int, points: int, precision: Decimal) -> None:
    """A rounded proportion is what exact fractions give, halves up."""
    step = Fraction(precision)
    exact = Fraction(part, whole) * points
    expected = (exact / step + Fraction(1, 2)).__floor__() * step
    assert Fraction(round_score(Decimal(part) / Decimal(whole) * points, precision)) == expected


@given(score=st.decimals(0, 100, places=6), precision=st.sampled_from(PRECISIONS))
def test_rounding_twice_changes_nothing(score: Decimal, precision: Decimal) -> None:
    """A rounded score is a multiple of the precision within half a step, and stays when it is rounded again."""
    rounded = round_score(score, precision)
    assert rounded % precision == 0
    assert abs(rounded - score) <= precision / 2
    assert round_score(rounded, precision) == rounded


@pytest.mark.parametrize("blank", [(Decimal("NaN"), Decimal("0.1")), (Decimal(1), Decimal("NaN"))])
def test_unknown_stays_unknown(blank: tuple[Decimal, Decimal]) -> None:
    """Neither an unknown score nor an unknown precision gives a number."""
    assert round_score(*blank).is_nan()


@pytest.mark.parametrize(("precision", "digits"), [("1", 0), ("0.5", 1), ("0.1", 1), ("0.01", 2), ("NaN", 1)])
def test_digits(precision: str, digits: int) -> None:
    """Scores print with as many decimal places as the precision has."""
    assert digits_of(Decimal(precision)) == digits
