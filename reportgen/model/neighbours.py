"""Other cases of a workspace, as far as their names may be left over in a report. In: nothing. Out: a type."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another case: what it is called, the project, department, region and implementers that it is about, and who evaluated it."""

    case: str
    project: str
    department: str
    region: str
    implementers: tuple[str, ...]
    firm: str = ""
