"""Processes of this machine that hear nobody but their parent, and end with it.

In: how many, and what each does first. Out: a pool of them.

Processes are spawned, not forked: the parent has threads (the pool's own, the progress bar's), it has imported nothing of the line that
they could share, and spawning is the same on every system.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from time import monotonic
from types import ModuleType
from typing import Any

_GRACE = 10.0  # seconds that processes have to finish what they are at after an interruption


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
def pool_of(jobs: int, first: Callable[[], object]) -> Iterator[ProcessPoolExecutor]:
    """A pool that is gone afterwards, even if it has to be ended; what each process does before it takes work must not raise."""
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


def _begin(first: Callable[[], object]) -> None:
    """What a process does before it takes work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it could not be blocked
    threading.Thread(target=_follow, daemon=True).start()
    atexit.register(os._exit, 0)  # all is written and sent: taking an interpreter apart takes a tenth of a second
    first()


def _follow() -> None:
    """Ends this process when its parent has ended without a word: nobody would ever give it anything to do."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
