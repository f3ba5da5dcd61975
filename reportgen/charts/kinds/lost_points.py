"""Indicators by lost points (扣分指标). In: a Report. Out: a bar for each indicator that lost points, the largest loss first."""

from __future__ import annotations

from decimal import Decimal

from reportgen.charts.wording import digits_of, score, sentences
from reportgen.model.charts import ChartSpec, Series
from reportgen.model.report import IndicatorView, Report

# More bars than this have no room on a page.
_MOST = 40


def chart(report: Report, name: str, _item: str) -> ChartSpec | None:
    """Lost points, in 分; equal losses stand in the report's order. None where nothing was lost."""
    scored = [i for i in report.indicators if i.score.is_finite()]
    lost = sorted((i for i in scored if i.lost > 0), key=lambda i: -i.lost)
    if not lost:
        return None
    shown = lost[:_MOST]
    return ChartSpec(
        name,
        "各指标扣分情况" if len(shown) == len(lost) else f"扣分最多的{_MOST}项指标",
        tuple(i.name for i in shown),
        (Series("扣分", tuple(i.lost for i in shown), digits_of(i.lost for i in shown)),),
        _alternative(lost, len(report.indicators) - len(scored), len(scored) - len(lost)),
        unit="分",
        horizontal=True,
    )


def _alternative(lost: list[IndicatorView], open_: int, full: int) -> str:
    total = sum((i.lost for i in lost), Decimal(0))
    losses = "、".join(f"{i.name}扣{score(i.lost)}分" for i in lost)
    rest = (f"其余{full}项指标未扣分" if full else "", f"{open_}项指标的得分待填写" if open_ else "")
    return sentences(f"共{len(lost)}项指标扣分，合计{score(total)}分", losses, "；".join(filter(None, rest)))
