"""What scoring finds: every score, rate, sum, share and grade, in Decimal.

In: nothing. Out: types. Scores are rounded once, half up, at the report's precision; sums, rates and grades are taken of rounded
scores. A figure that rests on a Blank is NaN; a grade then is 待填写.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from .evidence import Evidence, QuestionTally
from .rules import Deduction
from .score import Score, rate_of

__all__ = ["DimensionScore", "GroupScore", "IndicatorScore", "Score", "Scorecard", "rate_of"]


@dataclass(frozen=True, slots=True)
class IndicatorScore(Score):
    """An indicator's score; `value` is the rate that its rule turned on, `deductions` say why points were lost."""

    name: str
    dimension: str
    group: str
    value: Decimal | None = None
    label: str = ""
    deductions: tuple[Deduction, ...] = ()
    standard: str = ""


@dataclass(frozen=True, slots=True)
class GroupScore(Score):
    """A second-level indicator: the sum of its indicators."""

    name: str
    dimension: str
    indicators: tuple[IndicatorScore, ...]


@dataclass(frozen=True, slots=True)
class DimensionScore(Score):
    """A first-level indicator: the sum of its groups."""

    name: str
    groups: tuple[GroupScore, ...]

    @property
    def indicators(self) -> tuple[IndicatorScore, ...]:
        """All indicators of the dimension in order."""
        return tuple(i for g in self.groups for i in g.indicators)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The whole result. `evidence` holds every figure by its path; `questions` every tally."""

    total: Score
    grade: str
    dimensions: tuple[DimensionScore, ...]
    evidence: Evidence
    digits: int

    @property
    def indicators(self) -> tuple[IndicatorScore, ...]:
        """All indicators in the report's order."""
        return tuple(i for d in self.dimensions for i in d.indicators)

    @property
    def questions(self) -> Mapping[str, QuestionTally]:
        """Tallies of survey questions by id."""
        return self.evidence.questions
