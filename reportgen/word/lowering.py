"""Widths that make a table lower. In: Columns and their widths. Out: widths of the same sum, in which long texts take fewer lines.

An editor sets the widths for all cases; but in one case the reasons are long, in another the evidence. Wide columns give to others as
long as the table gets lower by it, none becoming much narrower than it was, or twice as wide. Columns of one width stay so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.word.columns import Columns

# What goes from some columns to others at a time, in parts of the table; and how wide a column must be to take part.
_STEPS, _WIDE = (0.16, 0.08, 0.04, 0.02, 0.01), 0.08
_NARROWEST, _WIDEST = 0.6, 2.0
# By so much a table must get lower to be worth it.
_GAIN = 0.05


def lowered(columns: Columns, widths: list[int]) -> list[int]:
    """The widths of the lowest table that is found, or those given."""
    groups, before = _groups(widths), columns.cost(widths)
    found, cost = widths, before
    for step in _STEPS:
        while (moved := min(_moved(widths, found, groups, step), key=columns.cost, default=found)) and columns.cost(moved) < cost:
            found, cost = moved, columns.cost(moved)
    return found if cost <= before * (1 - _GAIN) else widths


def _groups(widths: Sequence[int]) -> list[list[int]]:
    """The columns that take part, those of one width together."""
    wide = {width for width in widths if width >= _WIDE * sum(widths)}
    return [[n for n, width in enumerate(widths) if width == each] for each in sorted(wide)]


def _moved(given: Sequence[int], widths: Sequence[int], groups: Sequence[list[int]], step: float) -> Iterator[list[int]]:
    """The widths after each step from some columns to others."""
    amount = step * sum(widths)
    for giver in groups:
        for taker in groups:
            less, more = round(amount / len(giver)), round(amount / len(giver)) * len(giver) // len(taker)
            narrow, wide = widths[giver[0]] - less, widths[taker[0]] + more
            whole = less * len(giver) == more * len(taker)
            if giver is not taker and whole and narrow >= _NARROWEST * given[giver[0]] and wide <= _WIDEST * given[taker[0]]:
                yield [narrow if n in giver else wide if n in taker else width for n, width in enumerate(widths)]
