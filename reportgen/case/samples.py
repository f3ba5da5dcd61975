"""Tallies against their survey: no question has more answers than there are valid questionnaires to it.

In: a Case with its files read. Out: diagnostics that name both figures.
"""

from __future__ import annotations

from decimal import Decimal

from reportgen.diagnostics import CasePlace, Sink
from reportgen.model.case import Case
from reportgen.model.surveys import Question, Survey
from reportgen.model.values import is_blank


def check_samples(case: Case, sink: Sink) -> None:
    """Reports each question whose options add up to more than its survey (or its stratum) can have answered."""
    surveys = {survey.id: survey for survey in case.surveys}
    for at, question in enumerate(case.questions):
        if not question.tallied or question.survey not in surveys:
            continue
        added = sum((option.count for option in question.options if option.count is not None), Decimal(0))
        most, what = _most(surveys[question.survey], question)
        if not is_blank(added) and not is_blank(most) and added > most:
            message = f"题目“{question.id}”各选项相加是 {added:f}，{what}只有 {most:f} 份"
            sink.error("tally-above-valid", CasePlace(("questions", at, "options")), message, "核对各选项的人数和有效份数")


def _most(survey: Survey, question: Question) -> tuple[Decimal, str]:
    sample = next((stratum.sample for stratum in survey.strata if stratum.id == question.stratum), None)
    return (survey.valid, "有效问卷") if sample is None else (sample, "该层抽取的问卷")
