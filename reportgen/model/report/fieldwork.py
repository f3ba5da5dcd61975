"""How the evaluation was carried out: work, surveys, interviews. In: nothing. Out: types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.model.prose import Prose


@dataclass(frozen=True, slots=True)
class Section:
    """A named passage with its steps."""

    name: str
    text: Prose
    steps: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkView:
    """How the evaluation was carried out."""

    purpose: Prose
    basis: tuple[str, ...]
    framework: tuple[str, ...]
    principles: tuple[Section, ...]
    design: tuple[Section, ...]
    evidence: tuple[Section, ...]
    standards: Prose
    methods: tuple[Section, ...]
    phases: tuple[Section, ...]
    visits: Prose
    interviews: Prose


@dataclass(frozen=True, slots=True)
class StratumView:
    """A stratum: population and sample are counts, rate = sample ÷ population."""

    name: str
    context: str
    unit: str
    population: Decimal
    sample: Decimal
    rate: Decimal


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option; count, share and weight are None where nothing was counted or weighted."""

    letter: str
    label: str
    ask_why: bool
    count: Decimal | None
    share: Decimal | None
    weight: Decimal | None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with its tally; `degree` is None where its options carry no weights, else `formula` works it out in figures.

    `uneven` where the shares as they are printed, each rounded alone, add up to another figure than their printed sum.
    """

    id: str
    number: str
    text: str
    asked: str
    measure: str
    unit: str
    options: tuple[OptionView, ...]
    valid: Decimal | None
    degree: Decimal | None
    formula: str
    answers: tuple[str, ...]
    remark: Prose
    uneven: bool = False


@dataclass(frozen=True, slots=True)
class SurveyView:
    """A survey; counts are of questionnaires."""

    id: str
    title: str
    mode: str
    preamble: Prose
    scoring: Prose
    valid: Decimal
    strata: tuple[StratumView, ...]
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class InterviewView:
    """Minutes of an interview."""

    date: date
    place: str
    person: str
    by: str
    exchanges: tuple[Section, ...]
