"""Last lines. In: Tables. Out: the same tables, in which names that would leave a single character behind break one character earlier.

An indent takes the room of a character from each line; no name takes a line more by it. What an editor indented or aligned by itself
is left as it is, and so are longer texts, whose lines can't be foreseen.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.word.measure import CLOSING, broken, width
from reportgen.word.tables import CENTRE, Cell, Table, indent

# How long a name is (in characters), and how many lines it has.
_LONGEST, _MOST_LINES = 32, 3
# What is wider than the estimate by so little may fit.
_TOLERANCE = 1.02
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
    setting = table.free_setting(cell)
    if setting is None or setting.aligned not in (CENTRE, *_LEFT) or "\n" in cell.words:
        return
    room = table.room(cell) * _TOLERANCE / setting.size
    now, earlier = broken(cell.words, room), broken(cell.words, max(room - 1, 1))
    # A mark behind the character is no company for it.
    bare = cell.words.rstrip(CLOSING)
    marks = width(cell.words[len(bare) :])
    is_single = 1 < len(now) <= _MOST_LINES and now[-1] - marks <= _SINGLE
    # Digits on the last line are what did not fit of a number.
    if is_single and bare[-1:] >= _FULL and len(earlier) == len(now) and earlier[-1] - marks >= _ENOUGH:
        half = setting.size / 2
        indent(cell.paragraphs[0], **({"left": half, "right": half} if setting.aligned == CENTRE else {"right": setting.size}))
