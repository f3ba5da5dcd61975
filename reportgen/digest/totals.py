"""Totals and grades of a year: how the scored cases are spread.

In: the cases of a year. Out: totals, shares of grades and of bands of scores, the ranking. Scores are compared as of 100 points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from statistics import mean, median

from reportgen.model.digest import CaseLine, Ranking, Share, Totals
from reportgen.model.indicators import DEFAULT_GRADES
from reportgen.model.numbers import rounded
from reportgen.model.summary import CaseSummary
from reportgen.model.year import YearCase

_FULL = 100
_STEP, _LOWEST = 5, 60  # bands of five points; what is below 60 fails by any scale and is one band
_MOST, _EACH = 120, 40  # cases that are listed one by one; of more than that so many of the best and of the lowest


def lines(cases: Iterable[YearCase]) -> tuple[CaseLine, ...]:
    """The scored cases, the highest score first; equal ones by name."""
    found = [(case, summary) for case in cases if (summary := case.scored) is not None]
    found.sort(key=lambda pair: (-pair[1].total.rate, pair[0].name))
    return tuple(
        CaseLine(number, case.name, own.project, own.department, own.total.score, own.grade, case.state, case.warnings)
        for number, (case, own) in enumerate(found, 1)
    )


def totals(summaries: Sequence[CaseSummary], ranked: Sequence[CaseLine]) -> Totals | None:
    """Mean and median to two decimals, half up, and both ends; None where nothing is scored."""
    if not summaries:
        return None
    scores = [of_hundred(summary) for summary in summaries]
    return Totals(
        average=rounded(mean(scores), 2),
        median=rounded(Decimal(median(scores)), 2),
        highest=ranked[0],
        highest_cases=scores.count(max(scores)),
        lowest=ranked[-1],
        lowest_cases=scores.count(min(scores)),
    )


def of_hundred(summary: CaseSummary) -> Decimal:
    """The total as of 100 points."""
    return summary.total.rate * _FULL


def grades(summaries: Sequence[CaseSummary]) -> tuple[Share, ...]:
    """Each grade from the best on; the usual four are all there, unless a case has a grade of another scale."""
    counted = Counter(summary.grade for summary in summaries)
    usual = [grade.name for grade in DEFAULT_GRADES]
    names = usual if counted.keys() <= set(usual) else sorted(counted, key=lambda grade: (-_average(summaries, grade), grade))
    return tuple(_share(name, counted[name], len(summaries)) for name in names)


def bands(summaries: Sequence[CaseSummary]) -> tuple[Share, ...]:
    """Each band of scores from the lowest on; a band holds its lower end, the last one both."""
    lower = range(_LOWEST, _FULL, _STEP)
    counted = Counter(sum(of_hundred(summary) >= end for end in lower) for summary in summaries)
    names = [f"{_LOWEST}以下", *(f"{end}—{end + _STEP}" for end in lower)]
    return tuple(_share(name, counted[at], len(summaries)) for at, name in enumerate(names))


def ranking(ranked: tuple[CaseLine, ...]) -> Ranking:
    """All of them, or both ends of a long list."""
    if len(ranked) <= _MOST:
        return Ranking(ranked, (), 0)
    return Ranking(ranked[:_EACH], ranked[-_EACH:], len(ranked) - 2 * _EACH)


def _share(name: str, count: int, whole: int) -> Share:
    return Share(name, count, Decimal(count) / whole if whole else Decimal(0))


def _average(summaries: Iterable[CaseSummary], grade: str) -> Decimal:
    return mean(summary.total.rate for summary in summaries if summary.grade == grade)
