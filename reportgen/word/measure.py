"""How much room a text takes. In: text, and widths in full-width characters. Out: estimates, without any font file.

A full-width character is as wide as it is high; other characters are as wide as in Times New Roman (AFM of Times-Roman), and between
the two Word puts a quarter of a character. Real faces differ by a few per cent.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
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
# Units begin no line, either: the templates have them so (w:noLineBreaksBefore).
UNITS = "元万亿张家人份个分年月日号天例次项件"
_CLINGING = re.compile(rf"[{UNITS}]")
# What is never broken in two: a run of letters and digits, or one full-width character, with the punctuation that clings to it.
_BARE = rf"[{re.escape(_OPENING)}]*(?:[!-~]+|\s+|.)[{re.escape(CLOSING)}"
_UNIT, _BARE_UNIT = (re.compile(rf"{_BARE}{units}]*", re.DOTALL) for units in (UNITS, ""))
# What should not be: a date, a rate (150元/人/月) or the number of a document with what may begin no line (〔2020〕19号）、) as well.
_RATE = rf"\d[\d.,]*[{UNITS}](?:/[\u3400-\u9fff])+"
PIECE = re.compile(rf"\d{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?|{_RATE}|〔\d{{4}}〕\d+号[）》、，。；]*|[!-~]{{2,}}")
_LONGEST_PIECE = 20
# Characters of 三号 on a line between the margins of GB/T 9704-2012, 5.2.3.
TEXT_LINE = 28


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
    return max([width(found) for found in PIECE.findall(text) if len(found) <= _LONGEST_PIECE], default=0)


def rough_lines(text: str, room: float) -> int:
    """About how many lines a text takes in a column of the width `room`, line breaks counted."""
    if "\n" in text:
        return sum([rough_lines(part, room) for part in text.split("\n")])
    whole = rough_width(text)
    return math.ceil(whole * _LOSS / room) if whole > room else 1


def broken(text: str, room: float) -> tuple[float, ...]:
    """The widths of the lines into which a text is broken; a unit wider than the room fills lines of its own."""
    return _lines(text, room)[0]


def breaks(text: str, room: float) -> tuple[int, ...]:
    """The places in a text where its second line begins, its third, and so on."""
    return _lines(text, room)[1]


@lru_cache(maxsize=8192)
def _lines(text: str, room: float) -> tuple[tuple[float, ...], tuple[int, ...]]:
    if _IDEOGRAPHS.fullmatch(text) and not _CLINGING.search(text):
        each = max(int(room), 1)
        lines, rest = divmod(len(text), each)
        return (float(each),) * lines + ((float(rest),) if rest else ()), tuple(range(each, len(text), each))
    out, begins, place = [0.0], [], 0
    for gap, wide, length in _fitting(text, room):
        if out[-1] and out[-1] + gap + wide > room:
            out.append(0.0)
            begins.append(place)
        out[-1] += wide + (gap if out[-1] else 0)
        place += length
        while out[-1] > room >= 1:
            out[-1:] = [room, out[-1] - room]
            # About there: what is so wide is broken wherever the room ends.
            begins.append(max(place - math.ceil(out[-1]), begins[-1] + 1 if begins else 1))
    return tuple(out), tuple(begins)


def _fitting(text: str, room: float) -> Iterator[tuple[float, float, int]]:
    """What is not broken in two; where a number has no room beside its unit of measure, they part."""
    place = 0
    for gap, wide, length in _units(text, _UNIT):
        if wide > room:
            (_, first, size), *others = _units(text[place : place + length], _BARE_UNIT)
            yield from ((gap, first, size), *others)
        else:
            yield gap, wide, length
        place += length


@lru_cache(maxsize=8192)
def _units(text: str, form: re.Pattern[str]) -> tuple[tuple[float, float, int], ...]:
    """The units of a text: the gap before each, how wide it is, how many characters it has."""
    found = form.findall(text)
    return tuple((_gap(before, unit), width(unit), len(unit)) for before, unit in zip(("", *found), found, strict=False))


def _gap(before: str, unit: str) -> float:
    # A gap needs a change from one script to the other.
    changes = before and (before[-1] < _FULL) != (unit[0] < _FULL)
    return _GAP if changes and _SEAM.search(before[-1] + unit[0]) else 0.0
