"""The charts that a template may ask for: one file each, and nothing else to touch when one is added.

In: the modules of this package; each has `chart(report, name, item) -> ChartSpec | None`. Out: NAMES, and `build`, which asks one
of them. A module's name is the chart's name in templates.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil

from reportgen.model.charts import ChartSpec
from reportgen.model.report import Report

NAMES: tuple[str, ...] = tuple(sorted(m.name for m in pkgutil.iter_modules(__path__)))


class UnknownChart(LookupError):
    """There is no such chart, or no such item of it; `near` are the names that come closest, else all."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.near = tuple(difflib.get_close_matches(name, known, n=3, cutoff=0.5)) or known


def build(report: Report, name: str, item: str = "") -> ChartSpec | None:
    """The chart of that name; None where the case has no data for it.

    `item` chooses one of several where a chart is drawn for each (the id of a survey). Raises UnknownChart.
    """
    if name not in NAMES:
        raise UnknownChart(name, NAMES)
    spec: ChartSpec | None = importlib.import_module(f"{__name__}.{name}").chart(report, name, item)
    return spec
