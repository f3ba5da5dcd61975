"""The mutation test as measures of the bench: how many mutations escape, how many neutral changes make noise.

In: nothing but the shipped cases. Out: Measures, and output/mutation.json and output/neutral.json with every single one that did.
"""

from __future__ import annotations

import json

from tests.bench.measured import Measure
from tests.bench.mutation.run import Results, as_data, run_mutations, run_neutral
from tests.bench.mutation.subject import ROOT
from tests.bench.mutation.tables import by_kind

_OUTPUT = ROOT / "output"
ESCAPED, NOISY = 0.05, 0.01  # at most so many of all: at least 95% are found


def mutation(_: object) -> Measure:
    """Mutations of which nothing is found, of all that contradict something."""
    results = run_mutations()
    _write("mutation", results)
    samples = {"没有发现": [float(results.made - results.noticed)], "产生矛盾的变异": [float(results.made)]}
    return Measure("变异测试：没有发现的", samples, ESCAPED, "个", by_kind(results, "变异测试：各类变异", "发现"))


def neutral(_: object) -> Measure:
    """Neutral changes that raise something new, of all."""
    results = run_neutral()
    _write("neutral", results)
    samples = {"引出新发现": [float(results.noticed)], "无害的改动": [float(results.made)]}
    return Measure("变异测试：误报", samples, NOISY, "个", by_kind(results, "变异测试：各类无害改动", "误报"))


def _write(name: str, results: Results) -> None:
    _OUTPUT.mkdir(exist_ok=True)
    (_OUTPUT / f"{name}.json").write_text(json.dumps(as_data(results), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
