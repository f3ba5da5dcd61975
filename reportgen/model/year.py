"""The cases of a fiscal year, as a digest takes them: what became of each, and what is known of it.

In: nothing. Out: types.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .summary import CaseSummary, Finding


class State(StrEnum):
    """What became of a case, in the words of a digest."""

    BUILT = "已生成"
    UNCHANGED = "未变"
    DRAFT = "草稿"
    FAILED = "出错"
    LEFT = "未做"


@dataclass(frozen=True, slots=True)
class YearCase:
    """A case of a year.

    `report` is the path of its report, seen from where the digest stands (empty where there is none); `summary` is None where the case
    was not built; `findings` are errors and warnings.
    """

    name: str
    state: State
    report: str = ""
    summary: CaseSummary | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return sum(finding.severity == "warning" for finding in self.findings)

    @property
    def first_error(self) -> Finding | None:
        """The first error, None if there is none."""
        return next((finding for finding in self.findings if finding.severity == "error"), None)

    @property
    def scored(self) -> CaseSummary | None:
        """The summary, if the case has a total; None while figures that it rests on are open."""
        return self.summary if self.summary is not None and self.summary.total.score.is_finite() else None


@dataclass(frozen=True, slots=True)
class YearRecords:
    """The cases of a fiscal year in their order, and what was found about the year as a whole."""

    year: int
    cases: tuple[YearCase, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def scored(self) -> tuple[CaseSummary, ...]:
        """The summaries of the cases that have a total."""
        return tuple(summary for case in self.cases if (summary := case.scored) is not None)
