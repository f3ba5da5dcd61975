"""From lost points to what is to be done about them. In: nothing. Out: types."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reportgen.model.prose import Prose


@dataclass(frozen=True, slots=True)
class TraceRow:
    """A deduction, the problem that it belongs to, its cause, and the measures that answer it, by their titles.

    What has no counterpart leaves its cells empty; `points` is None in the row of a problem or a measure that no deduction leads to.
    """

    indicator: str
    points: Decimal | None
    reason: str
    problem: str
    cause: Prose
    recommendation: str
