"""The structure tree of a tagged PDF, page by page. In: an open page of pypdfium2. Out: its tree of Nodes.

PDFium gives for each page the elements that have content there, at their places among all elements: so the chain of places
identifies an element that goes on over several pages. An element without content (an empty cell) is seen on no page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from .page import Path

_WITH_ATTRIBUTES = frozenset({"P", "TD", "TH", "Caption", "H", *(f"H{level}" for level in range(1, 7))})
_LONGEST_NAME = 64
_NO_MARK = -1


@dataclass(frozen=True, slots=True)
class Node:
    """An element: its kind by the PDF standard, its place, what it holds on this page: other elements and marked content.

    `places` counts its children on all pages; `rows` and `columns` are what a cell spans.
    """

    kind: str
    path: Path
    align: str
    children: tuple[Node, ...]
    marks: tuple[int, ...]
    places: int
    rows: int = 1
    columns: int = 1

    def nodes(self) -> Iterator[Node]:
        """The element and all inside it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.nodes()

    def all_marks(self, *, without: str = "") -> Iterator[int]:
        """The marked content of the element and of all inside it, but for elements of the kind `without`."""
        yield from self.marks
        for child in self.children:
            if child.kind != without:
                yield from child.all_marks(without=without)


def tree_of(page: Any) -> tuple[Node, ...]:  # noqa: ANN401 - pypdfium2 publishes no types
    """The elements at the top of a page's tree; none where the PDF is not tagged."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return ()
    try:
        found = (pdfium.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(pdfium.FPDF_StructTree_CountChildren(tree)))
        return tuple(_node(element, (at,)) for at, element in enumerate(found) if element)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _node(element: Any, path: Path) -> Node:  # noqa: ANN401
    children, marks = [], []
    places = max(pdfium.FPDF_StructElement_CountChildren(element), 0)
    for at in range(places):
        # Not …MarkedContentIdAtIndex: that one gives the numbers of other pages too.
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
        if mark != _NO_MARK:
            marks.append(mark)
        elif child := pdfium.FPDF_StructElement_GetChildAtIndex(element, at):
            children.append(_node(child, (*path, at)))
    kind = _string(pdfium.FPDF_StructElement_GetType, element)
    found = _attributes(element) if kind in _WITH_ATTRIBUTES else _Attributes()
    return Node(kind, path, found.align, tuple(children), tuple(marks), places, found.rows, found.columns)


@dataclass(slots=True)
class _Attributes:
    align: str = ""
    rows: int = 1
    columns: int = 1


def _attributes(element: Any) -> _Attributes:  # noqa: ANN401
    """How a paragraph is aligned, what a cell spans."""
    found = _Attributes()
    number = ctypes.c_float()
    for at in range(max(pdfium.FPDF_StructElement_GetAttributeCount(element), 0)):
        attributes = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, at)
        if align := pdfium.FPDF_StructElement_Attr_GetValue(attributes, b"TextAlign"):
            found.align = _string(_attribute_text, align)
        for name, field in ((b"RowSpan", "rows"), (b"ColSpan", "columns")):
            value = pdfium.FPDF_StructElement_Attr_GetValue(attributes, name)
            if value and pdfium.FPDF_StructElement_Attr_GetNumberValue(value, number):
                setattr(found, field, int(number.value))
    return found


def _attribute_text(value: Any, buffer: Any, length: int) -> None:  # noqa: ANN401
    pdfium.FPDF_StructElement_Attr_GetStringValue(value, buffer, length, ctypes.c_ulong())


def _string(function: Any, element: Any) -> str:  # noqa: ANN401
    """A name that PDFium writes into a buffer."""
    buffer = ctypes.create_string_buffer(2 * _LONGEST_NAME)
    function(element, buffer, len(buffer))
    return buffer.raw.decode("utf-16-le", "replace").split("\0", 1)[0]
