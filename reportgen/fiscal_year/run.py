"""A year from beginning to end.

In: a workspace, a year, options, an observer. Out: a YearResult.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from time import perf_counter

from reportgen.diagnostics import Sink
from reportgen.workspace import Workspace

from .plan import Plan, plan_year, report_stale
from .result import CaseResult, Nobody, Observer, Options, YearResult
from .sweep import sweep


def run_year(workspace: Workspace, year: int, options: Options, observer: Observer | None = None) -> YearResult:
    """Builds what has changed; an interruption ends it, and the next run goes on from there."""
    start, sink, observer = perf_counter(), Sink(), observer or Nobody()
    sweep(workspace.output)
    plan = plan_year(workspace, year, options, sink)
    done, interrupted = list(plan.unchanged), False
    observer.started([task.name for task in plan.tasks])
    try:
        with closing(_results(plan, options, sink)) as results:
            for result in results:
                done.append(result)
                observer.finished(result)
    except KeyboardInterrupt:
        interrupted = True
    report_stale(done, workspace, sink)
    names = {result.name for result in done}
    return YearResult(
        year,
        tuple(sorted(done, key=lambda result: result.name)),
        tuple(task.name for task in plan.tasks if task.name not in names),
        tuple(sink),
        interrupted,
        perf_counter() - start,
    )


def _results(plan: Plan, options: Options, sink: Sink) -> Generator[CaseResult, None, None]:
    if not plan.tasks:
        return
    if options.cluster:
        from .cluster import on_cluster

        yield from on_cluster(plan, options, sink)
    else:
        from .processes import in_processes

        yield from in_processes(plan.tasks, options.jobs, plan.structures)
