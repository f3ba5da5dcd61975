"""Pictures inside a page. In: its images, the Word file, its charts by their alternative text. Out: images that need no file.

A chart is drawn twice from its spec: for wide screens and paper, and narrower with larger text for phones.
"""

from __future__ import annotations

import base64
import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import Protocol

from lxml import etree
from lxml.etree import _Element

from reportgen.diagnostics import FilePlace, Sink
from reportgen.export.reading import take

_KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".svg": "image/svg+xml"}
# Millimetres: at the usual 96 dots per inch 90 mm are 340 px, the width of a phone.
_NARROW = 90.0
_PHONES = "screen and (max-width: 600px)"


class Drawable(Protocol):
    """A chart that draws itself."""

    def svg(self, width_mm: float = ...) -> bytes: ...


def embed(main: _Element, document: bytes, charts: Mapping[str, Drawable], sink: Sink) -> None:
    """Puts every picture into the page.

    Records `chart-missing` for a chart that nobody handed over, and `picture-kind` for a picture that no browser shows.
    """
    with zipfile.ZipFile(io.BytesIO(document)) as file:
        media = {name.removeprefix("word/"): file.read(name) for name in file.namelist() if name.startswith("word/media/")}
    for image in list(main.iter("img")):
        source = image.get("src", "")
        take(image, "style")
        kind = _KINDS.get(posixpath.splitext(source)[1].lower())
        if source in media and kind:
            image.set("src", _data(media[source], kind))
        elif (chart := charts.get(image.get("alt", ""))) is not None:
            _draw(image, chart)
        else:
            _say_missing(image, source, sink)


def _draw(image: _Element, chart: Drawable) -> None:
    image.set("src", _data(chart.svg(), "image/svg+xml"))
    image.set("class", "chart")
    picture = etree.Element("picture")
    narrow = _data(chart.svg(_NARROW), "image/svg+xml")
    etree.SubElement(picture, "source", media=_PHONES, srcset=narrow)
    picture.tail, image.tail = image.tail, None
    image.addprevious(picture)
    picture.append(image)


def _say_missing(image: _Element, source: str, sink: Sink) -> None:
    shown = image.get("alt", "")[:30] or source
    if source.endswith(".chart"):
        sink.error("chart-missing", FilePlace("网页"), f"报告里的图表“{shown}”画不出来：没有它的数据", "重新生成报告")
    else:
        hint = "在模板或案例里换成 PNG 或 JPEG 图片"
        sink.error("picture-kind", FilePlace("网页"), f"图片“{shown}”（{source}）不是浏览器能显示的格式", hint)


def _data(data: bytes, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
