"""The chain as a table: each deduction with its problem, and the measures that answer it.

In: a Case, and its indicators, problems and recommendations composed so far. Out: rows in the order of the indicators; behind them
problems without a deduction, and measures that answer nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.model.case import Case
from reportgen.model.prose import Prose
from reportgen.model.report import IndicatorView, ProblemGroup, ProblemView, RecommendationKind, RecommendationView, TraceRow

_MEASURE = "改进措施"
_NO_PROBLEM = ProblemView("", Prose(), Prose())


def trace_rows(
    case: Case, indicators: Iterable[IndicatorView], groups: Iterable[ProblemGroup], kinds: Iterable[RecommendationKind]
) -> tuple[TraceRow, ...]:
    """All rows; groups and kinds hold the views in the order of the case."""
    problems = dict(zip((p.id for p in case.problems), (view for group in groups for view in group.problems), strict=True))
    measures = [view for kind in kinds if kind.kind == _MEASURE for view in kind.recommendations]
    answered = list(zip((r.answers for r in case.recommendations if r.kind == _MEASURE), measures, strict=True))
    return tuple(_rows(indicators, problems, answered))


def _rows(
    indicators: Iterable[IndicatorView], problems: dict[str, ProblemView], answered: list[tuple[tuple[str, ...], RecommendationView]]
) -> Iterator[TraceRow]:
    def answers(id_: str) -> str:
        return "；".join(_called(view) for ids, view in answered if id_ in ids)

    left = dict(problems)
    for indicator in indicators:
        for deduction in indicator.deductions:
            problem = problems.get(deduction.problem, _NO_PROBLEM)
            left.pop(deduction.problem, None)
            yield TraceRow(indicator.name, deduction.points, deduction.reason, problem.title, problem.cause, answers(deduction.problem))
    for id_, problem in left.items():
        yield TraceRow("", None, "", problem.title, problem.cause, answers(id_))
    yield from (TraceRow("", None, "", "", Prose(), _called(view)) for ids, view in answered if not ids)


def _called(recommendation: RecommendationView) -> str:
    """A measure by its title, else by its first sentence."""
    return recommendation.title or str(recommendation.text).split("。", maxsplit=1)[0]
