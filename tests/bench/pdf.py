"""The measures of PDFs: a report with its PDF against LibreOffice alone, the first time and again, and ten reports in one call.

In: a Workplace. Out: Measures, whole processes each time. Raises Skipped where there is no LibreOffice.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from reportgen.export.fonts import environment
from reportgen.export.office import office_program
from tests.bench.made_cases import Made
from tests.bench.measured import Measure, Skipped
from tests.bench.workplace import Workplace

TIMES, CASES = 7, 10
_CASE, _LIMIT = "printed", 1.3
# Ten reports in one call against ten calls, where a call by itself has both processors for a part of its time.
_TOGETHER = 0.7


def first(place: Workplace) -> Measure:
    """`build --pdf` of a report that was never built takes at most 1.3 times as long as LibreOffice's own conversion of the result."""
    return _against_bare(place, "第一次", _forget)


def again(place: Workplace) -> Measure:
    """The same of a report whose pages are remembered."""
    return _against_bare(place, "再次", lambda _: None)


def ten(place: Workplace) -> Measure:
    """Ten reports in one call use both processors: they take less than one after another."""
    _program()
    names = [f"printed{number}" for number in range(CASES)]
    place.make([Made(name, 6000 + number) for number, name in enumerate(names)])
    together, singly = "一次调用", "逐个调用"
    samples: dict[str, list[float]] = {together: [], singly: []}
    for _ in range(2):
        _forget(place)
        samples[together].append(_timed(lambda: _build(place, *names)))
        _forget(place)
        samples[singly].append(sum(_timed(partial(_build, place, name)) for name in names))
    processors = os.cpu_count() or 1
    return Measure(f"{CASES} 份 PDF（{processors} 个处理器）：一次调用比逐个调用", samples, _TOGETHER if processors > 1 else None)


def _against_bare(place: Workplace, title: str, before: Callable[[Workplace], None]) -> Measure:
    program = _program()
    place.make([Made(_CASE, 5000)])
    _build(place, _CASE)
    ours, theirs = "build --pdf", "soffice --convert-to pdf"
    samples: dict[str, list[float]] = {ours: [], theirs: []}
    for number in range(TIMES + 1):
        before(place)
        pair = _timed(lambda: _build(place, _CASE)), _timed(lambda: _convert(program, place))
        if number:  # the first warms up
            samples[ours].append(pair[0])
            samples[theirs].append(pair[1])
    return Measure(f"PDF，{title}", samples, _LIMIT)


def _program() -> Path:
    program = office_program()
    if program is None:
        raise Skipped("没有找到 LibreOffice")
    return program


def _timed(work: Callable[[], object]) -> float:
    """How many milliseconds a work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _forget(place: Workplace) -> None:
    """All that was built goes away, with what is remembered of it."""
    shutil.rmtree(place.root / "output", ignore_errors=True)


def _build(place: Workplace, *names: str) -> None:
    command = [sys.executable, "-m", "reportgen", "build", "--pdf", *names]
    subprocess.run(command, cwd=place.root, env=place.environment, check=True, capture_output=True)
    missing = [name for name in names if not (place.root / "output" / f"{name}.pdf").exists()]
    assert not missing, missing


def _convert(program: Path, place: Workplace) -> None:
    """LibreOffice's own conversion of the finished file, with a profile that it has used before and the same fonts."""
    profile = (place.root / "bare-profile").as_uri()
    command = [
        str(program),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(place.root / "bare"),
    ]
    finished = str(place.root / "output" / f"{_CASE}.docx")
    subprocess.run([*command, finished], env=place.environment | environment(), check=True, capture_output=True)
    (place.root / "bare" / f"{_CASE}.pdf").unlink()


MEASURES: dict[str, Callable[[Workplace], Measure]] = {"pdf": first, "pdf-again": again, "pdf-ten": ten}
