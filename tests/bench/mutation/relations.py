"""What a case states of its figures besides the figures themselves: sums, products, equal pairs, dates in order.

In: relations.toml, and what the line makes of a case. Out: the relations of a case, and which of them hold.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.model.values import MONEY_UNITS
from tests.bench.mutation.subject import Outcome

_FILE = Path(__file__).with_name("relations.toml")
_SIGNS = re.compile(r" (=|≈|<=|<) ")
_NUMBER = re.compile(r"\d+(\.\d+)?")
Value = Decimal | date


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation: `left sign right`, and the families of the finding that would say that it does not hold."""

    text: str
    families: tuple[int, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The figures in it."""
        terms = re.split(r" (?:=|≈|<=|<|\+|-|\*|/) ", self.text)
        return tuple(term for term in terms if not _NUMBER.fullmatch(term))

    def holds(self, outcome: Outcome) -> bool:
        """Whether it holds in a case; a figure that is missing breaks it."""
        left, sign, right = _SIGNS.split(self.text)
        try:
            values = _side(left, outcome), _side(right, outcome)
        except (LookupError, AttributeError, TypeError, DivisionByZero, InvalidOperation):
            return False
        return _COMPARED[sign](*values)


@cache
def relations(case: str) -> tuple[Relation, ...]:
    """The relations of a case, those of every case among them."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["relations"]
    return tuple(Relation(text, tuple(r["families"])) for r in rows if r.get("case", case) == case for text in r["holds"])


def broken(case: str, before: Outcome, after: Outcome) -> tuple[Relation, ...]:
    """The relations of a case that held and hold no more."""
    return tuple(r for r in relations(case) if r.holds(before) and not r.holds(after))


def _near(left: Any, right: Any) -> bool:  # noqa: ANN401 - numbers
    """Whether two numbers are the same at the digits of the second."""
    return bool(left.quantize(right, ROUND_HALF_UP) == right)


_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: bool(a == b),
    "≈": _near,
    "<=": lambda a, b: bool(a <= b),
    "<": lambda a, b: bool(a < b),
}
_REACHED: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}


def _side(text: str, outcome: Outcome) -> Any:  # noqa: ANN401 - a number or a date
    """A side's value: its terms in their order; products stand before what is added to them."""
    if sums := re.split(r" ([+-]) ", text)[1:]:
        total = _side(re.split(r" [+-] ", text)[0], outcome)
        for sign, term in zip(sums[::2], sums[1::2], strict=True):
            total = _REACHED[sign](total, _side(term, outcome))
        return total
    first, *rest = re.split(r" ([*/]) ", text)
    product = value_of(first, outcome)
    for sign, term in zip(rest[::2], rest[1::2], strict=True):
        product = _REACHED[sign](product, value_of(term, outcome))
    return product


def value_of(path: str, outcome: Outcome) -> Value:
    """A number, or the figure, date or field at a path; amounts in 元. Raises LookupError where there is none."""
    if _NUMBER.fullmatch(path):
        return Decimal(path)
    if path.endswith(".year"):
        return Decimal(getattr(value_of(path.removesuffix(".year"), outcome), "year"))  # noqa: B009 - a date, or an error
    found = outcome.figures.get(path)
    return found if isinstance(found, Decimal | date) else _field(path, outcome)


def _field(path: str, outcome: Outcome) -> Value:
    """A field of a row, found by its number or its id."""
    found: Any = outcome.case
    for step in path.split("."):
        if not isinstance(found, tuple):
            found = getattr(found, step)
        elif step.isdecimal():
            found = found[int(step)]
        else:
            found = [row for row in found if row.id == step][0]  # noqa: RUF015 - none is a LookupError
    unit = MONEY_UNITS[outcome.case.funds.unit] if path.startswith("funds.") and path.endswith(".amount") else None
    value: Value = found * unit if unit is not None else found
    return value
