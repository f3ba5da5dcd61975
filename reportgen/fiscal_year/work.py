"""One case of a year: the line, and a record of what it was made of.

In: a Task. Out: a CaseResult, and on disk the report and its record. A worker compiles each template once, since `word` keeps what it
has opened.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from reportgen.batch import Wish, end_start_up
from reportgen.case import everybody
from reportgen.checks.check import all_checks
from reportgen.compose import FILTERS
from reportgen.diagnostics import FilePlace, Sink, Stopped, reason
from reportgen.export.fonts import environment
from reportgen.export.office import office
from reportgen.model.neighbours import Neighbour
from reportgen.pipeline import Form, Line
from reportgen.save import digest
from reportgen.word.template import open_template

from .contents import Cases, digest_of, templates
from .earlier import with_earlier
from .findings import findings
from .records import Record, Stamp, keep, record_of
from .result import CaseResult, Status, failed
from .summing_up import sum_up
from .task import Task

_TURNS = 2  # how often a case is built whose files change meanwhile


def built(task: Task) -> CaseResult:
    """Built, and once more if its files changed meanwhile: no record may speak of other files than those that were read."""
    written, withdrawn = tuple[str, ...](), tuple[str, ...]()
    for _ in range(_TURNS):
        before = _Standing.of(task)
        line, outputs = _carried_out(task)
        written, withdrawn = _names(written, line.written), _names(withdrawn, line.withdrawn)
        if line.case is None or outputs is None:
            return CaseResult(task.name, Status.FAILED, findings=findings(line.found), withdrawn=withdrawn, written=written)
        structure = line.case.report.structure
        if (stamp := before.stamp(task, structure)) is not None and stamp == _Standing.of(task).stamp(task, structure):
            record = record_of(task.run, stamp, sum_up(line), outputs, digest(line.content))
            return replace(_recorded(with_earlier(record, task.workspace.output), line), withdrawn=withdrawn)
    result = failed(task.name, "changed-meanwhile", "案例或模板在生成期间一再被改动", "改完以后再运行一次")
    return replace(result, withdrawn=withdrawn, written=written)


def _names(earlier: Iterable[str], paths: Iterable[Path]) -> tuple[str, ...]:
    """The names of files of earlier turns, and of this one."""
    return tuple(dict.fromkeys([*earlier, *(path.name for path in paths)]))


def get_ready(task: Task) -> None:
    """Does ahead what the first case of a process would wait for: its template, all checks, the names in other cases.

    What is wrong with any of it, the cases will say.
    """
    with contextlib.suppress(Exception):
        open_template(task.workspace.templates / f"{task.structure}.docx", FILTERS, Sink())
    with contextlib.suppress(Exception):
        all_checks()
        _everybody(task.workspace.cases, task.run)


def _carried_out(task: Task) -> tuple[Line, dict[str, str] | None]:
    """The line at its end, and the digests of the files that it wrote; None if it met an error."""
    line = Line(task.workspace, task.name, task.draft, everybody=_everybody(task.workspace.cases, task.run))
    wish = Wish(draft=task.draft, forms=frozenset(map(Form, task.forms)), pages=task.pages)
    try:
        with office(environment(), ahead=wish.counts_pages) as made:
            line.save(line.finish(line.render(), wish.forms, made if wish.counts_pages else None))
    except Stopped:
        return line, None
    finally:
        end_start_up()
    written = {path.relative_to(task.workspace.output).as_posix(): digest_of(path) or "" for path in line.written}
    return line, None if line.sink.failed else written


@lru_cache(maxsize=1)
def _everybody(cases: Path, _run: str) -> tuple[Neighbour, ...]:
    """The cases whose names may be left over in another's report, read once in a run."""
    return everybody(cases)


def _recorded(record: Record, line: Line) -> CaseResult:
    """The result of a case that was built. Without a record, or without LibreOffice where it was asked for, it is built again."""
    try:
        if not any(d.code == "office-missing" for d in line.found):
            keep(record, line.workspace.output)
    except OSError as problem:
        message = f"报告已生成，但记录写不下来：{reason(problem)}"
        place = FilePlace(f"{line.workspace.output.name}/.built/{record.name}.json")
        line.sink.warning("record-unwritable", place, message, "处理后再运行一次，会重新生成这一份")
    return CaseResult(record.name, Status.BUILT, record, findings(line.found))


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a case and the templates are at a moment; None where the case cannot be read."""

    case: str | None
    templates: Mapping[str, str]

    @classmethod
    def of(cls, task: Task) -> _Standing:
        """What they are now."""
        workspace = task.workspace
        return cls(Cases(workspace.cases, task.name).digest(task.name), templates(workspace.templates))

    def stamp(self, task: Task, structure: str) -> Stamp | None:
        """Of what a report in this structure is made; None where a part of it cannot be read."""
        if self.case is None or structure not in self.templates:
            return None
        return Stamp(self.case, self.templates[structure], task.program, task.settings)
