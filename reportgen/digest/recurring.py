"""What recurs: problems and reasons of lost points that several cases have in the same words, or nearly.

In: the scored cases of a year. Out: those of at least two cases, the most frequent first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportgen.model.digest import Listed, Recurrence
from reportgen.model.summary import CaseSummary, Loss

from .alike import standing_for

_MOST, _EXAMPLES = 15, 2
_FEWEST = 2  # cases


@dataclass(frozen=True, slots=True)
class _Mention:
    """A title in a case, and the points that it cost."""

    title: str
    case: str
    lost: Decimal


def problems(summaries: Sequence[CaseSummary]) -> Listed[Recurrence]:
    """Problems by their titles, with the points of the deductions that name them."""
    return _recurring([mention for summary in summaries for mention in _problems(summary)], len(summaries))


def reasons(summaries: Sequence[CaseSummary]) -> Listed[Recurrence]:
    """Reasons of lost points in their short form."""
    mentions = [_Mention(loss.reason, summary.name, loss.points) for summary in summaries for loss in _losses(summary)]
    return _recurring(mentions, len(summaries))


def _problems(summary: CaseSummary) -> Iterator[_Mention]:
    lost: dict[str, Decimal] = defaultdict(Decimal)
    for loss in _losses(summary):
        lost[loss.problem] += loss.points
    return (_Mention(problem.title, summary.name, lost[problem.id]) for problem in summary.problems)


def _losses(summary: CaseSummary) -> Iterator[Loss]:
    return (loss for indicator in summary.indicators for loss in indicator.losses if loss.points.is_finite())


def _recurring(mentions: Sequence[_Mention], whole: int) -> Listed[Recurrence]:
    leaders = standing_for(mention.title for mention in mentions)
    groups: dict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        groups[leaders[mention.title]].append(mention)
    lines = [line for title, group in groups.items() if (line := _line(title, group, whole)).cases >= _FEWEST]
    lines.sort(key=lambda line: (-line.cases, -line.lost, line.title))
    return Listed(tuple(lines[:_MOST]), len(lines))


def _line(title: str, group: Iterable[_Mention], whole: int) -> Recurrence:
    group = list(group)
    names = tuple(dict.fromkeys(mention.case for mention in group))
    lost = sum((mention.lost for mention in group), Decimal(0))
    return Recurrence(title, len(names), Decimal(len(names)) / whole, lost, names[:_EXAMPLES])
