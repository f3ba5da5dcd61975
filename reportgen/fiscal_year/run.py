"""A year from beginning to end.

In: a workspace, a year, options, an observer. Out: a YearResult.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from time import perf_counter

from reportgen.diagnostics import Sink
from reportgen.workspace import Workspace

from .plan import Comparison, Plan, plan_year, report_stale
from .records import kept
from .result import CaseResult, Nobody, Observer, Options, Others, Status, YearResult
from .sweep import sweep
from .task import Task


def run_year(workspace: Workspace, year: int, options: Options, observer: Observer | None = None) -> YearResult:
    """Builds what has changed; an interruption ends it, and the next run goes on from there."""
    start, sink, run = perf_counter(), Sink(), _Run(workspace, options, observer or Nobody())
    sweep(workspace.output, workspace.output / str(year))
    plan = plan_year(workspace, year, options, sink)
    interrupted = run.is_interrupted(plan.asked, sink)
    if interrupted:
        run.take_finished(plan.asked)
    report_stale(run.done.values(), workspace, sink)
    cases = tuple(run.done[name] for name in sorted(run.done))
    left = tuple(task.name for task in plan.asked if task.name not in run.done)
    seconds = perf_counter() - start
    return YearResult(year, cases, left, tuple(sink), interrupted, options.force, seconds, _others(workspace, plan))


def _others(workspace: Workspace, plan: Plan) -> Others:
    """The cases that were not asked for: those whose reports stand, and the names of the rest."""
    if not plan.asked or not plan.others:
        return Others()
    now = Comparison.of(workspace)
    records = {task.name: now.standing(task) for task in plan.others}
    standing = (CaseResult(name, Status.UNCHANGED, record) for name, record in records.items() if record is not None)
    return Others(tuple(standing), tuple(name for name, record in records.items() if record is None))


@dataclass(frozen=True, slots=True)
class _Run:
    """A year under way, with the cases that are done with by name."""

    workspace: Workspace
    options: Options
    observer: Observer
    done: dict[str, CaseResult] = field(default_factory=dict)

    def is_interrupted(self, tasks: Iterable[Task], sink: Sink) -> bool:
        """Does all that is to be done, unless it is interrupted before the end."""
        try:
            with closing(self._results(tasks, sink)) as results:
                for result in results:
                    self.done[result.name] = result
                    self.observer.finished(result)
        except KeyboardInterrupt:
            return True
        return False

    def take_finished(self, tasks: Iterable[Task]) -> None:
        """Cases that were finished after the interruption, so that nobody took the result."""
        for task in tasks:
            record = kept(self.workspace.output, task.name) if task.name not in self.done else None
            if record is not None and record.run == task.run:
                self.done[task.name] = CaseResult(task.name, Status.BUILT, record)

    def _results(self, tasks: Iterable[Task], sink: Sink) -> Generator[CaseResult, None, None]:
        changed = self._changed(tasks)
        if self.options.cluster:
            from .cluster import on_cluster

            yield from on_cluster(changed, self.options, sink)
        else:
            from .processes import in_processes

            yield from in_processes(changed, self.options.jobs, sink)

    def _changed(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """What is to be built, one after the other as it is found; the others are done with."""
        now, names = Comparison.of(self.workspace), []
        for task in tasks:
            record = None if self.options.force else now.current(task)
            if record is not None:
                self.done[task.name] = CaseResult(task.name, Status.UNCHANGED, record)
            else:
                names.append(task.name)
                yield task
        self.observer.started(names)
