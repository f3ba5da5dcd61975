"""Survey answers as shares (问卷结果). In: a Report and the id of a survey (none: all). Out: a stacked bar for each question.

Options differ by question, so a colour stands for a position, the best answer first. Where all questions have the same options the
legend names them; otherwise it names letters, and each question lists what they mean. Small parts of a bar have no room for a
figure, so all shares stand below the question. Questions whose options carry no weights (which kind of unit are you?) are no
opinions: they are drawn only where no question has weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeGuard

from reportgen.charts.palette import MOST
from reportgen.charts.wording import known, percent, sentences
from reportgen.model.charts import ChartSpec, Series
from reportgen.model.report import OptionView, QuestionView, Report

from . import UnknownChart


def chart(report: Report, name: str, item: str) -> ChartSpec | None:
    """Shares of the valid answers from 0 to 1; None where nothing was tallied. Raises UnknownChart for an unknown survey."""
    ids = tuple(s.id for s in report.surveys)
    if item and item not in ids:
        raise UnknownChart(item, ids)
    surveys = [s for s in report.surveys if item in {"", s.id}]
    tallied = [q for s in surveys for q in s.questions if _shares(q)]
    questions = [q for q in tallied if q.degree is not None] or tallied
    drawn = [q for q in questions if len(q.options) <= MOST]
    return _chart(name, drawn, len(questions) - len(drawn)) if drawn else None


def _chart(name: str, questions: list[QuestionView], left_out: int) -> ChartSpec:
    legend = {tuple(o.label for o in q.options) for q in questions}
    alike = len(legend) == 1
    return ChartSpec(
        name,
        "问卷调查结果",
        tuple(_label(q, listed=not alike) for q in questions),
        tuple(_series(questions, alike=alike)),
        sentences((_clause(q) for q in questions), f"另有{left_out}题选项过多，未画入图中" if left_out else ""),
        kind="stacked",
        percent=True,
        horizontal=True,
        full=Decimal(1),
    )


def _shares(question: QuestionView) -> list[Decimal]:
    return [o.share for o in question.options if _known(o.share)]


def _series(questions: list[QuestionView], *, alike: bool) -> Iterator[Series]:
    for place in range(max(len(q.options) for q in questions)):
        options = [q.options[place] if place < len(q.options) else None for q in questions]
        first = next(o for o in options if o)
        shares = known(Decimal("NaN") if o is None or o.share is None else o.share for o in options)
        yield Series(first.label if alike else f"选项{_letter(first, place)}", shares, 2)


def _letter(option: OptionView, place: int) -> str:
    return option.letter or chr(ord("A") + place)


def _label(question: QuestionView, *, listed: bool) -> str:
    options = [(_letter(o, place), o) for place, o in enumerate(question.options)]
    meanings = "，".join(f"{letter}.{o.label}" for letter, o in options)
    shares = "  ".join(f"{letter if listed else ''} {percent(o.share)}".strip() for letter, o in options if _known(o.share))
    return "\n".join([f"{_number(question)}{question.text}", *([meanings] if listed else []), shares])


def _known(share: Decimal | None) -> TypeGuard[Decimal]:
    return share is not None and share.is_finite()


def _number(question: QuestionView) -> str:
    number = question.number.strip()
    return f"{number}." if number.isdigit() else number


def _clause(question: QuestionView) -> str:
    answers = "、".join(f"“{o.label}”{percent(o.share)}" for o in question.options if _known(o.share))
    return f"{_number(question)}{question.text}{answers}"
