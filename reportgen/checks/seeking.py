"""Where a piece of text stands in a text. In: both. Out: where it begins, each time; what tells quickly that it stands nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from operator import add


def places(text: str, piece: str) -> Iterator[int]:
    """Each start of the piece, also of such as overlap."""
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def pairs_in(text: str) -> frozenset[str]:
    """All neighbouring signs of a text: what holds another pair does not stand in it."""
    return frozenset(map(add, text, text[1:]))


def is_chinese(sign: str) -> bool:
    """Whether it is one Chinese character; no sign at all is none."""
    return sign != "" and "\u4e00" <= sign <= "\u9fff"
