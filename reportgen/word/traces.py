"""What a rendering printed, kept for the gate. In: a document's bytes and its printed texts. Out: those texts again.

The gate takes bytes alone, and bytes can't say which braces are data and which text is missing; only the last few
documents are remembered.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Trace:
    """For each part: the texts printed, in order, those that merging cells took out, and how many opening braces are data."""

    printed: Mapping[str, Sequence[str]]
    removed: Mapping[str, Sequence[str]]
    braces: Mapping[str, int]


_KEPT = 4
_TRACES: dict[bytes, Trace] = {}


def keep(document: bytes, trace: Trace) -> None:
    """Remembers the trace of a document."""
    while len(_TRACES) >= _KEPT:
        _TRACES.pop(next(iter(_TRACES)))
    _TRACES[sha256(document).digest()] = trace


def of(document: bytes) -> Trace | None:
    """The trace of a document; None for one that was not rendered here or too long ago."""
    return _TRACES.get(sha256(document).digest())
