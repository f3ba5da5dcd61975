"""A chart as a picture. In: a ChartSpec. Out: the bytes of a PNG or SVG; the same spec gives the same bytes.

matplotlib is imported when a chart is drawn (it takes longer than a whole report), without pyplot and its global state. Text is set
in the font that is shipped, so that Chinese shows on every machine; an SVG holds outlines, no text.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from reportgen.charts.chart_xml import gap_width
from reportgen.charts.layout import WIDTH, Layout, Place, colours, layout, legend_lines, place_of, ticks
from reportgen.charts.palette import ACCENT, GRID, INK, LINE, PAPER, ink_on
from reportgen.model.charts import ChartSpec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# matplotlib's measure of a line is about 0.9 em in this font.
_SPACING = 1.35
_Entry = TypeVar("_Entry")
FONT = Path(__file__).parent / "fonts" / "ReportChartSans-Regular.otf"
DPI = 220
_INCH = 25.4
# Nothing of the machine, the moment or the program's version goes into a file.
_SETTINGS: Any = {"svg.hashsalt": "reportgen", "svg.fonttype": "path", "text.parse_math": False}
_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
}


def png(spec: ChartSpec, width_mm: float = WIDTH) -> bytes:
    """The chart at 220 dots per inch on white."""
    return _drawn(spec, width_mm, "png")


def svg(spec: ChartSpec, width_mm: float = WIDTH) -> bytes:
    """The chart as outlines, with its title and alternative text as metadata."""
    return _drawn(spec, width_mm, "svg")


def _drawn(spec: ChartSpec, width_mm: float, form: Literal["png", "svg"]) -> bytes:
    import matplotlib as mpl

    described = {"Title": spec.title, "Description": spec.alternative}
    # What a user has set up for matplotlib must not change a report.
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        out = io.BytesIO()
        _figure(spec, layout(spec, width_mm)).savefig(out, format=form, dpi=DPI, metadata={**described, **_METADATA[form]})
    return out.getvalue()


def _figure(spec: ChartSpec, at: Layout) -> Figure:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(at.width / _INCH, at.height / _INCH), facecolor=_hex(PAPER))
    FigureCanvasAgg(figure)
    bottom = at.height - at.top - at.plot_height
    box = (at.left / at.width, bottom / at.height, at.plot_width / at.width, at.plot_height / at.height)
    axes = figure.add_axes(box)
    _bars(spec, at, axes)
    _axes(spec, at, axes)
    if spec.unit:
        figure.text(0.005, 1 - 0.3 * at.em / at.height, f"单位：{spec.unit}", va="top", ha="left", **_text(at))
    if spec.has_legend:
        _legend(spec, at, figure, axes)
    return figure


def _hex(colour: str) -> str:
    return f"#{colour}"


def _text(at: Layout, colour: str = INK) -> dict[str, Any]:
    from matplotlib.font_manager import FontProperties

    return {"fontproperties": FontProperties(fname=FONT, size=at.size), "color": _hex(colour)}


def _bars(spec: ChartSpec, at: Layout, axes: Axes) -> None:
    """Draws every bar with its figure; a category is one unit long, as in a Word chart its gap is a part of a bar."""
    side_by_side = 1 if spec.kind == "stacked" else len(spec.series)
    width = 1 / (side_by_side + gap_width(spec) / 100)
    draw = axes.barh if spec.horizontal else axes.bar
    base = [0.0] * len(spec.categories)
    for n, (series, colour) in enumerate(zip(spec.series, colours(spec), strict=True)):
        shift = 0.0 if spec.kind == "stacked" else (n - (side_by_side - 1) / 2) * width
        places = [c + shift for c in range(len(spec.categories))]
        lengths = [float(v or 0) for v in series.values]
        edge = _hex(LINE if spec.kind == "stacked" else colour)
        draw(places, lengths, width, list(base), label=series.name, color=_hex(colour), edgecolor=edge, linewidth=0.5, zorder=2)
        _figures(spec, at, axes, n, (places, base))
        if spec.kind == "stacked":
            base = [b + length for b, length in zip(base, lengths, strict=True)]


def _figures(spec: ChartSpec, at: Layout, axes: Axes, number: int, bars: tuple[list[float], list[float]]) -> None:
    """The figures of a series; `bars` are the middles of its bars and where they begin."""
    series, colour = spec.series[number], colours(spec)[number]
    for middle, start, value in zip(*bars, series.values, strict=True):
        place = place_of(spec, value, series.digits, at)
        if value is None or place == "none":
            continue
        end = start + float(value) / 2 if place == "centre" else float(value)
        away = {"centre": 0.0, "inside": -3.0, "outside": 3.0}[place]
        axes.annotate(
            spec.text(value, series.digits),
            (end, middle) if spec.horizontal else (middle, end),
            xytext=(away, 0.0) if spec.horizontal else (0.0, away),
            textcoords="offset points",
            annotation_clip=False,
            zorder=4,
            **_alignment(spec, place),
            **_text(at, INK if place == "outside" else ink_on(colour)),
        )


def _alignment(spec: ChartSpec, place: Place) -> dict[str, Any]:
    if spec.horizontal:
        return {"va": "center_baseline", "ha": {"centre": "center", "inside": "right", "outside": "left"}[place]}
    return {"ha": "center", "va": {"centre": "center", "inside": "top", "outside": "bottom"}[place]}


def _axes(spec: ChartSpec, at: Layout, axes: Axes) -> None:
    figures, categories = (axes.xaxis, axes.yaxis) if spec.horizontal else (axes.yaxis, axes.xaxis)
    set_figures, set_categories = (axes.set_xlim, axes.set_ylim) if spec.horizontal else (axes.set_ylim, axes.set_xlim)
    set_figures(0, float(spec.end))
    last = len(spec.categories) - 0.5
    set_categories(*((last, -0.5) if spec.horizontal else (-0.5, last)))
    texts = ticks(spec)
    figures.set_ticks([float(spec.step * n) for n in range(len(texts))], texts, **_text(at))
    categories.set_ticks(list(range(len(at.labels))), ["\n".join(lines) for lines in at.labels], linespacing=_SPACING, **_text(at))
    figures.grid(color=_hex(GRID), linewidth=0.5, zorder=0)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, pad=3)
    shown = "left" if spec.horizontal else "bottom"
    for name, spine in axes.spines.items():
        spine.set_visible(name == shown)
        spine.set(color=_hex(LINE), linewidth=0.75, zorder=3)
    if spec.reference:
        value = float(spec.reference.value)
        axes.axhline(value, color=_hex(ACCENT), linewidth=1.5, linestyle="--", label=spec.reference.label, zorder=3)


def _legend(spec: ChartSpec, at: Layout, figure: Figure, axes: Axes) -> None:
    handles, labels = axes.get_legend_handles_labels()
    if spec.reference:
        # Bars first, the line behind them, as Word lists them.
        line = labels.index(spec.reference.label)
        handles, labels = [*handles[:line], *handles[line + 1 :], handles[line]], [*labels[:line], *labels[line + 1 :], labels[line]]
    columns = -(-len(labels) // legend_lines(spec, at.width, at.em))
    look = _text(at)
    figure.legend(
        _by_rows(handles, columns),
        _by_rows(labels, columns),
        loc="lower center",
        ncols=columns,
        frameon=False,
        prop=look["fontproperties"],
        labelcolor=look["color"],
        borderaxespad=0.2,
        handlelength=1.2,
        handleheight=0.8,
        columnspacing=1.5,
    )


def _by_rows(entries: Sequence[_Entry], columns: int) -> list[_Entry]:
    """Entries such that a legend filled column by column reads row by row."""
    return [entry for column in range(columns) for entry in entries[column::columns]]
