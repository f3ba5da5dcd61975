"""The summary of a case that has come through the line.

In: a Line at its end. Out: a CaseSummary.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportgen.model.report import IndicatorView, Money, Report
from reportgen.model.summary import (
    CaseSummary,
    DimensionSummary,
    FundsSummary,
    GroupSummary,
    IndicatorSummary,
    Loss,
    ProblemSummary,
    RecommendationSummary,
)
from reportgen.model.values import BLANK, is_blank
from reportgen.pipeline import Line

from .findings import findings


def sum_up(line: Line) -> CaseSummary:
    """All that a digest says of the case; that a report had to be set aside concerns this build alone and is left out."""
    report, card = line.report, line.scorecard
    assert report is not None  # noqa: S101 - the line has come to its end
    assert card is not None  # noqa: S101 - the same
    assert line.case is not None  # noqa: S101 - the same
    own = [d for d in line.found if d.code != "edited-by-hand"]
    return CaseSummary(
        name=line.name, structure=line.structure or line.case.report.structure, draft=line.draft,
        fiscal_year=report.report.fiscal_year, title=report.report.title, number=report.report.number, kind=line.case.report.kind,
        firm=report.evaluator.firm, commissioner=report.evaluator.commissioner, leads=report.evaluator.leads,
        base_date=_day(report.report.base_date), submitted=_day(report.report.submitted),
        project=report.project.name, department=report.project.department,
        authority=report.project.authority, region=report.project.region,
        funds=_funds(report.funds), digits=card.digits, total=card.total, grade=card.grade,
        dimensions=tuple(DimensionSummary(d.points, d.score, d.name, d.grade) for d in report.dimensions),
        groups=tuple(GroupSummary(g.points, g.score, g.name, d.name) for d in report.dimensions for g in d.groups),
        indicators=tuple(map(_indicator, report.indicators)), problems=_problems(line, report),
        recommendations=tuple(_recommendations(line, report)),
        blanks=sum(d.code == "blank" for d in own), findings=findings(own),
    )  # fmt: skip


def _indicator(i: IndicatorView) -> IndicatorSummary:
    losses = tuple(Loss(d.points, d.reason, d.detail, d.problem) for d in i.deductions)
    return IndicatorSummary(i.points, i.score, i.name, i.code, i.dimension, i.group, i.value, i.label, losses)


def _funds(money: Money) -> FundsSummary:
    return FundsSummary(money.budget, money.received, money.spent, money.funding_rate, money.execution_rate)


def _problems(line: Line, report: Report) -> tuple[ProblemSummary, ...]:
    assert line.case is not None  # noqa: S101 - a report has been composed
    views = [(group.title, view) for group in report.problems for view in group.problems]
    return tuple(
        ProblemSummary(problem.id, group, view.title, str(view.cause))
        for problem, (group, view) in zip(line.case.problems, views, strict=True)
    )


def _recommendations(line: Line, report: Report) -> Iterator[RecommendationSummary]:
    """Those of the report in its order, which is that of the case within a kind."""
    assert line.case is not None  # noqa: S101 - a report has been composed
    for kind in report.recommendations:
        own = (recommendation for recommendation in line.case.recommendations if recommendation.kind == kind.kind)
        for recommendation, view in zip(own, kind.recommendations, strict=True):
            yield RecommendationSummary(kind.kind, view.title or str(view.text).partition("\n")[0], recommendation.answers)


def _day(day: date) -> str:
    return BLANK if is_blank(day) else day.isoformat()
