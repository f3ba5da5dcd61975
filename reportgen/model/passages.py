"""Texts of a case as the report prints them. In: nothing. Out: types."""

from __future__ import annotations

from dataclasses import dataclass

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with the key at which it stands: as it was typed, references included, and as it reads in the report."""

    key: Key
    typed: str
    text: str
