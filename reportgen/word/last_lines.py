"""Last lines. In: Tables. Out: the same tables, in which names that would leave a single character behind break one character earlier.

An indent takes the room of a character or a few from each line; no name takes a line more by it. What an editor indented or aligned by
itself is left as it is, and so are longer texts, whose lines can't be foreseen.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.word.demands import tolerance_of
from reportgen.word.measure import CLOSING, broken, width
from reportgen.word.tables import CENTRE, Cell, Table, indent

# How long a text may be (in characters), and how many lines it may have: one that is full-width throughout, and any other.
_LONGEST, _MOST_LINES = 48, (6, 3)
# The characters that are tried to take from each line.
_FEWER = (1, 2, 3)
# What counts as a single character; two are enough.
_SINGLE, _ENOUGH = 1.3, 1.8
# From here on characters are full-width.
_FULL = "\u2e80"
_LEFT = ("", "left", "start", "both")


def fill(tables: Iterable[Table]) -> None:
    """Makes names whose last line would hold a single character leave two of them."""
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
    """How many characters less on each line leave two on the last; 0 where two are left anyway, or nothing will do."""
    wide, bare = width(words), words.rstrip(CLOSING)
    tolerance, marks = tolerance_of(words, wide), width(words[len(bare) :])
    # Digits on the last line are what did not fit of a number.
    if wide <= room * tolerance or not bare or bare[-1] < _FULL or "\n" in words:
        return 0
    now = broken(words, room * tolerance)
    # A mark behind the character is no company for it.
    if len(now) > _MOST_LINES[wide != len(words)] or now[-1] - marks > _SINGLE:
        return 0
    for fewer in _FEWER:
        lines = broken(words, max((room - fewer) * tolerance, 1))
        if len(lines) == len(now) and lines[-1] - marks >= _ENOUGH:
            return fewer
    return 0
