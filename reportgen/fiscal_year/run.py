"""A year from beginning to end.

In: a workspace, a year, options, an observer. Out: a YearResult.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from time import perf_counter

from reportgen.diagnostics import Sink
from reportgen.workspace import Workspace

from .contents import Cases
from .plan import Plan, plan_year, report_stale, up_to_date
from .result import CaseResult, Nobody, Observer, Options, Status, YearResult
from .sweep import sweep
from .tasks import Task


def run_year(workspace: Workspace, year: int, options: Options, observer: Observer | None = None) -> YearResult:
    """Builds what has changed; an interruption ends it, and the next run goes on from there."""
    start, sink, observer = perf_counter(), Sink(), observer or Nobody()
    sweep(workspace.output)
    plan = plan_year(workspace, year, options, sink)
    done = list(plan.unchanged)
    observer.started([task.name for task in plan.tasks])
    interrupted = _is_interrupted(_results(plan, options, sink), observer, done)
    left = _left(plan, done)
    if interrupted:  # what was under way has been finished, but nobody took the result
        done += [CaseResult(name, Status.BUILT, record) for name, record in up_to_date(Cases(workspace.cases), left, workspace).items()]
        left = _left(plan, done)
    report_stale(done, workspace, sink)
    cases = tuple(sorted(done, key=lambda result: result.name))
    return YearResult(year, cases, tuple(task.name for task in left), tuple(sink), interrupted, perf_counter() - start)


def _is_interrupted(results: Generator[CaseResult, None, None], observer: Observer, done: list[CaseResult]) -> bool:
    """Takes the results into `done`, unless it is interrupted before the last."""
    try:
        with closing(results):
            for result in results:
                done.append(result)
                observer.finished(result)
    except KeyboardInterrupt:
        return True
    return False


def _left(plan: Plan, done: list[CaseResult]) -> list[Task]:
    names = {result.name for result in done}
    return [task for task in plan.tasks if task.name not in names]


def _results(plan: Plan, options: Options, sink: Sink) -> Generator[CaseResult, None, None]:
    if not plan.tasks:
        return
    if options.cluster:
        from .cluster import on_cluster

        yield from on_cluster(plan, options, sink)
    else:
        from .processes import in_processes

        yield from in_processes(plan.tasks, options.jobs, plan.structures)
