"""A report as a tree of HTML. In: the spelled-out Word file. Out: what pandoc reads in it, in plain elements with classes.

The looks by which the file names its paragraphs and tables become classes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml.etree import _Element

from reportgen.diagnostics import Sink
from reportgen.export.pandoc import convert

_LOOK = "data-custom-style"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DEEPEST = 3


def read(document: bytes, sink: Sink, template: Path | None = None, **said: str) -> _Element:
    """The main part of the page, or the whole page where a template is given; `said` is what the template may print.

    Records what `convert` records and raises Stopped.
    """
    options = [f"--metadata={name}={value}" for name, value in said.items()]
    if template is not None:
        options += ["--standalone", f"--template={template}", "--toc", f"--toc-depth={_DEEPEST}"]
    text = convert(document, "docx+styles+gfm_auto_identifiers", "html5", sink, *options)
    root = etree.fromstring((text if template is not None else f"<main>{text}</main>").encode())
    _tidy(root if template is None else next(root.iter("main")))
    return root


def _tidy(main: _Element) -> None:
    for styled in list(main.iter("div", "table", "span")):
        _take_over_look(styled)
    for heading in headings(main):
        # pandoc makes one word of what a heading's style is called.
        if look := take(heading, "class"):
            heading.set("class", look.replace("-", " "))
    for anchor in [span for span in main.iter("span") if span.get("class") == "anchor"]:
        _lift_anchor(anchor)
    for cell in main.iter("td", "th"):
        _flatten(cell)
    for back in main.iterfind(".//a[@role='doc-backlink']"):
        # pandoc's arrow is no text of the report: the style sheet shows one.
        back.text = None
        back.set("aria-label", "回到正文")


def _take_over_look(element: _Element) -> None:
    """Makes the look of a div the class of what stands in it; a table keeps its own."""
    look = take(element, _LOOK)
    if not look:
        return
    if element.tag == "table":
        element.set("class", look)
        return
    for child in element if element.tag == "div" else ():
        child.set("class", look)
    unwrap(element)


def unwrap(element: _Element) -> None:
    """Puts what an element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    add_before(element, element.text)
    for child in list(element):
        element.addprevious(child)
    add_before(element, element.tail)
    element.tail = None
    parent.remove(element)


def add_before(element: _Element, text: str | None) -> None:
    """Adds text in front of an element."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + (text or "")
    elif parent is not None:
        parent.text = (parent.text or "") + (text or "")


def _lift_anchor(anchor: _Element) -> None:
    """What leads to the beginning of a paragraph leads to the paragraph."""
    parent = anchor.getparent()
    if parent is None or parent.get("id") or anchor.getprevious() is not None or (parent.text or "").strip():
        return
    parent.set("id", anchor.get("id", ""))
    unwrap(anchor)


def _flatten(cell: _Element) -> None:
    """A cell of one paragraph is that paragraph; the looks that all its paragraphs share are its own."""
    shared = set.intersection(*looks) if (looks := [set(classes(child)) for child in cell if child.tag == "p"]) else set()
    if shared:
        cell.set("class", " ".join(sorted(shared)))
    if [child.tag for child in cell] == ["p"]:
        if target := cell[0].get("id"):
            cell.set("id", target)
        cell.text = None
        cell[0].tail = None
        unwrap(cell[0])


def take(element: _Element, name: str) -> str:
    """The value of an attribute that is taken away; empty where there is none."""
    value = element.get(name, "")
    if name in element.attrib:
        del element.attrib[name]
    return value


def text_in(element: _Element) -> str:
    """All text of an element, white space at its ends left out."""
    return str(etree.tostring(element, method="text", encoding="unicode", with_tail=False)).strip()


def classes(element: _Element) -> list[str]:
    """The classes of an element."""
    return (element.get("class") or "").split()


def headings(main: _Element) -> Iterator[_Element]:
    """The headings in order."""
    return main.iter(*_HEADINGS)
