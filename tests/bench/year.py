"""The measures of a year: a thousand made-up cases, built by one process and by two, unchanged, with one changed, its digest; killed.

In: a Workplace. Out: Measures. The year is made and built once for all of them, whole processes each time, start-up and all.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from reportgen.export.office import office_program
from reportgen.structures import structure_names
from tests.bench.damage import damaged, files
from tests.bench.made_year import make_year
from tests.bench.measured import Measure
from tests.bench.workplace import ROOT, Workplace

CASES, TIMES, KILLS, KILLED_CASES, PDF_CASES = 1000, 5, 10, 100, 6
YEAR = 2022
_WARM = 50  # cases after which a worker has loaded all that it will ever load


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a year: how long it took in milliseconds, and what it told of itself."""

    milliseconds: float
    told: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Year:
    """A year that has been built, first by two processes, then all of it again by one."""

    root: Path
    place: Workplace
    two: Run
    one: Run


@cache
def built(place: Workplace) -> Year:
    """The year, below the workplace; made and built at the first question."""
    root = _made(place, "year", CASES)
    two, one = run(place, root, 2, "force"), run(place, root, 1, "force")
    for done in (two, one):
        assert done.told["statuses"] == {"built": CASES}
    return Year(root, place, two, one)


def _made(place: Workplace, name: str, cases: int, seed: int = 0) -> Path:
    """A workspace below the workplace with a year of so many cases, none of them built."""
    root = place.root / name
    root.mkdir()
    (root / "templates").symlink_to(place.root / "templates", target_is_directory=True)
    make_year(root / "cases", YEAR, cases, structure_names(root / "templates"), seed)
    return root


def run(place: Workplace, root: Path, *words: object) -> Run:
    """The year once, as a process."""
    start = time.perf_counter()
    process = _started(place, root, *words)
    told, _ = process.communicate()
    return Run((time.perf_counter() - start) * 1000, json.loads(told))


