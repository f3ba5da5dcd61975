"""What a measure of the bench is.

In: samples by name. Out: their medians, and the ratio that a goal is about. A measure that cannot be taken is Skipped.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass

from rich.table import Table

Samples = dict[str, list[float]]


class Skipped(Exception):
    """Something that a measure needs is not there; the text says what."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Samples by name, in `unit`. With a goal: the median of the first is at most `goal` times that of the second."""

    title: str
    samples: Samples
    goal: float | None = None
    unit: str = "毫秒"
    details: Table | None = None

    @property
    def medians(self) -> dict[str, float]:
        """The median of each."""
        return {name: statistics.median(values) for name, values in self.samples.items()}

    @property
    def ratio(self) -> float | None:
        """Median of the first by that of the second; None without a goal."""
        first, second, *_ = [*self.medians.values(), 1.0, 1.0]
        return first / second if self.goal is not None else None
