"""A year on a cluster: the same reports, the same isolation, the same resume; and this machine where the cluster is not there."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest

from reportgen.fiscal_year import CaseResult, Nobody, Options, Status, run_year
from reportgen.fiscal_year import cluster as clusters
from reportgen.workspace import Workspace
from tests.fiscal_year.workyear import ROOT, YEAR, build_here, changed, replace, reports, workspace

NAMES = ("c1", "c2", "c3", "c4")


class Cluster(Protocol):
    """What a test asks of a cluster."""

    scheduler_address: str

    def close(self) -> None:
        """Ends it."""


@pytest.fixture
def local() -> Iterator[Cluster]:
    """A cluster of two processes."""
    import distributed

    make: Any = distributed.LocalCluster
    with make(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield cluster


@dataclass
class Ending(Nobody):
    """Ends a cluster as soon as one case is done."""

    cluster: Cluster | None

    def finished(self, result: CaseResult) -> None:
        """One more."""
        if self.cluster is not None:
            cluster, self.cluster = self.cluster, None
            cluster.close()


@pytest.fixture
def made(tmp_path: Path) -> Workspace:
    """A year of cases, the third of them broken."""
    made = workspace(tmp_path / "work", *NAMES)
    replace(made.cases / "c3" / "report.toml", "spent = 95", "spent = -1")
    return made


def test_same_reports_isolation_and_resume(made: Workspace, tmp_path: Path, local: Cluster) -> None:
    """Two workers build what two processes build, the broken case fails alone, and the next run, anywhere, builds no more than that."""
    options = Options(cluster=local.scheduler_address)
    result = run_year(made, YEAR, options)
    assert ([case.name for case in result.of(Status.BUILT)], result.findings, result.code) == (["c1", "c2", "c4"], (), 1)
    (failed,) = result.of(Status.FAILED)
    assert failed.first_error is not None
    assert (failed.name, failed.first_error.code) == ("c3", "negative")
    alone = workspace(tmp_path / "alone", "c1", "c2", "c4")
    build_here(alone)
    assert reports(made) == reports(alone)
    assert changed(made) == ["c3"]
    replace(made.cases / "c3" / "report.toml", "spent = -1", "spent = 95")
    again = run_year(made, YEAR, options)
    assert ([case.name for case in again.of(Status.BUILT)], again.code) == (["c3"], 0)


def test_a_cluster_that_goes_away(made: Workspace, local: Cluster, capfd: pytest.CaptureFixture[str]) -> None:
    """The cases that it did not do are named and built on this machine; the exit code is 1. The library's own words are not heard."""
    capfd.readouterr()
    result = run_year(made, YEAR, Options(cluster=local.scheduler_address, jobs=1), Ending(local))
    assert [case.name for case in result.of(Status.BUILT)] == ["c1", "c2", "c4"]
    assert result.left == ()
    (found,) = result.findings
    assert (found.code, result.code) == ("cluster-lost", 1)
    assert sum(name in found.message for name in NAMES) in (1, 2, 3)
    for name in ("distributed", "distributed.client", "distributed.core", "tornado.application", "asyncio"):
        logger = logging.getLogger(name)
        assert ([type(handler) for handler in logger.handlers], logger.propagate) in (([logging.NullHandler], False), ([], True))
        logger.error("Failed to reconnect")
    assert capfd.readouterr() == ("", "")


def test_no_cluster_there(made: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is built where nobody answers at the address, or it is none; it is said how to go on without."""
    monkeypatch.setattr(clusters, "_CONNECT", 0.2)
    for address in (
        "tcp://127.0.0.1:1",
        "nonsense://x:1",
        "主机:8786",
        "tcp://主机",
        "tcp://主机:端口",
        "tcp://:8786",
        "tcp://x:70000",
    ):
        result = run_year(made, YEAR, Options(cluster=address))
        assert (result.cases, result.left, result.code) == ((), NAMES, 1)
        (found,) = result.findings
        assert (found.code, address in found.message, "--cluster" in found.hint) == ("cluster-unreachable", True, True)


def test_a_wrong_address_does_not_keep_the_program(made: Workspace) -> None:
    """An address that is none is told in Chinese alone, and the process ends at once: no client is left that waits to be closed."""
    begun = time.monotonic()
    words = [sys.executable, "-m", "reportgen", "year", str(YEAR), "--cluster", "nonsense"]
    ended = subprocess.run(words, cwd=made.root, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    said = ended.stderr.decode()
    assert (ended.returncode, "“nonsense”，不是 tcp://主机:端口" in said, "Traceback" in said) == (1, True, False)
    assert time.monotonic() - begun < 20


def test_extra_not_installed(made: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra it is said in Chinese how to install it; nothing else of the program needs it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run_year(made, YEAR, Options(cluster="tcp://127.0.0.1:1"))
    (found,) = result.findings
    assert (found.code, result.code) == ("cluster-not-installed", 1)
    assert 'pip install -e ".[cluster]"' in found.hint


class KilledWorker(Exception):
    """Named as the one of distributed."""


def test_failures_of_workers_are_explained() -> None:
    """A case that kills its workers, a machine without the program, and anything else."""

    def explained(problem: Exception, *, there: bool = True) -> CaseResult:
        result = clusters._explained(lambda: there, "甲", problem)
        assert result is not None
        return result

    killed = explained(KilledWorker("4 workers"), there=False).first_error
    missing = explained(ModuleNotFoundError("no", name="reportgen")).first_error
    assert killed is not None
    assert missing is not None
    assert (killed.code, missing.code) == ("worker-killed", "other-program")
    assert "reportgen" in missing.message
    fault = explained(ZeroDivisionError()).fault
    assert fault is not None
    assert fault.kind == "ZeroDivisionError"
    assert clusters._explained(lambda: False, "甲", ZeroDivisionError()) is None


def test_workers_that_are_gone() -> None:
    """A scheduler without workers, or one that does not answer, is a cluster that has gone away."""

    class Client:
        def __init__(self, answer: object) -> None:
            self.answer = answer

        def nthreads(self) -> object:
            if isinstance(self.answer, Exception):
                raise self.answer
            return self.answer

    assert [clusters._has_workers(Client(answer)) for answer in ({"tcp://a": 1}, {}, OSError())] == [True, False, False]
