"""A chart, in the form that a template asks for.

In: a ChartSpec. Out: the parts of an editable Word chart, or a picture; each form is made when it is asked for.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from functools import cached_property

from reportgen.charts.chart_xml import Fonts, chart_xml
from reportgen.charts.kinds import OF_REPORTS, Kinds
from reportgen.charts.layout import WIDTH, Layout, layout
from reportgen.charts.workbook import workbook
from reportgen.model.charts import ChartSpec
from reportgen.model.digest import Digest
from reportgen.model.pictures import Picture
from reportgen.model.report import Report


@dataclass(frozen=True)
class Chart:
    """One spec, two forms. The Word form's workbook is expected at relationship WORKBOOK_ID of its chart part."""

    spec: ChartSpec
    fonts: Fonts = field(default_factory=Fonts)

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        return self.spec.alternative

    @property
    def title(self) -> str:
        """What a caption calls it."""
        return self.spec.title

    @cached_property
    def _layout(self) -> Layout:
        return layout(self.spec, WIDTH)

    @property
    def aspect(self) -> float:
        """Height ÷ width, as its bars need it."""
        return self._layout.height / self._layout.width

    @property
    def chart_xml(self) -> bytes:
        """The chart part of the Word form."""
        return chart_xml(self.spec, self._layout, self.fonts)

    @property
    def workbook(self) -> bytes:
        """The workbook behind the Word form."""
        return workbook(self.spec)

    @cached_property
    def picture(self) -> Picture:
        """The picture form, for print."""
        from reportgen.charts.picture import png  # matplotlib: loaded only when something is drawn

        data = png(self.spec)
        width, height = struct.unpack(">II", data[16:24])  # PNG: the header's first two fields
        return Picture(data, "png", width, height, self.alt)

    def svg(self, width_mm: float = WIDTH) -> bytes:
        """The picture form, for screens; text keeps its size where a chart is narrower."""
        from reportgen.charts.picture import svg  # the same

        return svg(self.spec, width_mm)


class Charts:
    """The charts of a report, or of a digest, by name, as a template asks: `charts.funds`, `charts.of("survey_answers", survey.id)`."""

    def __init__(self, data: Report | Digest, kinds: Kinds = OF_REPORTS) -> None:
        self._data, self._kinds = data, kinds

    def of(self, name: str, item: str = "") -> Chart | None:
        """A chart; None where there are no data for it. Raises UnknownChart."""
        spec = self._kinds.build(self._data, name, item)
        return Chart(spec) if spec else None

    def __getattr__(self, name: str) -> Chart | None:
        if name not in self._kinds.names:
            raise AttributeError(name)
        return self.of(name)

    def __dir__(self) -> list[str]:
        return [*self._kinds.names, "of"]
