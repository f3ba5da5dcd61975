"""The word 草稿 on every page of a draft. In: the rendered parts. Out: the same parts, each header with a watermark.

A section without a header of a kind that is printed (first page, even pages, all others) takes the one of the section before
it; so the first section gets those that are missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from reportgen.word.package import WORD_TYPE
from reportgen.word.wordml import NS, P, R, W, parsed, w, written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from reportgen.word.additions import Additions
    from reportgen.word.package import Package

_VML = "urn:schemas-microsoft-com:vml"
_OFFICE = "urn:schemas-microsoft-com:office:office"
# Word's own shape for text along a straight line (WordArt, type 136).
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>'
    '<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/>'
    '<v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)
_STYLE = (
    "position:absolute;margin-left:0;margin-top:0;width:330pt;height:165pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)


def stamp(package: Package, trees: Mapping[str, _Element | None], additions: Additions) -> None:
    """Puts the watermark into every header in `trees`; adds the headers that are missing."""
    headers = [tree for name, tree in trees.items() if package.kinds.get(name) == "header" and tree is not None]
    for number, tree in enumerate(headers, 1):
        _mark(tree, number)
    body = trees[package.main]
    missing = _missing(body, package) if body is not None else []
    for number, kind in enumerate(missing, len(headers) + 1):
        _add(package, body, additions, kind, number)


def _mark(header: _Element, number: int) -> None:
    paragraph = header.find(P)
    if paragraph is None:
        paragraph = etree.SubElement(header, P)
    paragraph.append(_watermark(number))


def _watermark(number: int) -> _Element:
    return parsed(
        f'<w:r xmlns:w="{W}" xmlns:v="{_VML}" xmlns:o="{_OFFICE}"><w:rPr><w:noProof/></w:rPr><w:pict>{_SHAPE_TYPE}'
        f'<v:shape id="draft{number}" type="#_x0000_t136" style="{_STYLE}" o:allowincell="f" fillcolor="silver" stroked="f">'
        '<v:fill opacity=".5"/><v:textpath style="font-family:&quot;SimSun&quot;;font-size:1pt" string="草稿"/></v:shape>'
        "</w:pict></w:r>".encode()
    )


def _missing(body: _Element, package: Package) -> list[str]:
    """The kinds of header that are printed somewhere and that the first section lacks."""
    first = next(body.iter(w("sectPr")), None)
    has = {e.get(w("type")) for e in first.iterchildren(w("headerReference"))} if first is not None else set()
    wanted = ["default"]
    if next(body.iter(w("titlePg")), None) is not None:
        wanted.append("first")
    settings = next((package.parts[n] for n, kind in package.kinds.items() if kind == "settings"), b"")
    if b"<w:evenAndOddHeaders" in settings:
        wanted.append("even")
    return [kind for kind in wanted if kind not in has]


def _add(package: Package, body: _Element | None, additions: Additions, kind: str, number: int) -> None:
    """Adds a header of its own with the watermark alone, and refers to it from the first section."""
    if body is None:
        return
    name = f"{package.main.rpartition('/')[0]}/header-draft-{kind}.xml"
    header = etree.Element(w("hdr"), nsmap={"w": W, "v": _VML, "o": _OFFICE, "r": R})
    _mark(header, number)
    additions.add(name, written(header), f"{WORD_TYPE}header+xml")
    reference = etree.Element(w("headerReference"))
    reference.set(w("type"), kind)
    reference.set(f"{{{R}}}id", additions.relate(package.main, name, "header"))
    _first_section(body).insert(0, reference)


def _first_section(body: _Element) -> _Element:
    found = next(body.iter(w("sectPr")), None)
    holder = body.find("w:body", NS)
    return found if found is not None else etree.SubElement(body if holder is None else holder, w("sectPr"))
