"""Pictures and charts in a line. In: a value and the room for it. Out: a mark; later, the drawing and the parts that it shows.

`{{ x | picture(150, 100) }}` takes a Picture, `{{ x | word_chart(150, 80) }}` a chart in its Word form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol, TypeGuard

from lxml.etree import _Element
from markupsafe import Markup, escape

from reportgen.model.pictures import Picture
from reportgen.word.additions import Additions
from reportgen.word.fields import placed
from reportgen.word.recorder import CURRENT
from reportgen.word.value import Value
from reportgen.word.wordml import WP, R, W, parsed

_EMU_PER_MM = 36_000
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_LINK = re.compile(rb"<c:externalData\b[^>]*?\bid=[\"']([^\"']+)[\"']")
_LONGEST_ALT = 2000
_PARTS_OF_CHART = {"chart_xml", "workbook", "alt"}
_ASPECT = 0.6


class WordChart(Protocol):
    """A chart in its Word form: the chart part, its workbook, and what it shows in words."""

    @property
    def chart_xml(self) -> bytes: ...
    @property
    def workbook(self) -> bytes: ...
    @property
    def alt(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture or chart that takes `width` × `height` in EMU."""

    value: Picture | WordChart
    width: int
    height: int

    @property
    def alt(self) -> str:
        """What it shows in words, as the document says it."""
        return self.value.alt[:_LONGEST_ALT].replace("\n", " ")


def picture(value: Value, width: float, height: float | None = None) -> Markup:
    """A picture scaled to fit into width × height mm; without a height only the width counts."""
    if value is None:
        return _missing("没有图片", "在案例里补上这张图片，或在模板里先用 {% if … %} 判断有没有")
    if not isinstance(value, Picture):
        raise TypeError("要一张图片")
    scale = _positive(width) / value.width
    if height is not None:
        scale = min(scale, _positive(height) / value.height)
    return _drawn(Drawing(value, round(value.width * scale * _EMU_PER_MM), round(value.height * scale * _EMU_PER_MM)))


def word_chart(value: Value, width: float, height: float | None = None) -> Markup:
    """An editable chart of width × height mm; without a height the chart's own `aspect` (height ÷ width) counts."""
    if value is None:
        return _missing("没有这个图表的数据", "在模板里先用 {% if … %} 判断有没有")
    if not _is_chart(value):
        raise TypeError("要一个图表")
    if height is None:
        height = _positive(width) * float(getattr(value, "aspect", _ASPECT))
    return _drawn(Drawing(value, round(_positive(width) * _EMU_PER_MM), round(_positive(height) * _EMU_PER_MM)))


def _is_chart(value: Value) -> TypeGuard[WordChart]:
    """Whether a value has what a chart has; looking at it must not draw it."""
    return _PARTS_OF_CHART.issubset(dir(value))


def drawn(drawing: Drawing, owner: str, additions: Additions, number: int) -> _Element:
    """The w:drawing of a picture or chart in part `owner`; what it shows is added to the parts."""
    value = drawing.value
    if isinstance(value, Picture):
        graphic = _picture(drawing, additions.picture(owner, value.data, value.kind), number)
    else:
        xml = value.chart_xml
        link = _LINK.search(xml)
        related = additions.chart(owner, xml, value.workbook, link[1].decode() if link else "")
        graphic = f'<a:graphic><a:graphicData uri="{_C}"><c:chart xmlns:c="{_C}" r:id="{related}"/></a:graphicData></a:graphic>'
    noun = "图片" if isinstance(value, Picture) else "图表"
    alt = escape(drawing.alt)
    lock = '<a:graphicFrameLocks noChangeAspect="1"/>' if isinstance(value, Picture) else ""
    return parsed(
        f'<w:drawing xmlns:w="{W}" xmlns:wp="{WP}" xmlns:a="{_A}" xmlns:r="{R}"><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{drawing.width}" cy="{drawing.height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{noun} {number}" descr="{alt}"/><wp:cNvGraphicFramePr>{lock}</wp:cNvGraphicFramePr>'
        f"{graphic}</wp:inline></w:drawing>".encode()
    )


def _picture(drawing: Drawing, related: str, number: int) -> str:
    return (
        f'<a:graphic><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="图片 {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{related}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{drawing.width}" cy="{drawing.height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )


def _drawn(drawing: Drawing) -> Markup:
    return placed(CURRENT.get(), drawing)


def _missing(message: str, hint: str) -> Markup:
    CURRENT.get().error("picture-missing", message, hint)
    return Markup("")


def _positive(millimetres: float) -> float:
    if not isinstance(millimetres, int | float) or millimetres <= 0:  # type: ignore[redundant-expr]  # a template says what it likes
        raise ValueError("宽和高是毫米数")
    return millimetres
