"""Handing out cases to an executor, whichever it is, and taking back what became of them.

In: a Crew and the Tasks that wait. Out: CaseResults as they come, and at the end the Tasks that were under way when the crew was lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass

from .result import CaseResult
from .tasks import Task, build, faulty

# How a pool and a cluster say that work is lost, whatever the case.
_LOST = (BrokenExecutor, CancelledError)


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Crew:
    """An executor, how many cases it is given at a time, how it says what happened to a case, and whether it is still there.

    Few are given at a time, so that few are under suspicion when a crew is lost. Every `patience` seconds without news it is looked
    whether it `is_there`.
    """

    executor: Executor
    most: int
    explain: Callable[[str, Exception], CaseResult] = faulty
    is_there: Callable[[], bool] = _always
    patience: float | None = None


def drain(crew: Crew, waiting: deque[Task]) -> Generator[CaseResult, None, list[Task]]:
    """Builds all that waits, unless the crew is lost before; what was under way then is returned, the rest still waits."""
    under_way: dict[Future[CaseResult], Task] = {}
    lost: list[Task] = []
    while under_way or (waiting and not lost):
        while waiting and not lost and len(under_way) < crew.most and (future := _submitted(crew, waiting[0])) is not None:
            under_way[future] = waiting.popleft()
        done, _ = wait(under_way, crew.patience, FIRST_COMPLETED)
        if not done and not crew.is_there():
            return [*lost, *under_way.values()]
        for future in done:
            task = under_way.pop(future)
            try:
                yield future.result()
            except _LOST:
                lost.append(task)
            except Exception as problem:  # noqa: BLE001 - what a worker could not send back
                yield crew.explain(task.name, problem)
    return lost


def _submitted(crew: Crew, task: Task) -> Future[CaseResult] | None:
    """None where the crew is lost; what is under way tells the same soon."""
    try:
        return crew.executor.submit(build, task)
    except _LOST:
        return None
