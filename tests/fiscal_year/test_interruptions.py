"""A year that is interrupted: nothing is half-written, and the next run goes on from there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.fiscal_year.sweep import sweep
from reportgen.workspace import Workspace
from tests.fiscal_year.workyear import ROOT, YEAR, changed, reports, workspace

NAMES = tuple(f"c{number:02}" for number in range(12))
pytestmark = pytest.mark.skipif(os.name != "posix", reason="only POSIX has groups of processes and these signals")


@pytest.fixture
def made(tmp_path: Path) -> Workspace:
    """A year of cases, none of them built."""
    return workspace(tmp_path, *NAMES)


def started(made: Workspace) -> subprocess.Popen[str]:
    """A build of the year in two processes, in a group of its own."""
    command = [sys.executable, "-m", "tests.fiscal_year.year_process", str(made.root), str(YEAR), "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, start_new_session=True, **pipes)  # type: ignore[call-overload, no-any-return]


def until(process: subprocess.Popen[str], words: str) -> None:
    """Waits until the process says something."""
    assert process.stdout is not None
    assert any(words in line for line in process.stdout), process.communicate()


def whole(made: Workspace) -> int:
    """How many reports there are; each opens, and no byte of it is damaged."""
    found = list(made.output.glob("*.docx"))
    for path in found:
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
    return len(found)


def finish(made: Workspace) -> Iterator[str]:
    """Runs the year to its end; what it said."""
    process = started(made)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    yield from out.splitlines()


def test_killed_at_random_moments(made: Workspace, tmp_path_factory: pytest.TempPathFactory) -> None:
    """After each kill -9 every report is whole; the run that is let finish builds the rest, and all equals a year built at one go."""
    chance, built = random.Random(7), 0  # noqa: S311 - moments, no secrets
    for _ in range(3):
        process = started(made)
        until(process, "built")
        time.sleep(chance.uniform(0, 0.4))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert whole(made) >= built
        built = whole(made)
    to_build, *_ = finish(made)
    assert int(to_build.split()[0]) < len(NAMES)
    clean = workspace(tmp_path_factory.mktemp("clean"), *NAMES)
    list(finish(clean))
    assert reports(made) == reports(clean)
    assert changed(made) == []


def test_interrupted_by_the_keyboard(made: Workspace) -> None:
    """Ctrl-C ends the run with what is under way finished, without a traceback, and says what is left; nothing is half-written."""
    process = started(made)
    until(process, "built")
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "")
    left = int(out.splitlines()[-1].split()[0])
    assert 0 < left < len(NAMES)
    assert whole(made) == len(NAMES) - left
    assert len(changed(made)) == left
    assert not list(made.output.rglob("*.tmp"))


def test_workers_do_not_outlive_their_parent(made: Workspace) -> None:
    """When only the parent is killed, its processes end as well, by themselves and soon."""
    process = started(made)
    until(process, "built")
    process.kill()
    process.communicate()  # ends when the last of them has let go of the pipe
    deadline = time.monotonic() + 10
    while _lives(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _lives(process.pid)


def _lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_old_temporary_files_are_taken_away(tmp_path: Path) -> None:
    """What a kill left goes after an hour; what is fresh may belong to somebody, and what is no temporary file of ours stays."""
    (tmp_path / ".built").mkdir()
    (tmp_path / "2022" / ".built").mkdir(parents=True)
    names = (".甲.x1.tmp", ".built/.甲.x2.tmp", "2022/.built/.丙.x4.tmp", "甲.tmp", ".甲.docx")
    for name in (*names, ".乙.x3.tmp"):
        (tmp_path / name).write_bytes(b"half")
        if name in names:
            os.utime(tmp_path / name, (0, 0))
    sweep(tmp_path, tmp_path / "2022")
    assert {p.name for p in tmp_path.rglob("*") if p.is_file()} == {"甲.tmp", ".甲.docx", ".乙.x3.tmp"}
    sweep(tmp_path / "nowhere")
