"""What a change made the line find that it had not found before.

In: a change and what was observed. Out: a Verdict. Findings are compared as a multiset by code, places and message; rows that moved
are put back, new names become the old ones, and figures in messages do not count: a finding that stood there before is no new one
because it names another figure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from reportgen.diagnostics import Key
from tests.bench.mutation.line import Finding, Observation, family_of, observe
from tests.bench.mutation.model import Change, Edit, Mutation, Neutral, applied, former
from tests.bench.mutation.subject import near, subject

_FIGURE = re.compile(r"\d[\d,.]*")
Form = tuple[str, tuple[Key, ...], str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a change was noticed, whether in the place and for the reason that it should be, and what is new."""

    change: Change
    stage: str
    found: bool
    strict: bool
    new: tuple[Finding, ...]
    fault: str = ""


def judged(change: Change) -> Verdict:
    """The verdict on a change."""
    observed = observe(change.case, applied(subject(change.case).data, change.edits))
    new = new_findings(change, observed)
    strict = isinstance(change, Mutation) and any(expected(finding, change, observed) for finding in new)
    return Verdict(change, observed.stage, bool(new), strict, new, observed.fault)


@cache
def _before(case: str) -> Counter[Form]:
    """What the line finds in the case as it is."""
    return Counter(form(finding, (), ()) for finding in observe(case, subject(case).data).findings)


def new_findings(change: Change, observed: Observation) -> tuple[Finding, ...]:
    """Findings that the unchanged case did not have, or had fewer times."""
    left = _before(change.case).copy()
    renamed = change.renamed if isinstance(change, Neutral) else ()
    new: list[Finding] = []
    for finding in observed.findings:
        known = form(finding, change.edits, renamed)
        if left[known] > 0:
            left[known] -= 1
        else:
            new.append(finding)
    return tuple(new)


def form(finding: Finding, edits: Sequence[Edit], renamed: Iterable[tuple[str, str]]) -> Form:
    """A finding as the unchanged case would word it."""
    places = tuple(tuple(_old(step, renamed) for step in former(key, edits)) for key in finding.places)
    return finding.code, places, _FIGURE.sub("#", str(_old(finding.message, renamed)))


def _old(step: str | int, renamed: Iterable[tuple[str, str]]) -> str | int:
    if isinstance(step, str):
        for new, old in renamed:
            step = step.replace(new, old)
    return step


def expected(finding: Finding, mutation: Mutation, observed: Observation) -> bool:
    """Whether a finding is of an expected family or code, or refuses the case, and stands at one of the sides."""
    sides = [mutation.key, *(side.key for side in mutation.against)]
    at_place = any(near(place, side) for place in finding.places for side in sides if place)
    family = family_of(finding.code)
    refuses = finding.error and family is None and observed.stage != "end"
    return at_place and (refuses or finding.code in mutation.codes or family in mutation.families)
