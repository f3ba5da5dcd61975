"""The folders that a firm works in.

In: the folder that holds them. Out: where cases, templates and reports stand. Known to commands that have no need of a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders that a firm works in."""

    root: Path

    @property
    def cases(self) -> Path:
        """Where cases stand."""
        return self.root / "cases"

    @property
    def templates(self) -> Path:
        """Where templates stand."""
        return self.root / "templates"

    @property
    def output(self) -> Path:
        """Where reports go."""
        return self.root / "output"
