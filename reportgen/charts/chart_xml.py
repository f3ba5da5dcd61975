"""The XML of an editable chart (DrawingML chart, ECMA-376 part 1, 21.2), its elements in the schema's order.

In: a ChartSpec and its Layout. Out: the chart part as bytes. The figures stand in the part as well as in the workbook behind it, so
that a program that ignores the workbook shows them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree
from lxml.etree import _Element

from reportgen.charts.layout import Layout, Place, colours, place_of, ticks
from reportgen.charts.palette import ACCENT, GRID, INK, LINE, ink_on
from reportgen.charts.workbook import SHEET, columns_of, letter, number, number_format
from reportgen.model.charts import ChartSpec, Series

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK_ID = "rId1"
_NAMES = {"c": C, "a": A, "r": R}
_CATEGORIES, _FIGURES = "111111111", "222222222"
_POSITIONS = {"centre": "ctr", "inside": "inEnd", "outside": "outEnd"}
_SHOWN = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
# English Metric Units in a point.
_POINT = 12700


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a chart's text; the document's own, so that a chart looks like its tables."""

    latin: str = "Times New Roman"
    east_asian: str = "仿宋_GB2312"


def chart_xml(spec: ChartSpec, at: Layout, fonts: Fonts) -> bytes:
    """The chart part; its workbook is expected at relationship WORKBOOK_ID."""
    root = etree.Element(f"{{{C}}}chartSpace", nsmap=_NAMES)
    chart = _c(
        "chart", _flag("autoTitleDeleted"), _plot_area(spec, at), *_legend(spec), _flag("plotVisOnly"), _c("dispBlanksAs", val="gap")
    )
    workbook = _c("externalData", _flag("autoUpdate", on=False))
    workbook.set(f"{{{R}}}id", WORKBOOK_ID)
    root.extend(
        [
            _flag("date1904", on=False),
            _c("lang", val="zh-CN"),
            _flag("roundedCorners", on=False),
            chart,
            _c("spPr", _a("noFill"), _a("ln", _a("noFill"))),
            _text_look(at.size, fonts=fonts),
            workbook,
        ]
    )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _element(space: str, name: str, children: tuple[_Element, ...], attributes: dict[str, str | int]) -> _Element:
    made = etree.Element(f"{{{space}}}{name}", {key: str(value) for key, value in attributes.items()}, nsmap=_NAMES)
    made.extend(children)
    return made


def _c(name: str, *children: _Element, **attributes: str | int) -> _Element:
    return _element(C, name, children, attributes)


def _a(name: str, *children: _Element, **attributes: str | int) -> _Element:
    return _element(A, name, children, attributes)


def _flag(name: str, *, on: bool = True) -> _Element:
    return _c(name, val=int(on))


def _with_text(element: _Element, text: str) -> _Element:
    element.text = text
    return element


def _fill(colour: str) -> _Element:
    return _a("solidFill", _a("srgbClr", val=colour))


def _line(colour: str, points: float = 0.75, *, dashed: bool = False) -> _Element:
    return _a("ln", _fill(colour), *([_a("prstDash", val="dash")] if dashed else []), w=round(points * _POINT))


def _run_properties(name: str, size: float, colour: str, fonts: Fonts | None) -> _Element:
    faces = [_a("latin", typeface=fonts.latin), _a("ea", typeface=fonts.east_asian)] if fonts else []
    return _a(name, _fill(colour), *faces, sz=round(size * 100), b=0)


def _text_look(size: float, colour: str = INK, *, fonts: Fonts | None = None, level: bool = False) -> _Element:
    """How text looks; `level` keeps Word from turning labels that it could break into lines."""
    body = _a("bodyPr", rot=0, vert="horz") if level else _a("bodyPr")
    paragraph = _a("p", _a("pPr", _run_properties("defRPr", size, colour, fonts)), _a("endParaRPr", lang="zh-CN"))
    return _c("txPr", body, _a("lstStyle"), paragraph)


