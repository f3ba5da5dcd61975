"""What is said of a year as a whole, and of a case by those who hand it out: circumstances that no file of a case can show.

In: the folder of an example. Out: what the program says there; OF_YEARS has it by the code of the page.
"""

from __future__ import annotations

import errno
import platform
import shutil
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from unittest.mock import MagicMock

import pytest

from reportgen.diagnostics import Diagnostic, FilePlace, Severity, Sink
from reportgen.fiscal_year import CaseResult, Options, processes, run_year
from reportgen.fiscal_year import cluster as clusters
from reportgen.fiscal_year.contents import Cases
from reportgen.fiscal_year.crew import Crew
from reportgen.fiscal_year.plan import plan_year, report_stale
from reportgen.fiscal_year.task import Task
from reportgen.fiscal_year.worker import build
from reportgen.workspace import Workspace
from tests.explain.circumstances import refusing
from tests.explain.examples import NAME
from tests.test_bad_input import BAD

YEAR = 2023
Says = Callable[[Path, pytest.MonkeyPatch], Iterable[Diagnostic]]


def year_of(folder: Path) -> Workspace:
    """A workspace with one case of the year."""
    case = folder / "cases" / NAME
    case.mkdir(parents=True)
    shutil.copy(BAD / "_base.toml", case / "report.toml")
    shutil.copytree(Path(__file__).parents[2] / "templates", folder / "templates")
    return Workspace(folder)


def task_of(made: Workspace) -> Task:
    """Its one case, to be built."""
    (task,) = plan_year(made, YEAR, Options(), Sink()).asked
    return task


def said(result: CaseResult) -> list[Diagnostic]:
    """The findings of a case."""
    return [Diagnostic(f.code, Severity(f.severity), FilePlace(f.place), f.message, f.hint) for f in result.findings]


def another_year(folder: Path, _: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    """A year that no case belongs to."""
    return run_year(year_of(folder), YEAR - 1, Options()).findings


def then(change: Callable[[Path], object]) -> Says:
    """Something becomes of the template after the case was built."""

    def says(folder: Path, _: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
        made, sink = year_of(folder), Sink()
        result = build(task_of(made))
        change(made.templates / "professional")
        report_stale([result], made, sink)
        return sink

    return says


def never_at_rest(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    """The case is another whenever it is looked at."""
    task, numbers = task_of(year_of(folder)), count()
    patch.setattr(Cases, "digest", lambda *_: str(next(numbers)))
    return said(build(task))


def broken(_: Crew, tasks: Iterator[Task]) -> Generator[CaseResult, None, list[Task]]:
    """What `drain` does when a crew is lost over its first cases."""
    yield from ()
    return list(tasks)


def killed_twice(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    """Every pool breaks over the case."""
    task = task_of(year_of(folder))
    patch.setattr(processes, "drain", broken)
    (result,) = processes.in_processes([task], 1, Sink())
    return said(result)


def killed_once(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    """A pool breaks over the case, the next one does not."""

    def nothing_lost(_: Crew, tasks: Iterator[Task]) -> Generator[CaseResult, None, list[Task]]:
        yield from map(build, tasks)
        return []

    def first(crew: Crew, tasks: Iterator[Task]) -> Generator[CaseResult, None, list[Task]]:
        patch.setattr(processes, "drain", nothing_lost)
        return broken(crew, tasks)

    task, sink = task_of(year_of(folder)), Sink()
    patch.setattr(processes, "drain", first)
    assert [result.findings for result in processes.in_processes([task], 1, sink)] == [()]
    return sink


def on_another_machine(changed: Callable[[Task], Task]) -> Says:
    """A worker on a machine of this name, which finds something else than is here."""

    def says(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
        patch.setattr(platform, "node", lambda: "node-2")
        return said(build(changed(task_of(year_of(folder)))))

    return says


def full_for_records(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    """The disk takes the report, but not the record."""
    patch.setattr("reportgen.fiscal_year.work.keep", refusing(errno.ENOSPC))
    return said(build(task_of(year_of(folder))))


def cluster_gone(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    """A cluster that goes away over the case."""
    patch.setattr(clusters, "_connected", MagicMock())
    patch.setattr(clusters, "drain", broken)
    patch.setattr(clusters, "in_processes", lambda *_: iter(()))
    return run_year(year_of(folder), YEAR, Options(cluster="tcp://10.0.0.5:8786")).findings


def without_extra(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    """No Dask on this machine."""
    patch.setitem(sys.modules, "distributed", None)
    return run_year(year_of(folder), YEAR, Options(cluster="tcp://10.0.0.5:8786")).findings


def nobody_there(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    """No scheduler at the address."""
    patch.setattr(clusters, "_CONNECT", 0.2)
    return run_year(year_of(folder), YEAR, Options(cluster="tcp://127.0.0.1:1")).findings


OF_YEARS: dict[str, Says] = {
    "year-without-cases": another_year,
    "template-changed": then(lambda template: template.with_suffix(".toml").write_text("", "utf-8")),
    "template-deleted": then(lambda template: template.with_suffix(".docx").unlink()),
    "changed-meanwhile": never_at_rest,
    "worker-killed": killed_twice,
    "worker-lost": killed_once,
    "other-program": on_another_machine(lambda task: replace(task, program="older")),
    "folder-not-shared": on_another_machine(lambda task: replace(task, root="/data/reports")),
    "record-unwritable": full_for_records,
    "cluster-lost": cluster_gone,
    "cluster-not-installed": without_extra,
    "cluster-unreachable": nobody_there,
}
