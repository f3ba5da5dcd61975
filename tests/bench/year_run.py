"""A year as a process of its own, measured from within: `python -m tests.bench.year_run FOLDER YEAR JOBS [force] [digest]`.

In: a workspace, a year, a number of processes. Out, as JSON on stdout: what became of the cases, the seconds that each took, and the
memory of each worker, in MB, whenever a case was done (where the system tells it: /proc); the processor time of this process and of
its workers; the seconds that the digest took, where one is wanted. Starts as the command line does.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter

import reportgen.__main__  # noqa: F401 - what a command begins with
from reportgen.diagnostics import Sink
from reportgen.fiscal_year import CaseResult, Options, YearResult, run_year
from reportgen.workspace import Workspace

_MB = 1024 * 1024


class Watching:
    """Notes the memory of every worker whenever a case is done."""

    def __init__(self) -> None:
        self.memory: dict[int, list[float]] = defaultdict(list)

    def started(self, names: Sequence[str]) -> None:
        """Nothing is there yet."""

    def finished(self, result: CaseResult) -> None:
        """One more."""
        for worker in multiprocessing.active_children():
            with suppress(OSError):
                pages = int(Path(f"/proc/{worker.pid}/statm").read_text("ascii").split()[1])
                self.memory[worker.pid or 0].append(pages * os.sysconf("SC_PAGE_SIZE") / _MB)


def _cpu(whose: int) -> float:
    """Seconds of processor time, of this process or of the workers that have ended."""
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def _digest(workspace: Workspace, done: YearResult) -> float:
    """Writes the digest, and gives the seconds that it took."""
    from reportgen.fiscal_year.digests import write_digest

    start, sink = perf_counter(), Sink()
    write_digest(workspace, done, sink)
    assert not sink.failed
    return perf_counter() - start


def main() -> None:
    """Builds the year and tells."""
    folder, year, jobs, *words = sys.argv[1:]
    workspace, watching = Workspace(Path(folder)), Watching()
    done = run_year(workspace, int(year), Options(jobs=int(jobs), force="force" in words), watching)
    told = {
        "statuses": Counter(str(case.status) for case in done.cases),
        "seconds": [case.seconds for case in done.cases],
        "memory": list(watching.memory.values()),
        "digest": _digest(workspace, done) if "digest" in words else None,
        "cpu": [_cpu(resource.RUSAGE_SELF), _cpu(resource.RUSAGE_CHILDREN)],
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
