"""What the steps after rendering need to know of paragraph styles. In: styles.xml and the lists. Out: Styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from reportgen.word.numbering import List
from reportgen.word.wordml import OFF, PPR, RPR, VAL, w

BODY_TEXT = 9
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_CONTENTS = re.compile(r"toc (\d)", re.IGNORECASE)
_DEFAULT_SIZE = 20
_SINGLE = 240


@dataclass(frozen=True, slots=True)
class Setting:
    """How the lines of a paragraph are set, in twips.

    The width of a full-width character, the pitch of lines and whether it is exact, the space above and below, the indents of both
    sides together and that of the first line; whether the paragraph stays with the next; and how it is aligned (`w:jc`).
    """

    size: int = 210
    pitch: int = 320
    exact: bool = True
    space: int = 0
    sides: int = 0
    first: int = 0
    kept: bool = False
    aligned: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its outline level (0 to 8; 9 for body text), its list and level, and how its lines are set."""

    outline: int
    number: str
    level: int
    setting: Setting

    @property
    def counts(self) -> bool:
        """Whether paragraphs of the style are headings or numbered."""
        return self.outline < BODY_TEXT or bool(self.number)


@dataclass(frozen=True, slots=True)
class Entry:
    """The style of an entry of the contents: its id, whether it sets a left and a right tab, indent and size in twips."""

    id: str
    left: bool
    right: bool
    indent: int
    size: int


@dataclass(frozen=True, slots=True)
class Margins:
    """What the cells of a table keep free, in twips: left and right together, above and below together."""

    across: int = 216
    down: int = 0


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles by id, the id of the default one, those of the contents by level from 1, and cell margins by table style.

    The key "" of `margins` is for tables that name no style.
    """

    paragraphs: Mapping[str, Style]
    default: str
    contents: Mapping[int, Entry]
    margins: Mapping[str, Margins]


def styles_of(root: _Element | None, lists: Mapping[str, List]) -> Styles:
    """The paragraph styles of styles.xml; properties come from the style or from those that it is based on."""
    found = chain_of(root)
    paragraphs = {i: _style(found, i, lists) for i, e in found.by_id.items() if e.get(w("type")) == "paragraph"}
    contents = {int(m[1]): _entry(found, i) for i in paragraphs if (m := _CONTENTS.fullmatch(found.name(i)))}
    return Styles(paragraphs, found.first("paragraph"), contents, _margins(found))


def style_ids(root: _Element | None) -> frozenset[str]:
    """The ids of all styles of styles.xml, those of characters and tables too."""
    return frozenset(e.get(w("styleId"), "") for e in root.iter(w("style"))) if root is not None else frozenset()


def chain_of(root: _Element | None) -> Chain:
    """All styles of styles.xml."""
    return Chain({e.get(w("styleId"), ""): e for e in root.iter(w("style"))} if root is not None else {}, root)


@dataclass(frozen=True, slots=True)
class Chain:
    """Styles by id, each with those that it is based on; properties are found by their paths in a style."""

    by_id: Mapping[str, _Element]
    root: _Element | None

    def name(self, identity: str) -> str:
        """What an editor calls a style."""
        found = self.by_id[identity].find(w("name"))
        return found.get(VAL, "") if found is not None else ""

    def bases(self, identity: str) -> Iterator[str]:
        """A style and those that it is based on, nearest first."""
        seen: set[str] = set()
        while identity in self.by_id and identity not in seen:
            yield identity
            seen.add(identity)
            base = self.by_id[identity].find(w("basedOn"))
            identity = base.get(VAL, "") if base is not None else ""

    def value(self, identity: str, path: str, attribute: str = VAL) -> tuple[str, str]:
        """The nearest value of a property and the style that sets it; both empty where none does."""
        for base in self.bases(identity):
            found = self.by_id[base].find(path)
            if found is not None and found.get(attribute) is not None:
                return found.get(attribute, ""), base
        return "", ""

    def is_on(self, identity: str, path: str) -> bool:
        """Whether the nearest style that has a property without a value (bold, …) turns it on."""
        found = next((e for base in self.bases(identity) if (e := self.by_id[base].find(path)) is not None), None)
        return found is not None and found.get(VAL) not in OFF

    def spacing(self, identity: str, attribute: str) -> str:
        path = f"{PPR}/{w('spacing')}"
        return self.value(identity, path, w(attribute))[0] or self.default(f"{w('pPrDefault')}/{path}", w(attribute))

    def indent(self, identity: str, side: str, size: int) -> int:
        """An indent in twips; one that is given in characters counts more."""
        twips, signs = (self.value(identity, f"{PPR}/{w('ind')}", w(name))[0] for name in (side, f"{side}Chars"))
        return int(signs) * size // 100 if signs not in ("", "0") else int(twips or 0)

    def first(self, kind: str) -> str:
        """The id of the default style of a kind; empty where there is none."""
        found = (i for i, e in self.by_id.items() if e.get(w("type")) == kind and e.get(w("default")) in ("1", "true"))
        return next(found, "")

    def default(self, path: str, attribute: str = VAL) -> str:
        """A property of the document's defaults."""
        found = self.root.find(f"{w('docDefaults')}/{path}") if self.root is not None else None
        return found.get(attribute, "") if found is not None else ""


