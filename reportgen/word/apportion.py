"""Widths for columns that a loop made. In: Columns and the width of the table. Out: widths that make it low, with names unbroken.

Names are given one line up to some length, headers a few lines, and what is left goes to the long texts, so that each takes about as
many lines. A few such lengths are tried; the lowest table wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.word.columns import Columns
from reportgen.word.demands import Demand

_NAMES, _HEADS = (12, 8, 5), (1, 2, 3)
_MOST_LINES = 512
# What stays free beside a number, in twips.
_EASE = 80


def apportioned(columns: Columns, total: int) -> list[int]:
    """The widths of the columns in twips, `total` together."""
    tried = [w for names in _NAMES for heads in _HEADS if (w := _widths(columns, total, names, heads))]
    if tried:
        return _rounded(min(tried, key=columns.cost), total)
    least = [max([max(d.piece, d.size * 2) for d in column], default=1) + columns.across for column in columns.demands]
    return _rounded([total * each / sum(least) for each in least], total)


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
    return max(demand.piece + _EASE, min(wanted, demand.room_for(1)))


def _for_lines(base: Sequence[float], long: Sequence[float], lines: int, across: int) -> Iterator[float]:
    return (max(least, text / lines + across) for least, text in zip(base, long, strict=True))


def _filled(columns: Columns, widths: list[float], total: float) -> list[float]:
    """What is left brings texts onto one line, the cheapest first; the rest goes to texts that are still broken, or to all alike."""
    left = total - sum(widths)
    whole = [max([max(d.room_for(1), d.piece + _EASE) for d in found], default=0) + columns.across for found in columns.demands]
    for column in sorted(range(len(widths)), key=lambda n: (whole[n] - widths[n], n)):
        need = whole[column] - widths[column]
        if 0 < need <= left:
            widths[column] += need
            left -= need
    short = [max(most - width, 0.0) for most, width in zip(whole, widths, strict=True)]
    if any(short):
        return [width + left * each / sum(short) for width, each in zip(widths, short, strict=True)]
    return [width + left / len(widths) for width in widths]
