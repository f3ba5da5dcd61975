"""How close two texts are in their words. In: texts. Out: pairs of signs that follow each other, and sums of those that are shared.

Chinese writes no spaces, so pairs stand for words; a pair that few of the compared texts have says more than one that all have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import chain
from operator import add

# Runs of signs between particles and negations: a pair across them is no word.
_RUN = re.compile(r"[^\W\d_的了和与及在为对是有等其并或把被到从不没未]{2,}")
# What is said of everything, so that it tells nothing apart.
_EMPTY = frozenset(
    {"项目", "情况", "部分", "工作", "进行", "相关", "有关", "实际", "方面", "加强", "进一", "一步", "存在", "问题", "建议"}
)

Pairs = frozenset[str]


def pairs_of(text: str) -> Pairs:
    """The pairs of signs in a text."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        found.update(map(add, run, run[1:]))
    return frozenset(found - _EMPTY)


def closeness(own: Pairs, others: Mapping[str, Pairs]) -> dict[str, float]:
    """How close a text is to each of the others: shared pairs, each divided by how many of the others have it."""
    shared = {name: own & pairs for name, pairs in others.items()}
    frequency = Counter(chain.from_iterable(shared.values()))
    return {name: sum(1 / frequency[pair] for pair in pairs) for name, pairs in shared.items()}


class Texts:
    """Texts to which others are compared; which of them hold a pair is looked up once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._holders: dict[str, list[str]] = {}

    def near(self, own: Pairs) -> dict[str, float]:
        """How close a text is to each, as `closeness` reckons it."""
        scores = dict.fromkeys(self._texts, 0.0)
        for pair in own:
            holders = self._holders.get(pair)
            if holders is None:
                holders = self._holders[pair] = [name for name, text in self._texts.items() if pair in text]
            for name in holders:
                scores[name] += 1 / len(holders)
        return scores


def likeness(one: Pairs, other: Pairs) -> float:
    """Shared pairs among all pairs of both: 1 for the same text, 0 for nothing in common."""
    shared = len(one & other)
    together = len(one) + len(other) - shared
    return shared / together if together else 0.0