def _style(chain: Chain, identity: str, lists: Mapping[str, List]) -> Style:
    number, holder = chain.value(identity, f"{PPR}/{w('numPr')}/{w('numId')}")
    level, _ = chain.value(identity, f"{PPR}/{w('numPr')}/{w('ilvl')}")
    found = lists.get(number)
    # The level that a list links to a style counts more than the one that the style names.
    linked = next((found.styles[i] for i in chain.bases(identity) if i in found.styles), None) if found is not None else None
    return Style(
        outline=_outline(chain, identity),
        number=number if holder and number != "0" else "",
        level=linked if linked is not None else int(level or 0),
        setting=_setting(chain, identity),
    )


def _setting(chain: Chain, identity: str) -> Setting:
    half = chain.value(identity, f"{RPR}/{w('sz')}")[0] or chain.default(f"{w('rPrDefault')}/{RPR}/{w('sz')}")
    size = int(half or _DEFAULT_SIZE) * 10
    before, after, line = (int(chain.spacing(identity, name) or 0) for name in ("before", "after", "line"))
    rule = chain.spacing(identity, "lineRule")
    return Setting(
        size=size,
        pitch=pitch_of(line, rule, size),
        exact=rule == "exact",
        space=before + after,
        sides=chain.indent(identity, "left", size) + chain.indent(identity, "right", size),
        first=chain.indent(identity, "firstLine", size),
        kept=chain.is_on(identity, f"{PPR}/{w('keepNext')}"),
        aligned=chain.value(identity, f"{PPR}/{w('jc')}")[0],
    )


def pitch_of(line: int, rule: str, size: int) -> int:
    """The pitch of lines in twips; where it is not exact, that of the common Chinese faces, 1.3 times their size."""
    if rule == "exact":
        return line
    single = size * 13 // 10
    return max(line, single) if rule == "atLeast" else single * (line or _SINGLE) // _SINGLE


def _margins(chain: Chain) -> dict[str, Margins]:
    path = f"{w('tblPr')}/{w('tblCellMar')}"

    def margin(identity: str, *sides: str) -> int:
        return sum(int(chain.value(identity, f"{path}/{w(side)}", w("w"))[0] or 0) for side in sides)

    tables = [i for i, e in chain.by_id.items() if e.get(w("type")) == "table"]
    found = {i: Margins(margin(i, "left", "right"), margin(i, "top", "bottom")) for i in tables}
    return {"": found.get(chain.first("table"), Margins()), **found}


def _outline(chain: Chain, identity: str) -> int:
    value, _ = chain.value(identity, f"{PPR}/{w('outlineLvl')}")
    if value:
        return int(value)
    return next((int(m[1]) - 1 for i in chain.bases(identity) if (m := _HEADING.fullmatch(chain.name(i)))), BODY_TEXT)


def _entry(chain: Chain, identity: str) -> Entry:
    tabs = {t.get(VAL) for i in chain.bases(identity) for t in chain.by_id[i].iterfind(f"{PPR}/{w('tabs')}/{w('tab')}")}
    indent, _ = chain.value(identity, f"{PPR}/{w('ind')}", w("left"))
    size = chain.value(identity, f"{w('rPr')}/{w('sz')}")[0] or chain.default(f"{w('rPrDefault')}/{w('rPr')}/{w('sz')}")
    return Entry(identity, "left" in tabs, "right" in tabs, int(indent or 0), int(size or _DEFAULT_SIZE) * 10)
