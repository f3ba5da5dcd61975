"""Targets met, partly met and not met (绩效目标完成情况). In: a Report. Out: a stacked bar of counts for each dimension.

An indicator with a target has met it at full marks, not met it at zero, and met it partly in between.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reportgen.charts.wording import sentences
from reportgen.model.charts import ChartSpec, Series
from reportgen.model.report import IndicatorView, Report

_STATES = ("达成", "部分达成", "未达成")


def chart(report: Report, name: str, _item: str) -> ChartSpec | None:
    """How many targets of each dimension; None where no scored indicator has a target."""
    counts = {d.name: _counts(d.indicators) for d in report.dimensions}
    counts = {dimension: found for dimension, found in counts.items() if any(found)}
    if not counts:
        return None
    columns = zip(*counts.values(), strict=True)
    return ChartSpec(
        name,
        "绩效目标完成情况",
        tuple(counts),
        tuple(Series(s, tuple(map(Decimal, column))) for s, column in zip(_STATES, columns, strict=True)),
        _alternative(counts),
        kind="stacked",
        unit="项",
        horizontal=True,
    )


def _counts(indicators: Iterable[IndicatorView]) -> tuple[int, int, int]:
    found = [i for i in indicators if i.target and i.score.is_finite()]
    met, missed = sum(i.lost <= 0 for i in found), sum(i.lost > 0 and not i.score for i in found)
    return met, len(found) - met - missed, missed


def _clause(counts: Iterable[int]) -> str:
    return "，".join(f"{state}{count}项" for state, count in zip(_STATES, counts, strict=True) if count)


def _alternative(counts: dict[str, tuple[int, int, int]]) -> str:
    sums = [sum(column) for column in zip(*counts.values(), strict=True)]
    whole = f"设有目标值的指标共{sum(sums)}项，{_clause(sums)}"
    return sentences(whole, (f"{name}：{_clause(found)}" for name, found in counts.items()) if len(counts) > 1 else "")
