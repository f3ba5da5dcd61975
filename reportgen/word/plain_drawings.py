"""Drawings that other programs understand. In: the body of a finished report. Out: a body with pictures and paragraphs in their stead.

A chart becomes a picture with its alternative text; the file of that picture is the chart's part, and whoever reads the copy draws it.
The paragraphs of a text box follow the paragraph in which it is anchored. pandoc drops both, and text beside a text box as well.
"""

from __future__ import annotations

import posixpath

from lxml import etree
from lxml.etree import _Element

from reportgen.word.additions import CHART, Additions
from reportgen.word.package import Package, relationships_of
from reportgen.word.wordml import RUN, WP, P, R, drop, near, parsed, w

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_BOX = w("txbxContent")
# Where pandoc looks for pictures; it takes no .xml for one.
_FILES = "media/{}.chart"


def plain_drawings(root: _Element, package: Package, additions: Additions) -> _Element:
    """The same body under a root that names what pictures need: pandoc reads the names of namespaces there."""
    for number, chart in enumerate(list(root.iter(_CHART)), 1):
        _become_picture(chart, number, package, additions)
    for box in list(root.iter(_BOX)):
        _lift(box)
    named = {prefix: space for prefix, space in root.nsmap.items() if prefix}
    made = etree.Element(root.tag, nsmap={**named, "r": R, "wp": WP, "a": _DRAWING, "pic": _PICTURE})
    made[:] = list(root)
    return made


def _become_picture(chart: _Element, number: int, package: Package, additions: Additions) -> None:
    data = chart.getparent()
    graphic = data.getparent() if data is not None else None
    if graphic is None:
        return
    file = posixpath.join(posixpath.dirname(package.main), _FILES.format(number))
    additions.add(file, _part(chart.get(f"{{{R}}}id", ""), package), CHART)
    related = additions.relate(package.main, file, "image")
    made = parsed(
        f'<a:graphic xmlns:a="{_DRAWING}" xmlns:r="{R}"><a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}">'
        f'<pic:blipFill><a:blip r:embed="{related}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'.encode()
    )
    graphic.addnext(made)
    drop(graphic)


def _part(related: str, package: Package) -> bytes:
    """The part to which the body has a relationship of that id."""
    relations = parsed(package.parts[relationships_of(package.main)])
    target = next((entry.get("Target", "") for entry in relations if entry.get("Id") == related), "")
    return package.parts.get(posixpath.join(posixpath.dirname(package.main), target), b"")


def _lift(box: _Element) -> None:
    """Puts the paragraphs of a text box behind the paragraph that holds it; a box stands there twice, for old programs as well."""
    paragraph, run = near(box, P), near(box, RUN)
    if paragraph is None or run is None or paragraph.getparent() is None:
        return
    for child in reversed(list(box)):
        paragraph.addnext(child)
    drop(run)
