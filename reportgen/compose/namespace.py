"""Every name that prose may refer to, and what it stands for.

In: a Case and its Scorecard. Out: one flat mapping from path to figure; cases/README.md lists the paths. Finds: references that lead
nowhere in the texts that are figures themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.diagnostics import Sink
from reportgen.model.case import Case, Document
from reportgen.model.scorecard import IndicatorScore, Score, Scorecard
from reportgen.model.values import BLANK_NUMBER

from .writer import Writer

Figures = dict[str, object]


def namespace(case: Case, scorecard: Scorecard, sink: Sink) -> Figures:
    """The figures of the evidence, and with them names, dates, documents, scores, and the texts that are composed of all these."""
    figures = _stated(case, scorecard)
    writer = Writer(figures, sink)
    figures["report.title"] = writer.line(("report", "title"), case.report.title)
    figures["project.uses"] = writer.line(("project", "uses"), case.project.uses)
    return figures


def _stated(case: Case, scorecard: Scorecard) -> Figures:
    figures: Figures = dict(scorecard.evidence.figures)
    figures.update(_heading(case))
    figures.update(_project(case))
    figures.update({f"surveys.{v.id}.{s.id}.name": s.name for v in case.surveys for s in v.strata})
    for document in case.documents:
        figures.update(_document(document))
    figures.update(_score("total", scorecard.total))
    figures["total.grade"] = scorecard.grade
    for dimension in scorecard.dimensions:
        figures.update(_score(f"dimensions.{dimension.name}", dimension))
        for group in dimension.groups:
            figures.update(_score(f"groups.{group.name}", group))
    for indicator in scorecard.indicators:
        figures.update(_indicator(indicator))
    return figures


def own_figures(indicator: IndicatorScore) -> Figures:
    """The names that an indicator's own prose may use for itself."""
    own: Figures = {"name": indicator.name, "points": indicator.points, "score": indicator.score, "lost": indicator.lost}
    if indicator.value is not None:
        own["value"] = indicator.value
    elif indicator.score.is_nan():
        own["value"] = BLANK_NUMBER
    return own


def citation(document: Document) -> str:
    """A document as a report cites it: issuer, title in 《》, number in brackets."""
    number = f"（{document.number}）" if document.number else ""
    return f"{document.issuer or ''}《{document.title}》{number}"


def _heading(case: Case) -> Iterator[tuple[str, object]]:
    report = case.report
    yield "report.fiscal_year", report.fiscal_year
    yield "report.base_date", report.base_date
    yield "report.submitted", report.submitted
    yield "report.period_start", report.period[0]
    yield "report.period_end", report.period[1]
    yield "report.work_start", report.work[0]
    yield "report.work_end", report.work[1]
    yield "report.period", report.period
    yield "report.work", report.work
    if report.number:
        yield "report.number", report.number


def _project(case: Case) -> Iterator[tuple[str, object]]:
    project, evaluator = case.project, case.evaluator
    for name in ("name", "department", "authority", "implementers", "region", "start", "end", "funding_source"):
        value = getattr(project, name)
        if value is not None:
            yield f"project.{name}", value
    yield "project.period", (project.start, project.end)
    yield "evaluator.firm", evaluator.firm
    yield "evaluator.commissioner", evaluator.commissioner
    if evaluator.commissioner_office:
        yield "evaluator.commissioner_office", evaluator.commissioner_office
    for role, name in (("主评人", "leads"), ("项目组成员", "members")):
        members = tuple(m.name for m in evaluator.team if m.role == role)
        yield f"evaluator.{name}", members
        yield from ((f"evaluator.{name}.{n}", member) for n, member in enumerate(members, 1))


def _document(document: Document) -> Iterator[tuple[str, object]]:
    path = f"documents.{document.id}"
    yield path, citation(document)
    yield f"{path}.title", f"《{document.title}》"
    if document.number:
        yield f"{path}.number", document.number


def _score(path: str, score: Score) -> Iterator[tuple[str, Decimal]]:
    for name in ("points", "score", "lost", "rate"):
        yield f"{path}.{name}", getattr(score, name)


def _indicator(indicator: IndicatorScore) -> Iterator[tuple[str, object]]:
    path = f"indicators.{indicator.name}"
    yield from _score(path, indicator)
    yield f"{path}.name", indicator.name
    if indicator.value is not None:
        yield f"{path}.value", indicator.value
