"""Where names in cells break. In: Tables. Out: the same tables, in which names that break badly do so a character or a few earlier.

Badly is: a single character is left for the last line; what stands in brackets, a date or a rate is parted; an item of a list is,
though it has room on a line. An indent takes the room of a character or a few from each line; no name takes a line more by it. What an
editor indented or aligned by itself is left as it is, and so are longer texts, whose lines can't be foreseen.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.word.demands import tolerance_of
from reportgen.word.measure import CLOSING, broken, width
from reportgen.word.tables import CENTRE, Cell, Table, indent
from reportgen.word.wholes import parted, parted_items

# How long a text may be (in characters), and how many lines it may have: one that is full-width throughout, and any other.
_LONGEST, _MOST_LINES = 48, (6, 3)
# The characters that are tried to take from each line.
_FEWER = (1, 2, 3)
# What counts as a single character; two are enough.
_SINGLE, _ENOUGH = 1.3, 1.79
# From here on characters are full-width.
_FULL = "\u2e80"
_LEFT = ("", "left", "start", "both")


def fill(tables: Iterable[Table]) -> None:
    """Makes names leave two characters or more for their last line, and keep together what belongs together."""
    for table in tables:
        if any(table.grid):
            for cell in (cell for row in table.rows for cell in row.cells if 0 < len(cell.words) <= _LONGEST):
                if table.is_broken(cell) and cell.merge != "continue":
                    _fill(table, cell)


def _fill(table: Table, cell: Cell) -> None:
    size = table.texts(cell)[0].setting.size
    taken = _fewer(cell.words, table.room(cell) / size) * size
    setting = table.free_setting(cell) if taken else None
    if setting is not None and setting.aligned == CENTRE:
        indent(cell.paragraphs[0], left=taken / 2, right=taken / 2)
    elif setting is not None and setting.aligned in _LEFT:
        indent(cell.paragraphs[0], right=taken)


def _fewer(words: str, room: float) -> int:
    """How many characters less on each line break a name better; 0 where it breaks well anyway, or nothing will do."""
    wide, bare = width(words), words.rstrip(CLOSING)
    tolerance, marks = tolerance_of(words, wide), width(words[len(bare) :])
    # Digits on the last line are what did not fit of a number.
    if wide <= room * tolerance or not bare or bare[-1] < _FULL or "\n" in words:
        return 0
    now = broken(words, room * tolerance)
    if len(now) > _MOST_LINES[wide != len(words)]:
        return 0
    best, least = 0, _faults(words, room * tolerance, marks, _SINGLE)
    for fewer in _FEWER if any(least) else ():
        narrower = max((room - fewer) * tolerance, 1)
        if len(broken(words, narrower)) == len(now) and (faults := _faults(words, narrower, marks, _ENOUGH)) < least:
            best, least = fewer, faults
    return best


def _faults(words: str, room: float, marks: float, least: float) -> tuple[int, int]:
    """How many are bad, and how many might be better; a mark behind the last character is no company for it."""
    return parted(words, room) + (broken(words, room)[-1] - marks <= least), parted_items(words, room)