def _started(place: Workplace, root: Path, *words: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.bench.year_run", str(root), str(YEAR), *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, env=place.environment, stdout=subprocess.PIPE, start_new_session=True)


def _command(place: Workplace, root: Path, *words: str) -> float:
    """How many milliseconds a command of the program takes, as a process."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "reportgen", *words]
    subprocess.run(command, cwd=root, env=place.environment, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def speed(place: Workplace) -> Measure:
    """Two processes are at least 1.6 times as fast as one."""
    year = built(place)
    samples = {"两个进程": [year.two.milliseconds / 1000], "一个进程": [year.one.milliseconds / 1000]}
    return Measure(f"一个年度 {CASES} 个案例：两个进程比一个", samples, 1 / 1.6, "秒")


def idle(place: Workplace) -> Measure:
    """Two processes have nothing to do for a tenth of the time at most, start-up and all: true on a busy machine as on a quiet one."""
    two = built(place).two
    whole = 2 * two.milliseconds / 1000
    return Measure("一个年度：两个进程没有事做的时间", {"空闲": [whole - sum(two.told["seconds"])], "全部": [whole]}, 0.1, "秒")


def slowest(place: Workplace) -> Measure:
    """No case takes more than 5 times the median: none waits for start-up, a template, another case."""
    seconds = built(place).two.told["seconds"]
    return Measure("一个年度：最慢的案例比中间的", {"最慢": [max(seconds) * 1000], "各案例": [1000 * s for s in seconds]}, 5.0)


def memory(place: Workplace) -> Measure:
    """A worker stays under 300 MB."""
    most = [max(samples) for run in (built(place).two, built(place).one) for samples in run.told["memory"]]
    return Measure("一个年度：工作进程的内存", {"最多": [max(most)], "上限": [300.0]}, 1.0, "MB")


def flat(place: Workplace) -> Measure:
    """After the first 50 cases a worker needs no more memory: the last tenth of its samples against those after the 50th case."""
    workers = [samples for samples in built(place).one.told["memory"] if len(samples) > 2 * _WARM]
    late = [statistics.mean(samples[-len(samples) // 10 :]) for samples in workers]
    early = [statistics.mean(samples[_WARM : _WARM + len(samples) // 10]) for samples in workers]
    return Measure("一个年度：第 50 个案例以后内存不再增加", {"末了": late, f"第 {_WARM} 个之后": early}, 1.05, "MB")


def unchanged(place: Workplace) -> Measure:
    """A year in which nothing has changed takes at most 2 s: the command of a user, digest and all."""
    year = built(place)
    samples = [_command(place, year.root, "year", str(YEAR)) for _ in range(TIMES + 1)][1:]
    return Measure(f"一个年度 {CASES} 个案例：没有改动", {"没有改动": samples, "上限": [2000.0]}, 1.0)


def changed(place: Workplace) -> Measure:
    """A year in which one case has changed takes at most 1 s more than building this case alone, the digest apart."""
    year = built(place)
    ours: list[float] = []
    alone: list[float] = []
    for number in range(TIMES):
        name = f"case{number:04d}"
        with (year.root / "cases" / name / "report.toml").open("a", encoding="utf-8") as file:
            file.write("# 改动\n")
        done = run(place, year.root, 2)
        assert done.told["statuses"] == {"built": 1, "unchanged": CASES - 1}
        ours.append(done.milliseconds)
        alone.append(_command(place, year.root, "build", name) + 1000)
    return Measure(f"一个年度 {CASES} 个案例：改动了一个", {"全年": ours, "单独生成它，再加 1 秒": alone}, 1.0)


def digested(place: Workplace) -> Measure:
    """The digest of a year, workbook and Word file, takes at most 5 s; its summaries are read for it, as in a user's process."""
    year = built(place)
    samples = []
    for _ in range(TIMES):
        shutil.rmtree(year.root / "output" / str(YEAR), ignore_errors=True)
        done = run(place, year.root, 1, "digest")
        assert done.told["statuses"] == {"unchanged": CASES}
        samples.append(done.told["digest"] * 1000)
    return Measure(f"{CASES} 个案例的年度汇总", {"年度汇总": samples, "上限": [5000.0]}, 1.0)


def pdf(place: Workplace) -> Measure:
    """What a PDF of each report adds to a small year: the command of a user, all built anew each time."""
    root = _made(place, "pdf", PDF_CASES, seed=2)
    again = partial(_command, place, root, "year", str(YEAR), "--force")
    samples = {"Word": [again() for _ in range(TIMES)]}
    if office_program() is not None:
        samples["Word 和 PDF"] = [again("--pdf") for _ in range(TIMES)]
    return Measure(f"一个年度 {PDF_CASES} 个案例：PDF 占多少", samples)


def killed(place: Workplace) -> Measure:
    """A year is killed (kill -9, all its processes) at random moments of its build: no file below output/ is damaged.

    Then the run that is let finish does all, and every report is what it is in a year that nobody killed.
    """
    root = _made(place, "killed", KILLED_CASES, seed=1)
    output = root / "output"
    whole = _command(place, root, "year", str(YEAR), "--jobs", "2") / 1000
    expected = {path.name: path.read_bytes() for path in output.glob("*.docx")}
    shutil.rmtree(output)
    chance, found, looked_at = random.Random(9), 0, 0
    for _ in range(KILLS):
        _kill(place, root, chance.uniform(0.1, whole))
        found, looked_at = found + len(damaged(output)), looked_at + len(files(output))
    _command(place, root, "year", str(YEAR), "--jobs", "2")
    found, looked_at = found + len(damaged(output)), looked_at + len(files(output))
    assert {path.name: path.read_bytes() for path in output.glob("*.docx")} == expected
    return Measure(f"一个年度：{KILLS} 次 kill -9 之后损坏的文件", {"损坏": [float(found)], "看过": [float(looked_at)]}, 0.0, "份")


def _kill(place: Workplace, root: Path, seconds: float) -> None:
    """Builds the whole year anew, and kills all its processes after so many seconds."""
    command = [sys.executable, "-m", "reportgen", "year", str(YEAR), "--jobs", "2", "--force"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=root, env=place.environment, stdout=quiet, stderr=quiet, start_new_session=True)
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


MEASURES: dict[str, Callable[[Workplace], Measure]] = {
    "year": speed,
    "idle": idle,
    "slowest": slowest,
    "memory": memory,
    "flat": flat,
    "unchanged": unchanged,
    "changed": changed,
    "digest": digested,
    "year-pdf": pdf,
    "killed": killed,
}
