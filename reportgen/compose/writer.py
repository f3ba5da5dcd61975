"""Turns each text of a case into finished text, and says where a reference in it leads nowhere.

In: texts with their keys. Out: Prose and str. Every bad reference is put into the sink at its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from reportgen.diagnostics import CasePlace, Key, Sink
from reportgen.model.prose import Prose
from reportgen.model.prose import plain as verbatim
from reportgen.model.values import BLANK

from . import markdown
from .references import ReferenceProblem, resolve

NOTHING: Mapping[str, object] = {}


class Writer:
    """Writes with one set of figures."""

    def __init__(self, figures: dict[str, object], sink: Sink) -> None:
        self.figures = figures
        self._sink = sink

    def prose(self, key: Key, text: str | None, own: Mapping[str, object] = NOTHING) -> Prose:
        """Markdown as Prose; nothing for an absent text."""
        return markdown.prose(text, self._resolver(key, own)) if text else Prose()

    def line(self, key: Key, text: str | None, own: Mapping[str, object] = NOTHING) -> str:
        """A line with its references resolved; empty for an absent one."""
        return markdown.line(text, self._resolver(key, own)) if text else ""

    def clause(self, key: Key, text: str | None, own: Mapping[str, object] = NOTHING) -> str:
        """Prose as a clause inside a sentence: one line, no full stop at its end."""
        return str(self.prose(key, text, own)).replace("\n", "").rstrip("。；;，,. ")

    def paragraphs(self, text: str | None) -> Prose:
        """Verbatim text, a paragraph for each line."""
        return verbatim(text.strip("\n")) if text else Prose()

    def _resolver(self, key: Key, own: Mapping[str, object]) -> markdown.Resolve:
        figures = {**self.figures, **own} if own else self.figures
        return partial(self._resolve, key, figures)

    def _resolve(self, key: Key, figures: Mapping[str, object], inside: str, offset: int) -> str:
        try:
            return resolve(inside, figures)
        except ReferenceProblem as problem:
            self._sink.error(problem.code, CasePlace(key, offset), str(problem), problem.hint)
            return BLANK
