"""Where things stand in a chart, the same for both forms: its size, the plot, the size of text, where figures have room.

In: a ChartSpec. Out: a Layout in millimetres from the upper left corner. The first of several layouts in which everything fits is
taken: smaller text comes after a wider column for labels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from reportgen.charts.lines import clipped, ems, wrapped
from reportgen.charts.palette import shades
from reportgen.model.charts import ChartSpec, Series

WIDTH = 150.0
# 五号, 小五, 小六; upright bars take the first at which figures and labels have room.
_SIZES = (10.5, 9.0, 7.5)
# For lying bars: size of text, the part of the width that labels may take, the most lines of a label.
_LYING = {
    "bars": ((10.5, 0.40, 1), (10.5, 0.50, 1), (10.5, 0.40, 2), (9.0, 0.50, 2), (9.0, 0.55, 3), (7.5, 0.55, 99)),
    "stacked": ((10.5, 0.46, 3), (9.0, 0.48, 4), (9.0, 0.48, 8), (7.5, 0.48, 99)),
}
_EM = 25.4 / 72
# A line of Chinese text against its em; fonts differ from 1.15 to 1.45.
_LINE = 1.35
_UPRIGHT_HEIGHT = 80.0
# The text area is 225 mm high; a caption needs a line.
_HIGHEST = 212.0
_ROW_GAP = 1.6
_ROW = 2.1

Place = Literal["outside", "inside", "centre", "none"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Millimetres; `size` is that of all text in points; `labels` are the categories' names in lines."""

    width: float
    height: float
    size: float
    left: float
    top: float
    plot_width: float
    plot_height: float
    labels: tuple[tuple[str, ...], ...]

    @property
    def em(self) -> float:
        """The size of text in millimetres."""
        return self.size * _EM


def colours(spec: ChartSpec) -> tuple[str, ...]:
    """A colour for each series: parts of a bar from dark to light; of bars side by side the last, what was reached, is dark."""
    found = shades(len(spec.series))
    return found if spec.kind == "stacked" else tuple(reversed(found))


def layout(spec: ChartSpec, width: float = WIDTH) -> Layout:
    """The places of a chart that is `width` millimetres wide; its height follows from what it holds."""
    return _lying_layout(spec, width) if spec.horizontal else _upright_layout(spec, width)


def legend_lines(spec: ChartSpec, width: float, em: float) -> int:
    """How many lines the legend takes; 0 where there is none."""
    if not spec.has_legend:
        return 0
    names = [s.name for s in spec.series] + ([spec.reference.label] if spec.reference else [])
    return math.ceil(sum(ems(n) + 4 for n in names) * em / (width * 0.95))


def ticks(spec: ChartSpec) -> list[str]:
    """The texts at the ticks of the axis of figures, from zero."""
    digits = max(0, -int((spec.step * (100 if spec.percent else 1)).normalize().as_tuple().exponent))
    return [spec.text(spec.step * n, digits) for n in range(int(spec.end / spec.step) + 1)]


def place_of(spec: ChartSpec, value: Decimal | None, digits: int, at: Layout) -> Place:
    """Where a figure stands: at the end of its bar, inside that end where a reference line runs close above it.

    In a stacked bar: in the middle of its part, nowhere if that has no room for it.
    """
    if value is None:
        return "none"
    if spec.kind == "stacked":
        return "centre" if _part_has_room(spec, value, digits, at) else "none"
    above = spec.reference.value - value if spec.reference else Decimal(0)
    return "inside" if above > 0 and float(above / spec.end) * at.plot_height < _LINE * at.em else "outside"


def _part_has_room(spec: ChartSpec, value: Decimal, digits: int, at: Layout) -> bool:
    length = at.plot_width if spec.horizontal else at.plot_height
    needed = (ems(spec.text(value, digits)) + 0.5 if spec.horizontal else _LINE) * at.em
    return value > 0 and float(value / spec.end) * length >= needed


def _upright_layout(spec: ChartSpec, width: float) -> Layout:
    candidates = (_upright(spec, width, size) for size in _SIZES)
    fitting = (at for at in candidates if _figures_have_room(spec, at) and max(map(len, at.labels)) <= 2)
    return next(fitting, None) or _upright(spec, width, _SIZES[-1])


def _figures_have_room(spec: ChartSpec, at: Layout) -> bool:
    slot = at.plot_width / len(spec.categories) / len(spec.series)
    return _widest(spec, spec.series) * at.em <= slot


def _lying_layout(spec: ChartSpec, width: float) -> Layout:
    candidates = ((_lying(spec, width, size, share), most) for size, share, most in _LYING[spec.kind])
    fitting = (at for at, most in candidates if at.height <= _HIGHEST and max(map(len, at.labels)) <= most)
    return next(fitting, None) or _clipped(_lying(spec, width, *_LYING[spec.kind][-1][:2]))


def _clipped(at: Layout) -> Layout:
    """As high as a page, with labels cut to the lines that there is room for (a Word chart cuts them itself)."""
    plot = at.plot_height - (at.height - _HIGHEST)
    lines = max(1, int(plot / len(at.labels) / (1.25 * at.em)))
    return replace(at, height=_HIGHEST, plot_height=plot, labels=tuple(clipped(label, lines) for label in at.labels))


def _widest(spec: ChartSpec, series: tuple[Series, ...]) -> float:
    return max(ems(spec.text(v, s.digits)) for s in series for v in s.values if v is not None)


def _upright(spec: ChartSpec, width: float, size: float) -> Layout:
    em = size * _EM
    line = _LINE * em
    left = max(ems(t) for t in ticks(spec)) * em + 3
    plot_width = width - left - 2
    labels = tuple(wrapped(c, 0.96 * plot_width / len(spec.categories) / em) for c in spec.categories)
    # The unit stands above the highest figure, that above its bar.
    top = (2.2 if spec.unit else 1.4) * line
    below = max(map(len, labels)) * line + 2 + _legend(spec, width, em)
    return Layout(width, _UPRIGHT_HEIGHT, size, left, top, plot_width, _UPRIGHT_HEIGHT - top - below, labels)


def _lying(spec: ChartSpec, width: float, size: float, share: float) -> Layout:
    em = size * _EM
    line = _LINE * em
    room = min(width * share, max(ems(part) for c in spec.categories for part in c.split("\n")) * em + 0.1)
    labels = tuple(wrapped(c, room / em) for c in spec.categories)
    left, top = room + em + 1, line + 1 if spec.unit else 1.0
    beside = 0.0 if spec.kind == "stacked" else _widest(spec, spec.series) * em + 2
    right = max(beside, ems(ticks(spec)[-1]) * em / 2 + 1)
    plot_height = len(labels) * max(max(map(len, labels)) * line + _ROW_GAP, _ROW * em)
    height = top + plot_height + line + 3 + _legend(spec, width, em)
    return Layout(width, height, size, left, top, width - left - right, plot_height, labels)


def _legend(spec: ChartSpec, width: float, em: float) -> float:
    lines = legend_lines(spec, width, em)
    return lines * _LINE * em + 2 if lines else 0.0
