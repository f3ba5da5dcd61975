"""Automatic numbers of paragraphs, as Word counts them. In: numbering.xml, then numbered paragraphs in order. Out: their labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element

from reportgen.word.numerals import numeral
from reportgen.word.wordml import VAL, w

LEVELS = 9
_UNCOUNTED = -1
_PLACE = re.compile(r"%([1-9])")
_SUFFIX = {"space": " ", "nothing": ""}


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: `text` has %1 to %9 for the numbers, `restart` is the level (from 1) behind which it begins anew."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "\t"
    restart: int | None = None
    legal: bool = False

    @property
    def lowest(self) -> int:
        """The outermost level whose number its text shows, from 0; LEVELS where it shows none."""
        return min((int(n) - 1 for n in _PLACE.findall(self.text)), default=LEVELS)


@dataclass(frozen=True, slots=True)
class List:
    """A w:num: whose counters it shares, its levels, where it begins anew, and the levels linked to paragraph styles."""

    counters: str
    levels: tuple[Level, ...]
    overrides: Mapping[int, int]
    styles: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number of a paragraph: its list, its level and the counters when it was counted."""

    of: List
    level: int
    counts: tuple[int, ...]

    @property
    def label(self) -> str:
        """What stands before the paragraph."""
        return self._label(self.level)

    @property
    def suffix(self) -> str:
        """What stands between the label and the paragraph: a tab, a space or nothing."""
        return self.of.levels[self.level].suffix

    def seen_from(self, here: Sequence[int]) -> str:
        """The label as a reference in relative context prints (the switch r of REF) it, from where the counters are `here`.

        Outer levels that the label does not show are put before it as far as they differ; without a full stop at the end.
        """
        lowest = self.of.levels[self.level].lowest
        other = next((n for n in range(self.level) if tuple(here[: n + 1]) != self.counts[: n + 1]), self.level)
        outer = [self._label(n) for n in range(other, self.level) if n < lowest and self._shown_alone(n)]
        return ("".join(outer) + self.label).strip().rstrip(".")

    def _shown_alone(self, level: int) -> bool:
        """Whether no deeper level above the paragraph's own shows the number of this one."""
        return all(self.of.levels[n].lowest > level for n in range(level + 1, self.level))

    def _label(self, level: int) -> str:
        levels = self.of.levels
        legal = levels[level].legal

        def number(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            return numeral(self.counts[at], "decimal" if legal else levels[at].form)

        return _PLACE.sub(number, levels[level].text)


@dataclass(slots=True)
class Counters:
    """Counts the paragraphs of one part."""

    lists: Mapping[str, List]
    state: dict[str, list[int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def count(self, number: str, level: int) -> Numbered | None:
        """The number of the next paragraph of a list (its w:numId) on a level; None where the list is not defined."""
        of = self.lists.get(number)
        if of is None or not 0 <= level < LEVELS:
            return None
        counts = self.state.setdefault(of.counters, [_UNCOUNTED] * LEVELS)
        first = (number, level) not in self.begun
        self.begun.add((number, level))
        if first and level in of.overrides:
            counts[level] = of.overrides[level]
        else:
            counts[level] = of.levels[level].start if counts[level] == _UNCOUNTED else counts[level] + 1
        for deeper in range(level + 1, LEVELS):
            restart = of.levels[deeper].restart
            if restart is None or level < restart:
                counts[deeper] = _UNCOUNTED
        return Numbered(of, level, _read(counts))

    def now(self) -> dict[str, tuple[int, ...]]:
        """Where all counters stand."""
        return {name: _read(counts) for name, counts in self.state.items()}


def _read(counts: Sequence[int]) -> tuple[int, ...]:
    """The counters as labels show them: Word prints 0 for an outer level that was not counted yet."""
    return tuple(max(count, 0) for count in counts)


def lists_of(root: _Element | None) -> dict[str, List]:
    """The lists of numbering.xml by their w:numId; lists that a numbering style defines are followed to their own."""
    if root is None:
        return {}
    abstract = {e.get(w("abstractNumId"), ""): e for e in root.iterchildren(w("abstractNum"))}
    styles = {link.get(VAL): e for e in abstract.values() if (link := e.find(w("styleLink"))) is not None}
    out = {}
    for entry in root.iterchildren(w("num")):
        found = abstract.get(_value(entry, "abstractNumId"))
        if found is not None and (link := found.find(w("numStyleLink"))) is not None:
            found = styles.get(link.get(VAL))
        if found is not None:
            out[entry.get(w("numId"), "")] = _list(entry, found)
    return out


def _list(entry: _Element, abstract: _Element) -> List:
    levels = [Level()] * LEVELS
    styles, overrides = {}, {}
    for element in (*abstract.iterchildren(w("lvl")), *entry.iterfind(f"{w('lvlOverride')}/{w('lvl')}")):
        at = int(element.get(w("ilvl"), "0"))
        levels[at] = _level(element)
        if style := _value(element, "pStyle"):
            styles[style] = at
    for override in entry.iterchildren(w("lvlOverride")):
        if start := _value(override, "startOverride"):
            overrides[int(override.get(w("ilvl"), "0"))] = int(start)
    return List(abstract.get(w("abstractNumId"), ""), tuple(levels), overrides, styles)


def _level(element: _Element) -> Level:
    restart = _value(element, "lvlRestart")
    return Level(
        start=int(_value(element, "start") or 0),
        form=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText"),
        suffix=_SUFFIX.get(_value(element, "suff"), "\t"),
        restart=int(restart) if restart else None,
        legal=element.find(w("isLgl")) is not None,
    )


def _value(parent: _Element, name: str) -> str:
    child = parent.find(w(name))
    return child.get(VAL, "") if child is not None else ""
