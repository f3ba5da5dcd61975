"""Names of WordprocessingML and the few element operations that every step needs.

In: lxml elements. Out: lxml elements, changed in place where the name says so.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
NS = {"w": W, "r": R, "wp": WP}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def finder(path: str) -> Callable[[_Element], list[_Element]]:
    """An XPath expression for elements, compiled once."""
    return cast("Callable[[_Element], list[_Element]]", etree.XPath(path, namespaces=NS))


def reader(path: str) -> Callable[[_Element], list[str]]:
    """An XPath expression for values of attributes, compiled once."""
    return cast("Callable[[_Element], list[str]]", etree.XPath(path, namespaces=NS, smart_strings=False))


def drop(element: _Element) -> None:
    """Takes an element out of its parent, if it has one."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


P, RUN, T, PPR, RPR = w("p"), w("r"), w("t"), w("pPr"), w("rPr")
TBL, TR, TC, TCPR = w("tbl"), w("tr"), w("tc"), w("tcPr")
VAL = w("val")
STYLE, NUMBER, OUTLINE = w("pStyle"), w("numPr"), w("outlineLvl")
BOOKMARK, BOOKMARK_END = w("bookmarkStart"), w("bookmarkEnd")
# Values that turn off a property which is on by standing there.
OFF = ("0", "false", "off")

# The order in which the schema wants the properties of a cell (CT_TcPr in ECMA-376 part 1).
CELL_ORDER = tuple(
    w(name)
    for name in (
        "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
        "tcFitText", "vAlign", "hideMark",
    )
)  # fmt: skip
# The first properties of a run; everything else follows them.
RUN_ORDER = tuple(w(name) for name in ("rStyle", "rFonts", "b", "bCs"))

# The first properties of a paragraph, in the order of the schema (CT_PPr).
PARAGRAPH_ORDER = tuple(
    w(name)
    for name in (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr",
        "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN",
        "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    )
)  # fmt: skip

# What may stand in a row beside its cells.
_NOT_CELLS = tuple(w(name) for name in ("trPr", "tblPrEx", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"))

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def parsed(data: bytes) -> _Element:
    """The root of a part; raises lxml.etree.XMLSyntaxError where it is not well formed."""
    return etree.fromstring(data, _PARSER)


def written(root: _Element) -> bytes:
    """A part as Word writes it: UTF-8 with a declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def put(parent: _Element, name: str, order: tuple[str, ...], value: str | None = None) -> _Element:
    """The child `name` of `parent`, made where it is missing at the place that `order` gives it, with `value` as its w:val."""
    child = parent.find(name)
    if child is None:
        child = etree.Element(name)
        before = _before(order, name)
        parent.insert(sum([other.tag in before for other in parent]), child)
    if value is not None:
        child.set(VAL, value)
    return child


@cache
def _before(order: tuple[str, ...], name: str) -> frozenset[str]:
    return frozenset(order[: order.index(name)])


def low_paragraph() -> _Element:
    """An empty paragraph as low as can be."""
    paragraph = etree.Element(P)
    spacing = etree.SubElement(etree.SubElement(paragraph, PPR), w("spacing"))
    for name, value in (("before", "0"), ("after", "0"), ("line", "20"), ("lineRule", "exact")):
        spacing.set(w(name), value)
    return paragraph


def cell_properties(cell: _Element) -> _Element:
    """The w:tcPr of a cell, made where it is missing."""
    found = cell.find(TCPR)
    if found is None:
        found = etree.Element(TCPR)
        cell.insert(0, found)
    return found


class Grid:
    """The grid columns of all tables below `root`, as they stand when it is made."""

    def __init__(self, root: _Element) -> None:
        # lxml finds elements by name far quicker than by path, and few cells and rows have any of these.
        self._wide: dict[_Element, int] = {}
        self._before: dict[_Element, int] = {}
        self._more: dict[_Element, int] = {}
        for found in root.iter(w("gridSpan"), w("gridBefore"), w("gridAfter")):
            holder = next(found.iterancestors(TC, TR))
            number = int(found.get(VAL, "1"))
            if holder.tag == TC:
                self._wide[holder] = number
                holder, number = next(holder.iterancestors(TR)), number - 1
            elif found.tag == w("gridBefore"):
                self._before[holder] = number
            self._more[holder] = self._more.get(holder, 0) + number

    def span(self, cell: _Element) -> int:
        """How many columns a cell takes."""
        return self._wide.get(cell, 1)

    def before(self, row: _Element) -> int:
        """How many columns a row leaves free before its first cell."""
        return self._before.get(row, 0)

    def columns(self, row: _Element) -> int:
        """How many columns a row takes, with those that it leaves free."""
        return len(row) - sum(1 for _ in row.iterchildren(*_NOT_CELLS)) + self._more.get(row, 0)


def near(element: _Element, name: str) -> _Element | None:
    """The nearest ancestor of that name."""
    return next(element.iterancestors(name), None)


def text_of(element: _Element) -> str:
    """All text that stands in the runs below an element, paragraphs run together."""
    return "".join([(text.text or "") + (_behind_marks(text) if len(text) else "") for text in element.iter(T)])


def _behind_marks(text: _Element) -> str:
    return "".join([mark.tail or "" for mark in text])
