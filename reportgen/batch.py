"""Cases one after another, as the command line wants them: each ends in an outcome, and none stops the others.

In: a workspace and names of cases. Out: outcomes with texts, data and exit codes; views of a case for `show`.
"""

from __future__ import annotations

import gc
import json
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from reportgen.diagnostics import Diagnostic, Severity, Sink, Stopped, as_github, as_json, text
from reportgen.export.office import Office
from reportgen.model.numbers import fixed
from reportgen.model.scorecard import Scorecard
from reportgen.model.values import BLANK
from reportgen.pipeline import Form, Line, Workspace
from reportgen.word.traces import Rendered

CLEAN, ERRORS, FAULT = 0, 1, 3
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: an exit code, findings, the score as far as it is known, the report if one was written."""

    name: str
    code: int
    findings: tuple[Diagnostic, ...]
    scorecard: Scorecard | None = None
    paths: tuple[Path, ...] = ()
    draft: bool = False
    fault: Exception | None = None

    def count(self, severity: Severity) -> int:
        return sum(d.severity is severity for d in self.findings)

    @property
    def blanks(self) -> int:
        """How many places are still to be filled in, where that is an error."""
        return sum(d.code == "blank" and d.severity is Severity.ERROR for d in self.findings)

    def texts(self, *, verbose: bool) -> Iterator[str]:
        """The findings as texts; mere information, and paths of what can be accepted, only if `verbose`."""
        yield from (text(d, path=verbose) for d in self.findings if verbose or d.severity is not Severity.INFO)

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
            "report": _shown(self.paths[0]) if self.paths else None,
            "files": [_shown(path) for path in self.paths],
            **({"total": f"{self.scorecard.total.score}", "grade": self.scorecard.grade} if self.scorecard else {}),
            "errors": self.count(Severity.ERROR),
            "warnings": self.count(Severity.WARNING),
            "fault": type(self.fault).__name__ if self.fault else None,
            "findings": json.loads(as_json(self.findings)),
        }


@dataclass(frozen=True, slots=True)
class Wish:
    """What to make of each case: its structure if not its own, a draft, forms besides Word, page numbers in the contents."""

    structure: str = ""
    draft: bool = False
    forms: frozenset[Form] = frozenset()
    pages: bool = False

    @property
    def counts_pages(self) -> bool:
        """Whether pages are to be counted, as they are for every PDF."""
        return self.pages or Form.PDF in self.forms


def build_cases(workspace: Workspace, names: Sequence[str], wish: Wish, first: Office) -> Iterator[Outcome]:
    """Builds cases in order; the report of each is written unless something is wrong.

    Where pages are counted, LibreOffice works on as many reports at once as there are processors, while the next ones are composed;
    `first`, which may have been started ahead, on the first.
    """
    attempts = [_Attempt(Line(workspace, name, wish.draft, wish.structure)) for name in names]
    if wish.counts_pages:
        yield from _counted(attempts, wish, first)
        return
    for attempt in attempts:
        attempt.go(lambda line: line.save(line.finish(line.render(), wish.forms, None)))
        yield attempt.outcome()


def _counted(attempts: Sequence[_Attempt], wish: Wish, first: Office) -> Iterator[Outcome]:
    """The outcomes in order, each as soon as it and those before it are there."""
    from concurrent.futures import Future, ThreadPoolExecutor

    waiting: deque[Future[Outcome]] = deque()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for at, attempt in enumerate(attempts):
            rendered = attempt.go(Line.render)
            waiting.append(pool.submit(_finished, attempt, rendered, wish, first if at == 0 else Office(first.environment)))
            while waiting and waiting[0].done():
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _finished(attempt: _Attempt, rendered: Rendered | None, wish: Wish, office: Office) -> Outcome:
    if rendered is not None:
        attempt.go(lambda line: line.save(line.finish(rendered, wish.forms, office)))
    return attempt.outcome()


def check_pages_of(workspace: Workspace, name: str, wish: Wish, *, draw: bool) -> Outcome:
    """Makes the PDF of a case and looks at its pages; keeps nothing but, if asked, a picture of each and overviews of all."""
    from reportgen.export.fonts import environment
    from reportgen.export.office import office

    attempt = _Attempt(Line(workspace, name, wish.draft, wish.structure))
    with office(environment(), ahead=True) as made:
        attempt.go(lambda line: line.look(made, draw=draw))
    return attempt.outcome()


def check_case(workspace: Workspace, name: str, wish: Wish) -> Outcome:
    """Does all that building does, in memory; writes nothing."""
    attempt = _Attempt(Line(workspace, name, wish.draft, wish.structure))
    attempt.go(Line.render)
    return attempt.outcome()


class _Attempt:
    """A case on its way: what goes wrong ends it, and leaves the others alone."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._code = CLEAN
        self._fault: Exception | None = None

    def go(self, work: Callable[[Line], _Made]) -> _Made | None:
        """What the work makes of the line; None where it stops."""
        try:
            return work(self._line)
        except Stopped:
            self._code = ERRORS
        except Exception as problem:  # noqa: BLE001 - a fault in one case leaves the others alone
            self._code, self._fault = FAULT, problem
        finally:
            end_start_up()
        return None

    def outcome(self) -> Outcome:
        """What became of the case."""
        line = self._line
        code = self._code or (ERRORS if line.sink.failed else CLEAN)
        return Outcome(line.name, code, tuple(line.found), line.scorecard, line.written, line.draft, self._fault)


def end_start_up() -> None:
    """With one case done, all is loaded that stays: from here on garbage is collected, among what the next cases make."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def written(outcome: Outcome) -> str:
    """A line about a case that was built."""
    if not outcome.paths:
        return f"{outcome.name}：没有生成报告，{_counts(outcome)}"
    files = "、".join(map(_shown, outcome.paths))
    fonts = "；页码用代用字体排出（reportgen build -v 列出）" if any(d.code == "font-stand-in" for d in outcome.findings) else ""
    return f"已生成{'草稿' if outcome.draft else ''} {files}：{_score(outcome)}，{_counts(outcome)}{fonts}"


def looked(outcome: Outcome) -> str:
    """A line about a case whose pages were looked at."""
    drawn = f"；图片在 {_shown(outcome.paths[0].parent)}/" if outcome.paths else ""
    return f"{outcome.name}：{_counts(outcome)}{drawn}"


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
    words = "、".join(f"{before}{int(number)} {what}" for before, number, what in found if number) or "没有发现问题"
    accepted = sum(d.accepted for d in outcome.findings)
    return f"{words}（另有 {accepted} 处按理由接受）" if accepted else words


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
    if what == "trace" and line.report is not None:
        return View(sheets.trace_sheets(line.report), sheets.trace_data(line.report), trouble)
    if what == "context" and line.report is not None:
        figures = _figures(line)
        return View(sheets.context_sheets(line.report, figures), sheets.context_data(line.report, figures), trouble)
    return View(trouble=trouble)


def _figures(line: Line) -> Mapping[str, object]:
    from reportgen.compose.namespace import namespace

    assert line.case is not None  # noqa: S101 - a report has been composed
    assert line.scorecard is not None  # noqa: S101 - the same
    return namespace(line.case, line.scorecard, Sink())  # what is wrong in it, composing has reported
