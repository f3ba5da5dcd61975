"""Amounts in words of messages. In: amounts in 元. Out: text, and factors that a wrong unit makes."""

from __future__ import annotations

from decimal import Decimal

from reportgen.model.numbers import fixed, number_text
from reportgen.model.values import MONEY_UNITS

TELLING = 3  # digits from which two amounts hardly agree by chance
_FACTORS = {Decimal(10_000): "1 万", Decimal(100_000_000): "1 亿"}


def yuan(amount: Decimal) -> str:
    """An amount to the cent: 9,493,300.00 元."""
    return f"{fixed(amount, 2, ',')} 元"


def in_unit(amount: Decimal, unit: str) -> str:
    """An amount in a unit, with the digits that it needs: 949.33 万元."""
    return f"{number_text(amount / MONEY_UNITS[unit])} {unit}"


def digits(amount: Decimal) -> str:
    """The digits of an amount without zeros at its ends: those of 2300850 and of 230.085 are the same."""
    return f"{abs(amount):f}".replace(".", "").strip("0")


def off_by(one: Decimal, other: Decimal) -> str:
    """By what factor two amounts differ, where only a wrong unit makes that (10,000 or 100,000,000); else nothing."""
    if not one or not other:
        return ""
    ratio = max(abs(one), abs(other)) / min(abs(one), abs(other))
    return next((words for factor, words in _FACTORS.items() if ratio == factor), "")
