"""Cases in parallel processes of this machine.

In: Tasks. Out: CaseResults as they come. Whatever a case does to its process, the others are built. Finds: a process that was killed.

Processes are spawned, not forked: the parent has threads (the pool's own, the progress bar's), it has imported nothing of the line that
they could share, and spawning is the same on every system. When a process dies, the pool breaks and does not say over which case.
Those that were under way are set aside, the rest goes on in a new pool, and at the end each that was set aside runs alone: one that
breaks its pool again is the one.
"""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from itertools import chain, islice
from multiprocessing.process import BaseProcess
from time import monotonic
from types import ModuleType
from typing import Any

from reportgen.diagnostics import FilePlace, Sink

from .crew import Crew, drain
from .plan import listed
from .result import CaseResult, failed
from .task import Task
from .worker import prepare

_GRACE = 10.0  # seconds that the cases under way have to finish after an interruption
_MOST = 61  # processes that a pool can have on Windows


def in_processes(tasks: Iterable[Task], jobs: int, sink: Sink) -> Iterator[CaseResult]:
    """The result of each case. The first process starts as soon as there is a first case, whatever time it takes to find the others."""
    suspects = yield from _in_pools(_ahead(tasks), min(jobs or cores(), _MOST))
    killers = yield from _in_pools(iter(suspects), 1)
    if suspects and not killers:
        names = listed(sorted(task.name for task in suspects))
        message = f"有进程在生成途中被系统终止，当时在做的案例已经单独重做：{names}"
        sink.error("worker-lost", FilePlace("cases"), message, "多半是内存不足：关掉别的程序，或加 --jobs 1；这些报告不用重做")
    for task in killers:
        message = "生成这个案例的进程两次被系统终止，多半是内存不足"
        yield failed(task.name, "worker-killed", message, "看看案例里有没有特别大的图片或表格；加 --jobs 1 再运行一次")


def _ahead(tasks: Iterable[Task]) -> Iterator[Task]:
    """The same, the rest found out at once when the second is asked for: by then the first is under way."""
    stream = iter(tasks)
    yield from islice(stream, 1)
    yield from list(stream)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_pools(tasks: Iterator[Task], jobs: int) -> Generator[CaseResult, None, list[Task]]:
    """Builds all that is to be done, in as many pools as it takes; returns the cases that were under way when one broke."""
    lost: list[Task] = []
    for first in tasks:
        with _pool(jobs, first) as pool:
            # One more than there are processes waits at hand, so that none of them has to wait for us.
            lost += yield from drain(Crew(pool, jobs + 1 if jobs > 1 else 1), chain([first], tasks))
    return lost


class _Pool(ProcessPoolExecutor):
    """A pool whose processes do not hear Ctrl-C: they finish what they are at, and the parent sees to the rest.

    Nor do they import the parent's main module, as spawned processes do: it is the command line, or a test, and none of their business.
    """

    def submit(self, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as the executor has it
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            with _unheard():
                return super().submit(*args, **kwargs)
        finally:
            sys.modules["__main__"] = main


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
def _pool(jobs: int, first: Task) -> Iterator[ProcessPoolExecutor]:
    """A pool that is gone afterwards, even if it has to be ended; its processes are prepared for the first case."""
    others = set(multiprocessing.active_children())
    pool = _Pool(jobs, multiprocessing.get_context("spawn"), _begin, (first,))
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


def _begin(first: Task) -> None:
    """What a process does before its first case; garbage is collected once that is done, see `batch.end_start_up`."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it could not be blocked
    threading.Thread(target=_follow, daemon=True).start()
    atexit.register(os._exit, 0)  # all is written and sent: taking an interpreter apart takes a tenth of a second
    with suppress(Exception):  # the first case will meet it again and tell it
        prepare(first)


def _follow() -> None:
    """Ends this process when its parent has ended without a word: nobody would ever give it anything to do."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
