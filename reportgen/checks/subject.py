"""What checks look at. In: a Case, its Scorecard and its Report. Out: the same, and all texts with their places, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reportgen.diagnostics import CasePlace, Key
from reportgen.model.case import Case
from reportgen.model.report import Report
from reportgen.model.scorecard import Scorecard

from .texts import Text, texts_of


@dataclass(frozen=True)
class Subject:
    """One case with all that was made of it."""

    case: Case
    card: Scorecard
    report: Report

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the case in its order: narrative, names and quoted material."""
        finished = {p.key: p.text for p in self.report.passages}
        finished[("report", "title")] = self.report.report.title
        finished[("project", "uses")] = self.report.project.uses
        return tuple(texts_of(self.case, finished))

    @cached_property
    def narrative(self) -> tuple[Text, ...]:
        """The texts that the firm wrote itself, as sentences."""
        return tuple(text for text in self.texts if not text.quoted and not text.is_name)

    def at(self, *key: str | int) -> CasePlace:
        """The place of a key."""
        return CasePlace(key)

    def indicator(self, name: str) -> Key:
        """The key of the indicator of that name. Raises KeyError."""
        return self._indicators[name]

    @cached_property
    def _indicators(self) -> dict[str, Key]:
        return {indicator.name: ("indicators", at) for at, indicator in enumerate(self.case.indicators)}
