"""What the template of a year's digest may say, by the names that stand in its tags.

In: nothing. Out: types. Scores of cases are compared as of 100 points (得分率 × 100), rates are fractions; a list that would be too
long for a page is cut and knows how much it leaves out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, Generic, TypeVar

from .summary import Finding

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """The first items of a list, and how many there are in all."""

    shown: tuple[T, ...]
    total: int

    @property
    def left(self) -> int:
        """How many are not shown."""
        return self.total - len(self.shown)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases there are, and of each sort.

    In `open_drafts` something is still to be filled in; `waiting` were not reached; `scored` have a total, `scored_drafts` of them are
    drafts; `warned` have warnings, `warnings` together.
    """

    cases: int
    built: int
    unchanged: int
    drafts: int
    open_drafts: int
    failed: int
    waiting: int
    scored: int
    scored_drafts: int
    warned: int
    warnings: int

    @property
    def ready(self) -> int:
        """Cases whose report is there and no draft."""
        return self.built + self.unchanged


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A scored case with its rank from the highest score; `score` is its own, `state` in words."""

    number: int
    name: str
    project: str
    department: str
    score: Decimal
    grade: str
    state: str
    warnings: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """The scored cases from the highest score to the lowest; `left` of a long list are not shown, between `first` and `last`."""

    first: tuple[CaseLine, ...]
    last: tuple[CaseLine, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals of the scored cases, of 100 points each, to two decimals; the first with the highest and the last with the lowest.

    `highest_cases` and `lowest_cases` are how many have these totals: where all are equal, either is all of them.
    """

    average: Decimal
    median: Decimal
    highest: CaseLine
    highest_cases: int
    lowest: CaseLine
    lowest_cases: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the scored cases fall under a name: a grade, a band of scores."""

    name: str
    count: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """A first-level indicator by its name: in how many cases it occurs, its score rates (mean, highest, lowest) and whose they are."""

    name: str
    cases: int
    average: Decimal
    highest: Decimal
    highest_case: str
    lowest: Decimal
    lowest_case: str


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """A third-level indicator by its name: in how many cases it occurs, in how many it lost points, how many, and its score rate."""

    name: str
    cases: int
    lowered: int
    lost: Decimal
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A problem or reason that several cases have, in its most frequent wording, with the points lost and the first of the cases."""

    title: str
    cases: int
    share: Decimal
    lost: Decimal
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FailureLine:
    """A case that failed: how many errors, and the first of them."""

    name: str
    errors: int
    place: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft: how many figures or texts are open, how many warnings there are."""

    name: str
    project: str
    department: str
    blanks: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Digest:
    """The whole digest: its fields are the names that its template knows. `totals` is None where no case has a total."""

    year: int
    counts: Counts
    totals: Totals | None
    grades: tuple[Share, ...]
    bands: tuple[Share, ...]
    dimensions: Listed[DimensionLine]
    indicators: Listed[IndicatorLine]
    problems: Listed[Recurrence]
    reasons: Listed[Recurrence]
    failures: Listed[FailureLine]
    drafts: Listed[DraftLine]
    waiting: Listed[str]
    findings: Listed[Finding]
    ranking: Ranking

    @property
    def context(self) -> Mapping[str, Any]:
        """The fields by name, as a template engine wants them."""
        return {f.name: getattr(self, f.name) for f in fields(self)}
