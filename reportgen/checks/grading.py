"""Grades of scores and rates. In: a number on the scale of 100, and grades from the best down. Out: the name of its grade."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.model.indicators import Grade


def grade_of(number: Decimal, grades: Sequence[Grade]) -> str:
    """The first grade whose lower bound the number reaches; nothing where that cannot be told."""
    if any(figure.is_nan() for figure in (number, *(grade.lower for grade in grades))):
        return ""
    return next((grade.name for grade in grades if number >= grade.lower), "")
