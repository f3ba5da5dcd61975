"""What charts say in words. In: figures. Out: Chinese text and the digits that figures carry."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal


def known(values: Iterable[Decimal]) -> tuple[Decimal | None, ...]:
    """Figures for a chart: what is not known yet (NaN) is left out."""
    return tuple(None if v.is_nan() else v for v in values)


def digits_of(values: Iterable[Decimal]) -> int:
    """The most digits behind the point that any of the figures carries: 2 for 12.0 and 0.25."""
    exponents = [int(v.as_tuple().exponent) for v in values if v.is_finite()]
    return -min([*exponents, 0])


def fixed(value: Decimal, digits: int) -> str:
    """Half up to a number of digits."""
    return f"{value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"


def score(value: Decimal) -> str:
    """A score with the digits that it carries."""
    return f"{value:f}"


def percent(value: Decimal) -> str:
    """A fraction as per cent with two digits: 94.48%."""
    return fixed(value * 100, 2) + "%"


def sentences(*clauses: Iterable[str] | str) -> str:
    """Clauses as sentences: parts of one are joined by ；, empty ones are left out."""
    texts = [clause if isinstance(clause, str) else "；".join(clause) for clause in clauses]
    return "".join(text + "。" for text in texts if text)
