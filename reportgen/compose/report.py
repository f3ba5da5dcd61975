"""Compose the Report: resolve every reference, put sentences together, lay tables flat.

In: a Case and its Scorecard. Out: a Report. Finds: references that lead nowhere. Raises Stopped after all of them.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from reportgen.diagnostics import Sink, Stopped
from reportgen.model.case import Case, Payment
from reportgen.model.indicators import Grade
from reportgen.model.report import (
    Choice,
    Cover,
    DutyView,
    Firm,
    GradeView,
    LastYearView,
    LedgerView,
    MemberView,
    Money,
    PaymentView,
    ProjectView,
    Report,
)
from reportgen.model.scorecard import Scorecard
from reportgen.model.values import MONEY_UNITS

from .conclusions import problem_groups, recommendation_kinds
from .exhibits import Pictures, annex_views, material_sections, photo_views
from .fieldwork import interview_views, sections, survey_views, visit_views, work_view
from .namespace import citation, namespace
from .numbers import num
from .targets import targets_view
from .trace import trace_rows
from .tree import dimension_views
from .writer import Writer

_KINDS = ("项目", "政策", "部门整体")
_ATTRIBUTES = ("持续性项目", "新增性项目")
_RECURRENCES = ("常年性项目", "一次性项目", "延续性项目")


def compose(case: Case, scorecard: Scorecard, sink: Sink, *, pictures: Pictures = MappingProxyType({}), draft: bool = False) -> Report:
    """The Report of a case; `pictures` holds those of its photos and annexes by key. Raises Stopped if any reference is wrong."""
    writer = Writer(namespace(case, scorecard, sink), sink)
    report = _report(case, scorecard, writer, pictures, draft=draft)
    if sink.failed:
        raise Stopped
    return replace(report, passages=writer.passages)


def _report(case: Case, scorecard: Scorecard, writer: Writer, pictures: Pictures, *, draft: bool) -> Report:
    dimensions = dimension_views(case, scorecard, writer)
    indicators = tuple(i for d in dimensions for i in d.indicators)
    problems = problem_groups(case, indicators, writer)
    recommendations = recommendation_kinds(case, writer)
    return Report(
        draft=draft,
        report=_cover(case, writer),
        evaluator=_firm(case, writer),
        project=_project(case, writer),
        funds=_money(case, scorecard, writer),
        targets=targets_view(case, indicators, writer),
        work=work_view(case, writer),
        surveys=survey_views(case, scorecard, writer),
        interviews=interview_views(case, writer),
        visits=visit_views(case, writer),
        total=scorecard.total,
        grade=scorecard.grade,
        grades=_grades(case.grades),
        dimension_grades=_grades(case.dimension_grades),
        conclusion=writer.prose(("conclusion", "text"), case.conclusion.text if case.conclusion else None),
        experiences=sections(("experiences",), case.experiences, writer),
        notes=tuple(writer.prose(("notes", at), note) for at, note in enumerate(case.notes)),
        dimensions=dimensions,
        groups=tuple(g for d in dimensions for g in d.groups),
        indicators=indicators,
        problems=problems,
        recommendations=recommendations,
        trace=trace_rows(case, indicators, problems, recommendations),
        last_year=_last_year(case, writer),
        materials=material_sections(case, problems, writer),
        photos=photo_views(case, pictures, writer),
        annexes=annex_views(case, pictures, writer),
    )


def _choices(names: tuple[str, ...], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(name, name == chosen) for name in names)


def _cover(case: Case, writer: Writer) -> Cover:
    report = case.report
    return Cover(
        title=str(writer.figures["report.title"]),
        series=writer.line(("report", "series"), report.series),
        edition=report.edition or "",
        number=report.number or "",
        fiscal_year=num(report.fiscal_year),
        kinds=_choices(_KINDS, report.kind),
        period_start=report.period[0],
        period_end=report.period[1],
        base_date=report.base_date,
        work_start=report.work[0],
        work_end=report.work[1],
        submitted=report.submitted,
    )


def _firm(case: Case, writer: Writer) -> Firm:
    evaluator = case.evaluator
    return Firm(
        firm=evaluator.firm,
        commissioner=evaluator.commissioner,
        office=evaluator.commissioner_office or "",
        leads=tuple(m.name for m in evaluator.team if m.role == "主评人"),
        members=tuple(m.name for m in evaluator.team if m.role == "项目组成员"),
        team=tuple(
            MemberView(m.name, m.role, m.group or "", m.title or "", writer.line(("evaluator", "team", at, "duty"), m.duty))
            for at, m in enumerate(evaluator.team)
        ),
    )


def _project(case: Case, writer: Writer) -> ProjectView:
    project = case.project
    return ProjectView(
        name=project.name,
        department=project.department,
        authority=project.authority,
        implementers=project.implementers,
        region=project.region or "",
        attributes=_choices(_ATTRIBUTES, project.attribute),
        recurrences=_choices(_RECURRENCES, project.recurrence),
        attribute=project.attribute,
        recurrence=project.recurrence,
        start=project.start,
        end=project.end,
        background=writer.prose(("project", "background"), project.background),
        purpose=writer.prose(("project", "purpose"), project.purpose),
        content=writer.prose(("project", "content"), project.content),
        approval=writer.prose(("project", "approval"), project.approval),
        implementation=writer.prose(("project", "implementation"), project.implementation),
        beneficiaries=writer.line(("project", "beneficiaries"), project.beneficiaries),
        duties=tuple(
            DutyView(d.name, d.role, writer.line(("project", "duties", at, "text"), d.text)) for at, d in enumerate(project.duties)
        ),
        founding=tuple(citation(d) for d in case.documents if d.establishes),
        funding_source=project.funding_source,
        uses=str(writer.figures["project.uses"]),
    )


def _money(case: Case, scorecard: Scorecard, writer: Writer) -> Money:
    def number(path: str, field: str | None = None) -> Decimal:
        return writer.number(("funds", field or path.removeprefix("funds.")), scorecard.evidence, path)

    return Money(
        initial=number("funds.initial") if case.funds.initial is not None else None,
        budget=number("funds.budget"),
        received=number("funds.received"),
        withdrawn=number("funds.withdrawn") if case.funds.withdrawn is not None else None,
        net=number("funds.net"),
        spent=number("funds.spent"),
        funding_rate=number("funds.funding_rate", "budget"),
        execution_rate=number("funds.execution_rate", "received"),
        net_execution_rate=number("funds.net_execution_rate", "withdrawn") if case.funds.withdrawn is not None else None,
        ledger=_ledger("ledger", case.funds.ledger, case, writer),
        receipts=_ledger("receipts", case.funds.receipts, case, writer),
    )


def _ledger(name: str, payments: tuple[Payment, ...], case: Case, writer: Writer) -> LedgerView:
    """The rows of a ledger in 元, and their sum."""
    unit = MONEY_UNITS[case.funds.unit]

    def line(at: int, field: str, text: str | None) -> str:
        return writer.line(("funds", name, at, field), text)

    rows = tuple(
        PaymentView(line(at, "content", p.content), p.amount * unit, p.date, line(at, "payee", p.payee), line(at, "remark", p.remark))
        for at, p in enumerate(payments)
    )
    return LedgerView(rows, sum((row.amount for row in rows), Decimal(0)))


def _grades(grades: tuple[Grade, ...]) -> tuple[GradeView, ...]:
    """Grades with both bounds, on the scale of 100 on which they are given, whatever the points sum to."""
    uppers = [Decimal(100), *(better.lower for better, _ in pairwise(grades))]
    return tuple(GradeView(g.name, g.lower, upper) for g, upper in zip(grades, uppers, strict=False))


def _last_year(case: Case, writer: Writer) -> LastYearView | None:
    last = case.last_year
    if last is None:
        return None
    advice = writer.prose(("last_year", "advice"), last.advice)
    return LastYearView(last.kind, advice, writer.prose(("last_year", "use"), last.use))