def _manual(x: float, y: float, size: tuple[float, float] | None = None) -> _Element:
    """A place in fractions of the chart; with a size it is that of the plot without its labels."""
    parts = [_c("layoutTarget", val="inner")] if size else []
    parts += [_c("xMode", val="edge"), _c("yMode", val="edge"), _c("x", val=f"{x:.4f}"), _c("y", val=f"{y:.4f}")]
    parts += [_c("w", val=f"{size[0]:.4f}"), _c("h", val=f"{size[1]:.4f}")] if size else []
    return _c("layout", _c("manualLayout", *parts))


def _plot_area(spec: ChartSpec, at: Layout) -> _Element:
    inner = _manual(at.left / at.width, at.top / at.height, (at.plot_width / at.width, at.plot_height / at.height))
    charts = [_bars(spec, at), *([_reference(spec)] if spec.reference else [])]
    return _c("plotArea", inner, *charts, _category_axis(spec, at), _figure_axis(spec, at), _c("spPr", _a("noFill")))


def _axis_ids() -> Iterator[_Element]:
    return (_c("axId", val=name) for name in (_CATEGORIES, _FIGURES))


def _bars(spec: ChartSpec, at: Layout) -> _Element:
    stacked = spec.kind == "stacked"
    series = (_series(spec, n, at) for n in range(len(spec.series)))
    return _c(
        "barChart",
        _c("barDir", val="bar" if spec.horizontal else "col"),
        _c("grouping", val="stacked" if stacked else "clustered"),
        _flag("varyColors", on=False),
        *series,
        _c("gapWidth", val=gap_width(spec)),
        _c("overlap", val=100 if stacked else 0),
        *_axis_ids(),
    )


def gap_width(spec: ChartSpec) -> int:
    """The space between the bars of two categories, in per cent of a bar's width."""
    if spec.horizontal:
        return 60
    if spec.reference:
        return 30
    return 80 if len(spec.series) > 1 else 150


def _series(spec: ChartSpec, number_: int, at: Layout) -> _Element:
    series, colour = spec.series[number_], colours(spec)[number_]
    look = _c("spPr", _fill(colour), _line(LINE if spec.kind == "stacked" else colour, 0.5))
    return _c(
        "ser",
        *_heading(number_, series.name),
        look,
        _flag("invertIfNegative", on=False),
        _data_labels(spec, series, colour, at),
        *_data(spec, series, number_),
    )


def _heading(number_: int, name: str) -> Iterator[_Element]:
    yield _c("idx", val=number_)
    yield _c("order", val=number_)
    yield _c("tx", _cached("strRef", f"{SHEET}!${letter(number_)}$1", [name]))


def _data(spec: ChartSpec, series: Series, number_: int) -> Iterator[_Element]:
    last, column = len(spec.categories) + 1, letter(number_)
    yield _c("cat", _cached("strRef", f"{SHEET}!$A$2:$A${last}", spec.categories))
    figures = [None if v is None else number(v) for v in series.values]
    form = number_format(spec, series.digits)
    yield _c("val", _cached("numRef", f"{SHEET}!${column}$2:${column}${last}", figures, form))


def _cached(kind: str, formula: str, values: Iterable[str | None], form: str = "") -> _Element:
    """A reference into the workbook together with what stands there."""
    values = list(values)
    points = (_c("pt", _with_text(_c("v"), v), idx=n) for n, v in enumerate(values) if v is not None)
    code = [_with_text(_c("formatCode"), form)] if form else []
    cache = _c(kind.replace("Ref", "Cache"), *code, _c("ptCount", val=len(values)), *points)
    return _c(kind, _with_text(_c("f"), formula), cache)


def _data_labels(spec: ChartSpec, series: Series, colour: str, at: Layout) -> _Element:
    """Figures at the bars; those that have no room in their part of a stacked bar are left out."""
    places = [place_of(spec, value, series.digits, at) for value in series.values]
    usual: Place = "centre" if spec.kind == "stacked" else "outside"
    form = number_format(spec, series.digits)
    apart = (
        _c("dLbl", _c("idx", val=n), *([_flag("delete")] if place == "none" else _label(form, place, colour, at)))
        for n, place in enumerate(places)
        if place != usual
    )
    return _c("dLbls", *apart, *_label(form, usual, colour, at))


