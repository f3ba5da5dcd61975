"""Slips of typing in numbers and dates. In: two of them. Out: whether one may be the other, mistyped."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

_FEW = 2  # digits that a swap changes


def slipped(typed: Decimal, right: Decimal) -> bool:
    """Whether a typed number differs from the right one by one digit, by two neighbours swapped, by one at its end, or by its point."""
    places = max(-int(typed.as_tuple().exponent), 0)
    a, b = _digits(f"{typed:f}"), _digits(f"{right:.{places}f}")
    return a == b or _one_digit(a, b) or abs(int(a or "0") - int(b or "0")) == 1 or _shifted(typed, right)


def slipped_day(typed: date, right: date) -> bool:
    """Whether two days differ in the year, the month or the day alone."""
    return sum(a != b for a, b in zip(typed.timetuple()[:3], right.timetuple()[:3], strict=True)) == 1


def slipped_month(typed: int, right: int) -> bool:
    """Whether two months, counted from the year 0, differ in the year or the month alone, or follow each other."""
    return abs(typed - right) == 1 or (typed % 12 == right % 12) != (typed // 12 == right // 12)


def _digits(number: str) -> str:
    return number.replace(".", "").replace("-", "").lstrip("0")


def _one_digit(a: str, b: str) -> bool:
    """One digit is another, or two neighbours have changed places."""
    if len(a) != len(b):
        return False
    wrong = [at for at in range(len(a)) if a[at] != b[at]]
    if len(wrong) == _FEW and wrong[1] == wrong[0] + 1:
        return a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
    return len(wrong) == 1


def _shifted(typed: Decimal, right: Decimal) -> bool:
    if typed == 0 or right == 0:
        return False
    factors = {Decimal(10_000), Decimal("0.0001")}
    if len(_digits(f"{typed.normalize():f}").rstrip("0")) > 1:  # 30 is no slip of 300
        factors |= {Decimal(10), Decimal("0.1")}
    return right / typed in factors
