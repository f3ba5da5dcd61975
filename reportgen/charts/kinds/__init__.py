"""The charts that a template may ask for: one file each, and nothing else to touch when one is added.

In: the modules of this package, for reports, and of `digests`, for the digest of a year; each has
`chart(data, name, item) -> ChartSpec | None`. Out: the names of each sort, and `build`, which asks one of them. A module's name is
the chart's name in templates.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from dataclasses import dataclass

from reportgen.model.charts import ChartSpec
from reportgen.model.report import Report


class UnknownChart(LookupError):
    """There is no such chart, or no such item of it; `near` are the names that come closest, else all."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.near = tuple(difflib.get_close_matches(name, known, n=3, cutoff=0.5)) or known


@dataclass(frozen=True, slots=True)
class Kinds:
    """The charts of one sort of data: the modules of a package."""

    package: str
    names: tuple[str, ...]

    def build(self, data: object, name: str, item: str = "") -> ChartSpec | None:
        """The chart of that name; None where there are no data for it.

        `item` chooses one of several where a chart is drawn for each (the id of a survey). Raises UnknownChart.
        """
        if name not in self.names:
            raise UnknownChart(name, self.names)
        spec: ChartSpec | None = importlib.import_module(f"{self.package}.{name}").chart(data, name, item)
        return spec


def _kinds_in(package: str) -> Kinds:
    path = importlib.import_module(package).__path__
    return Kinds(package, tuple(sorted(m.name for m in pkgutil.iter_modules(path) if not m.ispkg)))


OF_REPORTS = _kinds_in(__name__)
OF_DIGESTS = _kinds_in(f"{__name__}.digests")
NAMES = OF_REPORTS.names


def build(report: Report, name: str, item: str = "") -> ChartSpec | None:
    """A chart of a report; None where the case has no data for it. Raises UnknownChart."""
    return OF_REPORTS.build(report, name, item)
