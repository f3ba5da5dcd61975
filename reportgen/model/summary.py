"""What is kept of a case once it is built: all that a digest of many cases says of it.

In: nothing. Out: types of text, numbers and lists alone, so that they can be kept as JSON. Scores are those of the Scorecard, texts
those of the Report. A figure that rests on a Blank is NaN.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .score import Score


@dataclass(frozen=True, slots=True)
class Loss:
    """Points taken off, why in short and in full, and the id of the problem that they belong to (empty if none)."""

    points: Decimal
    reason: str
    detail: str
    problem: str


@dataclass(frozen=True, slots=True)
class IndicatorSummary(Score):
    """An indicator; `value` is the rate or number that its rule turned on, `label` the band that it fell into (empty if none)."""

    name: str
    code: str
    dimension: str
    group: str
    value: Decimal | None
    label: str
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class GroupSummary(Score):
    """A second-level indicator."""

    name: str
    dimension: str


@dataclass(frozen=True, slots=True)
class DimensionSummary(Score):
    """A first-level indicator; `grade` is that of its score rate (empty where the case grades no dimensions)."""

    name: str
    grade: str


@dataclass(frozen=True, slots=True)
class ProblemSummary:
    """A problem: its id, the heading that it stands under, its title, its cause (empty where none is known)."""

    id: str
    group: str
    title: str
    cause: str


@dataclass(frozen=True, slots=True)
class RecommendationSummary:
    """A recommendation: its kind, its title (the first paragraph of its text where it has none), the ids of the problems it answers."""

    kind: str
    title: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FundsSummary:
    """Amounts in 元, rates as fractions: 资金到位率 = received ÷ budget, 预算执行率 = spent ÷ received (财预〔2020〕10号 附2)."""

    budget: Decimal
    received: Decimal
    spent: Decimal
    funding_rate: Decimal
    execution_rate: Decimal


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding in words; `severity` is error or warning, `place` a text."""

    code: str
    severity: str
    place: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """A case that was built. Days are texts such as 2023-07-10; `digits` is the number of decimals of its scores."""

    name: str
    structure: str
    draft: bool
    fiscal_year: str
    title: str
    number: str
    kind: str
    firm: str
    commissioner: str
    leads: tuple[str, ...]
    base_date: str
    submitted: str
    project: str
    department: str
    authority: str
    region: str
    funds: FundsSummary
    digits: int
    total: Score
    grade: str
    dimensions: tuple[DimensionSummary, ...]
    groups: tuple[GroupSummary, ...]
    indicators: tuple[IndicatorSummary, ...]
    problems: tuple[ProblemSummary, ...]
    recommendations: tuple[RecommendationSummary, ...]
    blanks: int
    findings: tuple[Finding, ...]

    @property
    def warnings(self) -> int:
        """How many findings there are; a case with errors has no summary."""
        return len(self.findings)
