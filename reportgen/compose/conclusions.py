"""Problems and recommendations, put together from the deductions that name them.

In: a Case and the indicators composed so far. Out: problems by group and recommendations by kind, in the order of the case.
"""

from __future__ import annotations

from itertools import groupby

from reportgen.diagnostics import Key
from reportgen.model.case import Case, Problem
from reportgen.model.prose import Prose, plain
from reportgen.model.report import IndicatorView, ProblemGroup, ProblemView, RecommendationKind, RecommendationView

from .numbers import cn
from .writer import Writer

_KIND_ORDER = ("改进措施", "预算安排", "结果应用")


def problem_groups(case: Case, indicators: tuple[IndicatorView, ...], writer: Writer) -> tuple[ProblemGroup, ...]:
    """Problems under the headings of their groups."""
    details = _details(indicators)
    views = [(p.group, _problem(at, p, details.get(p.id, ()), writer)) for at, p in enumerate(case.problems)]
    return tuple(ProblemGroup(title, tuple(view for _, view in rows)) for title, rows in groupby(views, key=lambda row: row[0]))


def _problem(at: int, problem: Problem, details: tuple[str, ...], writer: Writer) -> ProblemView:
    key: Key = ("problems", at)
    title = writer.line((*key, "title"), problem.title)
    text = writer.prose((*key, "text"), problem.text) if problem.text else plain(_sentence(title, details))
    return ProblemView(title, text, writer.prose((*key, "cause"), problem.cause))


def _sentence(title: str, details: tuple[str, ...]) -> str:
    """The title and what it rests on, numbered 一是, 二是."""
    if not details:
        return f"{title}。"
    if len(details) == 1:
        return f"{title}。{details[0]}。"
    return f"{title}。" + "；".join(f"{cn(n)}是{d}" for n, d in enumerate(details, 1)) + "。"


def _details(indicators: tuple[IndicatorView, ...]) -> dict[str, tuple[str, ...]]:
    """The full reasons of lost points, by the problem that they name, without repeats."""
    found: dict[str, list[str]] = {}
    for deduction in (d for i in indicators for d in i.deductions if d.problem):
        found.setdefault(deduction.problem, []).append(deduction.detail)
    return {problem: tuple(dict.fromkeys(texts)) for problem, texts in found.items()}


def recommendation_kinds(case: Case, writer: Writer) -> tuple[RecommendationKind, ...]:
    """Recommendations by kind: measures, budget, use of results."""
    titles = {p.id: writer.line(("problems", at, "title"), p.title) for at, p in enumerate(case.problems)}
    views: dict[str, list[RecommendationView]] = {kind: [] for kind in _KIND_ORDER}
    for at, r in enumerate(case.recommendations):
        text: Prose = writer.prose(("recommendations", at, "text"), r.text)
        answers = tuple(titles[a] for a in r.answers if a in titles)
        views[r.kind].append(RecommendationView(writer.line(("recommendations", at, "title"), r.title), text, answers))
    return tuple(RecommendationKind(kind, tuple(rows)) for kind, rows in views.items() if rows)
