"""All changes through the line, in as many processes as there are processors.

In: how many mutations or neutral changes, and a seed. Out: Results by kind, and all that escaped or made noise as data.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tests.bench.mutation.catalogue import KINDS, NEUTRAL
from tests.bench.mutation.compare import Verdict, judged
from tests.bench.mutation.draw import SEED, mutations, neutral_changes
from tests.bench.mutation.line import Finding
from tests.bench.mutation.model import Change, Mutation
from tests.bench.mutation.subject import subject
from tests.bench.mutation.surface import dotted

MUTATIONS, NEUTRAL_CHANGES = 2000, 612
_EXCLUDED = Path(__file__).with_name("excluded.toml")
_CHUNK = 20
_SIDES = 5  # other sides that are told of a mutation


@dataclass(frozen=True, slots=True)
class Row:
    """The results of one kind: made, noticed, noticed where and for what it is, refused before the end of the line."""

    name: str
    title: str
    made: int
    noticed: int
    strict: int
    refused: int


@dataclass(frozen=True, slots=True)
class Results:
    """What became of a draw.

    `verdicts` are those that count, `excluded` the mutations left out because they contradict nothing, `stale` the exclusions that
    name none of the draw.
    """

    seed: int
    verdicts: tuple[Verdict, ...]
    rows: tuple[Row, ...]
    excluded: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()

    @property
    def made(self) -> int:
        """How many changes count."""
        return len(self.verdicts)

    @property
    def noticed(self) -> int:
        """How many made the line find something new."""
        return sum(row.noticed for row in self.rows)

    @property
    def strict(self) -> int:
        """How many were found where and for what they are."""
        return sum(row.strict for row in self.rows)

    @property
    def refused(self) -> int:
        """How many did not reach the end of the line."""
        return sum(row.refused for row in self.rows)


def run_mutations(number: int = MUTATIONS, seed: int = SEED) -> Results:
    """The results of so many mutations, without the excluded ones."""
    verdicts, out = _all_judged(mutations(number, seed)), excluded()
    left_out = tuple(v.change.id for v in verdicts if v.change.id in out)
    counted = tuple(v for v in verdicts if v.change.id not in out)
    rows = _rows({kind.name: kind.title for kind in KINDS.values()}, counted)
    return Results(seed, counted, rows, left_out, tuple(sorted(set(out) - set(left_out))))


def run_neutral(number: int = NEUTRAL_CHANGES, seed: int = SEED) -> Results:
    """The results of so many neutral changes."""
    verdicts = _all_judged(neutral_changes(number, seed))
    return Results(seed, verdicts, _rows({kind.name: kind.title for kind in NEUTRAL.values()}, verdicts))


def excluded() -> dict[str, str]:
    """The mutations that turned out to contradict nothing, with the reason."""
    rows = tomllib.loads(_EXCLUDED.read_text(encoding="utf-8")).get("excluded", [])
    return {row["id"]: row["why"] for row in rows}


def _all_judged(changes: Sequence[Change]) -> tuple[Verdict, ...]:
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        return tuple(pool.map(judged, changes, chunksize=_CHUNK))


def _rows(titles: Mapping[str, str], verdicts: Sequence[Verdict]) -> tuple[Row, ...]:
    return tuple(_row(name, title, [v for v in verdicts if v.change.kind == name]) for name, title in titles.items())


def _row(name: str, title: str, verdicts: Sequence[Verdict]) -> Row:
    refused = sum(v.stage != "end" for v in verdicts)
    return Row(name, title, len(verdicts), sum(v.found for v in verdicts), sum(v.strict for v in verdicts), refused)


def as_data(results: Results) -> dict[str, Any]:
    """Everything that people need to look at what escaped, what was found elsewhere or otherwise, and at what made noise."""
    verdicts = results.verdicts
    return {
        "seed": results.seed,
        "made": results.made,
        "noticed": results.noticed,
        "strict": results.strict,
        "excluded": list(results.excluded),
        "stale_exclusions": list(results.stale),
        "kinds": [
            {"name": r.name, "made": r.made, "noticed": r.noticed, "strict": r.strict, "refused": r.refused} for r in results.rows
        ],
        "silent": [_told(v) for v in verdicts if not v.found],
        "noticed_otherwise": [_told(v) for v in verdicts if v.found and not v.strict],
        "faults": [_told(v) for v in verdicts if v.fault],
    }


def _told(verdict: Verdict) -> dict[str, Any]:
    change, case = verdict.change, subject(verdict.change.case)
    told: dict[str, Any] = {"id": change.id, "kind": change.kind, "case": change.case, "stage": verdict.stage}
    if isinstance(change, Mutation):
        told |= {"place": case.label(change.key), "old": change.old, "new": change.new, "families": sorted(change.families)}
        told["against"] = [{"place": case.label(side.key), "value": side.value} for side in change.against[:_SIDES]]
    told["findings"] = list(_findings(verdict.new))
    return told | ({"fault": verdict.fault} if verdict.fault else {})


def _findings(found: Iterable[Finding]) -> Iterable[dict[str, Any]]:
    for finding in found:
        yield {"code": finding.code, "places": [dotted(key) for key in finding.places], "message": finding.message}
