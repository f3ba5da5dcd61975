"""Points and scores by dimension (得分情况). In: a Report. Out: a pair of bars for each first-level indicator."""

from __future__ import annotations

from reportgen.charts.wording import digits_of, known, percent, score, sentences
from reportgen.model.charts import ChartSpec, Series
from reportgen.model.report import DimensionView, Report


def chart(report: Report, name: str, _item: str) -> ChartSpec | None:
    """Points beside the score, in 分; None while no score is known."""
    points = known(d.points for d in report.dimensions)
    scores = known(d.score for d in report.dimensions)
    if not any(v is not None for v in scores):
        return None
    return ChartSpec(
        name,
        "各一级指标得分情况",
        tuple(d.name for d in report.dimensions),
        (
            Series("分值", points, digits_of(d.points for d in report.dimensions)),
            Series("得分", scores, digits_of(d.score for d in report.dimensions)),
        ),
        sentences(_whole(report), (_clause(d) for d in report.dimensions)),
        unit="分",
    )


def _whole(report: Report) -> str:
    total = report.total
    return "" if total.score.is_nan() else f"综合得分{score(total.score)}分（满分{score(total.points)}分），等级为“{report.grade}”"


def _clause(dimension: DimensionView) -> str:
    if dimension.score.is_nan():
        return f"{dimension.name}{score(dimension.points)}分，得分待填写"
    return f"{dimension.name}{score(dimension.points)}分，得{score(dimension.score)}分，得分率{percent(dimension.rate)}"
