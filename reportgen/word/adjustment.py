"""Widths that an editor chose, mended. In: Columns and their widths. Out: widths of the same sum, as near to them as will do."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from reportgen.word.columns import Columns
from reportgen.word.demands import STACKED, Demand

# What a column with room keeps beside its longest text, and the least that is worth taking, in twips.
_EASE, _WORTH = 40, 40
# Columns of long texts give up this much of their width, more for a defect that can't stay.
_GIVES, _GIVES_MORE = 0.08, 0.15
_TRIED, _FEWER = 6, 4
# A name of so many characters may take a line more where its row is high enough.
_LONG = 8


def adjusted(columns: Columns, widths: list[int]) -> list[int]:
    """The widths with the defects of columns mended one after another, worst first, where the whole table gains by it."""
    troubles = [columns.trouble(*each) for each in enumerate(widths)]
    for column in sorted(range(len(widths)), key=lambda n: (-troubles[n], n)):
        if columns.is_ill(column, widths[column]):
            share = _GIVES_MORE if troubles[column] >= STACKED else _GIVES
            widths = min(_tried(columns, widths, column, share), key=columns.cost)
    return widths


def _tried(columns: Columns, widths: list[int], column: int, share: float) -> Iterator[list[int]]:
    """The widths as they are, and with the column and its like so much wider that a text takes a line less."""
    yield widths
    alike, now = columns.alike(column, widths), widths[column]
    needs = {math.ceil(wide) - now for wide in _candidates(columns, column, now)}
    for more in (0, 1):
        spare = _spare(columns, widths, alike, share, more)
        most = sum(spare.values()) // len(alike)
        for need in sorted(need for need in needs if 0 < need <= most)[:_TRIED]:
            yield _taken(widths, alike, need, spare)


def _taken(widths: list[int], alike: Sequence[int], need: int, spare: dict[int, int]) -> list[int]:
    """The widths with `need` more for each of some columns, from those with the most room first."""
    out = [width + need * (column in alike) for column, width in enumerate(widths)]
    need *= len(alike)
    for donor in sorted(spare, key=lambda n: (-spare[n], n)):
        given = min(need, spare[donor])
        out[donor] -= given
        need -= given
    return out


def _candidates(columns: Columns, column: int, width: int) -> Iterator[float]:
    for demand in columns.demands[column]:
        at_most = demand.lines(width - columns.across)
        yield from (demand.room_for(lines) + columns.across for lines in range(max(at_most - _FEWER, 1), at_most))
        yield demand.room_for_piece + columns.across
        yield from (room + columns.across for room in demand.rooms_for_wholes)


def _spare(columns: Columns, widths: list[int], receivers: Sequence[int], share: float, more: int) -> dict[int, int]:
    """What each other column could do without, if long names take `more` lines; columns of one width stay so."""
    spare = {
        column: int(width - columns.across - max([_least(d, width - columns.across, share, more) for d in found], default=0))
        for column, (width, found) in enumerate(zip(widths, columns.demands, strict=True))
        if column not in receivers and widths.count(width) == 1
    }
    return {column: given for column, given in spare.items() if given >= _WORTH}


def _least(demand: Demand, room: float, share: float, more: int) -> float:
    """The least room in which a name takes as many lines, `more` if it is long, and prose less by `share`."""
    if not demand.is_name:
        return room * (1 - share)
    lines = demand.lines(demand.certain(room)) + more * (demand.natural > _LONG * demand.size)
    return min(demand.room_for(lines) * room / demand.certain(room) + _EASE, room)
