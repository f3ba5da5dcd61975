"""What a change of the evidence contradicts: published results, relations between figures, sums of ledgers, answers of a survey.

In: a Subject and edits. Out: the other sides and the families of findings that would name them, or nothing. A change that the line
refuses is a contradiction that the line names itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportgen.model.case import Case, Payment
from reportgen.model.surveys import Question
from tests.bench.mutation.model import Edit, Side
from tests.bench.mutation.relations import broken
from tests.bench.mutation.subject import Outcome, Subject


@dataclass(frozen=True, slots=True)
class Consequence:
    """The other sides of a contradiction, and the families of its findings."""

    sides: tuple[Side, ...]
    families: frozenset[int]


def consequence(subject: Subject, edits: Sequence[Edit]) -> Consequence | None:
    """What the edits contradict; None where they contradict nothing."""
    after = subject.after(edits)
    if after is None:
        return Consequence((), frozenset())
    before = subject.outcome
    found = [*_relations(subject, before, after), *_published(before, after), *_sums(before, after), *_answers(before, after)]
    if not found:
        return None
    return Consequence(tuple(dict.fromkeys(side for side, _ in found)), frozenset(f for _, families in found for f in families))


Found = Iterator[tuple[Side, tuple[int, ...]]]


def _relations(subject: Subject, before: Outcome, after: Outcome) -> Found:
    for relation in broken(subject.name, before, after):
        for path in relation.paths:
            yield from ((side, relation.families) for side in subject.mentions(path) if side.key)


def _published(before: Outcome, after: Outcome) -> Found:
    """Published results that agreed and agree no more, with the indicator whose score is another one."""
    if before.case.published is None:
        return
    stated, was, now = _stated(before), _computed(before), _computed(after)
    for key, value in stated.items():
        if was.get(key) == value and now.get(key) != value:
            yield Side(("published", *key), str(value)), (1, 2)
            yield from ((Side(("indicators", at)), (1, 2)) for at, i in enumerate(before.case.indicators) if i.name == key[-1])


def _stated(outcome: Outcome) -> dict[tuple[str, ...], object]:
    published = outcome.case.published
    assert published is not None
    found: dict[tuple[str, ...], object] = {("total",): published.total, ("grade",): published.grade}
    found |= {("dimensions", name): score for name, score in published.dimensions.items()}
    return found | {("indicators", name): score for name, score in published.indicators.items()}


def _computed(outcome: Outcome) -> dict[tuple[str, ...], object]:
    card = outcome.card
    found: dict[tuple[str, ...], object] = {("total",): card.total.score, ("grade",): card.grade}
    found |= {("dimensions", d.name): d.score for d in card.dimensions}
    return found | {("indicators", i.name): i.score for i in card.indicators}


def _sums(before: Outcome, after: Outcome) -> Found:
    """A ledger against the amount spent, receipts against what is left of the amount received."""
    for name, field, was, now in zip(
        ("ledger", "receipts"), ("spent", "received"), _differences(before.case), _differences(after.case), strict=True
    ):
        if was == 0 and now != 0:
            yield Side(("funds", field)), (4,)
            yield Side(("funds", name)), (4,)


def _differences(case: Case) -> tuple[Decimal | None, ...]:
    funds = case.funds
    net = funds.received - (funds.withdrawn or Decimal(0))
    return _difference(funds.ledger, funds.spent), _difference(funds.receipts, net)


def _difference(rows: Sequence[Payment], stated: Decimal) -> Decimal | None:
    return sum((row.amount for row in rows), Decimal(0)) - stated if rows else None


def _answers(before: Outcome, after: Outcome) -> Found:
    """Answers of a question against those asked; a sample against its population and against the valid answers."""
    for at, (was, now) in enumerate(zip(_spare(before.case), _spare(after.case), strict=True)):
        if was == 0 and now != 0:
            yield Side(("questions", at)), (5,)
            yield Side(("surveys", 0)), (5,)
    for path, value in after.figures.items():
        sample = after.figures.get(path.removesuffix("population") + "sample") if path.startswith("surveys.") else None
        if path.endswith(".population") and isinstance(value, Decimal) and isinstance(sample, Decimal) and sample > value:
            yield Side(("surveys", 0)), (5,)
    for survey, changed in zip(before.case.surveys, after.case.surveys, strict=True):
        if sum(s.sample for s in survey.strata) == survey.valid and sum(s.sample for s in changed.strata) != changed.valid:
            yield Side(("surveys", 0, "valid")), (5,)


def _spare(case: Case) -> list[Decimal | None]:
    """How many of those asked are missing in the answers of each question; None for one that was not counted."""
    return [_unanswered(case, question) if question.tallied else None for question in case.questions]


def _unanswered(case: Case, question: Question) -> Decimal:
    survey = next(survey for survey in case.surveys if survey.id == question.survey)
    asked = next((s.sample for s in survey.strata if s.id == question.stratum), survey.valid)
    return asked - sum((option.count or Decimal(0) for option in question.options), Decimal(0))
