"""Surveys with their questions and sums. In: a Case. Out: Questionnaires; counts are of answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from reportgen.diagnostics import CasePlace
from reportgen.model.case import Case
from reportgen.model.surveys import Question, Survey


@dataclass(frozen=True)
class Asked:
    """A question and where it stands."""

    at: int
    question: Question

    def place(self, *field: str | int) -> CasePlace:
        """Where the question stands, or one of its fields."""
        return CasePlace(("questions", self.at, *field))

    @cached_property
    def added(self) -> Decimal | None:
        """How many answered: its counts added up; None where they are not known."""
        counts = [option.count for option in self.question.options if option.count is not None]
        if not self.question.tallied or any(count.is_nan() for count in counts):
            return None
        return sum(counts, Decimal(0))

    @property
    def called(self) -> str:
        """What messages call it: 第 AB-3 题."""
        return f"第 {self.question.number.strip('（）()')} 题"


@dataclass(frozen=True)
class Questionnaire:
    """A survey with its questions."""

    at: int
    survey: Survey
    questions: tuple[Asked, ...]

    def place(self, *field: str | int) -> CasePlace:
        """Where the survey stands, or one of its fields."""
        return CasePlace(("surveys", self.at, *field))

    @property
    def sample(self) -> Decimal:
        """How many were drawn from all strata together; unknown while one is."""
        return sum((stratum.sample for stratum in self.survey.strata), Decimal(0))

    @property
    def counts_alike(self) -> bool:
        """Whether strata and answers count the same: of homes that were drawn, it may be the inhabitants who answered."""
        units = {asked.question.unit for asked in self.questions if "unit" in asked.question.model_fields_set}
        return units <= {stratum.unit for stratum in self.survey.strata}

    @property
    def is_census(self) -> bool:
        """Whether every questionnaire that was drawn is valid."""
        return self.counts_alike and self.sample == self.survey.valid


def questionnaires_of(case: Case) -> Iterator[Questionnaire]:
    """The surveys of a case in order."""
    asked = [Asked(at, question) for at, question in enumerate(case.questions)]
    for at, survey in enumerate(case.surveys):
        yield Questionnaire(at, survey, tuple(one for one in asked if one.question.survey == survey.id))
