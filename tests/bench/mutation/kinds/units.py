"""Slips of unit: 元 for 万元 and the other way round, in prose and in data.

In: a Subject. Out: sites. In data only where the amount then contradicts something: another figure, or a whole smaller than its part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from reportgen.compose.references import resolve
from reportgen.diagnostics import Key
from reportgen.model.values import MONEY_UNITS
from tests.bench.mutation.consequences import consequence
from tests.bench.mutation.kinds.typed import is_amount
from tests.bench.mutation.model import Edit, Mutation, MutationSite, Put, Side, value_at
from tests.bench.mutation.subject import Outcome, Reference, Subject
from tests.bench.mutation.values import other_of

_UNIT = re.compile(r"\s*(万元|亿元|元)")
_FILTER = re.compile(r"\|\s*(wan|yi|yuan|comma)\b(?:\(\d*\))?")
_FILTERS = ("| wan", "| yuan", "| comma", "| yi")
_KIND = "unit-slip"
_FACTOR = 10_000


def slips(subject: Subject) -> list[MutationSite]:
    """All slips: the unit's word behind an amount, the filter before it, an amount in data, the unit of a table or fact."""
    mentioned = [(r, subject.second_mentions(r)) for r in subject.references if is_amount(r, subject)]
    sites: list[MutationSite] = []
    for reference, sides in mentioned:
        if sides and (unit := _UNIT.match(reference.after)):
            span = reference.end + unit.start(1), reference.end + unit.end(1)
            sites.append(partial(_word, subject, reference, span, sides))
        if sides and _FILTER.search(reference.inside):
            sites.append(partial(_filter, subject, reference, sides))
    return (
        sites + [partial(_data, subject, key) for key in _amounts(subject)] + [partial(_unit, subject, key) for key in _units(subject)]
    )


def _word(subject: Subject, reference: Reference, span: tuple[int, int], sides: tuple[Side, ...], chance: Random) -> Mutation | None:
    new = other_of(list(MONEY_UNITS), chance, reference.text.text[slice(*span)])
    return subject.retyped(_KIND, reference.text, span, new, sides, (4, 8)) if new else None


def _filter(subject: Subject, reference: Reference, sides: tuple[Side, ...], chance: Random) -> Mutation | None:
    """The amount in another unit than the word behind it says."""
    old = _FILTER.search(reference.inside)
    same = {"yuan", "comma"}
    fitting = [f for f in _FILTERS if old and f[2:] != old[1] and not {f[2:], old[1]} <= same]
    inside = _FILTER.sub(chance.choice(fitting), reference.inside)
    return subject.retyped(_KIND, reference.text, (reference.start, reference.end), f"{{{{ {inside.strip()} }}}}", sides, (4, 8))


def _amounts(subject: Subject) -> Iterator[Key]:
    funds = subject.data["funds"]
    yield from (("funds", field) for field in ("initial", "budget", "received", "withdrawn", "spent") if field in funds)
    for name in ("ledger", "receipts"):
        yield from (("funds", name, at, "amount") for at in range(len(funds.get(name, ()))))
    yield from (("facts", at, "value") for at, row in _money_facts(subject) if "value" in row)


def _units(subject: Subject) -> Iterator[Key]:
    yield "funds", "unit"
    yield from (("facts", at, "unit") for at, row in _money_facts(subject))


def _money_facts(subject: Subject) -> Iterator[tuple[int, dict[str, Any]]]:
    return ((at, row) for at, row in enumerate(subject.data.get("facts", ())) if row.get("unit") in MONEY_UNITS)


def _data(subject: Subject, key: Key, chance: Random) -> Mutation | None:
    old = Decimal(value_at(subject.data, key))
    new = old * _FACTOR if chance.random() < 0.5 else old / _FACTOR
    return _if_contradicting(subject, (Put(key, new),), (str(old), f"{new:f}"))


def _unit(subject: Subject, key: Key, chance: Random) -> Mutation | None:
    old = str(value_at(subject.data, key))
    new = other_of(list(MONEY_UNITS), chance, old)
    return _if_contradicting(subject, (Put(key, new),), (old, new)) if new else None


def _if_contradicting(subject: Subject, edits: Sequence[Edit], words: tuple[str, str]) -> Mutation | None:
    """The mutation where it breaks something, prints an amount as nothing, or makes a part greater than the whole."""
    found, after = consequence(subject, edits), subject.after(edits)
    sides = [*(found.sides if found else ()), *(_absurd(subject, after) if after else ())]
    families = {4, 8} | (found.families if found else frozenset())
    return subject.mutated(_KIND, edits, words, sides, families) if found or sides else None


def _absurd(subject: Subject, after: Outcome) -> Iterator[Side]:
    """Mentions of facts that print as zero now, or are amounts above all that was spent."""
    most = after.figures["funds.budget"]
    for reference in subject.references:
        now = after.figures.get(reference.path)
        if reference.path not in subject.money_facts or not isinstance(now, Decimal) or now == reference.value:
            continue
        above = isinstance(most, Decimal) and now > most
        if above or _prints_nothing(reference, now):
            yield Side(reference.text.key, reference.printed)
            yield Side(("funds", "budget"))


def _prints_nothing(reference: Reference, now: Decimal) -> bool:
    printed = resolve(reference.inside, {reference.path: now})
    return now > 0 and not any(char in printed for char in "123456789")
