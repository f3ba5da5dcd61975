"""What a rendering printed. In: what the recorders saw. Out: a document with its trace, for the gate.

Bytes alone can't say which braces are data and which text is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportgen.word.value import Value


@dataclass(frozen=True, slots=True)
class Trace:
    """For each part: the texts printed, in order, those that merging cells took out, and how many opening braces are data."""

    printed: Mapping[str, Sequence[str]]
    removed: Mapping[str, Sequence[str]]
    braces: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished document: the bytes of a .docx and what was printed in it.

    `text` is what it reads, a line for each paragraph; `charts` are its charts by their alternative text there.
    """

    document: bytes
    trace: Trace
    text: str = ""
    charts: Mapping[str, Value] = field(default_factory=dict)
