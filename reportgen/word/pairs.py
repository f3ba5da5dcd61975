"""Pairs of tags. In: the tags of a part. Out: what is wrong with each that has no partner, a wrong one, or a word that is none.

Of an opener without its end only the opener is named: the tags around it, whose partners are there, are none of the editor's mistakes.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from reportgen.word.wordml import TBL, TR, P, near

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

    from reportgen.word.places import Tag

    # Takes a tag, a message and a hint.
    Say = Callable[[Tag, str, str], None]

_CLOSERS = {f"end{word}": word for word in ("for", "if", "macro", "call", "filter", "with", "set")}
_OPENERS = frozenset(_CLOSERS.values())
_MIDDLES = ("else", "elif")
# The words that docxtpl adds.
_CELLS = ("vm", "hm", "cellbg", "colspan")
BANNED = ("raw", "include", "import", "from", "extends", "block", "autoescape")
_WORDS = (*_CLOSERS, *_OPENERS, *_MIDDLES, *_CELLS)
_KNOWN = frozenset((*_WORDS, *BANNED, *(f"end{word}" for word in BANNED)))
_CUTOFF = 0.5
_SCOPES = {"": P, "r": P, "tc": TR, "tr": TBL}


def check(tags: Sequence[Tag], say: Say) -> None:
    """Says what is wrong with each tag."""
    _Pairs([(tag, word) for tag in tags if (word := _meant(tag, say))], say).walk()


def _meant(tag: Tag, say: Say) -> str:
    """The word of a {% %} tag, a misspelt one as it is meant; empty where that can't be told, and where nothing pairs."""
    if not tag.keyword or tag.keyword in _KNOWN:
        return "" if tag.keyword == "set" and "=" in tag.body else tag.keyword
    near_words = get_close_matches(tag.keyword, sorted(_WORDS), 2, _CUTOFF)
    hint = f"是否想写 {'、'.join(near_words)}？" if near_words else "指令有 for、if、else、elif、set 和它们的 endfor、endif"
    say(tag, f"不认识的指令 {tag.keyword}", hint)
    return near_words[0] if near_words else ""


class _Pairs:
    def __init__(self, found: Sequence[tuple[Tag, str]], say: Say) -> None:
        self.found, self.say = found, say
        self.opened: list[tuple[Tag, str]] = []

    def walk(self) -> None:
        for at, (tag, word) in enumerate(self.found):
            if word in _CLOSERS:
                self._close(at)
            elif word in _MIDDLES:
                self._divide(tag)
            elif word in _OPENERS:
                self.opened.append((tag, word))
        self._leave(0)

    def _leave(self, first: int) -> None:
        """Gives up the openers from the number `first` on: nothing ends them."""
        for tag, word in self.opened[first:]:
            self.say(tag, f"{word} 没有对应的 end{word}", f"补上 end{word}")
        del self.opened[first:]

    def _close(self, at: int) -> None:
        tag, word = self.found[at]
        partner = self._partner(at)
        if partner is None:
            left = f"：还没有结束的是 {self.opened[-1][0].text}（{self.opened[-1][0].spot.where}）" if self.opened else ""
            self.say(tag, f"{word} 前面没有对应的 {_CLOSERS[word]}{left}", "检查 for、if 与它们的 end 是否成对")
            return
        self._leave(partner + 1)
        self._together(self.opened.pop()[0], tag)

    def _partner(self, at: int) -> int | None:
        """The number of the opener that a tag ends: the last that fits, else the last of its word; None for one too many."""
        tag, word = self.found[at]
        same = [n for n, (_, opener) in enumerate(self.opened) if opener == _CLOSERS[word]]
        found = next(reversed([n for n in same if _fit(self.opened[n][0], tag)] or same), None)
        if found is None or any(self._ends_later(n, at) for n in range(found + 1, len(self.opened))):
            return None
        return found

    def _ends_later(self, number: int, at: int) -> bool:
        """Whether the tags behind `at` end an opener, and all others like it."""
        tag, word = self.opened[number]
        alike = sum(other == word and _fit(tag, opener) for opener, other in self.opened)
        deep = ends = 0
        for other, found in self.found[at + 1 :]:
            if found == word and _fit(tag, other):
                deep += 1
            elif _CLOSERS.get(found) == word and _fit(tag, other):
                deep, ends = max(deep - 1, 0), ends + (deep == 0)
        return ends >= alike

    def _divide(self, tag: Tag) -> None:
        if self.opened and not any(_fit(opener, tag) for opener, word in self.opened if word in ("if", "for")):
            self._together(self.opened[-1][0], tag)

    def _together(self, first: Tag, tag: Tag) -> None:
        """A pair must be of one kind and in one holder, or the XML between would fall apart."""
        if _fit(first, tag):
            return
        if first.prefix != tag.prefix:
            message = f"与它成对的标签是 {first.text}（{first.spot.where}），前缀不同"
            self.say(tag, message, "一对标签用同一前缀：{%p、{%tr、{%tc 或没有")
        else:
            hint = "整段重复用 {%p %}，整行重复用 {%tr %}，一对标签放在同一个段落、单元格或表格里"
            self.say(tag, f"与它成对的标签 {first.text} 在{first.spot.where}，两者之间不能跨段、跨格或跨表", hint)


def _fit(first: Tag, tag: Tag) -> bool:
    trimmed = "-" in (first.text[2], tag.text[2], first.text[-3], tag.text[-3])
    return trimmed or (first.prefix == tag.prefix and _scope(first) is _scope(tag))


def _scope(tag: Tag) -> _Element | None:
    if tag.prefix == "p":
        return tag.spot.element.getparent()
    name = _SCOPES[tag.prefix]
    return tag.spot.element if name == P else near(tag.spot.element, name)
