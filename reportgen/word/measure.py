"""How much room a text takes. In: text, and widths in full-width characters. Out: estimates, without any font file.

A full-width character is as wide as it is high; other characters are as wide as in Times New Roman (AFM of Times-Roman), and between
the two Word puts a quarter of a character. Real faces differ by a few per cent.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

# Widths of the characters U+0020 to U+007E in thousandths.
_TIMES = (
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500,
    278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556,
    611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778,
    500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
)  # fmt: skip
_NARROW = {chr(32 + n): width / 1000 for n, width in enumerate(_TIMES)}
_SEAM = re.compile(r"(?<=[0-9A-Za-z%])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[0-9A-Za-z])")
_GAP = 0.25
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff]+")
_FULL = "\u3400"
# Punctuation that may not begin or end a line leaves some lines shorter than the room.
_LOSS = 1.03
_OPENING, CLOSING = "（《〈“‘〔【「『([{", "，。；：、！？）》〉”’〕】」』…%‰℃)]},.;:!?"
# What is never broken in two: a run of letters and digits, or one full-width character, with the punctuation that clings to it.
_UNIT = re.compile(rf"[{re.escape(_OPENING)}]*(?:[!-~]+|\s+|.)[{re.escape(CLOSING)}]*", re.DOTALL)
# What should not be: a date as well.
_PIECE = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?|[!-~]{2,}")
_LONGEST_PIECE = 20


@lru_cache(maxsize=8192)
def width(text: str) -> float:
    """The width of a short text on one line."""
    return sum([_NARROW.get(sign, 1.0) for sign in text]) + _GAP * len(_SEAM.findall(text))


def rough_width(text: str) -> float:
    """The width of a text by how many bytes it takes, at once: three for a full-width character, one for most others."""
    full = (len(text.encode("utf-8", "replace")) - len(text)) // 2
    return full + (len(text) - full) / 2


def piece(text: str) -> float:
    """The width of the widest piece of a text that should stay on one line: a number, a word, a date. 0 where there is none."""
    return max([width(found) for found in _PIECE.findall(text) if len(found) <= _LONGEST_PIECE], default=0)


def rough_lines(text: str, room: float) -> int:
    """About how many lines a text takes in a column of the width `room`, line breaks counted."""
    if "\n" in text:
        return sum([rough_lines(part, room) for part in text.split("\n")])
    whole = rough_width(text)
    return math.ceil(whole * _LOSS / room) if whole > room else 1


@lru_cache(maxsize=8192)
def broken(text: str, room: float) -> tuple[float, ...]:
    """The widths of the lines into which a text is broken; a unit wider than the room fills lines of its own."""
    if _IDEOGRAPHS.fullmatch(text):
        lines, rest = divmod(len(text), max(int(room), 1))
        return (float(max(int(room), 1)),) * lines + ((float(rest),) if rest else ())
    out, before = [0.0], ""
    for unit in _UNIT.findall(text):
        # A gap needs a change from one script to the other.
        changes = before and (before[-1] < _FULL) != (unit[0] < _FULL)
        wide, gap = width(unit), _GAP if changes and _SEAM.search(before[-1] + unit[0]) else 0.0
        if out[-1] and out[-1] + gap + wide > room:
            out.append(0.0)
        out[-1] += wide + (gap if out[-1] else 0)
        before = unit
        while out[-1] > room >= 1:
            out[-1:] = [room, out[-1] - room]
    return tuple(out)
