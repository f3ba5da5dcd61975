"""What a worker does, a process of this machine or of a cluster: gets ready, and builds a case whatever happens in it.

In: a Task. Out: a CaseResult. Nothing heavy is imported before a worker has something to do.
"""

from __future__ import annotations

import platform
import threading
from dataclasses import replace
from time import perf_counter

from .contents import is_folder
from .program import program
from .result import CaseResult, failed, faulty
from .task import Task

# A worker of a cluster may have several threads; what the line rests on is made for one.
_ONE_AT_A_TIME = threading.Lock()


def build(task: Task) -> CaseResult:
    """What became of the case. Never raises: what is wrong with one case leaves the others alone."""
    start = perf_counter()
    with _ONE_AT_A_TIME:
        try:
            result = _refused(task) or _built(task)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is told with the case
            result = faulty(task.name, problem)
    return replace(result, seconds=perf_counter() - start)


def prepare(task: Task) -> None:
    """Imports what building needs and gets ready for a case, so that no case has to wait for all of that."""
    from .work import get_ready

    get_ready(task)


def _built(task: Task) -> CaseResult:
    from .work import built

    return built(task)


def _refused(task: Task) -> CaseResult | None:
    """Why this worker cannot build the case; None if it can."""
    if program() != task.program:
        message = f"机器 {platform.node()} 上的程序或依赖与本机不同，没有生成"
        return failed(task.name, "other-program", message, "在各台机器上装同一版程序和依赖，再运行一次")
    if not is_folder(task.workspace.cases):
        message = f"机器 {platform.node()} 看不到文件夹 {task.root}"
        return failed(task.name, "folder-not-shared", message, "把工作文件夹放在各台机器都能看到的同一路径下")
    return None
