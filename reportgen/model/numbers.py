"""How numbers become text, for reports, charts, messages and the terminal alike. Every rounding is half up.

In: numbers (money in 元, rates as fractions). Out: text; 待填写 for a Blank.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from .values import BLANK


def rounded(value: Decimal, digits: int) -> Decimal:
    """The number with so many digits behind the point, half up: 88.125 at two is 88.13."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def fixed(value: Decimal, digits: int, mark: str = "") -> str:
    """A number with so many digits behind the point; `mark` "," sets thousands apart."""
    return BLANK if value.is_nan() else f"{rounded(value, digits):{mark}f}"


def exact(value: Decimal) -> str:
    """A number with the digits that it carries: a score of 12 at one decimal is 12.0."""
    return BLANK if value.is_nan() else f"{value:f}"


def number_text(value: Decimal) -> str:
    """A number without trailing zeros: 0.50 is 0.5, 100 is 100, −0.0 is 0."""
    if value.is_nan():
        return BLANK
    if not value:
        return "0"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent_text(rate: Decimal) -> str:
    """A rate as per cent with all its digits: 0.5 is 50%, 0.9448 is 94.48%."""
    return BLANK if rate.is_nan() else number_text(rate * 100) + "%"


def percent(rate: Decimal, digits: int = 2) -> str:
    """A rate as per cent with fixed digits: 0.88125 is 88.13%."""
    return BLANK if rate.is_nan() else fixed(rate * 100, digits) + "%"
