"""Widths for columns that a loop made. In: Columns and the width of the table. Out: widths that make it low, with names unbroken.

Names are given one line up to some length, headers a few lines, and what is left goes to the long texts, so that each takes about as
many lines. A few such lengths are tried; the lowest table wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.word.columns import Columns
from reportgen.word.demands import LONELY, Demand

# The characters of names that stay on one line, and the lines of headers.
_TRIED = ((12, 1), (12, 2), (12, 3), (8, 2), (8, 3), (5, 2), (5, 3), (4, 2), (4, 3))
_MOST_LINES = 512


def apportioned(columns: Columns, total: int) -> list[int]:
    """The widths of the columns in twips, `total` together."""
    tried = [_without_lonely(columns, found) for names, heads in _TRIED if (found := _widths(columns, total, names, heads))]
    if tried:
        return _rounded(min(tried, key=columns.cost), total)
    least = [max([max(d.piece, d.size * 2) for d in column], default=1) + columns.across for column in columns.demands]
    return _rounded([total * each / sum(least) for each in least], total)


def _without_lonely(columns: Columns, widths: list[float]) -> list[float]:
    """Where a name leaves a single character, its column is made narrower, if all is better then: two are left, others have more."""
    for column, found in enumerate(columns.demands):
        rooms = {d.room_leaving_two for d in found if d.trouble(widths[column] - columns.across, mild=True) == LONELY}
        for width in sorted(room + columns.across for room in rooms):
            freed = (widths[column] - width) / max(len(widths) - 1, 1)
            other = [width if n == column else each + freed for n, each in enumerate(widths)]
            widths = min((widths, other), key=columns.cost) if freed > 0 else widths
    return widths


def _rounded(widths: Sequence[float], total: int) -> list[int]:
    """The same in whole twips; the last takes what rounding left."""
    out = [round(width) for width in widths]
    out[-1] += total - sum(out)
    return out


def _widths(columns: Columns, total: float, names: int, heads: int) -> list[float]:
    """Names on one line up to `names` characters, headers on `heads` lines, long texts on equally many; empty if that is too wide."""
    base = [max([_least(d, names, heads) for d in found], default=1) + columns.across for found in columns.demands]
    if sum(base) > total:
        return []
    long = [max([d.natural for d in found if not d.head], default=0.0) for found in columns.demands]
    lines = 1
    while lines < _MOST_LINES and sum(_for_lines(base, long, lines, columns.across)) > total:
        lines += 1 + lines // 8
    return _filled(columns, list(_for_lines(base, long, lines, columns.across)) if lines < _MOST_LINES else base, total)


def _least(demand: Demand, names: int, heads: int) -> float:
    wanted = demand.room_for(heads) if demand.head else names * demand.size
    return max(demand.room_for_piece, min(wanted, demand.room_for(1)))


def _for_lines(base: Sequence[float], long: Sequence[float], lines: int, across: int) -> Iterator[float]:
    return (max(least, text / lines + across) for least, text in zip(base, long, strict=True))


def _filled(columns: Columns, widths: list[float], total: float) -> list[float]:
    """What is left brings texts onto one line, the cheapest first; the rest goes to texts that are still broken, or to all alike."""
    left = total - sum(widths)
    whole = [max([max(d.room_for(1), d.room_for_piece) for d in found], default=0) + columns.across for found in columns.demands]
    for column in sorted(range(len(widths)), key=lambda n: (whole[n] - widths[n], n)):
        need = whole[column] - widths[column]
        if 0 < need <= left:
            widths[column] += need
            left -= need
    short = [max(most - width, 0.0) for most, width in zip(whole, widths, strict=True)]
    if any(short):
        return [width + left * each / sum(short) for width, each in zip(widths, short, strict=True)]
    return [width + left / len(widths) for width in widths]
