"""The lines of the tables on a page, and where they leave a cell open. In: ruled lines. Out: Grids, boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from .page import Box

# Lines that meet may miss each other by the width of a thick one.
_NEAR = 2.0
# A table of which more is open than this share is drawn without some of its lines on purpose.
_MOST = 1 / 2
_SIDES = ((-1, 0), (1, 0), (0, -1), (0, 1))

_Field = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a table, and where they stand: fields lie between one place and the next, from the left and from below."""

    lines: Sequence[Box]
    columns: Sequence[float]
    rows: Sequence[float]

    def open_rows(self) -> list[Box]:
        """The rows in which a field is open to the outside, from the top; none where most of the table is."""
        fields = list(product(range(len(self.columns) - 1), range(len(self.rows) - 1)))
        outside = self._outside(set(fields))
        if sum(map(self._area, outside)) > _MOST * sum(map(self._area, fields)):
            return []
        return [self._box((0, row), len(self.columns) - 1) for row in sorted({row for _, row in outside}, reverse=True)]

    def _outside(self, fields: set[_Field]) -> set[_Field]:
        """The fields that can be reached from outside without crossing a line."""
        found = [field for field in fields if any(self._leads(field, side) not in fields for side in self._ways(field))]
        for field in found:
            found += {self._leads(field, side) for side in self._ways(field)} & fields - set(found)
        return set(found)

    def _ways(self, field: _Field) -> Iterator[_Field]:
        """The sides of a field without a line."""
        box = self._box(field)
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        edges = ((box.left, y), (box.right, y), (x, box.bottom), (x, box.top))
        return (side for side, edge in zip(_SIDES, edges, strict=True) if not any(_is_on(line, *edge) for line in self.lines))

    @staticmethod
    def _leads(field: _Field, side: _Field) -> _Field:
        return field[0] + side[0], field[1] + side[1]

    def _area(self, field: _Field) -> float:
        box = self._box(field)
        return box.width * box.height

    def _box(self, field: _Field, columns: int = 1) -> Box:
        at, row = field
        return Box(self.columns[at], self.rows[row], self.columns[at + columns], self.rows[row + 1])


def grids(rules: Iterable[Box]) -> Iterator[Grid]:
    """The tables on a page, by the ruled lines that touch one another."""
    left = list(rules)
    while left:
        found = [left.pop()]
        for line in found:
            found += [other for other in left if _touch(line, other)]
            left = [other for other in left if not _touch(line, other)]
        upright = _places((line.left + line.right) / 2 for line in found if line.height > line.width)
        level = _places((line.bottom + line.top) / 2 for line in found if line.height <= line.width)
        if len(upright) > 1 and len(level) > 1:
            yield Grid(found, upright, level)


def _touch(one: Box, other: Box) -> bool:
    across = one.left <= other.right + _NEAR and other.left <= one.right + _NEAR
    return across and one.bottom <= other.top + _NEAR and other.bottom <= one.top + _NEAR


def _is_on(line: Box, x: float, y: float) -> bool:
    return line.left - _NEAR <= x <= line.right + _NEAR and line.bottom - _NEAR <= y <= line.top + _NEAR


def _places(found: Iterable[float]) -> list[float]:
    """Where lines stand, those that are one to the eye taken as one."""
    ordered = sorted(found)
    return [*ordered[:1], *(place for before, place in pairwise(ordered) if place - before > _NEAR)]
