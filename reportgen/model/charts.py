"""What a chart shows, apart from how it is drawn: one spec, an editable Word chart and a picture are made of it.

In: nothing. Out: types. Figures are Decimal in the unit that the axis names; rates are fractions and print as per cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from . import numbers

# Ends of an axis and its step: a power of ten times one of these, so that ticks are round numbers.
_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Series:
    """One figure per category, in order; None where there is none. `digits` stand behind the point when it is printed."""

    name: str
    values: tuple[Decimal | None, ...]
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A line across the bars to compare them with."""

    label: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A bar chart: bars side by side, or parts of one bar (`stacked`).

    `name` is how a template asks for it, `title` its caption, `alternative` what it shows in sentences for those who can't see it.
    With `percent` figures are fractions; `full` is the end of the axis where that is known (1 for rates), else it follows the
    figures. Only upright bars may have a `reference`.

    Raises ValueError where figures and categories don't match, nothing is to be drawn, or a figure is negative or no number.
    """

    name: str
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alternative: str
    kind: Literal["bars", "stacked"] = "bars"
    unit: str = ""
    percent: bool = False
    horizontal: bool = False
    full: Decimal | None = None
    reference: Reference | None = None

    def __post_init__(self) -> None:
        if not self.figures or any(len(s.values) != len(self.categories) for s in self.series):
            raise ValueError(f"{self.name}: figures and categories don't match")
        if any(not v.is_finite() or v < 0 for v in self.figures):
            raise ValueError(f"{self.name}: a bar can't show every figure")
        if self.reference and self.horizontal:
            raise ValueError(f"{self.name}: a reference line needs upright bars")

    @property
    def figures(self) -> tuple[Decimal, ...]:
        """All figures that there are."""
        return tuple(v for s in self.series for v in s.values if v is not None)

    @property
    def has_legend(self) -> bool:
        """Whether colours need explaining."""
        return len(self.series) > 1 or self.reference is not None

    def text(self, value: Decimal, digits: int) -> str:
        """A figure as it is printed, rounded half up: 12.0, 94.48%."""
        return numbers.percent(value, digits) if self.percent else numbers.fixed(value, digits)

    @property
    def step(self) -> Decimal:
        """The distance of two ticks on the axis of figures: round, six at most, and whole where the figures are."""
        least = self._highest / _MOST_TICKS
        unit = Decimal(1).scaleb(least.adjusted())
        step = next(unit * s for s in _STEPS if unit * s >= least).normalize()
        return step if self.percent or any(s.digits for s in self.series) else max(step, Decimal(1))

    @property
    def end(self) -> Decimal:
        """Where the axis of figures ends; it begins at zero."""
        if self.full is not None:
            return self.full
        return (self._highest / self.step).to_integral_value(ROUND_CEILING) * self.step

    @property
    def _highest(self) -> Decimal:
        if self.full is not None:
            return self.full
        columns = zip(*(s.values for s in self.series), strict=True)
        sums = [sum((v for v in column if v is not None), Decimal(0)) for column in columns]
        highest = max(sums if self.kind == "stacked" else self.figures)
        return highest or Decimal(1)
