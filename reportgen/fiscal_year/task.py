"""A case to build, as it is handed to a worker: a process of this machine or of a cluster.

In: nothing. Out: a type.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportgen.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Task:
    """A case to build: where, in which structure as far as that can be seen, by which program, in which run, and how."""

    root: str
    name: str
    structure: str
    program: str
    run: str = ""
    draft: bool = False
    forms: tuple[str, ...] = ()
    pages: bool = False

    @property
    def workspace(self) -> Workspace:
        """The workspace, as every worker sees it."""
        return Workspace(Path(self.root))

    @property
    def settings(self) -> str:
        """How the case is built, as text: other settings give another report."""
        words = {"draft": self.draft, "pages": self.pages or "pdf" in self.forms}
        return " ".join([*sorted(self.forms), *(word for word, wanted in words.items() if wanted)])

    def is_content_with(self, settings: str) -> bool:
        """Whether a report that was built with these settings has all that is asked for: it may have more, unless it is a draft."""
        asked, given = set(self.settings.split()), set(settings.split())
        return asked <= given and ("draft" in given) == self.draft
