"""What a fiscal year comes to: a result for each case, and what is wrong with the year as a whole.

In: nothing. Out: types, the exit code that they mean, results of cases that failed for a reason outside of them.
"""

from __future__ import annotations

import platform
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.model.summary import CaseSummary, Finding

from .records import Record

CLEAN, ERRORS, FAULT, INTERRUPTED = 0, 1, 3, 130


class Status(StrEnum):
    """What became of a case."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Options:
    """How a year is built.

    `only` are names or patterns such as 武汉*, none for all; `jobs` is the number of processes, 0 for that of the cores; `forms` are
    the endings of forms besides Word (pdf), `pages` asks for page numbers in the contents; `cluster` is the address of a scheduler,
    empty for this machine.
    """

    only: tuple[str, ...] = ()
    jobs: int = 0
    force: bool = False
    draft: bool = False
    forms: tuple[str, ...] = ()
    pages: bool = False
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of the program in one case: the name of the exception, and where it came from, for a developer."""

    kind: str
    details: str


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What became of a case. One that failed has no record, but findings, or a fault.

    `seconds` is the time that building took; `withdrawn` are files of a former content that were deleted, by their names, `written`
    those that one that failed had written before.
    """

    name: str
    status: Status
    record: Record | None = None
    findings: tuple[Finding, ...] = ()
    fault: Fault | None = None
    seconds: float = 0.0
    withdrawn: tuple[str, ...] = ()
    written: tuple[str, ...] = ()

    @property
    def summary(self) -> CaseSummary | None:
        """What a digest says of the case; None if it failed."""
        return self.record.summary if self.record is not None else None

    @property
    def warnings(self) -> int:
        """How many findings are warnings, those of an earlier build where nothing has changed since."""
        if self.status is Status.UNCHANGED and self.record is not None:
            return self.record.warnings
        return sum(finding.severity == Severity.WARNING for finding in self.findings)

    @property
    def first_error(self) -> Finding | None:
        """The first error; None if there is none, or if a fault was in the way."""
        return next((finding for finding in self.findings if finding.severity == Severity.ERROR), None)


def failed(name: str, code: str, message: str, hint: str) -> CaseResult:
    """A case that failed for a reason outside of it."""
    return CaseResult(name, Status.FAILED, findings=(Finding(code, Severity.ERROR, f"cases/{name}", message, hint),))


def faulty(name: str, problem: BaseException) -> CaseResult:
    """A case that met a fault of the program."""
    details = f"{name}（{platform.node()}）\n{''.join(traceback.format_exception(problem))}"
    return CaseResult(name, Status.FAILED, fault=Fault(type(problem).__name__, details))


@dataclass(frozen=True, slots=True)
class Others:
    """The cases of a year that nobody has asked for (`only`): with reports that stand, and the names of those that would be built."""

    standing: tuple[CaseResult, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearResult:
    """The cases of a year by name, those that were not reached (`left`), and what is wrong with the year as a whole.

    `forced`: all was to be built, changed or not. `others` were not asked for: part of the year, and of no concern to this run.
    """

    year: int
    cases: tuple[CaseResult, ...] = ()
    left: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    interrupted: bool = False
    forced: bool = False
    seconds: float = 0.0
    others: Others = Others()

    def of(self, status: Status) -> tuple[CaseResult, ...]:
        """The cases of which this became."""
        return tuple(case for case in self.cases if case.status is status)

    @property
    def code(self) -> int:
        """The exit code."""
        if self.interrupted:
            return INTERRUPTED
        if any(case.fault is not None for case in self.cases):
            return FAULT
        failed = self.of(Status.FAILED) or self.left or any(d.severity is Severity.ERROR for d in self.findings)
        return ERRORS if failed else CLEAN


class Observer(Protocol):
    """Who wants to know how a year gets on."""

    def started(self, names: Sequence[str]) -> None:
        """These cases will be built; the others of the year have not changed."""

    def finished(self, result: CaseResult) -> None:
        """A case is done."""


class Nobody:
    """An observer that does nothing."""

    def started(self, names: Sequence[str]) -> None:
        """Nothing."""

    def finished(self, result: CaseResult) -> None:
        """Nothing."""
