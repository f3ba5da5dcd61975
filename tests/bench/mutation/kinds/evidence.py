"""Evidence: published results, facts, funds with their ledgers, answers and samples, changed where they stand as data.

In: a Subject. Out: sites. A figure that is stated once changes the whole report with it: only changes that break something else count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from reportgen.diagnostics import Key
from tests.bench.mutation.consequences import consequence
from tests.bench.mutation.model import Add, Drop, Edit, Mutation, MutationSite, Put, Side, value_at
from tests.bench.mutation.subject import Subject
from tests.bench.mutation.values import other_day, other_number, other_of

_TRIES = 6
_FUNDS = ("initial", "budget", "received", "withdrawn", "spent")
Proposal = Callable[[Random], Sequence[Edit] | None]


def breaking(subject: Subject, kind: str, families: tuple[int, ...], propose: Proposal, chance: Random) -> Mutation | None:
    """A mutation that breaks something, out of a few proposals."""
    for _ in range(_TRIES):
        edits = propose(chance)
        found = consequence(subject, edits) if edits else None
        if edits and found is not None:
            return subject.mutated(kind, edits, _words(subject, edits[0]), found.sides, {*families, *found.families})
    return None


def _words(subject: Subject, edit: Edit) -> tuple[str, str]:
    """What stood there, and what stands there now."""
    if isinstance(edit, Add):
        return "没有", f"增加 {_brief(edit.value)}"
    try:
        old = _brief(value_at(subject.data, edit.key))
    except (KeyError, IndexError):
        old = "没有"
    return old, _brief(edit.value) if isinstance(edit, Put) else "删去"


def _brief(value: object) -> str:
    """A value as text; of a row its plain fields."""
    return "，".join(str(v) for v in value.values() if not isinstance(v, dict | list)) if isinstance(value, dict) else str(value)


def published(subject: Subject) -> list[MutationSite]:
    """A published result that agrees with what is computed, changed."""
    grades = [grade.name for grade in subject.outcome.case.grades]
    return [partial(_published, subject, key, grades) for key in _agreeing(subject)]


def _agreeing(subject: Subject) -> Iterator[Key]:
    card, stated = subject.outcome.card, subject.data["published"]
    computed = {("dimensions", d.name): d.score for d in card.dimensions} | {("indicators", i.name): i.score for i in card.indicators}
    if stated.get("total") == card.total.score:
        yield "published", "total"
    if stated.get("grade") == card.grade:
        yield "published", "grade"
    for level in ("dimensions", "indicators"):
        yield from (("published", level, name) for name, score in stated[level].items() if computed.get((level, name)) == score)


def _published(subject: Subject, key: Key, grades: list[str], chance: Random) -> Mutation | None:
    old = value_at(subject.data, key)
    new = other_of(grades, chance, old) if isinstance(old, str) else other_number(Decimal(old), chance)
    if new is None or new == old:
        return None
    sides = [Side(("indicators", at)) for at, i in subject.indicators if i.name == key[-1]] or [Side(("indicators",))]
    return subject.mutated("published", (Put(key, new),), (str(old), str(new)), sides, (1,))


def facts(subject: Subject) -> list[MutationSite]:
    """A fact with another value, or a list of names that loses or doubles one."""
    rows = enumerate(subject.data.get("facts", ()))
    keys = [("facts", at, "value") for at, row in rows if not isinstance(row.get("value", ""), str)]
    return [partial(breaking, subject, "fact", (2, 8), partial(_fact, subject, key)) for key in keys]


def _fact(subject: Subject, key: Key, chance: Random) -> Sequence[Edit] | None:
    old = value_at(subject.data, key)
    if isinstance(old, list):
        at = chance.randrange(len(old))
        return (Drop((*key, at)),) if chance.random() < 0.5 and len(old) > 1 else (Add(key, at, old[at]),)
    new = other_day(old, chance) if isinstance(old, date) else _number(old, chance)
    return (Put(key, new),) if new is not None else None


def _number(old: Any, chance: Random) -> Decimal | int | None:  # noqa: ANN401 - TOML data
    new = other_number(Decimal(old), chance)
    return int(new) if new is not None and isinstance(old, int) else new


def funds(subject: Subject) -> list[MutationSite]:
    """An amount of the funds, a payment with another amount, lost or entered twice."""
    stated = [("funds", field) for field in _FUNDS if field in subject.data["funds"]]
    rows = [("funds", name, at) for name in ("ledger", "receipts") for at in range(len(subject.data["funds"].get(name, ())))]
    proposals: list[Proposal] = [partial(_amount, subject, key) for key in [*stated, *((*row, "amount") for row in rows)]]
    proposals += [partial(_row, subject, row) for row in rows]
    return [partial(breaking, subject, "funds", (4,), propose) for propose in proposals]


def _amount(subject: Subject, key: Key, chance: Random) -> Sequence[Edit] | None:
    new = _number(value_at(subject.data, key), chance)
    return (Put(key, new),) if new is not None else None


def _row(subject: Subject, key: Key, chance: Random) -> Sequence[Edit]:
    at = key[-1]
    assert isinstance(at, int)
    return (Drop(key),) if chance.random() < 0.5 else (Add(key[:-1], at + 1, value_at(subject.data, key)),)


def samples(subject: Subject) -> list[MutationSite]:
    """How many chose an option, gave a valid answer, were drawn or could have been."""
    keys: list[Key] = []
    for at, question in enumerate(subject.data.get("questions", ())):
        keys += [("questions", at, "options", n, "count") for n, o in enumerate(question.get("options", ())) if "count" in o]
    for at, survey in enumerate(subject.data.get("surveys", ())):
        keys.append(("surveys", at, "valid"))
        for n in range(len(survey["strata"])):
            keys += [("surveys", at, "strata", n, "sample"), ("surveys", at, "strata", n, "population")]
    return [partial(breaking, subject, "sample", (5,), partial(_count, subject, key)) for key in keys]


def _count(subject: Subject, key: Key, chance: Random) -> Sequence[Edit] | None:
    old = value_at(subject.data, key)
    if isinstance(old, str):  # a population that is a fact; a number smaller than the sample stands in its place
        return (Put(key, chance.randint(1, 9)),)
    new = _number(old, chance) if old > 9 or chance.random() < 0.3 else max(0, old + chance.choice((-2, -1, 1, 2)))
    return (Put(key, new),) if new not in {None, old} else None
