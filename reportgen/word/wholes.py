"""What a reader wants to see on one line. In: a short text and the room. Out: how many of its wholes the ends of lines part.

A whole is what stands in brackets, a short name before them, a date, a rate (150元/人/月). Of a list, each item should be one, too,
where there is room.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reportgen.word.measure import PIECE, breaks, width

_BRACKETS = re.compile(r"（[^（）]*）")
_BEFORE = re.compile(r"^[^（，；、]{2,8}(?=（[^（）]*）$)")
# A list: short items, and the marks behind them.
_ITEM = re.compile(r"[^、，；]+[、，；]?")


@lru_cache(maxsize=8192)
def wholes(text: str) -> tuple[tuple[int, int, float], ...]:
    """Where each begins, where it ends, and how wide it is (in characters)."""
    found = [match.span() for pattern in (_BRACKETS, _BEFORE, PIECE) for match in pattern.finditer(text)]
    return tuple((begin, end, width(text[begin:end])) for begin, end in found)


@lru_cache(maxsize=8192)
def items(text: str) -> tuple[tuple[int, int, float], ...]:
    """The same of the items of a list, with the marks behind them; none of any other text, nor of a sentence."""
    if "。" in text or not any(mark in text[:-1] for mark in "、，；"):
        return ()
    return tuple((*match.span(), width(match.group())) for match in _ITEM.finditer(text))


def parted(text: str, room: float) -> int:
    """How many wholes the ends of lines part; one that has no room on any line may, where one of its ends is that of a line."""
    found = wholes(text)
    at = breaks(text, room) if found else ()
    return sum(_is_parted(whole, at) and (whole[2] <= room or not _is_apart(whole, at, len(text))) for whole in found) if at else 0


def parted_items(text: str, room: float) -> int:
    """How many items of a list go on to another line."""
    found = items(text)
    at = breaks(text, room) if found else ()
    return sum(_is_parted(item, at) for item in found)


def _is_parted(whole: tuple[int, int, float], at: tuple[int, ...]) -> bool:
    return any(whole[0] < place < whole[1] for place in at)


def _is_apart(whole: tuple[int, int, float], at: tuple[int, ...], length: int) -> bool:
    return whole[0] in at or whole[1] in at or whole[:2] == (0, length)
