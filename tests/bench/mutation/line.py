"""The one connection between changed cases and what looks at them: the line of the program, run as `reportgen check` runs it.

In: the name of a case and changed data. Out: an Observation. What `pipeline.Line.check` calls is run, whatever that is, on data in
memory instead of files; pictures are left out. A finding belongs to a family by its code: those of the line itself stand here, those
of other stages are added where they are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from unittest.mock import patch

from reportgen import checks, pipeline
from reportgen.case.source import Source
from reportgen.diagnostics import CasePlace, Diagnostic, Key, Place, Severity, Stopped
from tests.bench.mutation.model import Data
from tests.bench.mutation.subject import ROOT, subject

# What scoring finds, by the families of rules that contradictions belong to; a check knows its own; other codes refuse the case.
FAMILIES = {
    "published-differs": 1,
    "group-points-differ": 1,
    "reason-missing": 1,
    "reason-unused": 1,
    "deductions-rounded": 1,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """An error or a warning: its code, every place that it names (keys; places that are no keys as text), its message."""

    code: str
    places: tuple[Key, ...]
    message: str
    error: bool


@dataclass(frozen=True, slots=True)
class Observation:
    """What the line finds; `stage` is where it stopped, or `end`; `fault` is what went wrong with the program itself."""

    findings: tuple[Finding, ...]
    stage: str
    fault: str = ""


def observe(name: str, data: Data) -> Observation:
    """What the line finds in a case whose data are others."""
    source = replace(subject(name).source, data=data)
    line = pipeline.Line(pipeline.Workspace(ROOT), name)
    fault = ""
    with patch.object(pipeline, "read", lambda *_: _kept(source)):
        try:
            line.check()
        except Stopped:
            pass
        except Exception as problem:  # noqa: BLE001 - a fault of the program is a result, too
            fault = f"{type(problem).__name__}: {problem}"
    found = tuple(_finding(d) for d in line.sink if d.severity is not Severity.INFO)
    return Observation(found, _stage(line), fault)


def _kept(source: Source) -> Source:
    return source


def _stage(line: pipeline.Line) -> str:
    """The stage at which a line ended."""
    if line.case is None:
        return "parse"
    if line.scorecard is None:
        return "score"
    return "compose" if line.report is None else "end"


def _finding(diagnostic: Diagnostic) -> Finding:
    places = tuple(dict.fromkeys(_places(diagnostic)))
    return Finding(diagnostic.code, places, diagnostic.message, diagnostic.severity is Severity.ERROR)


def _places(diagnostic: Diagnostic) -> Iterator[Key]:
    """Every place in a finding, whichever of its fields it stands in: the first side and, where there is one, the other."""
    for field in fields(diagnostic):
        value = getattr(diagnostic, field.name)
        for place in value if isinstance(value, tuple | list) else (value,):
            if isinstance(place, CasePlace):
                yield place.key
            elif isinstance(place, Place):
                yield (str(place),)


def family_of(code: str) -> int | None:
    """The family (1 to 8) of a code; None for one that has none."""
    found = checks.all_checks().get(code)
    return FAMILIES.get(code) if found is None else 1 + list(checks.FAMILIES).index(found.family)
