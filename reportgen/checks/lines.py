"""Many texts as one. In: texts. Out: a single text to look through once, and the text that stands at each of its places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import accumulate

from reportgen.diagnostics import CasePlace

from .seeking import pairs_in
from .texts import FILLER, Text


class Lines:
    """Texts joined by line ends; `written` says what of each: what was typed, or what it reads."""

    def __init__(self, texts: Iterable[Text], written: Callable[[Text], str]) -> None:
        self._texts = tuple(texts)
        lines = [written(text) for text in self._texts]
        self.text = "\n".join(lines)
        self._starts = list(accumulate((len(line) + 1 for line in lines), initial=0))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """All neighbouring signs of the text, and those around what a sign nobody types stands for."""
        return pairs_in(self.text.replace(FILLER, ""))

    def at(self, place: int) -> tuple[Text, int]:
        """The text at a place, and the offset in it."""
        at = bisect_right(self._starts, place, hi=len(self._texts)) - 1
        return self._texts[at], place - self._starts[at]

    def place(self, place: int) -> CasePlace:
        """Where something stands that was typed."""
        text, offset = self.at(place)
        return text.place(offset)
