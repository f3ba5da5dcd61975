"""What every scoring rule has in common: fields of TOML, an outcome, the words of its standard.

In: evidence and the points of an indicator. Out: an Outcome, unrounded.

Blanks: a Blank is NaN, and decimal's default context raises InvalidOperation when NaN is compared (`<`, `>`, min, max). A rule
compares freely; `scoring` takes that signal to mean "unknown", so no rule can mistake a Blank for a number and none has to ask.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from reportgen.model.evidence import Evidence, EvidenceError
from reportgen.model.numbers import number_text, percent_text
from reportgen.model.values import BLANK, MONEY_UNITS, Amount, Identifier, Line, Markdown, Part, about, is_blank

__all__ = [
    "Deduction",
    "Outcome",
    "Rows",
    "Rule",
    "amount_text",
    "capped",
    "day_text",
    "linear_formula",
    "linear_score",
    "number_text",
    "percent_text",
    "require_sum",
    "require_within",
    "wrong_rule",
]

Key = tuple[str | int, ...]
Row = TypeVar("Row")


class Deduction(Part):
    """Points taken off, and why: a short form for summaries, a full form for the analysis, the problem that it belongs to."""

    points: Amount = about("扣分")
    reason: Line = about("扣分原因（简短，用于评价结论）")
    detail: Markdown | None = about("扣分原因（完整表述，用于指标分析；不写则用简短表述）", default=None)
    problem: Identifier | None = about("所属问题的 id", default=None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule found: the unrounded score in points, the rate that it turned on (if any), a label, what was taken off and why.

    `value` is the number of units counted where a rule takes off per unit. `rates` are the rates of named parts.
    """

    score: Decimal
    value: Decimal | None = None
    label: str = ""
    deductions: tuple[Deduction, ...] = ()
    rates: tuple[tuple[str, Decimal], ...] = ()


class Rule(Part):
    """A way to score an indicator from evidence. Every rule is one subclass in one file of this package."""

    kind: str

    @abstractmethod
    def outcome(self, evidence: Evidence, points: Decimal) -> Outcome:
        """The score before rounding. Raises EvidenceError where evidence is missing, of the wrong kind, or divides by zero."""

    @abstractmethod
    def standard(self, evidence: Evidence, points: Decimal) -> str:
        """The scoring standard in Chinese as the rubric prints it, a line for each paragraph. Raises EvidenceError."""

    def texts(self) -> Iterator[tuple[Key, str]]:
        """Every text of the rule with its key as TOML has it, those of nested tables too."""
        return _texts(self, ())


def _texts(value: object, key: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _texts(item, (*key, at))
    elif isinstance(value, Part):
        for name, field in type(value).model_fields.items():
            yield from _texts(getattr(value, name), (*key, field.alias or name))


def wrong_rule(code: str, message: str, hint: str) -> PydanticCustomError:
    """A validation error in a rule's own words (Chinese), so that a new rule needs no other file; `case.parse` prints them."""
    return PydanticCustomError(code, message, {"message": message, "hint": hint})


def _some(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    if not rows:
        raise wrong_rule("list-empty", "列表是空的", "请至少写一项")
    return rows


Rows = Annotated[tuple[Row, ...], AfterValidator(_some)]  # min_length would also count rows that are wrong as missing


def amount_text(value: Decimal, unit: str) -> str:
    """A number with its unit: 55家; an amount (in 元) in the unit of money that is asked for."""
    return number_text(value / MONEY_UNITS.get(unit, Decimal(1))) + unit


def day_text(day: date) -> str:
    """A date as prose writes it: 2022年5月30日; a Blank is 待填写."""
    return BLANK if is_blank(day) else f"{day.year}年{day.month}月{day.day}日"


def capped(score: Decimal, points: Decimal) -> Decimal:
    """The score between zero and full marks; an unknown score stays unknown."""
    return score if score.is_nan() else min(max(score, Decimal(0)), points)


def linear_score(rate: Decimal, bounds: tuple[Decimal, Decimal], points: Decimal) -> Decimal:
    """(rate − lower) ÷ (upper − lower) × points, between zero and full marks."""
    lower, upper = bounds
    return capped((rate - lower) / (upper - lower) * points, points)


def linear_formula(name: str, bounds: tuple[Decimal, Decimal], points: Decimal) -> str:
    """The words of `linear_score` between its bounds."""
    low, high = map(percent_text, bounds)
    return f"{name}＞{low}，得分＝[（{name}－{low}）÷（{high}－{low}）]×{number_text(points)}分。"


def require_sum(found: Iterable[Decimal], points: Decimal, code: str, what: str) -> None:
    """Raises EvidenceError with `code` where the points of the parts do not add up to the indicator's; Blanks may do anything."""
    total = sum(found, Decimal(0))
    if total != points and not total.is_nan() and not points.is_nan():
        message = f"{what}的分值合计为 {number_text(total)} 分，与该指标的分值 {number_text(points)} 分不等"
        raise EvidenceError(code, message, "请改各项的分值或指标的 points，使两者相等")


def require_within(found: Iterable[tuple[str, Decimal]], points: Decimal) -> None:
    """Raises EvidenceError `score-above-points` where one of the named scores is above full marks; Blanks may do anything."""
    for name, score in found:
        if not score.is_nan() and not points.is_nan() and score > points:
            message = f"“{name}”得 {number_text(score)} 分，超过该指标的分值 {number_text(points)} 分"
            raise EvidenceError("score-above-points", message, "请改小这一档的 points，或核对指标的 points")
