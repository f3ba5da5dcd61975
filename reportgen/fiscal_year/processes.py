"""Cases in parallel processes of this machine.

In: Tasks. Out: CaseResults as they come. Whatever a case does to its process, the others are built.

Processes are spawned, not forked: the parent has threads (the pool's own, the progress bar's), it has imported nothing of the line that
they could share, and spawning is the same on every system. When a process dies, the pool breaks and does not say over which case.
Those that were under way are set aside, the rest goes on in a new pool, and at the end each that was set aside runs alone: one that
breaks its pool again is the one.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import Any

from .crew import Crew, drain
from .result import CaseResult
from .tasks import Task, failed, prepare

_GRACE = 10.0  # seconds that the cases under way have to finish after an interruption
_MOST = 61  # processes that a pool can have on Windows


def in_processes(tasks: Iterable[Task], jobs: int, structures: tuple[str, ...]) -> Iterator[CaseResult]:
    """The result of each case; `structures` are those whose templates every process compiles before its first."""
    waiting = deque(tasks)
    suspects = deque((yield from _in_pools(waiting, min(jobs or cores(), _MOST), structures)))
    for task in (yield from _in_pools(suspects, 1, structures)):
        message = "生成这个案例的进程两次被系统终止，多半是内存不足"
        yield failed(task.name, "worker-killed", message, "看看案例里有没有特别大的图片或表格；加 --jobs 1 再运行一次")


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_pools(waiting: deque[Task], jobs: int, structures: tuple[str, ...]) -> Generator[CaseResult, None, list[Task]]:
    """Builds all that waits, in as many pools as it takes; returns the cases that were under way when one broke."""
    lost: list[Task] = []
    while waiting:
        with _pool(min(jobs, len(waiting)), waiting[0].root, structures) as pool:
            # One more than there are processes waits at hand, so that none of them has to wait for us.
            lost += yield from drain(Crew(pool, jobs + 1 if jobs > 1 else 1), waiting)
    return lost


class _Pool(ProcessPoolExecutor):
    """A pool whose processes do not hear Ctrl-C: they finish what they are at, and the parent sees to the rest."""

    def submit(self, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as the executor has it
        with _unheard():
            return super().submit(*args, **kwargs)


@contextmanager
def _unheard() -> Iterator[None]:
    """Processes that are started meanwhile do not hear Ctrl-C from their first moment; this one hears it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _pool(jobs: int, root: str, structures: tuple[str, ...]) -> Iterator[ProcessPoolExecutor]:
    """A pool that is gone afterwards, even if it has to be ended."""
    others = set(multiprocessing.active_children())
    pool = _Pool(jobs, multiprocessing.get_context("spawn"), _begin, (root, structures))
    try:
        yield pool
    except BaseException:  # interrupted, here or in whoever takes the results
        pool.shutdown(wait=False, cancel_futures=True)
        _end(set(multiprocessing.active_children()) - others)
        raise
    pool.shutdown()


def _end(processes: Iterable[BaseProcess]) -> None:
    """Waits a while for processes that are finishing; ends those that do not, or all at a second Ctrl-C. Reports are written whole."""
    deadline = monotonic() + _GRACE
    try:
        for process in processes:
            process.join(max(0, deadline - monotonic()))
    finally:
        for process in processes:
            if process.is_alive():
                process.terminate()


def _begin(root: str, structures: tuple[str, ...]) -> None:
    """What a process does before its first case."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it could not be blocked
    threading.Thread(target=_follow, daemon=True).start()
    with suppress(Exception):  # the first case will meet it again and tell it
        prepare(root, structures)


def _follow() -> None:
    """Ends this process when its parent has ended without a word: nobody would ever give it anything to do."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
