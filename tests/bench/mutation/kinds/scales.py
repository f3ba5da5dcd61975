"""Points, weights and scales: what sums to 100, what a group is said to weigh, from where to where a grade or a band holds.

In: a Subject. Out: sites.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from reportgen.model.scorecard import Score
from tests.bench.mutation.kinds.evidence import breaking
from tests.bench.mutation.model import Edit, Mutation, MutationSite, Put, Side, value_at
from tests.bench.mutation.subject import Subject

_KIND = "points-and-scale"
_STEPS = (Decimal(-1), Decimal("-0.5"), Decimal("0.5"), Decimal(1), Decimal(2))
_LEAST = 60  # what output and outcome weigh together, 财预〔2020〕10号 第十四条
_OUTPUTS = ("产出", "效益", "效果")


def points(subject: Subject) -> list[MutationSite]:
    """Points that no longer add up, stated weights, points moved away from output and outcome, scales with a gap."""
    rows = list(enumerate(subject.data["indicators"]))
    found: list[MutationSite] = [partial(breaking, subject, _KIND, (1,), partial(_own_points, subject, at)) for at, _ in rows]
    found += [partial(_stated_weight, subject, at, score) for at, score in _weights(subject)]
    found += [partial(_shifted, subject, at) for at, i in subject.indicators if i.dimension.startswith(_OUTPUTS) and i.points > 1]
    found += [partial(_top, subject, at, field) for at, row in rows for field in ("labels", "bands") if field in row.get("rule", {})]
    return found + [partial(_grades, subject, name, way) for name in ("grades", "dimension_grades") for way in _WAYS]


def _own_points(subject: Subject, at: int, chance: Random) -> Sequence[Edit] | None:
    """An indicator's points, so that all do not sum to 100; the published scores need not change with them."""
    old = Decimal(subject.data["indicators"][at]["points"])
    new = old + chance.choice(_STEPS)
    return (Put(("indicators", at, "points"), new),) if new > 0 else None


def _weights(subject: Subject) -> Iterator[tuple[int, Score]]:
    """Rows that name a dimension, or a group that is the only one of its name."""
    card = subject.outcome.card
    known: dict[str, list[Score]] = {}
    for dimension in card.dimensions:
        known.setdefault(dimension.name, []).append(dimension)
        for group in dimension.groups:
            known.setdefault(group.name, []).append(group)
    for at, row in enumerate(subject.data.get("groups", ())):
        if len(known[row["name"]]) == 1:
            yield at, known[row["name"]][0]


def _stated_weight(subject: Subject, at: int, score: Score, chance: Random) -> Mutation:
    new = score.points + chance.choice((-5, -2, -1, 1, 2, 5))
    words = str(score.points), str(new)
    return subject.mutated(_KIND, (Put(("groups", at, "points"), new),), words, (Side(("indicators",), words[0]),), (1,))


def _shifted(subject: Subject, at: int, chance: Random) -> Mutation | None:
    """Points moved to an indicator of decision or process, so that output and outcome weigh too little."""
    weight = sum((i.points for _, i in subject.indicators if i.dimension.startswith(_OUTPUTS)), Decimal(0))
    homes = [(n, i) for n, i in subject.indicators if not i.dimension.startswith(_OUTPUTS) and i.rule is not None]
    homes = [(n, i) for n, i in homes if getattr(i.rule, "items", None) is None]
    step = subject.outcome.case.indicators[at].points - 1
    if weight - step >= _LEAST or not homes:
        return None
    n, home = chance.choice(homes)
    edits = Put(("indicators", at, "points"), Decimal(1)), Put(("indicators", n, "points"), home.points + step)
    words = str(step + 1), "1"
    return subject.mutated(_KIND, edits, words, (Side(("indicators",)), Side(("indicators", n))), (1,))


def _top(subject: Subject, at: int, field: str, chance: Random) -> Mutation:
    """The best label or band no longer earns the indicator's points, or one below it earns more than it."""
    rows = subject.data["indicators"][at]["rule"][field]
    n = chance.randrange(len(rows))
    key = ("indicators", at, "rule", field, n, "points")
    old, full = value_at(subject.data, key), Decimal(subject.data["indicators"][at]["points"])
    new = full - chance.choice((Decimal("0.5"), Decimal(1))) if n == 0 else full + chance.choice((Decimal("0.5"), Decimal(1)))
    return subject.mutated(_KIND, (Put(key, new),), (str(old), str(new)), (Side(("indicators", at, "points")),), (1,))


def _rows_of(grades: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"name": name, "from": lower} for name, lower in grades]


_SCALE = (("优", 90), ("良", 80), ("中", 60), ("差", 0))


def _gap(chance: Random) -> list[dict[str, Any]]:
    """The lowest grade begins above zero, so that scores below it have none."""
    return _rows_of([*_SCALE[:3], ("差", chance.choice((10, 20, 30, 40, 50)))])


def _disordered(chance: Random) -> list[dict[str, Any]]:
    """Two grades stand in the wrong order."""
    rows, at = _rows_of(_SCALE), chance.randrange(3)
    rows[at], rows[at + 1] = rows[at + 1], rows[at]
    return rows


def _overlapping(chance: Random) -> list[dict[str, Any]]:
    """Two grades begin at the same score, or the lower one higher."""
    rows, at = _rows_of(_SCALE), chance.randrange(2)
    rows[at + 1]["from"] = rows[at]["from"] + chance.choice((0, 1, 5))
    return rows


def _same_name(chance: Random) -> list[dict[str, Any]]:
    """Two grades bear one name."""
    rows, at = _rows_of(_SCALE), chance.randrange(3)
    rows[at + 1]["name"] = rows[at]["name"]
    return rows


def _above_all(chance: Random) -> list[dict[str, Any]]:
    """The best grade begins above full marks, so that nothing can reach it."""
    return _rows_of([("优", chance.choice((101, 105, 110, 120))), *_SCALE[1:]])


_WAYS = (_gap, _disordered, _overlapping, _same_name, _above_all)


def _grades(subject: Subject, name: str, way: Callable[[Random], list[dict[str, Any]]], chance: Random) -> Mutation:
    rows = way(chance)
    new = "、".join(f"{row['name']}{row['from']}" for row in rows)
    sides = Side((name,)), Side(("published", "grade"))
    return subject.mutated(_KIND, (Put((name,), rows),), ("优90、良80、中60、差0", new), sides, (1,))
