"""Labels in lines. In: a text and a width. Out: lines of about the same length.

Widths are in ems: a full-width character is one, any other about half, in every Chinese font.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Words and figures stay in one piece; closing marks stay with what they close.
_PIECES = re.compile(r"(?:[A-Za-z0-9.%&+/-]+|.)[，。；：、？！）》」”’]*")


def ems(text: str) -> float:
    """How wide a text is."""
    return sum(map(_em, text))


@cache
def _em(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "FWA" else 0.53


def wrapped(text: str, width: float) -> tuple[str, ...]:
    """A text in as few lines of `width` as it takes, all about as long; a piece wider than that gets a line of its own."""
    return tuple(line for part in text.split("\n") for line in _balanced(part, width))


def clipped(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """The first lines of a label; what is left out shows as an ellipsis."""
    return lines if len(lines) <= most else (*lines[: most - 1], lines[most - 1][:-1] + "…")


def _balanced(text: str, width: float) -> list[str]:
    pieces = [(piece, ems(piece)) for piece in _PIECES.findall(text)]
    found = _filled(pieces, width)
    while width > 1 and len(found) > 1:
        width -= 0.5
        narrower = _filled(pieces, width)
        if len(narrower) > len(found):
            break
        found = narrower
    return found


def _filled(pieces: list[tuple[str, float]], width: float) -> list[str]:
    lines, used = [""], 0.0
    for piece, wide in pieces:
        if lines[-1] and used + wide > width:
            lines.append("")
            used = 0.0
        lines[-1] += piece
        used += wide
    return lines
