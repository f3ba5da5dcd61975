"""Roll-up: groups and dimensions in the order of their first indicator, their sums, the total, the grade.

In: rounded scores of the indicators. Out: a Scorecard.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from reportgen.model.evidence import Evidence
from reportgen.model.indicators import Grade
from reportgen.model.scorecard import DimensionScore, GroupScore, IndicatorScore, Score, Scorecard
from reportgen.model.values import BLANK

_FULL_SCALE = Decimal(100)


def roll_up(scores: Sequence[IndicatorScore], grades: Sequence[Grade], evidence: Evidence, digits: int) -> Scorecard:
    """The whole result; every sum is taken of rounded scores."""
    tree: dict[str, dict[str, list[IndicatorScore]]] = {}
    for score in scores:
        tree.setdefault(score.dimension, {}).setdefault(score.group, []).append(score)
    dimensions = tuple(_dimension(name, groups) for name, groups in tree.items())
    total = Score(*_sums(dimensions))
    return Scorecard(total, grade_of(total, grades), dimensions, evidence, digits)


def grade_of(total: Score, grades: Sequence[Grade]) -> str:
    """The first grade, from the top, whose lower bound the total reaches on the scale of 100; 待填写 where it is unknown.

    Source: 财预〔2020〕10号 第十八条, 90（含）—100分为优 and so on.
    """
    if any(number.is_nan() for number in (total.score, total.points, *(grade.lower for grade in grades))):
        return BLANK
    scaled = total.score if total.points == _FULL_SCALE else total.rate * _FULL_SCALE
    return next((grade.name for grade in grades if scaled >= grade.lower), "")


def _dimension(name: str, groups: dict[str, list[IndicatorScore]]) -> DimensionScore:
    scored = tuple(_group(group, name, indicators) for group, indicators in groups.items())
    points, score = _sums(scored)
    return DimensionScore(points=points, score=score, name=name, groups=scored)


def _group(name: str, dimension: str, indicators: list[IndicatorScore]) -> GroupScore:
    points, score = _sums(indicators)
    return GroupScore(points=points, score=score, name=name, dimension=dimension, indicators=tuple(indicators))


def _sums(scores: Iterable[Score]) -> tuple[Decimal, Decimal]:
    rows = list(scores)
    return sum((row.points for row in rows), Decimal(0)), sum((row.score for row in rows), Decimal(0))
