"""Which titles say the same.

In: titles. Out: each with the one that stands for it. Two are the same if they agree but for punctuation, figures and words that only
weigh (较, 偏, 不够): “预算执行率偏低” and “预算执行率较低”. Two are nearly the same if two thirds of all their pairs of neighbouring
characters are common to both (Jaccard index), and neither denies what the other does not, or counts otherwise in words: “制度健全”
and “制度不健全”, “二级指标” and “三级指标” stay apart. A title is compared with the more frequent ones that stand for themselves, never
with those that joined one: no chain of small steps leads from one meaning to another.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce
from itertools import chain
from operator import or_

# Pairs in common ÷ pairs of either.
_ALIKE = Fraction(2, 3)
# A title is first compared by a mark of so many bits, one or several pairs to a bit: ten times as fast as by the pairs themselves.
_BITS = 256
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_SILENT = re.compile(r"[\W_]|[的了较偏太够]")
_DECIDING = re.compile(r"[不未无没非一二三四五六七八九十]")


@dataclass(frozen=True, eq=False)
class _Key:
    """A title without what makes no difference, and its rank by frequency: 0 is the most frequent."""

    text: str
    rank: int

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Its pairs of neighbouring characters."""
        return frozenset(self.text[at : at + 2] for at in range(len(self.text) - 1))

    @cached_property
    def deciding(self) -> list[str]:
        """The characters that make another thing of it, each alone: with which it denies or counts."""
        return sorted(_DECIDING.findall(self.text))

    @property
    def least(self) -> int:
        """How many pairs it has in common at least with any that it resembles."""
        return math.ceil(_ALIKE * len(self.pairs))

    def telling(self, seen: Mapping[str, int]) -> list[str]:
        """So many of its rarest pairs that it has one of them in common with any that it resembles, among the same of that one.

        It is the prefix filter of set similarity joins.
        """
        return sorted(self.pairs, key=lambda pair: (seen[pair], pair))[: len(self.pairs) - self.least + 1]

    def resemblance(self, other: _Key) -> Fraction:
        """The Jaccard index of the pairs; 0 where it is less than what counts as alike, or a deciding character differs."""
        common = len(self.pairs & other.pairs)
        either = len(self.pairs) + len(other.pairs) - common
        alike = common * _ALIKE.denominator >= either * _ALIKE.numerator and common and self.deciding == other.deciding
        return Fraction(common, either) if alike else Fraction(0)


def standing_for(titles: Iterable[str]) -> Mapping[str, str]:
    """For each title the one that stands for it: the most frequent wording of the most frequent of those that it resembles."""
    wordings = Counter(titles)
    spelt: dict[str, list[str]] = defaultdict(list)
    for title in sorted(wordings, key=lambda title: (-wordings[title], title)):
        spelt[_plain(title)].append(title)
    counts = {text: sum(wordings[title] for title in same) for text, same in spelt.items()}
    leaders = _leaders([_Key(text, rank) for rank, text in enumerate(sorted(counts, key=lambda text: (-counts[text], text)))])
    return {title: spelt[leaders[text]][0] for text, same in spelt.items() for title in same}


def _plain(title: str) -> str:
    """The title without punctuation, words that only weigh, and with one sign for every figure."""
    even = unicodedata.normalize("NFKC", title).casefold()
    return _SILENT.sub("", _FIGURES.sub("0", even)) or title


def _leaders(keys: list[_Key]) -> dict[str, str]:
    """For each key, from the most frequent on, the earlier one that it resembles most, if any; else itself."""
    seen = Counter(chain.from_iterable(key.pairs for key in keys))
    bits = {pair: 1 << number % _BITS for number, pair in enumerate(seen)}
    marks = [reduce(or_, (bits[pair] for pair in key.pairs), 0) for key in keys]
    holders: dict[str, list[int]] = defaultdict(list)
    found: dict[str, str] = {}
    for key, mark in zip(keys, marks, strict=True):
        telling = key.telling(seen)
        # What pairs of its own share a bit with another may be common unseen.
        enough = key.least - (len(key.pairs) - mark.bit_count())
        near = [at for at in set[int]().union(*(holders[pair] for pair in telling)) if (mark & marks[at]).bit_count() >= enough]
        leader = _nearest(key, [keys[at] for at in near])
        found[key.text] = (leader or key).text
        for pair in telling if leader is None else ():
            holders[pair].append(key.rank)
    return found


def _nearest(key: _Key, near: Iterable[_Key]) -> _Key | None:
    """The one that the key resembles most, of equal ones the more frequent; None where it resembles none."""
    found = max(near, key=lambda other: (key.resemblance(other), -other.rank), default=None)
    return found if found is not None and key.resemblance(found) else None
