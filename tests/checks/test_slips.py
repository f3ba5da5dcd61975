"""Slips of typing: which numbers and dates may be one another, mistyped."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.checks.slips import slipped, slipped_day, slipped_month


@pytest.mark.parametrize(
    ("typed", "right"),
    [("949.35", "949.33"), ("13660", "13606"), ("178", "187"), ("6", "5"), ("9.5", "95"), ("60", "59"), ("1.81", "18100")],
)
def test_a_slip(typed: str, right: str) -> None:
    """One digit, two neighbours swapped, one more or less, a point or a unit out of place."""
    assert slipped(Decimal(typed), Decimal(right))


@pytest.mark.parametrize(("typed", "right"), [("949.35", "1006.29"), ("43", "178"), ("12", "34"), ("100", "2000")])
def test_another_number(typed: str, right: str) -> None:
    """Numbers that differ in more are other numbers."""
    assert not slipped(Decimal(typed), Decimal(right))


@given(st.integers(100, 10**9), st.data())
def test_any_one_digit(right: int, data: st.DataObject) -> None:
    """Whichever digit is another, it is a slip."""
    digits = list(str(right))
    at = data.draw(st.integers(1, len(digits) - 1))
    digits[at] = data.draw(st.sampled_from([d for d in "0123456789" if d != digits[at]]))
    assert slipped(Decimal("".join(digits)), Decimal(right))


def test_days_and_months() -> None:
    """A date is a slip of another where year, month or day alone differs."""
    assert slipped_day(date(2022, 7, 28), date(2022, 8, 28))
    assert not slipped_day(date(2022, 7, 28), date(2021, 8, 28))
    assert slipped_month(2022 * 12 + 7, 2021 * 12 + 7)
    assert slipped_month(2022 * 12 + 7, 2022 * 12 + 8)
    assert not slipped_month(2022 * 12 + 7, 2021 * 12 + 3)
