"""The rows of a year's workbook.

In: YearRecords. Out: for each of its sheets the columns and the rows; amounts in 万元.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from operator import attrgetter

from reportgen.diagnostics import SEVERITY_NAMES, Severity
from reportgen.model.numbers import exact
from reportgen.model.summary import CaseSummary, DimensionSummary, Finding
from reportgen.model.year import YearCase, YearRecords

from .indicators import dimension_names
from .sheet import Column, Form, Link, Sum, Value
from .totals import of_hundred

Sheet = tuple[Sequence[Column], Iterator[Sequence[Value]]]
OfCase = Callable[[YearCase], Value]
OfSummary = Callable[[CaseSummary], Value]
_WAN, _FULL = 10_000, 100
_DIMENSIONS = 6  # that have columns of their own
_OF_YEAR = "（年度）"

_INDICATORS = (
    Column("案例"), Column("一级指标", widest=14), Column("二级指标", widest=20), Column("三级指标", widest=44),
    Column("分值", Form.SCORE, Sum.TOTAL), Column("得分", Form.SCORE, Sum.TOTAL), Column("得分率", Form.RATE),
    Column("扣分", Form.SCORE, Sum.TOTAL),
)  # fmt: skip
_FINDINGS = (
    Column("案例"), Column("级别", Form.CENTRE), Column("代码", widest=26), Column("位置", Form.LONG, widest=36),
    Column("问题", Form.LONG, widest=52), Column("怎样处理", Form.LONG, widest=46),
)  # fmt: skip
_DEDUCTIONS = (
    Column("案例"), Column("一级指标", widest=14), Column("三级指标", Form.LONG, widest=20),
    Column("扣分", Form.SCORE, Sum.TOTAL), Column("扣分原因", Form.LONG, widest=26), Column("详细说明", Form.LONG, widest=40),
    Column("所属问题", Form.LONG, widest=24), Column("建议", Form.LONG, widest=28),
)  # fmt: skip


def overview(records: YearRecords) -> Sheet:
    """A row a case: what it is and what it came to, what is wrong with it, then the figures.

    The most frequent first-level indicators have columns of their own, the others share one.
    """
    known = [case.summary for case in records.cases if case.summary is not None]
    results, figures = [*_CASE, *_totals(known)], [*_dimensions(known), *_FUNDS]
    tellers = [*_STATE, *map(_if_known, results), *_FOUND, *map(_if_known, figures)]
    return [column for column, _ in tellers], ([tell(case) for _, tell in tellers] for case in records.cases)


def _if_known(told: tuple[Column, OfSummary]) -> tuple[Column, OfCase]:
    """A column of the summary as one of the case, empty where it has none."""
    column, tell = told
    return column, lambda case: tell(case.summary) if case.summary is not None else None


def _report(case: YearCase) -> Value:
    return Link(case.report.rpartition("/")[2], case.report) if case.report else None


def _told(error: Finding | None) -> Value:
    return f"{error.place}：{error.message}" if error is not None else None


def _totals(known: Sequence[CaseSummary]) -> Iterator[tuple[Column, OfSummary]]:
    """The total; where not every case has 100 points, also of how many, and as of 100."""
    yield Column("得分", Form.SCORE, Sum.MEAN), lambda own: own.total.score
    if any(own.total.points != _FULL for own in known):
        yield Column("满分", Form.SCORE), lambda own: own.total.points
        yield Column("百分制得分", Form.SCORE, Sum.MEAN), of_hundred


def _dimensions(known: Sequence[CaseSummary]) -> Iterator[tuple[Column, OfSummary]]:
    names = dimension_names(known, _DIMENSIONS)
    for name in names:
        yield Column(f"{name}得分", Form.SCORE, Sum.MEAN), partial(_of_dimension, name, attrgetter("score"))
        yield Column(f"{name}得分率", Form.RATE, Sum.MEAN), partial(_of_dimension, name, attrgetter("rate"))
    if any(dimension.name not in names for own in known for dimension in own.dimensions):
        yield Column("其他一级指标", Form.LONG, widest=30), partial(_others, names)


def _of_dimension(name: str, figure: Callable[[DimensionSummary], Decimal], own: CaseSummary) -> Value:
    return next((figure(dimension) for dimension in own.dimensions if dimension.name == name), None)


def _others(names: Sequence[str], own: CaseSummary) -> Value:
    others = [d for d in own.dimensions if d.name not in names]
    return "；".join(f"{d.name} {exact(d.score)}/{exact(d.points)}" for d in others) or None


_STATE: tuple[tuple[Column, OfCase], ...] = (
    (Column("案例"), lambda case: case.name),
    (Column("状态", Form.CENTRE), lambda case: case.state),
    (Column("报告", widest=20), _report),
)
_CASE: tuple[tuple[Column, OfSummary], ...] = (
    (Column("项目名称", Form.LONG, widest=26), lambda own: own.project),
    (Column("预算部门", Form.LONG, widest=16), lambda own: own.department),
    (Column("报告结构", widest=16), lambda own: own.structure),
    (Column("等级", Form.CENTRE), lambda own: own.grade),
)
_FUNDS: tuple[tuple[Column, OfSummary], ...] = (
    (Column("预算（万元）", Form.MONEY, Sum.TOTAL), lambda own: own.funds.budget / _WAN),
    (Column("到位（万元）", Form.MONEY, Sum.TOTAL), lambda own: own.funds.received / _WAN),
    (Column("支出（万元）", Form.MONEY, Sum.TOTAL), lambda own: own.funds.spent / _WAN),
    (Column("资金到位率", Form.RATE, Sum.MEAN), lambda own: own.funds.funding_rate),
    (Column("预算执行率", Form.RATE, Sum.MEAN), lambda own: own.funds.execution_rate),
)
_FOUND: tuple[tuple[Column, OfCase], ...] = (
    (Column("错误", Form.COUNT, Sum.TOTAL), lambda case: case.errors or None),
    (Column("警告", Form.COUNT, Sum.TOTAL), lambda case: case.warnings or None),
    (Column("待填写", Form.COUNT, Sum.TOTAL), lambda case: case.summary.blanks or None if case.summary is not None else None),
    (Column("首个错误", Form.LONG, widest=44), lambda case: _told(case.first_error)),
)


def indicators(records: YearRecords) -> Sheet:
    """A row for each indicator of each case; what lost nothing has no loss, so that a filter finds the others."""
    rows = (
        (case.name, i.dimension, i.group, i.name, i.points, i.score, i.rate, i.lost or None)
        for case in records.cases
        if case.summary is not None
        for i in case.summary.indicators
    )
    return _INDICATORS, rows


def findings(records: YearRecords) -> Sheet:
    """A row for each finding, those about the whole year first."""
    found = [(_OF_YEAR, records.findings), *((case.name, case.findings) for case in records.cases)]
    return _FINDINGS, ((name, *_finding(finding)) for name, own in found for finding in own)


def _finding(finding: Finding) -> Sequence[Value]:
    return SEVERITY_NAMES[Severity(finding.severity)], finding.code, finding.place, finding.message, finding.hint or None


def deductions(records: YearRecords) -> Sheet:
    """A row for each deduction with its problem and what is recommended against it."""
    rows = (row for case in records.cases if case.summary is not None for row in _deductions(case.summary))
    return _DEDUCTIONS, rows


def _deductions(own: CaseSummary) -> Iterator[Sequence[Value]]:
    titles, advice = {problem.id: problem.title for problem in own.problems}, _advice(own)
    for indicator in own.indicators:
        for loss in indicator.losses:
            detail = loss.detail if loss.detail != loss.reason else None
            problem = titles.get(loss.problem), "；".join(advice[loss.problem]) or None
            yield own.name, indicator.dimension, indicator.name, loss.points, loss.reason, detail, *problem


def _advice(own: CaseSummary) -> dict[str, list[str]]:
    """The recommendations by the problem that they answer."""
    found: dict[str, list[str]] = defaultdict(list)
    for recommendation in own.recommendations:
        for problem in recommendation.answers:
            found[problem].append(recommendation.title)
    return found
