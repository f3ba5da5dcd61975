"""Turns each text of a case into finished text, and says where a reference in it leads nowhere.

In: texts with their keys. Out: Prose and str. Every bad reference is put into the sink at its place.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

from reportgen.diagnostics import CasePlace, Key, Sink
from reportgen.model.evidence import Evidence, EvidenceError, nearest
from reportgen.model.passages import Passage
from reportgen.model.prose import Prose, Run
from reportgen.model.prose import plain as verbatim
from reportgen.model.values import BLANK, BLANK_NUMBER

from . import markdown
from .references import ReferenceProblem, half_references, pointer, resolve

NOTHING: Mapping[str, object] = {}


class Writer:
    """Writes with one set of figures, and keeps what it wrote."""

    def __init__(self, figures: dict[str, object], sink: Sink) -> None:
        self.figures = figures
        self.sink = sink
        self._passages: dict[Key, Passage] = {}

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every text that was written so far, once, with its key."""
        return tuple(self._passages.values())

    def prose(self, key: Key, text: str | None, own: Mapping[str, object] = NOTHING) -> Prose:
        """Markdown as Prose; nothing for an absent text."""
        if not text:
            return Prose()
        self._check_braces(key, text)
        prose = markdown.prose(text, partial(self._pointed, key, self._resolver(key, own)))
        self._keep(key, text, str(prose))
        return prose

    def line(self, key: Key, text: str | None, own: Mapping[str, object] = NOTHING) -> str:
        """A line with its references resolved; empty for an absent one."""
        if not text:
            return ""
        self._check_braces(key, text)
        return self._keep(key, text, markdown.line(text, self._resolver(key, own)))

    def clause(self, key: Key, text: str | None, own: Mapping[str, object] = NOTHING) -> str:
        """Prose as a clause inside a sentence: one line, no full stop at its end, and no references to captions."""
        if not text:
            return ""
        prose = str(markdown.prose(text, self._resolver(key, own)))
        return self._keep(key, text, prose).replace("\n", "").rstrip("。；;，,. ")

    def figure(self, key: Key, path: str) -> object:
        """The figure at a path, or None and an error."""
        if path not in self.figures:
            self.sink.error("unknown-name", CasePlace(key), f"没有名为“{path}”的数据", nearest(path, self.figures))
        return self.figures.get(path)

    def number(self, key: Key, evidence: Evidence, path: str) -> Decimal:
        """The number at a path of the evidence; an unknown one and an error where it has none, such as a rate of nothing."""
        try:
            return evidence.number(path)
        except EvidenceError as problem:
            self.sink.error(problem.code, CasePlace(key), problem.message, problem.hint)
            return BLANK_NUMBER

    def paragraphs(self, text: str | None) -> Prose:
        """Verbatim text, a paragraph for each line."""
        return verbatim(text.strip("\n")) if text else Prose()

    def _keep(self, key: Key, typed: str, text: str) -> str:
        self._passages.setdefault(key, Passage(key, typed, text))
        return text

    def _check_braces(self, key: Key, text: str) -> None:
        """Half a reference, or one in full-width braces, would be printed as it stands."""
        for place in half_references(text):
            hint = "引用写成 {{ 名称 }}，用半角花括号，两边各两个；要印出花括号本身写 \\{{"
            self.sink.error("bad-reference", CasePlace(key, place), f"引用只写了一半：“{text[place : place + 12]}”", hint)

    def _resolver(self, key: Key, own: Mapping[str, object]) -> Callable[[str, int], str]:
        figures = ChainMap(dict(own), self.figures) if own else self.figures
        return partial(self._resolve, key, figures)

    def _pointed(self, key: Key, resolve: Callable[[str, int], str], inside: str, offset: int) -> str | Run:
        """What stands for a reference in prose; the number of a caption or heading is known only to the template."""
        target = pointer(inside)
        return Run("", ref=target, origin=(*key, offset)) if target else resolve(inside, offset)

    def _resolve(self, key: Key, figures: Mapping[str, object], inside: str, offset: int) -> str:
        try:
            return resolve(inside, figures)
        except ReferenceProblem as problem:
            self.sink.error(problem.code, CasePlace(key, offset), str(problem), problem.hint)
            return BLANK
