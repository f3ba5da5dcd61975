"""Statements that prose can make of a result: scores, grades, numbers of indicators, with what is right and what is wrong.

In: a Subject. Out: Statements, each for a text behind which it may stand. The right one contradicts nothing, the wrong ones do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportgen.compose.numbers import cn, num, rate
from reportgen.model.scorecard import Score
from tests.bench.mutation.model import Side
from tests.bench.mutation.subject import Subject
from tests.bench.mutation.surface import Text

_STEPS = (-5, -3, -2, -1, 1, 2, 3, 5)
# Chapters that speak of the whole project.
_GENERAL = ("conclusion", "groups", "notes", "experiences", "problems", "recommendations")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with one gap: what belongs there, what would be wrong there, and where the right figure comes from."""

    text: Text
    sentence: str
    right: str
    wrong: tuple[str, ...]
    sides: tuple[Side, ...]


def general_passages(subject: Subject) -> tuple[Text, ...]:
    """Paragraphs that speak of the whole project."""
    return tuple(text for text in subject.narrative if text.passage and text.key[0] in _GENERAL)


def findings(subject: Subject) -> Iterator[tuple[int, Text]]:
    """The finding of each indicator."""
    for text in subject.narrative:
        if text.key[0] == "indicators" and text.key[2:] == ("finding",) and isinstance(text.key[1], int):
            yield text.key[1], text


def score_statements(subject: Subject) -> Iterator[Statement]:
    """Scores, points, rates and losses of indicators in their findings; of dimensions, the total and its grade elsewhere."""
    for at, text in findings(subject):
        found = subject.scores[subject.outcome.case.indicators[at].name]
        yield from _of_score("该指标", found, text, subject, (Side(("indicators", at), num(found.score)),))
    for text in general_passages(subject):
        for dimension in subject.outcome.card.dimensions:
            rows = tuple(Side(("indicators", at)) for at, i in subject.indicators if i.dimension == dimension.name)
            yield from _of_score(f"“{dimension.name}”类指标", dimension, text, subject, rows)
        yield from _of_total(text, subject)


def _of_score(whose: str, found: Score, text: Text, subject: Subject, sides: tuple[Side, ...]) -> Iterator[Statement]:
    scores = _near(found.score, subject.outcome.case.report.precision, found.points)
    points = _near(found.points, Decimal(1), Decimal(100))
    yield Statement(text, whose + "得{}分。", num(found.score), scores, sides)
    yield Statement(text, whose + "分值为" + num(found.points) + "分，得{}分。", num(found.score), scores, sides)
    yield Statement(text, whose + "分值为{}分。", num(found.points), points, sides)
    if found.points:
        wrong = tuple(rate(Decimal(score) / found.points) for score in scores)
        yield Statement(text, whose + "的得分率为{}。", rate(found.rate), tuple(w for w in wrong if w != rate(found.rate)), sides)


def _of_total(text: Text, subject: Subject) -> Iterator[Statement]:
    card = subject.outcome.card
    side = (Side(("indicators",), num(card.total.score)), Side(("published", "total")), Side(("published", "grade")), Side(("grades",)))
    grades = tuple(grade.name for grade in subject.outcome.case.grades)
    others = tuple(grade for grade in grades if grade != card.grade)
    scores = _near(card.total.score, subject.outcome.case.report.precision, Decimal(100))
    yield Statement(text, "项目综合得分为{}分。", num(card.total.score), scores, side)
    yield Statement(text, "项目总得分{}分，评价等级为“" + card.grade + "”。", num(card.total.score), scores, side)
    yield Statement(text, "综合评价等级为“{}”。", card.grade, others, side)
    yield Statement(text, "项目得" + num(card.total.score) + "分，评价结果为“{}”。", card.grade, others, side)


def _near(value: Decimal, step: Decimal, most: Decimal) -> tuple[str, ...]:
    """Values a few steps away, from zero to the most."""
    near = (value + step * n for n in _STEPS)
    return tuple(num(other) for other in near if 0 <= other <= most)


def count_statements(subject: Subject) -> Iterator[Statement]:
    """Numbers of dimensions, groups and indicators, of the whole tree and of a dimension, in digits and in Chinese numerals."""
    for text in (text for text in subject.narrative if text.passage and text.key[0] in (*_GENERAL, "work")):
        for write in (str, _in_chinese):
            yield from (_counted(text, sentence, number, write) for sentence, number in _counts(subject))


def _counts(subject: Subject) -> Iterator[tuple[str, int]]:
    dimensions = subject.outcome.card.dimensions
    groups = sum(len(d.groups) for d in dimensions)
    indicators = sum(len(d.indicators) for d in dimensions)
    yield "评价指标体系共设{}个一级指标。", len(dimensions)
    yield "评价指标体系共设{}个二级指标。", groups
    yield "评价指标体系共设{}个三级指标。", indicators
    yield "本次评价的指标体系由{}个三级指标组成。", indicators
    for dimension in dimensions:
        yield f"“{dimension.name}”一级指标下设" + "{}个二级指标。", len(dimension.groups)
        yield f"“{dimension.name}”一级指标下设" + "{}个三级指标。", len(dimension.indicators)


def _counted(text: Text, sentence: str, number: int, write: Callable[[int], str]) -> Statement:
    wrong = tuple(write(n) for n in range(max(1, number - 3), number + 4) if n != number)
    return Statement(text, sentence, write(number), wrong, (Side(("indicators",), str(number)),))


def _in_chinese(number: int) -> str:
    return cn(Decimal(number))
