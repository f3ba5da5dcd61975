"""What a rendered part still needs. In: its tree. Out: the same tree, sound: line breaks, ids, cells that end with a paragraph.

Loops repeat what an editor made once (bookmarks, drawings, tables side by side) and conditions take away what Word wants to
find (a cell's last paragraph, a table's rows) or all that a last section had; each is mended here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from reportgen.word.wordml import PPR, TBL, TC, TR, VAL, WP, XML_SPACE, P, T, drop, low_paragraph, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_BREAKS = re.compile(r"[\n\t]")
_ROW_PROPERTIES = (w("trPr"), w("tblPrEx"))
_HOLDERS = tuple(w(name) for name in ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote"))
_SECTION, _BODY = w("sectPr"), w("body")
_BLOCKS = (P, TBL, w("sdt"))
_LONGEST_BOOKMARK = 40
_IDENTIFIED = ((f"{{{WP}}}docPr", "id"), (f"{w('sdtPr')}/{w('id')}", VAL))


def break_lines(root: _Element) -> None:
    """Turns line breaks and tabs in texts into w:br and w:tab."""
    for text in [text for text in root.iter(T) if _BREAKS.search(text.text or "")]:
        pieces = [piece for piece in re.split(r"([\n\t])", text.text or "") if piece]
        for piece in pieces:
            text.addprevious(_piece(piece))
        drop(text)


def _piece(piece: str) -> _Element:
    if piece in "\n\t":
        return etree.Element(w("br" if piece == "\n" else "tab"))
    made = etree.Element(T)
    made.set(XML_SPACE, "preserve")
    made.text = piece
    return made


def mend(root: _Element) -> None:
    """Takes out what has nothing in it any more, and gives back the paragraphs that Word needs."""
    for row in [row for row in root.iter(TR) if not len(row) or row[-1].tag in _ROW_PROPERTIES]:
        drop(row)
    for table in [table for table in root.iter(TBL) if table.find(f".//{TR}") is None]:
        drop(table)
    for holder in [holder for holder in root.iter(*_HOLDERS) if not len(holder) or (holder[-1].tag != P and holder.tag == TC)]:
        etree.SubElement(holder, P)
    for table in list(root.iter(TBL)):
        following = table.getnext()
        if following is not None and following.tag == TBL:
            table.addnext(low_paragraph())  # side by side they would fuse


def close(root: _Element) -> None:
    """Ends the document with the last section that has anything: one whose paragraphs all went with a tag would be an empty page."""
    for body in root.iterchildren(_BODY):
        own = body.find(_SECTION)
        last = next(body.iterchildren(*_BLOCKS, reversed=True), None)
        ending = last.find(f"{PPR}/{_SECTION}") if last is not None else None
        if own is not None and ending is not None:
            body.replace(own, ending)


def renumber(root: _Element) -> None:
    """Gives repeated drawings, content controls and bookmarks ids (and bookmarks names) of their own."""
    for path, attribute in _IDENTIFIED:
        _unique(list(root.iterfind(f".//{path}")), attribute)
    _bookmarks(root)


def _unique(elements: list[_Element], attribute: str) -> None:
    seen: set[str] = set()
    free = max((int(e.get(attribute, "0")) for e in elements if e.get(attribute, "").isdigit()), default=0)
    for element in elements:
        if element.get(attribute) in seen:
            free += 1
            element.set(attribute, str(free))
        seen.add(element.get(attribute, ""))


def _bookmarks(root: _Element) -> None:
    starts = list(root.iter(w("bookmarkStart")))
    if len({e.get(w("id")) for e in starts}) == len(starts):
        return
    free = max(int(e.get(w("id"), "0")) for e in starts)
    current: dict[str, str] = {}
    used: set[str] = set()
    names: dict[str, int] = {}
    for element in root.iter(w("bookmarkStart"), w("bookmarkEnd")):
        given = element.get(w("id"), "")
        if element.tag == w("bookmarkStart"):
            free += given in used
            current[given] = str(free) if given in used else given
            used.add(given)
            _rename(element, names)
        element.set(w("id"), current.get(given, given))


def _rename(start: _Element, names: dict[str, int]) -> None:
    name = start.get(w("name"), "")
    names[name] = names.get(name, 0) + 1
    if names[name] > 1:
        suffix = f"_{names[name]}"
        start.set(w("name"), name[: _LONGEST_BOOKMARK - len(suffix)] + suffix)
