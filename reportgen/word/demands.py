"""What a text of a table needs. In: its words and size. Out: how many lines it takes in a given room, and how ill it fares there.

Rooms are in twips, and mean the width of a column without the margins of its cells.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from reportgen.word.measure import broken, piece, rough_width, width

# Up to this many full-width characters a text is a name, longer ones are prose.
_NAME = 20
_LOSS = 1.03
# Real faces differ from the estimate: what is wider by so little may fit, and what must fit gets so much more. Full-width characters
# are equally wide in all faces.
_TOLERANCE, _SURE, _STRICT = 1.02, 1.002, 0.97
# What is stacked (in characters), and what counts as a single character, with a mark behind it or not.
_STACKED, _SINGLE = 4, 1.3
# What is narrow (in characters), and how many lines are many there.
_NARROW, _MANY = 8.5, 4
# What stays free beside a number, in twips.
_EASE = 60
BROKEN, STACKED, LONELY, FOLDED = 100, 10, 1, 0.5


@dataclass(slots=True, eq=False)
class Demand:
    """A text: its size, whether it stands in a header row, its width on one line, that of its widest piece (twips); `tolerance`."""

    words: str
    size: int
    head: bool
    natural: float
    piece: float
    tolerance: float = _TOLERANCE

    @property
    def is_name(self) -> bool:
        """Whether it is short enough to be looked at line by line."""
        return self.natural <= _NAME * self.size

    def fits(self, room: float) -> bool:
        """Whether it stands on one line."""
        return self.natural <= room * self.tolerance

    def certain(self, room: float) -> float:
        """So much of a room as there is whatever face it is set in."""
        return room if self.tolerance == _SURE else room * _STRICT

    def lines(self, room: float) -> int:
        """How many lines it takes."""
        if self.fits(room):
            return 1
        return len(self._broken(room)) if self.is_name else math.ceil(self.natural * _LOSS / max(room, self.size))

    def room_for(self, lines: int) -> float:
        """The room in which it takes so many lines, about."""
        return (self.natural / lines + (self.size / 2 if lines > 1 else 0)) * _TOLERANCE

    @property
    def room_leaving_two(self) -> float:
        """The room in which two characters go on to its second line."""
        return (self.natural - 2 * self.size) * _TOLERANCE

    @property
    def room_for_piece(self) -> float:
        """The room in which its widest piece is not broken, with some ease."""
        return self.piece * _TOLERANCE + (_EASE if self.piece else 0)

    def trouble(self, room: float, *, mild: bool) -> float:
        """How ill it fares: a piece broken in two, or stacked; with `mild` a name that leaves one character, or is on two lines."""
        if self.fits(room):
            return 0
        if self.piece > room * _TOLERANCE:
            return BROKEN
        narrow = room < (2 if self.head else _STACKED) * self.size or (self.head and self.lines(room) > 3)
        if narrow:
            return STACKED if len(self.words) > 1 else 0
        if not mild or not self.is_name:
            return 0
        broken = self._broken(room)
        return LONELY if broken[-1] <= _SINGLE else FOLDED

    def is_ill(self, room: float, *, mild: bool) -> bool:
        """Whether it has a defect: a name on two lines has none; with `mild`, many lines in a narrow column are one."""
        if self.fits(room):
            return False
        crowded = mild and not self.head and room < _NARROW * self.size and self.lines(room) >= _MANY
        return crowded or self.trouble(room, mild=mild) >= LONELY

    def _broken(self, room: float) -> tuple[float, ...]:
        return broken(self.words, max(room * self.tolerance, self.size) / self.size)


@lru_cache(maxsize=8192)
def demand_of(words: str, size: int, *, head: bool) -> Demand:
    """The demand of a text without line breaks."""
    whole = width(words) if len(words) <= _NAME * 2 else rough_width(words)
    return Demand(words, size, head, whole * size, piece(words) * size, tolerance_of(words, whole))


def tolerance_of(words: str, wide: float) -> float:
    """By how much a text that is so many full-width characters wide may be off."""
    return _SURE if wide == len(words) else _TOLERANCE
