"""What a text of a table needs. In: its words and size. Out: how many lines it takes in a given room, and how ill it fares there.

Rooms are in twips, and mean the width of a column without the margins of its cells.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from reportgen.word.measure import broken, piece, rough_width, width
from reportgen.word.wholes import items, parted, wholes

# Up to this many full-width characters a text is a name, longer ones are prose; up to so many a name is short, and up to so many the
# ends of lines can be foreseen.
_NAME, _SHORT, _FORESEEN = 20, 8.75, 36
_LOSS = 1.03
# Real faces differ from the estimate: what is wider by so little may fit, and what must fit gets so much more. Full-width characters
# and digits are equally wide in all faces.
_EVEN = re.compile("[0-9\u2e80-\uffff]*")
_TOLERANCE, _SURE, _STRICT = 1.02, 1.002, 0.97
# What is stacked (in characters), and what counts as a single character, with a mark behind it or not.
_STACKED, _SINGLE = 4, 1.3
# What is narrow (in characters), and how many lines are many there.
_NARROW, _MANY = 8.5, 4
# The parts of a character by which a room grows until a name fits on so many lines.
_FINE = 8
# What stays free beside a number, in twips.
_EASE = 60
# FOLDED is a name on two lines, and so much more is it on each further one.
BROKEN, STACKED, LONELY, PARTED, FOLDED, _FURTHER = 100, 10, 1, 0.75, 0.5, 0.3


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
        """The room in which it takes so many lines, about; a name surely takes no more."""
        room = (self.natural / lines + (self.size / 2 if lines > 1 else 0)) * self.tolerance
        while lines > 1 and self.is_name and self.lines(room) > lines:
            room += self.size / _FINE
        return room

    @property
    def room_leaving_two(self) -> float:
        """The room in which two characters go on to its second line."""
        return (self.natural - 2 * self.size) * _TOLERANCE

    @property
    def rooms_for_wholes(self) -> list[float]:
        """The rooms in which one of its wholes or items stays on a line."""
        found = (*wholes(self.words), *items(self.words)) if self.is_foreseen else ()
        return [wide * self.size * self.tolerance for _, _, wide in found]

    @property
    def is_foreseen(self) -> bool:
        """Whether it is short enough to tell where its lines end."""
        return self.natural <= _FORESEEN * self.size

    @property
    def room_for_piece(self) -> float:
        """The room in which its widest piece is not broken, with some ease."""
        return self.piece * _TOLERANCE + (_EASE if self.piece else 0)

    def trouble(self, room: float, *, mild: bool) -> float:
        """How ill it fares: a piece broken in two, or stacked; with `mild` what belongs together and is parted, and names.

        Of a name one character may be left over, or it just takes lines.
        """
        if self.fits(room):
            return 0
        if self.piece > room * _TOLERANCE:
            return BROKEN
        narrow = room < _STACKED * self.size and (not self.head or room < 2 * self.size or self.lines(room) > 3)
        if narrow:
            return STACKED if len(self.words) > 1 else 0
        return PARTED * self._parted(room) + self._folded(room) if mild and self.is_foreseen else 0

    def _folded(self, room: float) -> float:
        broken = self._broken(room) if self.is_name else ()
        return (LONELY if self._is_lonely(room) else FOLDED) + _FURTHER * (len(broken) - 2) if broken else 0

    def is_ill(self, room: float, *, mild: bool) -> bool:
        """Whether it has a defect: a long name on some lines has none; with `mild`, many lines in a narrow column are one."""
        if self.fits(room):
            return False
        if not mild or self.trouble(room, mild=False):
            return self.trouble(room, mild=False) > 0
        crowded = not self.head and room < _NARROW * self.size and self.lines(room) >= _MANY
        cut = not self.head and self.natural <= _SHORT * self.size
        return crowded or cut or (self.is_foreseen and (self._parted(room) > 0 or self._is_lonely(room)))

    def _is_lonely(self, room: float) -> bool:
        return self.is_name and self._broken(room)[-1] <= _SINGLE

    def _broken(self, room: float) -> tuple[float, ...]:
        return broken(self.words, self._characters(room))

    def _parted(self, room: float) -> int:
        return parted(self.words, self._characters(room))

    def _characters(self, room: float) -> float:
        return max(room * self.tolerance, self.size) / self.size


@lru_cache(maxsize=8192)
def demand_of(words: str, size: int, *, head: bool) -> Demand:
    """The demand of a text without line breaks."""
    whole = width(words) if len(words) <= _NAME * 2 else rough_width(words)
    return Demand(words, size, head, whole * size, piece(words) * size, tolerance_of(words, whole))


def tolerance_of(words: str, wide: float) -> float:
    """By how much a text that is so many full-width characters wide may be off."""
    return _SURE if wide == len(words) or _EVEN.fullmatch(words) else _TOLERANCE
