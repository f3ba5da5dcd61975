"""Cases in parallel processes of this machine.

In: Tasks. Out: CaseResults as they come. Whatever a case does to its process, the others are built. Finds: a process that was killed.

When a process dies, the pool breaks and does not say over which case. Those that were under way are set aside, the rest goes on in a
new pool, and at the end each that was set aside runs alone: one that breaks its pool again is the one.
"""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, suppress
from functools import partial
from itertools import chain, islice

from reportgen.diagnostics import FilePlace, Sink

from .crew import Crew, drain
from .plan import listed
from .pools import cores, pool_of
from .result import CaseResult, Status, failed
from .task import Task
from .worker import prepare

_MOST = 61  # processes that a pool can have on Windows


def in_processes(tasks: Iterable[Task], jobs: int, sink: Sink) -> Iterator[CaseResult]:
    """The result of each case. The first process starts as soon as there is a first case, whatever time it takes to find the others."""
    suspects = yield from _in_pools(_ahead(tasks), min(jobs or cores(), _MOST))
    alone: list[CaseResult] = []
    killers = yield from _noted(_in_pools(iter(suspects), 1), alone)
    if suspects and not killers:
        _report_lost(alone, sink)
    for task in killers:
        message = "生成这个案例的进程两次被系统终止，多半是内存不足"
        yield failed(task.name, "worker-killed", message, "看看案例里有没有特别大的图片或表格；加 --jobs 1 再运行一次")


def _noted(results: Generator[CaseResult, None, list[Task]], into: list[CaseResult]) -> Generator[CaseResult, None, list[Task]]:
    """The same results, each noted as well; returns what they return."""
    with closing(results):
        while True:
            try:
                into.append(next(results))
            except StopIteration as end:
                lost: list[Task] = end.value
                return lost
            yield into[-1]


def _report_lost(alone: Iterable[CaseResult], sink: Sink) -> None:
    """Says which cases were done again, and whether that helped: one of them may have errors of its own."""
    done = sorted(result.name for result in alone if result.status is not Status.FAILED)
    wrong = sorted(result.name for result in alone if result.status is Status.FAILED)
    failing = f"；其中 {listed(wrong)} 本身有错误，没有生成" if wrong else ""
    message = f"有进程在生成途中被系统终止，当时在做的案例已经单独重做：{listed(sorted([*done, *wrong]))}{failing}"
    ready = f"；{f'{listed(done)} 的' if wrong else '这些'}报告不用重做" if done else ""
    sink.error("worker-lost", FilePlace("cases"), message, f"多半是内存不足：关掉别的程序，或加 --jobs 1{ready}")


def _ahead(tasks: Iterable[Task]) -> Iterator[Task]:
    """The same, the rest found out at once when the second is asked for: by then the first is under way."""
    stream = iter(tasks)
    yield from islice(stream, 1)
    yield from list(stream)


def _in_pools(tasks: Iterator[Task], jobs: int) -> Generator[CaseResult, None, list[Task]]:
    """Builds all that is to be done, in as many pools as it takes; returns the cases that were under way when one broke."""
    lost: list[Task] = []
    for first in tasks:
        with pool_of(jobs, partial(_begin, first)) as pool:
            # One more than there are processes waits at hand, so that none of them has to wait for us.
            lost += yield from drain(Crew(pool, jobs + 1 if jobs > 1 else 1), chain([first], tasks))
    return lost


def _begin(first: Task) -> None:
    """What a process does before its first case; garbage is collected once that is done, see `batch.end_start_up`."""
    gc.disable()
    with suppress(Exception):  # the first case will meet it again and tell it
        prepare(first)
