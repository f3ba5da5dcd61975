"""Breaks that stand in the paragraph of a tag. In: the tags of a part. Out: the same tree, each break in a paragraph of its own.

The paragraph of {%p %} goes away whole, and that of {{p }} is written anew: the break would go with it. LibreOffice puts ends of
sections and page breaks into whatever paragraph is next to them, so that an editor need not even know of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.etree import _Element

from reportgen.word.places import Tag
from reportgen.word.wordml import OFF, PPR, RUN, VAL, P, T, drop, low_paragraph, w

BREAK, _TYPE = w("br"), w("type")
NAMES = {"page": "分页符", "column": "分栏符"}
_SECTION, _BEFORE = w("sectPr"), w("pageBreakBefore")


def lift(tags: Sequence[Tag]) -> None:
    """Moves breaks and ends of sections out of the paragraphs of lone tags, to the side of the tag on which they stand.

    A break inside a tag's text stays where it is, and so does one between {{p }} and the end of its section.
    """
    for tag in tags:
        if tag.prefix == "p" and tag.spot.element.tag == P:
            _lift(tag)


def _lift(tag: Tag) -> None:
    paragraph = tag.spot.element
    properties = paragraph.find(PPR)
    section = properties.find(_SECTION) if properties is not None else None
    if properties is not None and tag.is_block:
        _lift_property(paragraph, properties)
    behind = []
    for found, read in _read_before(paragraph):
        if not read:
            paragraph.addprevious(_alone(found))
        elif read == tag.text.strip() and (tag.is_block or section is None):
            behind.append(_alone(found))
    if section is not None and tag.is_block:
        behind.append(_ending(section))
    for made in reversed(behind):
        paragraph.addnext(made)


def _lift_property(paragraph: _Element, properties: _Element) -> None:
    """The property “page break before” goes to a paragraph of its own as well."""
    before = properties.find(_BEFORE)
    if before is not None and before.get(VAL) not in OFF:
        made = low_paragraph()
        made[0].insert(0, before)
        paragraph.addprevious(made)


def _read_before(paragraph: _Element) -> Iterator[tuple[_Element, str]]:
    """The page and column breaks of a paragraph, and the text that stands before each."""
    text = ""
    for element in list(paragraph.iter(T, BREAK)):
        if element.tag == T:
            text += element.text or ""
        elif element.get(_TYPE) in NAMES:
            yield element, text.strip()


def _alone(found: _Element) -> _Element:
    drop(found)
    made = low_paragraph()
    run = made.makeelement(RUN)
    run.append(found)
    made.append(run)
    return made


def _ending(section: _Element) -> _Element:
    made = low_paragraph()
    made[0].append(section)
    return made
