"""The measures: each times made cases, none of them twice, and compares medians; two count what the checks find in changed cases.

The checks alone are timed on a shipped case, which has all that they look at; each round reads it anew.

In: a Workplace. Out: Measures; those of time with every sample in milliseconds. Garbage is collected before each sample, outside of it.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import TypeVar

from reportgen.case import check_links, parse, read
from reportgen.checks import run
from reportgen.compose import FILTERS, compose
from reportgen.diagnostics import Sink
from reportgen.pipeline import Line, Workspace, context_of
from reportgen.scoring import score
from reportgen.word import template as word_template
from reportgen.word.gate import gate
from reportgen.word.render import render
from tests.bench import bare
from tests.bench.made_cases import Made
from tests.bench.measured import Measure, Samples
from tests.bench.mutation.measure import mutation, neutral
from tests.bench.pdf import MEASURES as PDF_MEASURES
from tests.bench.workplace import ROOT, Workplace
from tests.bench.year import MEASURES as YEAR_MEASURES

T = TypeVar("T")
WARM, COLD, SCALED = 20, 7, 5
SMALL, LARGE = 250, 1000
COLD_CASE = CHECKED_CASE = "caidian2022"


class _Clock:
    """Collects samples."""

    def __init__(self, *names: str) -> None:
        self.samples: Samples = {name: [] for name in names}

    def time(self, name: str, work: Callable[[], T]) -> T:
        """What the work gives; how long it took is kept."""
        gc.collect()
        start = perf_counter()
        result = work()
        self.samples[name].append((perf_counter() - start) * 1000)
        return result

    def without_first(self) -> Samples:
        """The samples without the first of each, which warmed up."""
        return {name: values[1:] for name, values in self.samples.items()}


def warm(place: Workplace) -> Measure:
    """One process: from the files of a case to the bytes of its report, against bare docxtpl with the finished context."""
    cases = [Made(f"warm{n}", 1000 + n) for n in range(WARM + 1)]
    place.make(cases)
    ours, theirs = "本程序", "docxtpl"
    clock = _Clock(ours, theirs)
    for made in cases:
        line = place.line(made.name)
        document = clock.time(ours, line.render).document
        assert line.report is not None
        context = place.finished(line.report, document)
        clock.time(theirs, partial(bare.render, place.plain_template, context))
    return Measure("热启动：案例到报告", clock.without_first(), 1.0)


def checks(place: Workplace) -> Measure:
    """All checks of a shipped case whose report is made, against bare docxtpl with the context of that report."""
    ours, theirs = "全部检查", "docxtpl"
    clock = _Clock(ours, theirs)
    line = Line(Workspace(ROOT), CHECKED_CASE)
    document = line.render().document
    assert line.report is not None
    assert line.subject is not None
    context = place.finished(line.report, document)
    for _ in range(WARM + 1):
        subject = replace(line.subject)  # a subject keeps what checks have read; a copy of it has read nothing
        clock.time(ours, partial(run, subject, Sink()))
        clock.time(theirs, partial(bare.render, place.plain_template, context))
    return Measure("热启动：全部检查", clock.without_first(), 0.15)


def cold(place: Workplace) -> Measure:
    """Whole processes: `reportgen build` against the bare script with ready data."""
    ours, theirs = "reportgen build", "docxtpl 脚本"
    clock = _Clock(ours, theirs)
    data = place.root / "ready.json"
    for number in range(COLD + 1):
        shutil.rmtree(place.root / "cases" / COLD_CASE, ignore_errors=True)
        place.make([Made(COLD_CASE, 2000 + number)])
        place.write_ready(COLD_CASE, data)
        clock.time(ours, lambda: place.build(COLD_CASE))
        clock.time(theirs, lambda: place.build_bare(data))
    return Measure("冷启动：整个进程", clock.without_first(), 2.5)


def scaled(place: Workplace) -> Measure:
    """Many indicators: four times as many must not take much more than four times as long."""
    names = f"{LARGE} 个指标", f"{SMALL} 个指标"
    clock = _Clock(*names)
    place.make([Made(f"scaled{size}-{n}", 3000 + n, size) for n in range(SCALED + 1) for size in (LARGE, SMALL)])
    for number in range(SCALED + 1):
        for name, size in zip(names, (LARGE, SMALL), strict=True):
            clock.time(name, place.line(f"scaled{size}-{number}").render)
    return Measure("指标增至四倍", clock.without_first(), 5.2)


def stages(place: Workplace) -> Measure:
    """Where a warm run spends its time."""
    cases = [Made(f"staged{n}", 4000 + n) for n in range(WARM + 1)]
    place.make(cases)
    clock = _Clock("read", "parse", "links", "score", "compose", "open（首次）", "open（再次）", "render", "gate")
    for made in cases:
        _staged(place, made.name, clock)
    return Measure("热启动：各阶段", clock.without_first())


def _staged(place: Workplace, name: str, clock: _Clock) -> None:
    sink = Sink()
    source = clock.time("read", lambda: read(place.root / "cases", name, sink))
    case = clock.time("parse", lambda: parse(source, sink))
    clock.time("links", lambda: check_links(case, sink))
    card = clock.time("score", lambda: score(case, sink))
    report = clock.time("compose", lambda: compose(case, card, sink, pictures=source.pictures))
    path = place.root / "templates" / f"{case.report.structure}.docx"
    word_template._OPENED.clear()
    clock.time("open（首次）", lambda: word_template.open_template(path, FILTERS, sink))
    template = clock.time("open（再次）", lambda: word_template.open_template(path, FILTERS, sink))
    document = clock.time("render", lambda: render(template, context_of(report), sink))
    clock.time("gate", lambda: gate(document, template, sink))


MEASURES: dict[str, Callable[[Workplace], Measure]] = {
    "warm": warm,
    "checks": checks,
    "cold": cold,
    "scaled": scaled,
    "stages": stages,
    "mutation": mutation,
    "neutral": neutral,
    **PDF_MEASURES,
    **YEAR_MEASURES,
}
