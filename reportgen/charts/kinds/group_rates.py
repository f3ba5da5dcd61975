"""Score rates by group (各二级指标得分率). In: a Report. Out: a bar for each second-level indicator, a line for the whole."""

from __future__ import annotations

from decimal import Decimal

from reportgen.charts.wording import known, percent, sentences
from reportgen.model.charts import ChartSpec, Reference, Series
from reportgen.model.report import GroupView, Report

# Upright bars leave room for short names of few groups only.
_UPRIGHT = 12
_SHORT = 5


def chart(report: Report, name: str, _item: str) -> ChartSpec | None:
    """Rates from 0 to 1 in the report's order; None while none is known."""
    groups = [g for g in report.groups if g.points]
    rates = known(g.rate for g in groups)
    if not any(v is not None for v in rates):
        return None
    upright = len(groups) <= _UPRIGHT and all(len(g.name) <= _SHORT for g in groups)
    whole = report.total.rate
    compared = upright and whole.is_finite() and whole < 1
    return ChartSpec(
        name,
        "各二级指标得分率",
        tuple(g.name for g in groups),
        (Series("得分率", rates, 2),),
        _alternative(groups, whole),
        percent=True,
        horizontal=not upright,
        full=Decimal(1),
        reference=Reference(f"综合得分率{percent(whole)}", whole) if compared else None,
    )


def _alternative(groups: list[GroupView], whole: Decimal) -> str:
    scored = [g for g in groups if g.score.is_finite()]
    lowest = min(g.rate for g in scored)
    names = "、".join(g.name for g in scored if g.rate == lowest)
    extreme = f"得分率最低的是{names}（{percent(lowest)}）" if lowest < 1 else "各二级指标均得满分"
    rates = "、".join(f"{g.name}{percent(g.rate)}" for g in scored)
    return sentences("" if whole.is_nan() else f"综合得分率为{percent(whole)}", extreme, rates)
