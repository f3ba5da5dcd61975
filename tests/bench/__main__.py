"""`python -m tests.bench [warm] [cold] [scaled] [year] …`: measures, prints a table and writes output/bench.json.

In: which measures (all unless some are named). Out: tables, and every sample as JSON. A goal that is missed is no error: the exit code
is 0 unless a name is unknown.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.measured import Measure, Skipped
from tests.bench.measures import MEASURES
from tests.bench.workplace import ROOT, set_up

_RESULT = ROOT / "output" / "bench.json"


def main(names: list[str]) -> int:
    """The exit code: 0, or 2 where a name is unknown."""
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        print(f"没有名为“{'、'.join(unknown)}”的测量；可选：{'、'.join(MEASURES)}", file=sys.stderr)
        return 2
    console = Console()
    found: dict[str, Measure] = {}
    with tempfile.TemporaryDirectory(prefix="reportgen-bench-") as folder, console.status("正在测量…"):
        place = set_up(Path(folder))
        for name in names or list(MEASURES):
            try:
                found[name] = MEASURES[name](place)
            except Skipped as reason:
                console.print(f"没有测量 {name}：{reason}")
    _print(console, found)
    _RESULT.parent.mkdir(exist_ok=True)
    _RESULT.write_text(json.dumps(_result(found), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"全部样本已写入 {_RESULT.relative_to(ROOT)}")
    return 0


def _print(console: Console, found: dict[str, Measure]) -> None:
    goals = Table("测量", "对照（中位数）", "次数", "倍数", "目标", "结果", title="目标", title_justify="left", show_lines=True)
    for measure in found.values():
        if measure.details is not None:
            console.print(measure.details)
        if measure.goal is not None and measure.ratio is not None:
            against = "\n".join(f"{name} {value:.1f} {measure.unit}" for name, value in measure.medians.items())
            count = str(len(next(iter(measure.samples.values()))))
            met = "达到" if measure.ratio <= measure.goal else "未达到"
            goals.add_row(measure.title, against, count, f"{measure.ratio:.3g}", f"≤ {measure.goal:g}", met)
        else:
            _print_parts(console, measure)
    if goals.row_count:
        console.print(goals)


def _print_parts(console: Console, measure: Measure) -> None:
    table = Table("阶段", "中位数（毫秒）", title=measure.title, title_justify="left")
    for name, value in measure.medians.items():
        table.add_row(name, f"{value:.2f}")
    console.print(table)


def _result(found: dict[str, Measure]) -> dict[str, object]:
    return {
        "python": platform.python_version(),
        "cpus": os.cpu_count(),
        "measures": {name: _as_data(measure) for name, measure in found.items()},
    }


def _as_data(measure: Measure) -> dict[str, object]:
    met = None if measure.goal is None or measure.ratio is None else measure.ratio <= measure.goal
    return {
        "title": measure.title,
        "unit": measure.unit,
        "goal": measure.goal,
        "ratio": measure.ratio,
        "met": met,
        "medians": measure.medians,
        "samples": measure.samples,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
