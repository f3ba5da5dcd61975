"""Indicators of a year by their names: how cases fare in each.

In: the scored cases of a year. Out: first-level indicators with their score rates; third-level indicators by the points that they lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from statistics import mean

from reportgen.model.digest import DimensionLine, IndicatorLine, Listed
from reportgen.model.scorecard import rate_of
from reportgen.model.summary import CaseSummary, IndicatorSummary

_DIMENSIONS, _INDICATORS = 10, 20
_ALL = "各案例相同"


def dimensions(summaries: Sequence[CaseSummary]) -> Listed[DimensionLine]:
    """The most frequent names, in the order in which they stand in cases."""
    rates: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for summary in summaries:
        for dimension in summary.dimensions:
            rates[dimension.name][summary.name] = dimension.rate
    names = dimension_names(summaries, _DIMENSIONS)
    return Listed(tuple(_dimension(name, rates[name]) for name in names), len(rates))


def dimension_names(summaries: Sequence[CaseSummary], most: int) -> list[str]:
    """At most so many names, those of most cases, in the order of their usual places."""
    places: dict[str, list[int]] = defaultdict(list)
    for summary in summaries:
        for place, dimension in enumerate(summary.dimensions):
            places[dimension.name].append(place)
    frequent = sorted(places, key=lambda name: (-len(places[name]), mean(places[name]), name))[:most]
    return sorted(frequent, key=lambda name: (mean(places[name]), -len(places[name]), name))


def _dimension(name: str, rates: dict[str, Decimal]) -> DimensionLine:
    highest, lowest = max(rates.values()), min(rates.values())
    return DimensionLine(
        name, len(rates), mean(rates.values()), highest, _holders(rates, highest), lowest, _holders(rates, lowest)
    )  # fmt: skip


def _holders(rates: dict[str, Decimal], wanted: Decimal) -> str:
    """Whose rate it is: the case, the first of several and their number, or that all have the same."""
    names = sorted(name for name, rate in rates.items() if rate == wanted)
    if len(names) == 1:
        return names[0]
    return _ALL if len(names) == len(rates) else f"{names[0]}等{len(names)}个"


def indicators(summaries: Sequence[CaseSummary]) -> Listed[IndicatorLine]:
    """The names that lost points, the largest loss over all cases first; `total` counts those that lost any."""
    found: dict[str, list[IndicatorSummary]] = defaultdict(list)
    for indicator in (indicator for summary in summaries for indicator in summary.indicators):
        found[indicator.name].append(indicator)
    lost = [line for name, rows in found.items() if (line := _indicator(name, rows)).lost > 0]
    lost.sort(key=lambda line: (-line.lost, line.rate, line.name))
    return Listed(tuple(lost[:_INDICATORS]), len(lost))


def _indicator(name: str, rows: list[IndicatorSummary]) -> IndicatorLine:
    points, score = (sum(figures, Decimal(0)) for figures in zip(*((row.points, row.score) for row in rows), strict=True))
    return IndicatorLine(name, len(rows), sum(row.lost > 0 for row in rows), points - score, rate_of(score, points))
