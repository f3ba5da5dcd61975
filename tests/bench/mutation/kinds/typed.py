"""Second mentions: a figure, rate, count, answer or date typed where prose had referred to it, and typed wrong.

In: a Subject. Out: sites. Only references to what the report says in another place as well, so that the two then differ.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from random import Random

from reportgen.compose.numbers import cn
from reportgen.compose.references import resolve
from tests.bench.mutation.model import Mutation, MutationSite, Side
from tests.bench.mutation.subject import Reference, Subject
from tests.bench.mutation.surface import row_of
from tests.bench.mutation.values import other_count, other_day, other_digits

_FUNDS = ("funds.initial", "funds.budget", "funds.received", "funds.withdrawn", "funds.net", "funds.spent")
_RATES = ("_rate", ".rate", ".share", ".degree")


def amounts(subject: Subject) -> list[MutationSite]:
    """An amount of the funds, or a fact that is an amount."""
    return _sites(subject, "typed-amount", is_amount, (4, 8))


def rates(subject: Subject) -> list[MutationSite]:
    """A rate, share or degree."""
    return _sites(subject, "typed-rate", is_rate, (2, 4, 5, 8))


def counts(subject: Subject) -> list[MutationSite]:
    """A number of things."""
    return _sites(subject, "typed-count", is_count, (8,))


def answers(subject: Subject) -> list[MutationSite]:
    """A figure of a survey: answers to an option, valid answers, sample, population, and shares of them."""
    return _sites(subject, "typed-answer", _is_answer, (5, 8))


def dates(subject: Subject) -> list[MutationSite]:
    """A date, or the fiscal year where its row says that year in another place."""
    return _sites(subject, "typed-date", _is_date, (6, 8))


def _is_answer(reference: Reference, _: Subject) -> bool:
    return reference.path.startswith(("questions.", "surveys.")) and _is_number(reference)


def is_amount(reference: Reference, subject: Subject) -> bool:
    """Whether a reference stands for an amount of money."""
    return _is_number(reference) and (reference.path in _FUNDS or reference.path in subject.money_facts)


def is_rate(reference: Reference, _: Subject) -> bool:
    """Whether a reference stands for a rate that is no survey's."""
    surveyed = reference.path.startswith(("questions.", "surveys."))
    return _is_number(reference) and not surveyed and (reference.printed.endswith("%") or reference.path.endswith(_RATES))


def is_count(reference: Reference, subject: Subject) -> bool:
    """Whether a reference stands for a number of things."""
    counted = (
        reference.path.startswith(("facts.", "indicators.")) and not is_amount(reference, subject) and not is_rate(reference, subject)
    )
    return counted and (_is_number(reference) or reference.printed.isdecimal())


def _is_number(reference: Reference) -> bool:
    return isinstance(reference.value, Decimal) and not reference.value.is_nan()


def _is_date(reference: Reference, _: Subject) -> bool:
    return isinstance(reference.value, date) or reference.path == "report.fiscal_year"


def _sites(subject: Subject, kind: str, wanted: Callable[[Reference, Subject], bool], families: tuple[int, ...]) -> list[MutationSite]:
    found = [(r, _against(subject, r)) for r in subject.references if wanted(r, subject)]
    return [partial(_typed, subject, r, kind, sides, families) for r, sides in found if sides]


def _against(subject: Subject, reference: Reference) -> tuple[Side, ...]:
    """The other side. A fiscal year stands in every part of a report: it is only compared within its row."""
    sides = subject.second_mentions(reference)
    if reference.path != "report.fiscal_year":
        return sides
    row = row_of(reference.text.key)
    return tuple(side for side in sides if row_of(side.key) == row and len(row) > 1)


def _typed(
    subject: Subject, reference: Reference, kind: str, sides: tuple[Side, ...], families: tuple[int, ...], chance: Random
) -> Mutation | None:
    new = _other(reference, chance)
    if new is None or new == reference.printed:
        return None
    return subject.retyped(kind, reference.text, (reference.start, reference.end), new, sides, families)


def _other(reference: Reference, chance: Random) -> str | None:
    """What somebody types instead of what would be printed."""
    value = reference.value
    if reference.path == "report.fiscal_year":
        return str(int(reference.printed) + chance.choice((-10, -2, -1, -1, 1, 2)))
    if isinstance(value, date):
        return resolve(reference.inside, {_first(reference): other_day(value, chance)})
    if reference.printed.isascii() and any(map(str.isdigit, reference.printed)):
        return other_digits(reference.printed, chance)
    number = len(value) if isinstance(value, tuple) else value
    return cn(Decimal(other_count(int(number), chance))) if isinstance(number, int | Decimal) else None


def _first(reference: Reference) -> str:
    """The path as the reference spells it."""
    return reference.inside.split("|", maxsplit=1)[0].strip()
