"""A report as one HTML page that needs nothing else. In: the spelled-out Word file and its charts. Out: the page.

Page numbers, headers and the contents page stay behind: the contents stand at the side, as links.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lxml import etree
from lxml.etree import _Element

from reportgen.diagnostics import Sink, Stopped
from reportgen.export.figures import Drawable, embed
from reportgen.export.reading import classes, headings, read
from reportgen.export.tables import box

_FOLDER = Path(__file__).parent
_TEMPLATE, _STYLE = _FOLDER / "page.html", _FOLDER / "page.css"
_OPENING, _WIDE = "opening", "wide"


def to_html(document: bytes, charts: Mapping[str, Drawable], title: str, sink: Sink, *, draft: bool = False) -> str:
    """The page; a draft says so wherever one looks. `charts` are those of the document by the alternative text they have in it.

    Records `pandoc-missing`, `pandoc-failed`, `chart-missing` or `picture-kind` and raises Stopped.
    """
    before = len(sink.found)
    said = {"title": title, **({"draft": "草稿"} if draft else {})}
    page = read(document, sink, _TEMPLATE, **said)
    main = next(page.iter("main"))
    embed(main, document, charts, sink)
    if len(sink.found) > before:
        raise Stopped
    for table in list(main.iter("table")):
        box(table)
    _shorten_targets(page, main)
    _part(main)
    next(page.iter("style")).text = _STYLE.read_text(encoding="utf-8")
    return etree.tostring(page, method="html", encoding="unicode", doctype="<!DOCTYPE html>") + "\n"


def _shorten_targets(page: _Element, main: _Element) -> None:
    """Headings are led to by short names: in an address a Chinese one becomes unreadable."""
    names = {}
    for number, heading in enumerate(headings(main), 1):
        names[heading.get("id", "")] = f"s{number}"
        heading.set("id", f"s{number}")
    for link in page.iter("a"):
        target = link.get("href", "").removeprefix("#")
        if target in names:
            link.set("href", f"#{names[target]}")
        if link.get("id", "").startswith("toc-"):
            del link.attrib["id"]


def _part(main: _Element) -> None:
    """Parts the report where the Word file begins a new page; a part with a wide table is wide."""
    parts: list[_Element] = []
    for child in list(main):
        if not parts or _opens(child):
            parts.append(etree.SubElement(main, "section"))
        parts[-1].append(child)
    for part in parts:
        if any(_WIDE in classes(table) for table in part.iter("table")):
            part.set("class", _WIDE)


def _opens(child: _Element) -> bool:
    """Whether a new page begins with an element: with itself, or with what its first cell holds."""
    first = next((cell for cell in child.iter("td", "th")), None)
    return any(_OPENING in classes(e) for e in ([child] if first is None else [child, first, *first.iter("p")]))
