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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

# Pairs in common ÷ pairs of either.
_ALIKE = Fraction(2, 3)
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_SILENT = re.compile(r"[\W_]|[的了较偏太够]")
_DECIDING = re.compile(r"[不未无没非一二三四五六七八九十]")


@dataclass(frozen=True)
class _Key:
    """A title without what makes no difference."""

    text: str

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Its pairs of neighbouring characters."""
        return frozenset(self.text[at : at + 2] for at in range(len(self.text) - 1))

    @cached_property
    def deciding(self) -> list[str]:
        """The characters that make another thing of it, each alone: with which it denies or counts."""
        return sorted(_DECIDING.findall(self.text))

    def resembles(self, other: _Key) -> float:
        """The Jaccard index of the pairs; 0 where a deciding character differs."""
        if self.deciding != other.deciding:
            return 0.0
        common = len(self.pairs & other.pairs)
        return common / (len(self.pairs) + len(other.pairs) - common or 1)


def standing_for(titles: Iterable[str]) -> Mapping[str, str]:
    """For each title the one that stands for it: the most frequent wording of the most frequent of those that it resembles."""
    wordings = Counter(titles)
    spelt: dict[str, list[str]] = defaultdict(list)
    for title in sorted(wordings, key=lambda title: (-wordings[title], title)):
        spelt[_plain(title)].append(title)
    counts = {text: sum(wordings[title] for title in same) for text, same in spelt.items()}
    leaders = _leaders([_Key(text) for text in sorted(counts, key=lambda text: (-counts[text], text))])
    return {title: spelt[leaders[text]][0] for text, same in spelt.items() for title in same}


def _plain(title: str) -> str:
    """The title without punctuation, words that only weigh, and with one sign for every figure."""
    even = unicodedata.normalize("NFKC", title).casefold()
    return _SILENT.sub("", _FIGURES.sub("0", even)) or title


def _leaders(keys: list[_Key]) -> dict[str, str]:
    """For each key, from the most frequent on, the earlier one that it resembles most, if any; else itself."""
    seen = Counter(pair for key in keys for pair in key.pairs)
    holders: dict[str, list[_Key]] = defaultdict(list)
    found: dict[str, str] = {}
    for key in keys:
        rare = list(_telling(key, seen))
        near = {other.text: other for pair in rare for other in holders[pair]}.values()
        best = max(near, key=key.resembles, default=None)
        joins = best is not None and key.resembles(best) >= _ALIKE
        found[key.text] = best.text if best is not None and joins else key.text
        for pair in () if joins else rare:
            holders[pair].append(key)
    return found


def _telling(key: _Key, seen: Mapping[str, int]) -> Iterator[str]:
    """So many of the rarest pairs that two keys that are alike have one of them in common (prefix filter of set similarity joins)."""
    number = len(key.pairs) - math.ceil(_ALIKE * len(key.pairs)) + 1
    yield from sorted(key.pairs, key=lambda pair: (seen[pair], pair))[:number]
