"""How numbers become text: half up everywhere, whoever prints them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.charts import wording
from reportgen.compose.numbers import FILTERS
from reportgen.model.charts import ChartSpec, Series
from reportgen.model.numbers import exact, fixed, number_text, percent, percent_text, rounded
from reportgen.model.values import BLANK, BLANK_NUMBER

RATE = Decimal("28.2") / 32


def spec(*, percent: bool = False) -> ChartSpec:
    """A chart of one bar."""
    return ChartSpec("名", "题", ("甲",), (Series("乙", (Decimal(1),)),), "说明", percent=percent)


def test_one_rate_one_text() -> None:
    """28.2 of 32 is 88.125%, and prints 88.13% in prose, in charts, on their axes and in the sentences about them."""
    assert {percent(RATE), FILTERS["pct"](RATE), FILTERS["rate"](RATE), wording.percent(RATE), spec(percent=True).text(RATE, 2)} == {
        "88.13%"
    }


def test_one_amount_one_text() -> None:
    """An amount at half of the last digit goes up everywhere."""
    half = Decimal("0.125")
    assert {fixed(half, 2), wording.fixed(half, 2), spec().text(half, 2), FILTERS["yuan"](half)} == {"0.13"}


@pytest.mark.parametrize(
    ("number", "text"),
    [("12.0", "12"), ("0.50", "0.5"), ("100", "100"), ("1E+3", "1000"), ("-0.0", "0"), ("-1.50", "-1.5"), ("0E-7", "0")],
)
def test_plain_numbers(number: str, text: str) -> None:
    """A number loses its trailing zeros, and never gets an exponent; zero has no sign."""
    assert number_text(Decimal(number)) == text


def test_digits_that_are_kept() -> None:
    """A score keeps its digits; a rate in a rule keeps all of its own; thousands are set apart on demand."""
    assert (exact(Decimal("12.0")), percent_text(Decimal("0.88125")), fixed(Decimal(35100), 2, ",")) == ("12.0", "88.125%", "35,100.00")


def test_blanks() -> None:
    """What is still to be filled in says so in every form."""
    forms = (exact, number_text, percent_text, percent, lambda n: fixed(n, 2))
    assert {form(BLANK_NUMBER) for form in forms} == {BLANK}


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 4))
def test_half_up(number: Decimal, digits: int) -> None:
    """Rounding moves a number by half of the last digit at most, and a tie moves it away from zero."""
    unit = Decimal(1).scaleb(-digits)
    moved = abs(rounded(number, digits)) - abs(number)
    assert -unit / 2 < moved <= unit / 2