def _label(form: str, place: Place, colour: str, at: Layout) -> Iterator[_Element]:
    yield _number_form(form)
    yield _c("spPr", _a("noFill"), _a("ln", _a("noFill")))
    yield _text_look(at.size, INK if place == "outside" else ink_on(colour))
    yield _c("dLblPos", val=_POSITIONS[place])
    yield from (_flag(name, on=name == "showVal") for name in _SHOWN)


def _number_form(form: str) -> _Element:
    return _c("numFmt", formatCode=form, sourceLinked=0)


def _reference(spec: ChartSpec) -> _Element:
    number_ = len(spec.series)
    series = columns_of(spec)[number_]
    look = _c("spPr", _line(ACCENT, 1.5, dashed=True))
    line = _c(
        "ser",
        *_heading(number_, series.name),
        look,
        _c("marker", _c("symbol", val="none")),
        *_data(spec, series, number_),
        _flag("smooth", on=False),
    )
    return _c("lineChart", _c("grouping", val="standard"), _flag("varyColors", on=False), line, _flag("marker"), *_axis_ids())


def _category_axis(spec: ChartSpec, at: Layout) -> _Element:
    return _c(
        "catAx",
        _c("axId", val=_CATEGORIES),
        # Lying bars are counted from below; a reader starts above.
        _c("scaling", _c("orientation", val="maxMin" if spec.horizontal else "minMax")),
        _flag("delete", on=False),
        _c("axPos", val="l" if spec.horizontal else "b"),
        _number_form("General"),
        _c("majorTickMark", val="none"),
        _c("minorTickMark", val="none"),
        _c("tickLblPos", val="nextTo"),
        _c("spPr", _line(LINE)),
        _text_look(at.size, level=True),
        _c("crossAx", val=_FIGURES),
        _c("crosses", val="autoZero"),
        _flag("auto", on=False),
        _c("lblAlgn", val="ctr"),
        _c("lblOffset", val=60),
        _flag("noMultiLvlLbl"),
    )


def _figure_axis(spec: ChartSpec, at: Layout) -> _Element:
    digits = len(ticks(spec)[-1].rstrip("%").partition(".")[2])
    return _c(
        "valAx",
        _c("axId", val=_FIGURES),
        _c("scaling", _c("orientation", val="minMax"), _c("max", val=number(spec.end)), _c("min", val=number(Decimal(0)))),
        _flag("delete", on=False),
        _c("axPos", val="b" if spec.horizontal else "l"),
        _c("majorGridlines", _c("spPr", _line(GRID, 0.5))),
        *([_unit(spec, at)] if spec.unit else []),
        _number_form(number_format(spec, digits)),
        _c("majorTickMark", val="none"),
        _c("minorTickMark", val="none"),
        _c("tickLblPos", val="nextTo"),
        _c("spPr", _a("ln", _a("noFill"))),
        _text_look(at.size, level=True),
        _c("crossAx", val=_CATEGORIES),
        _c("crosses", val="max" if spec.horizontal else "autoZero"),
        _c("crossBetween", val="between"),
        _c("majorUnit", val=number(spec.step)),
    )


def _unit(spec: ChartSpec, at: Layout) -> _Element:
    """The unit above the plot at the left, level."""
    text = _with_text(_a("t"), f"单位：{spec.unit}")
    run = _a("r", _a("rPr", lang="zh-CN", sz=round(at.size * 100), b=0), text)
    properties = _a("pPr", _a("defRPr", sz=round(at.size * 100), b=0))
    rich = _c("rich", _a("bodyPr", rot=0, vert="horz"), _a("lstStyle"), _a("p", properties, run))
    return _c("title", _c("tx", rich), _manual(0.005, 0.0), _flag("overlay"))


def _legend(spec: ChartSpec) -> Iterator[_Element]:
    if spec.has_legend:
        yield _c("legend", _c("legendPos", val="b"), _flag("overlay", on=False))
