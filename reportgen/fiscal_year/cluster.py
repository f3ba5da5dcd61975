"""Cases on a Dask cluster: the same work, given to dask.distributed, which is an optional extra and imported here alone.

In: Tasks and the address of a scheduler. Out: CaseResults as they come. Every worker sees the workspace under the same path and runs
the same program. Finds: no extra, no cluster at the address, a cluster that goes away; then this machine does the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from reportgen.diagnostics import FilePlace, Sink

from .crew import Crew, drain
from .plan import listed
from .processes import in_processes
from .result import CaseResult, Options, failed, faulty
from .task import Task

_CONNECT = 15  # seconds within which a scheduler answers
_LAST_PORT = 65_535
_PATIENCE = 20.0  # seconds without news after which it is looked whether there are workers
# What they log of a cluster that goes away is English, with tracebacks; what happens to a case is told in our words.
_LOGGERS = ("distributed", "tornado", "asyncio")


def on_cluster(tasks: Iterable[Task], options: Options, sink: Sink) -> Iterator[CaseResult]:
    """The result of each case; none where there is no cluster to begin with."""
    place, waiting = FilePlace("--cluster"), list(tasks)
    client = _connected(options.cluster, place, sink) if waiting else None
    if client is None:
        return
    with client:
        is_there = partial(_has_workers, client)
        crew = Crew(client.get_executor(pure=False), len(waiting), partial(_explained, is_there), is_there, _PATIENCE)
        lost = yield from drain(crew, stream := iter(waiting))
    if rest := [*lost, *stream]:
        message = f"集群 {options.cluster} 断开了，{len(rest)} 个案例改在本机生成：{listed(sorted(task.name for task in rest))}"
        sink.error("cluster-lost", place, message, "检查集群的调度程序和工作进程；本机生成的报告同样有效")
        yield from in_processes(rest, options.jobs, sink)


def _connected(address: str, place: FilePlace, sink: Sink) -> Any:  # noqa: ANN401 - a Client, if there is such a type
    """The client of a scheduler, or None and an error."""
    try:
        from distributed import Client
    except ImportError:
        hint = '在程序的文件夹里运行 python -m pip install -e ".[cluster]"；或去掉 --cluster，在本机生成'
        sink.error("cluster-not-installed", place, "没有安装 distributed，不能用集群", hint)
        return None
    _silence()
    hint = "地址写成 tcp://主机:端口；调度程序用 dask scheduler 启动；或去掉 --cluster，在本机生成"
    if not _is_address(address):
        sink.error("cluster-unreachable", place, f"集群的地址写的是“{address}”，不是 tcp://主机:端口，没有生成", hint)
        return None
    try:
        return Client(address, timeout=_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError):
        sink.error("cluster-unreachable", place, f"连不上集群 {address}，没有生成", hint)
        return None


def _is_address(text: str) -> bool:
    """Whether the library takes it for one. Asked first: a client with another is never done, nor is the program that made it."""
    from distributed.comm.addressing import parse_address, parse_host_port
    from distributed.comm.registry import get_backend

    try:
        scheme, location = parse_address(text, strict=True)
        get_backend(scheme)
        host, port = parse_host_port(location)
    except ValueError:
        return False
    return bool(host) and 0 < port <= _LAST_PORT


def _silence() -> None:
    """Takes their handlers from the loggers of the library, and from all that are below them."""
    known = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in _LOGGERS]
    for logger in map(logging.getLogger, {*_LOGGERS, *known}):
        logger.handlers, logger.propagate = [logging.NullHandler()], False


def _has_workers(client: Any) -> bool:  # noqa: ANN401 - the same
    try:
        return bool(client.nthreads())
    except Exception:  # noqa: BLE001 - however a scheduler that is gone shows
        return False


def _explained(is_there: Callable[[], bool], name: str, problem: BaseException) -> CaseResult | None:
    """What a worker could not do; None where that is because the cluster is not there any more.

    A case that kills its workers is tried on others by the scheduler, and given up after a few.
    """
    if type(problem).__name__ == "KilledWorker":
        message = "生成这个案例的工作进程一再被终止，多半是内存不足"
        return failed(name, "worker-killed", message, "看看案例里有没有特别大的图片或表格；给工作进程更多内存后再运行一次")
    if isinstance(problem, ModuleNotFoundError):
        return failed(name, "other-program", f"集群的机器上没有 {problem.name}", "在各台机器上装同一版程序和依赖，再运行一次")
    return faulty(name, problem) if is_there() else None
