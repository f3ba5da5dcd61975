"""Tallies of survey questions: counts, shares of the valid answers, degrees.

In: the questions of a Case. Out: a QuestionTally for each that was counted. Shares are not rounded here.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.diagnostics import CasePlace, Sink
from reportgen.model.evidence import OptionTally, QuestionTally
from reportgen.model.surveys import Option, Question
from reportgen.model.values import BLANK_NUMBER, is_blank

from .lookup import Absence, Lookup


def tallies_of(questions: Sequence[Question], sink: Sink) -> Lookup[QuestionTally]:
    """Tallies by question id. Reports a question where only some options are weighted."""
    tallies: Lookup[QuestionTally] = Lookup()
    for at, question in enumerate(questions):
        if question.tallied:
            _check_weights(at, question, sink)
            tallies[question.id] = tally(question)
        else:
            hint = "请给该题每个选项写 count"
            tallies.absent[question.id] = Absence("not-tallied", f"题目“{question.id}”没有填写各选项的人数", hint)
    return tallies


def tally(question: Question) -> QuestionTally:
    """The tally of a counted question; n is the sum of its counts (有效问卷数)."""
    valid = sum((_count(option) for option in question.options), Decimal(0))
    options = tuple(
        OptionTally(option.label, _count(option), _count(option) / valid if valid != 0 else Decimal(0), option.weight)
        for option in question.options
    )
    return QuestionTally(question.id, question.text, options, valid, _degree(options, valid))


def _count(option: Option) -> Decimal:
    return option.count if option.count is not None else Decimal(0)


def _degree(options: Sequence[OptionTally], valid: Decimal) -> Decimal | None:
    """(a×5 + b×3 + c×0) ÷ (n×5): Σ(count × weight) ÷ (valid × greatest weight); None without weights or answers."""
    weighed = [(option.count, option.weight) for option in options if option.weight is not None]
    if not weighed or valid == 0:
        return None
    if any(is_blank(weight) for _, weight in weighed):
        return BLANK_NUMBER
    full = max(weight for _, weight in weighed)
    earned = sum((count * weight for count, weight in weighed), Decimal(0))
    return earned / (valid * full) if full > 0 else None


def _check_weights(at: int, question: Question, sink: Sink) -> None:
    weighed = [option.weight is not None for option in question.options]
    if any(weighed) and not all(weighed):
        place = CasePlace(("questions", at, "options", weighed.index(False)))
        message = f"题目“{question.id}”有的选项写了计分权重，选项“{question.options[weighed.index(False)].label}”没有写"
        sink.error("weights-incomplete", place, message, "不得分的选项请写 weight = 0")
