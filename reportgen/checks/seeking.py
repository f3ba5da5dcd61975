"""Where a piece of text stands in a text. In: both. Out: where it begins, each time."""

from __future__ import annotations

from collections.abc import Iterator


def places(text: str, piece: str) -> Iterator[int]:
    """Each start of the piece, also of such as overlap."""
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def is_chinese(sign: str) -> bool:
    """Whether it is one Chinese character; no sign at all is none."""
    return sign != "" and "\u4e00" <= sign <= "\u9fff"
