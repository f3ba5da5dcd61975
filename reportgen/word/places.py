"""Where a tag stands. In: the XML tree of a part of a template. Out: its paragraphs, its tags and their places in words."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportgen.word.patch import TAG
from reportgen.word.wordml import PPR, TBL, TC, TR, VAL, P, T, near, w

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

_PARTS = re.compile(r"\{[\{%][-+]?(?:(p|tr|tc|r)(?=\s))?\s*(.*?)\s*[-+]?[\}%]\}", re.DOTALL)
QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_WORD = re.compile(r"\w+")
_HEADING = re.compile(r"(?i)^(heading\s*\d|标题\s*\d|\d)$")
_SHOWN = 24


@dataclass(slots=True)
class Spot:
    """A paragraph of a template, its text and its place in words."""

    element: _Element
    where: str
    text: str = ""
    runs: list[_Element] = field(default_factory=list)


@dataclass(slots=True)
class Tag:
    """A tag as the editor typed it. `source` is what is compiled in its stead, where that differs."""

    text: str
    spot: Spot
    prefix: str
    body: str
    source: str = ""

    @property
    def is_block(self) -> bool:
        """Whether it is a {% %} tag."""
        return self.text.startswith("{%")

    @property
    def cell(self) -> _Element | None:
        """The table cell in which it stands."""
        return near(self.spot.element, TC)

    @property
    def keyword(self) -> str:
        """The first word of a {% %} tag; empty for {{ }}."""
        found = _WORD.match(self.body) if self.is_block else None
        return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Where:
    """The tags of a compiled part by line: what was typed and where it stands."""

    lines: tuple[int, ...]
    texts: tuple[str, ...]
    places: tuple[str, ...]

    def at(self, line: int) -> tuple[str, str]:
        """The place in words and the text of the tag that begins on `line` or last before it."""
        found = bisect_right(self.lines, line) - 1
        return (self.places[found], self.texts[found]) if found >= 0 else ("", "")


def spots(root: _Element, title: str) -> list[Spot]:
    """The paragraphs of a part in the order of the document; where a part has none (core.xml), its elements with text."""
    found: dict[_Element, Spot] = {}
    for element in root.iter(P, T):
        if element.tag == P:
            found[element] = Spot(element, "")
        elif (owner := near(element, P)) is not None and owner in found:
            found[owner].runs.append(element)
            found[owner].text += element.text or ""
    if not found:
        return [Spot(e, title, e.text) for e in root.iter("*") if e.text]
    _name_places(list(found.values()), title, root)
    return list(found.values())


def tags_of(paragraphs: Sequence[Spot]) -> list[Tag]:
    """All tags in the order of the document."""
    return [tag for spot in paragraphs if "{" in spot.text for tag in _tags_in(spot)]


def located(sources: Sequence[str], lines: tuple[int, ...], tags: Sequence[Tag], title: str) -> Where:
    """Each tag of the patched source with the place of the typed tag that it came from.

    Matched in order by text; a tag that patching adds takes the place of the one before it.
    """
    keys = [_key(tag.source or tag.text) for tag in tags]
    at = 0
    texts: list[str] = []
    places: list[str] = []
    for source in sources:
        key = _key(source)
        found = next((n for n in range(at, len(keys)) if keys[n] == key), None)
        at = at if found is None else found + 1
        tag = tags[found] if found is not None else None
        texts.append(tag.text if tag else " ".join(source.split()))
        places.append(tag.spot.where if tag else (places[-1] if places else title))
    return Where(lines, tuple(texts), tuple(places))


def _tags_in(spot: Spot) -> Iterator[Tag]:
    for match in TAG.finditer(spot.text):
        parts = _PARTS.fullmatch(match[0])
        prefix, body = (parts[1] or "", parts[2]) if parts else ("", "")
        yield Tag(match[0], spot, prefix, body)


def _key(text: str) -> str:
    """A tag's text without what patching changes: its prefix, quotes, entities and white space."""
    plain = text.translate(QUOTES).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    parts = _PARTS.fullmatch(plain)
    return text[:2] + "".join((parts[2] if parts else plain).split())


def _name_places(found: list[Spot], title: str, root: _Element) -> None:
    tables = {table: n for n, table in enumerate(root.iter(TBL), 1)}
    heading, count = "", 0
    for spot in found:
        cell = near(spot.element, TC)
        if cell is None:
            count += 1
        behind = f"（“{heading}”之后）" if heading else ""
        spot.where = (f"{title}第 {count} 段" if cell is None else _in_table(cell, tables, title)) + behind
        if cell is None and _is_heading(spot):
            heading = spot.text.strip()[:_SHOWN]


def _in_table(cell: _Element, tables: dict[_Element, int], title: str) -> str:
    row = near(cell, TR)
    table = near(cell, TBL)
    if row is None or table is None:
        return title
    line = 1 + sum(1 for _ in row.itersiblings(TR, preceding=True))
    column = 1 + sum(1 for _ in cell.itersiblings(TC, preceding=True))
    return f"{title}表 {tables[table]} 第 {line} 行第 {column} 格"


def _is_heading(spot: Spot) -> bool:
    if not spot.text.strip() or "{" in spot.text:
        return False
    properties = spot.element.find(PPR)
    style = properties.find(w("pStyle")) if properties is not None else None
    outlined = properties is not None and properties.find(w("outlineLvl")) is not None
    return outlined or (style is not None and bool(_HEADING.match(style.get(VAL, ""))))
