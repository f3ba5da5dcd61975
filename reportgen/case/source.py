"""What was read: the data of a case, and where each of its keys stands.

In: texts and tables, with the files that they came from. Out: places for diagnostics, worked out only when one is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from reportgen.diagnostics import CasePlace, CellPlace, FilePlace, Key
from reportgen.model.pictures import Picture

from .positions import Position, positions
from .sheets import Sheet

Pictures = Mapping[Key, tuple[Picture, ...]]


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table that stands in a file: the cell of each row and column of its data."""

    file: str
    sheet: str
    rows: tuple[int, ...]
    columns: tuple[str, ...]

    def cell(self, row: int, column: int) -> CellPlace:
        """The cell of a row and column of the data, both from 0."""
        return CellPlace(self.file, self.sheet, f"{self.columns[column]}{self.rows[row]}")


@dataclass(frozen=True)
class Source:
    """A case as read: `texts` are its TOML files, `owners` the file of each top-level key, `markdown` that of each key in an .md.

    `sheets` are those of every key …_file, not yet interpreted; `pictures` those of ("photos", n) and ("annexes", n).
    """

    name: str
    place: str
    data: dict[str, Any]
    texts: Mapping[str, str]
    owners: Mapping[str, str]
    markdown: Mapping[Key, str] = field(default_factory=dict)
    tables: Mapping[Key, TableFile] = field(default_factory=dict)
    sheets: Mapping[Key, Sheet] = field(default_factory=dict)
    pictures: Pictures = field(default_factory=dict)

    @cached_property
    def _positions(self) -> Mapping[str, Mapping[Key, Position]]:
        return {file: positions(text) for file, text in self.texts.items()}

    def value(self, key: Key) -> object:
        """What stands at a key, or None."""
        found: Any = self.data
        for step in key:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    def locate(self, place: CasePlace) -> FilePlace | CellPlace:
        """The file, line and column (or the sheet and cell) of a key; of the nearest table around it where it does not exist."""
        key, offset = place.key, place.offset
        for at in range(len(key), 0, -1):
            if table := self.tables.get(key[:at]):
                rest = key[at:]
                if len(rest) == 3 and rest[0] == "rows":  # ("rows", row, column)
                    return table.cell(int(rest[1]), int(rest[2]))
                return CellPlace(table.file, table.sheet, "1")
        if file := self.markdown.get(key):
            return FilePlace(file, *self._within(key, offset, 1))
        return self._in_toml(key, offset)

    def _in_toml(self, key: Key, offset: int | None) -> FilePlace:
        if not key or str(key[0]) not in self.owners:
            return FilePlace(self.place)
        file = self.owners[str(key[0])]
        known = self._positions[file]
        for at in range(len(key), 0, -1):
            if found := known.get(key[:at]):
                if at == len(key) and offset is not None and found.text_line:
                    line, column = self._within(key, offset, found.text_line)
                    return FilePlace(file, line, column if line > found.text_line else found.text_column + column - 1)
                return FilePlace(file, found.line, found.column)
        return FilePlace(file)

    def _within(self, key: Key, offset: int | None, first: int) -> tuple[int, int]:
        before = str(self.value(key) or "")[: offset or 0]
        return first + before.count("\n"), len(before) - (before.rfind("\n") + 1) + 1
