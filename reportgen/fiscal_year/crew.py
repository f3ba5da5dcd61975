"""Handing out cases to an executor, whichever it is, and taking back what became of them.

In: a Crew and Tasks, which are taken as they can be done. Out: CaseResults as they come, and at the end the Tasks that were under way
when the crew was lost.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass
from itertools import islice

from .result import CaseResult, faulty
from .task import Task
from .worker import build

# How a pool and a cluster say that work is lost, whatever the case.
_LOST = (BrokenExecutor, CancelledError)


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Crew:
    """An executor, how many cases it is given at a time, how it says what happened to a case, and whether it is still there.

    Few are given at a time, so that few are under suspicion when a crew is lost. Every `patience` seconds without news it is looked
    whether it `is_there`. What cannot be explained (None) means that it is not.
    """

    executor: Executor
    most: int
    explain: Callable[[str, BaseException], CaseResult | None] = faulty
    is_there: Callable[[], bool] = _always
    patience: float | None = None


def drain(crew: Crew, tasks: Iterator[Task]) -> Generator[CaseResult, None, list[Task]]:
    """Builds all that is to be done, unless the crew is lost before: what was under way then is returned, the rest is not taken."""
    under_way: dict[Future[CaseResult], Task] = {}
    lost: list[Task] = []
    while not lost or under_way:
        for task in islice(tasks, 0 if lost else crew.most - len(under_way)):
            try:
                under_way[crew.executor.submit(build, task)] = task
            except _LOST:
                lost.append(task)
                break
        if not under_way:
            break
        done, _ = wait(under_way, crew.patience, FIRST_COMPLETED)
        if not done and not crew.is_there():
            return [*lost, *under_way.values()]
        yield from _results(crew, {future: under_way.pop(future) for future in done}, lost)
    return lost


def _results(crew: Crew, done: Mapping[Future[CaseResult], Task], lost: list[Task]) -> Iterator[CaseResult]:
    """What became of cases that are done with; those over which the crew was lost are put there."""
    for future, task in done.items():
        problem = CancelledError() if future.cancelled() else future.exception()
        result = future.result() if problem is None else None if isinstance(problem, _LOST) else crew.explain(task.name, problem)
        if result is None:
            lost.append(task)
        else:
            yield result
