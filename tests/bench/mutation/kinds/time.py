"""Dates in data that come out of order, or no longer fit the same date in another table.

In: a Subject. Out: sites.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from random import Random
from typing import Any

from reportgen.diagnostics import Key
from tests.bench.mutation.kinds.evidence import breaking
from tests.bench.mutation.model import Edit, MutationSite, Put, value_at
from tests.bench.mutation.subject import Subject
from tests.bench.mutation.values import other_day

_QUOTED = frozenset({"materials"})


def dates(subject: Subject) -> list[MutationSite]:
    """Any date of a case, or its fiscal year, moved so that an order or an equality breaks."""
    keys = [key for key in _dates(subject.data, ()) if key[0] not in _QUOTED]
    sites: list[MutationSite] = [partial(breaking, subject, "date", (6,), partial(_moved, subject, key)) for key in keys]
    return [*sites, partial(breaking, subject, "date", (6,), partial(_year, subject))]


def _dates(data: Any, key: Key) -> Iterator[Key]:  # noqa: ANN401 - TOML data
    if isinstance(data, date):
        yield key
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _dates(value, (*key, name))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from _dates(value, (*key, at))


def _moved(subject: Subject, key: Key, chance: Random) -> Sequence[Edit]:
    return (Put(key, other_day(value_at(subject.data, key), chance)),)


def _year(subject: Subject, chance: Random) -> Sequence[Edit]:
    year = int(subject.data["report"]["fiscal_year"])
    return (Put(("report", "fiscal_year"), year + chance.choice((-2, -1, 1, 2))),)
