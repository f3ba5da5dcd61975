"""Fields and bookmarks inside a paragraph. In: marks (processing instructions) in the text of runs. Out: runs cut at them."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence

from lxml import etree
from lxml.etree import _Element

from reportgen.word.wordml import BOOKMARK, BOOKMARK_END, PPR, RPR, RUN, RUN_ORDER, VAL, XML_SPACE, T, W, drop, put, w

_FIELD_CHAR = w("fldChar")


def take_out(mark: _Element) -> None:
    """Takes a mark out of its text."""
    parent, tail = mark.getparent(), mark.tail or ""
    if parent is None:
        return
    before = mark.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    mark.tail = None
    parent.remove(mark)


def look_at(mark: _Element) -> _Element | None:
    """The properties of the run in which a mark stands."""
    run = next(mark.iterancestors(RUN), None)
    return run.find(RPR) if run is not None else None


def cut(mark: _Element, between: Sequence[_Element]) -> _Element | None:
    """Cuts the run of a mark in two and puts elements between; gives the run behind them, None where nothing is behind."""
    text = mark.getparent()
    run = text.getparent() if text is not None else None
    if text is None or run is None:
        return None
    rest = _behind(mark, text, run)
    for element in reversed((*between, rest)):
        run.addnext(element)
    if not text.text and not len(text):
        drop(text)
    for half in (run, rest):
        if not any(child.tag != RPR for child in half):
            drop(half)
    return rest if rest.getparent() is not None else None


def _behind(mark: _Element, text: _Element, run: _Element) -> _Element:
    """A run like `run` with all that stands behind the mark."""
    rest = etree.Element(RUN)
    properties = run.find(RPR)
    if properties is not None:
        rest.append(copy.deepcopy(properties))
    behind = written(mark.tail or "")
    behind.extend(list(mark.itersiblings()))
    if behind.text or len(behind):
        rest.append(behind)
    rest.extend(list(text.itersiblings()))
    mark.tail = None
    text.remove(mark)
    text.set(XML_SPACE, "preserve")
    return rest


def written(value: str) -> _Element:
    """A w:t."""
    text = etree.Element(T)
    text.set(XML_SPACE, "preserve")
    text.text = value
    return text


def run_of(look: _Element | None, content: _Element | str) -> _Element:
    """A run with the given properties, of a text or of another element."""
    run = etree.Element(RUN)
    if look is not None:
        run.append(copy.deepcopy(look))
    run.append(written(content) if isinstance(content, str) else content)
    return run


def field(look: _Element | None, code: str, result: str) -> list[_Element]:
    """A field whose result is written already; an empty one leaves its result to whoever updates it."""
    instruction = etree.Element(w("instrText"))
    instruction.set(XML_SPACE, "preserve")
    instruction.text = f" {code} "
    middle = [run_of(look, result)] if result else []
    return [end_of(look, "begin"), run_of(look, instruction), end_of(look, "separate"), *middle, end_of(look, "end")]


def end_of(look: _Element | None, kind: str) -> _Element:
    """A run with one of the three signs of a field: begin, separate or end."""
    sign = etree.Element(_FIELD_CHAR)
    sign.set(w("fldCharType"), kind)
    return run_of(look, sign)


class Bookmarks:
    """Gives bookmarks names and ids that are free in a part; names count up in the order in which they are asked for."""

    def __init__(self, roots: Iterable[_Element]) -> None:
        found = [e for root in roots for e in root.iter(BOOKMARK)]
        self._names = {e.get(w("name"), "") for e in found}
        self._id = max((int(i) for e in found if (i := e.get(w("id"), "")).isdigit()), default=0)
        self._last: dict[str, int] = {}

    def pair(self, prefix: str) -> tuple[str, _Element, _Element]:
        """The name of a new bookmark, its start and its end."""
        number = self._last.get(prefix, 0) + 1
        while f"{prefix}{number}" in self._names:
            number += 1
        self._last[prefix] = number
        self._id += 1
        start, end = etree.Element(BOOKMARK), etree.Element(BOOKMARK_END)
        for element in (start, end):
            element.set(w("id"), str(self._id))
        start.set(w("name"), f"{prefix}{number}")
        return f"{prefix}{number}", start, end

    def around(self, paragraph: _Element, prefix: str) -> str:
        """Puts a bookmark around all that a paragraph holds; gives its name."""
        name, start, end = self.pair(prefix)
        paragraph.insert(int(len(paragraph) > 0 and paragraph[0].tag == PPR), start)
        paragraph.append(end)
        return name


def embolden(look: _Element | None) -> _Element:
    """The same properties, and bold."""
    made = copy.deepcopy(look) if look is not None else etree.Element(RPR, nsmap={"w": W})
    for name in ("b", "bCs"):
        put(made, w(name), RUN_ORDER).attrib.pop(VAL, "")
    return made
