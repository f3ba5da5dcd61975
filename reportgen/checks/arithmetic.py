"""Equations that texts state, such as 31家×20万元＝620万元. In: a text. Out: both sides in numbers.

A number counts as what its unit makes of it: 20万元 is 200000, 80% is 0.8; other units count nothing. Exact, as fractions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = r"[%％]|[\u4e00-\u9fff]{1,5}(?:[/·][\u4e00-\u9fff]{1,4}){0,2}"
_TERM = rf"[（(]*\s*(?:{_NUMBER})\s*(?:{_UNIT})?\s*[)）]*"
_SIGNS = {"＋": "+", "－": "-", "−": "-", "–": "-", "×": "*", "x": "*", "X": "*", "÷": "/", "（": "(", "）": ")"}
_EQUATION = re.compile(
    rf"(?=[（(\s\d])(?<![\d.,])(?P<left>{_TERM}(?:\s*[+＋\-－−–×xX*÷/]\s*{_TERM})+)\s*[=＝]"
    rf"\s*(?P<right>{_NUMBER})\s*(?P<unit>{_UNIT})?(?!\s*[+＋－−×xX*÷\d])"
)
_RESULT = re.compile(r"[=＝]\s*\d")  # sought first: formulas in words have none
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})?|(?P<sign>[+＋\-－−–×xX*÷/()（）])|\s+")
_SCALES = (("亿", Fraction(10**8)), ("万", Fraction(10**4)), ("%", Fraction(1, 100)), ("％", Fraction(1, 100)))
_TOKENS = list[Fraction | str]


@dataclass(frozen=True, slots=True)
class Equation:
    """An equation from `start` to `end` of a text; `left` is what its left side comes to, in the unit of the right side."""

    start: int
    end: int
    left: Fraction
    right: Decimal

    @property
    def holds(self) -> bool:
        """Whether both sides agree, as far as the digits of the right side go."""
        half = Fraction(Decimal(5).scaleb(int(self.right.as_tuple().exponent) - 1))
        return abs(self.left - Fraction(self.right)) <= half


def equations_of(text: str) -> Iterator[Equation]:
    """The equations of a text. Units may differ (12人×200元＝0.24万元) or stand on the right side alone (133×2.2＝292.6万元)."""
    for found in _EQUATION.finditer(text) if _RESULT.search(text) else ():
        right = Decimal(found["right"].replace(",", ""))
        first = None
        for left in _lefts(found):
            made = Equation(found.start(), found.end(), left, right)
            if made.holds:
                yield made
                break
            first = first or made
        else:
            if first is not None:
                yield first


def _lefts(found: re.Match[str]) -> Iterator[Fraction]:
    """What the left side comes to in the unit of the right one: with the units of its numbers, and without."""
    for scaled, by in ((True, _scale(found["unit"] or "")), (False, Fraction(1))):
        side = _worth(found["left"], scaled=scaled)
        if side is not None:
            yield side / by


def _scale(unit: str) -> Fraction:
    return next((scale for sign, scale in _SCALES if unit.startswith(sign)), Fraction(1))


def _worth(expression: str, *, scaled: bool) -> Fraction | None:
    """What an expression comes to; None for one that has no value."""
    tokens: _TOKENS = []
    for found in _TOKEN.finditer(expression):
        if found["number"]:
            number = Fraction(Decimal(found["number"].replace(",", "")))
            tokens.append(number * _scale(found["unit"] or "") if scaled else number)
        elif found["sign"]:
            tokens.append(_SIGNS.get(found["sign"], found["sign"]))
    try:
        value = _sum(tokens)
    except (ZeroDivisionError, IndexError, TypeError):
        return None
    return value if not tokens else None


def _sum(tokens: _TOKENS) -> Fraction:
    """Takes a sum from the front of the tokens. Raises IndexError or TypeError where there is none."""
    value = _product(tokens)
    while tokens and tokens[0] in ("+", "-"):
        sign = 1 if tokens.pop(0) == "+" else -1
        value += sign * _product(tokens)
    return value


def _product(tokens: _TOKENS) -> Fraction:
    value = _operand(tokens)
    while tokens and tokens[0] in ("*", "/"):
        value = value * _operand(tokens) if tokens.pop(0) == "*" else value / _operand(tokens)
    return value


def _operand(tokens: _TOKENS) -> Fraction:
    first = tokens.pop(0)
    if first == "(":
        value = _sum(tokens)
        if tokens.pop(0) != ")":
            raise TypeError
        return value
    if isinstance(first, str):
        raise TypeError
    return first
