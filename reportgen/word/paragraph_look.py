"""How the paragraphs look that a template's `{{p x }}` makes. In: the paragraph that holds the tag. Out: a ParagraphLook, as XML.

The editor formats that paragraph: each paragraph made takes over its properties and those of the tag's run. List paragraphs in
the body take the style named 列表, where the template has one.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree
from markupsafe import escape

from reportgen.word.runs import embolden
from reportgen.word.wordml import PPR, RPR, RUN, TC, VAL, P, T, near, w

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

LIST_STYLE = "列表"


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """The properties that the paragraphs of one `{{p }}` take over, as XML; index 1 of a pair is for bold.

    `last` is that of the last paragraph, which alone carries the end of a section; `kept` says that an empty Prose must
    leave a paragraph; `bare` that the paragraphs stand in the body and that the template has no style for lists.
    """

    body: str
    last: str
    runs: tuple[str, str]
    lists: Mapping[int, str]
    kept: bool
    bare: bool


def look_of(paragraph: _Element, list_styles: Mapping[int, str]) -> ParagraphLook:
    """The look of the paragraph that holds a tag. It is read, not changed."""
    properties = copy.deepcopy(paragraph.find(PPR))
    last = _xml(properties)
    section = properties.find(w("sectPr")) if properties is not None else None
    if section is not None and properties is not None:
        properties.remove(section)
    run = next((r for r in paragraph.iter(RUN) if r.find(T) is not None), None)
    # The style 列表 is made for the body: in a cell a list looks like the rest of it.
    in_cell = near(paragraph, TC) is not None
    own = {} if in_cell else list_styles
    lists = {level: f'<w:pPr><w:pStyle w:val="{escape(style)}"/></w:pPr>' for level, style in own.items()}
    return ParagraphLook(
        _xml(properties), last, _run_looks(run), lists, section is not None or _closes_cell(paragraph), not (in_cell or own)
    )


def list_styles(styles: _Element | None) -> dict[int, str]:
    """The ids of the paragraph styles 列表, 列表 2, … by level."""
    found: dict[int, str] = {}
    for style in styles.iter(w("style")) if styles is not None else ():
        name = style.find(w("name"))
        base, _, level = (name.get(VAL, "") if name is not None else "").partition(" ")
        if base == LIST_STYLE and style.get(w("type")) == "paragraph" and (level.isdigit() or not level):
            found.setdefault(int(level or 1), style.get(w("styleId"), ""))
    return found


def _run_looks(run: _Element | None) -> tuple[str, str]:
    properties = copy.deepcopy(run.find(RPR)) if run is not None else None
    return _xml(properties), _xml(embolden(properties))


def _closes_cell(paragraph: _Element) -> bool:
    parent = paragraph.getparent()
    return near(paragraph, TC) is parent is not None and not any(True for _ in paragraph.itersiblings(P, w("tbl"), w("sdt")))


def _xml(element: _Element | None) -> str:
    """An element as XML; the namespace declarations that lxml repeats are valid where it is put, but long."""
    if element is None:
        return ""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    for prefix, name in element.nsmap.items():
        text = text.replace(f' xmlns:{prefix}="{name}"' if prefix else f' xmlns="{name}"', "")
    return text
