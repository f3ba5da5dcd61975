"""The indicator tree and its grades. In: nothing. Out: types."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reportgen.model.prose import Prose
from reportgen.model.scorecard import Score


@dataclass(frozen=True, slots=True)
class DeductionView:
    """Points taken off, the short reason and the full one, and the id of the problem (empty if none)."""

    points: Decimal
    reason: str
    detail: str
    problem: str


@dataclass(frozen=True, slots=True)
class IndicatorView(Score):
    """An indicator as a row of a table and as a paragraph; the figures of its dimension and group stand in each row for merging."""

    number: int
    name: str
    code: str
    dimension: str
    dimension_points: Decimal
    dimension_score: Decimal
    group: str
    group_points: Decimal
    group_score: Decimal
    explanation: Prose
    standard: Prose
    basis: Prose
    target: Prose
    actual: Prose
    plan: Prose
    finding: Prose
    statement: Prose
    deductions: tuple[DeductionView, ...]
    value: Decimal | None
    label: str


@dataclass(frozen=True, slots=True)
class GroupView(Score):
    """A second-level indicator."""

    name: str
    code: str
    comment: Prose
    indicators: tuple[IndicatorView, ...]


@dataclass(frozen=True, slots=True)
class DimensionView(Score):
    """A first-level indicator; `reasons` are the short reasons of its lost points, `grade` that of its score rate (empty if none)."""

    name: str
    code: str
    comment: Prose
    groups: tuple[GroupView, ...]
    indicators: tuple[IndicatorView, ...]
    reasons: tuple[str, ...]
    grade: str


@dataclass(frozen=True, slots=True)
class GradeView:
    """A grade from `lower` (inclusive) to `upper` (exclusive but for the best)."""

    name: str
    lower: Decimal
    upper: Decimal
