"""Cases one after another, as the command line wants them: each ends in an outcome, and none stops the others.

In: a workspace and names of cases. Out: outcomes with texts, data and exit codes; views of a case for `show`.
"""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportgen.diagnostics import Diagnostic, Severity, Sink, Stopped, as_github, as_json, text
from reportgen.model.numbers import fixed
from reportgen.model.scorecard import Scorecard
from reportgen.model.values import BLANK
from reportgen.pipeline import Line, Workspace

CLEAN, ERRORS, FAULT = 0, 1, 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: an exit code, findings, the score as far as it is known, the report if one was written."""

    name: str
    code: int
    findings: tuple[Diagnostic, ...]
    scorecard: Scorecard | None = None
    path: Path | None = None
    draft: bool = False
    fault: Exception | None = None

    def count(self, severity: Severity) -> int:
        return sum(d.severity is severity for d in self.findings)

    @property
    def blanks(self) -> int:
        """How many places are still to be filled in, where that is an error."""
        return sum(d.code == "blank" and d.severity is Severity.ERROR for d in self.findings)

    def texts(self, *, verbose: bool) -> Iterator[str]:
        """The findings as texts; mere information only if `verbose`."""
        yield from (text(d) for d in self.findings if verbose or d.severity is not Severity.INFO)

    @property
    def annotations(self) -> list[str]:
        """The findings for GitHub Actions, mere information left out."""
        return [as_github(d) for d in self.findings if d.severity is not Severity.INFO]

    @property
    def data(self) -> dict[str, Any]:
        """The same for programs; numbers as text."""
        return {
            "case": self.name,
            "ok": self.code == CLEAN,
            "report": _shown(self.path) if self.path else None,
            **({"total": f"{self.scorecard.total.score}", "grade": self.scorecard.grade} if self.scorecard else {}),
            "errors": self.count(Severity.ERROR),
            "warnings": self.count(Severity.WARNING),
            "fault": type(self.fault).__name__ if self.fault else None,
            "findings": json.loads(as_json(self.findings)),
        }


def build_case(workspace: Workspace, name: str, *, draft: bool, structure: str = "") -> Outcome:
    """Builds a case, in its own structure or in another; its report is written unless something is wrong."""
    return _attempt(Line(workspace, name, draft, structure), Line.build)


def check_case(workspace: Workspace, name: str, *, draft: bool, structure: str = "") -> Outcome:
    """Does all that building does, in memory; writes nothing."""
    return _attempt(Line(workspace, name, draft, structure), Line.render)


def _attempt(line: Line, work: Callable[[Line], Path | bytes]) -> Outcome:
    code, path, fault = ERRORS, None, None
    try:
        made = work(line)
        code, path = CLEAN, made if isinstance(made, Path) else None
    except Stopped:
        pass
    except Exception as problem:  # noqa: BLE001 - a fault in one case leaves the others alone
        code, fault = FAULT, problem
    _end_start_up()
    return Outcome(line.name, code, tuple(line.found), line.scorecard, path, line.draft, fault)


def _end_start_up() -> None:
    """With one case done, all is loaded that stays: from here on garbage is collected, among what the next cases make."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def written(outcome: Outcome) -> str:
    """A line about a case that was built."""
    if outcome.path is None:
        return f"{outcome.name}：没有生成报告，{_counts(outcome)}"
    return f"已生成{'草稿' if outcome.draft else ''} {_shown(outcome.path)}：{_score(outcome)}，{_counts(outcome)}"


def checked(outcome: Outcome) -> str:
    """A line about a case that was checked."""
    score = "" if outcome.scorecard is None or outcome.code else f"{_score(outcome)}，"
    return f"{outcome.name}：{score}{_counts(outcome)}"


def _score(outcome: Outcome) -> str:
    card = outcome.scorecard
    return f"{fixed(card.total.score, card.digits)} 分（{card.grade}）" if card is not None else ""


def _counts(outcome: Outcome) -> str:
    found = [
        ("还有 ", outcome.blanks, f"处{BLANK}"),
        ("", outcome.count(Severity.ERROR) - outcome.blanks, "个错误"),
        ("", outcome.count(Severity.WARNING), "个警告"),
        ("", bool(outcome.fault), "处程序故障"),
    ]
    return "、".join(f"{before}{int(number)} {what}" for before, number, what in found if number) or "没有发现问题"


def _shown(path: Path) -> str:
    """A path as seen from here, if it can be."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return str(path)


@dataclass(frozen=True, slots=True)
class View:
    """What `show` prints: sheets and the same as data, or None where the case has not come so far; `trouble` says why."""

    sheets: list[Any] = field(default_factory=list)
    data: Any = None
    trouble: str = ""


def view(workspace: Workspace, name: str, what: str) -> View:
    """A view of a case, as a draft: what is not filled in yet is shown as such."""
    line = Line(workspace, name, draft=True)
    try:
        line.check()
    except Stopped:
        trouble = "\n".join(text(d) for d in line.found if d.severity is Severity.ERROR)
        return _view(line, what, trouble)
    return _view(line, what, "")


def _view(line: Line, what: str, trouble: str) -> View:
    from reportgen import sheets

    if what == "case" and line.case is not None:
        return View(sheets.case_sheets(line.case), sheets.plain(line.case), trouble)
    if what == "scores" and line.scorecard is not None:
        card, report = line.scorecard, line.report
        return View(sheets.score_sheets(card, report), sheets.scores_data(card, report), trouble)
    if what == "context" and line.report is not None:
        figures = _figures(line)
        return View(sheets.context_sheets(line.report, figures), sheets.context_data(line.report, figures), trouble)
    return View(trouble=trouble)


def _figures(line: Line) -> Mapping[str, object]:
    from reportgen.compose.namespace import namespace

    assert line.case is not None  # noqa: S101 - a report has been composed
    assert line.scorecard is not None  # noqa: S101 - the same
    return namespace(line.case, line.scorecard, Sink())  # what is wrong in it, composing has reported
