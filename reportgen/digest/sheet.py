"""A table as a sheet of a workbook: header, rows, sums; within what Excel can hold.

In: a worksheet, columns, rows of texts, numbers and links. Out: the sheet filled in. A text stays a text, whatever it begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote

from reportgen.model.values import BLANK

if TYPE_CHECKING:
    # The library publishes no types.
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

# What a sheet of Excel can hold.
MOST_CHARACTERS, MOST_ROWS, MOST_LINKS = 32_767, 1_048_576, 65_530
_HIGHEST = 409.0  # points of a row
_LONGEST_LINK = 2_000
_CUT = "……（太长，余下的看报告）"
_FORMULA = ("=", "+", "-", "@")
# A word that a line does not cut: a path, the name of a field.
_WORD = re.compile(r"[!-~]{6}")
# What a path may not hold as it is when it is a link.
_RESERVED = re.compile(r"[%#?\s\"<>|*]")
_SAMPLE = 500  # rows from which widths are taken
_LINE = 14.5  # points that a line of a cell takes: 宋体 needs 13, fonts that stand in for it more
_UPRIGHT, _LYING = 100, 190  # digits that a page (A4) holds across in readable size


class Form(StrEnum):
    """How the cells of a column look."""

    TEXT = "text"
    CENTRE = "centre"
    LONG = "long"
    COUNT = "count"
    SCORE = "score"
    MONEY = "money"
    RATE = "rate"


class Sum(StrEnum):
    """What stands below a column, of the rows that a filter leaves: Excel's SUBTOTAL with 109 or 101."""

    NONE = ""
    TOTAL = "合计"
    MEAN = "平均"


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a file, its path seen from the workbook."""

    text: str
    path: str


Value = str | int | Decimal | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, the look of its cells, what stands below, and its greatest width in digits; long texts have just that."""

    title: str
    form: Form = Form.TEXT
    sum: Sum = Sum.NONE
    widest: int = 30


@dataclass(slots=True)
class Look:
    """The formats of a workbook."""

    head: Format
    cells: dict[Form, Format]
    kept: dict[Form, Format]
    links: Format
    sums: dict[Form, Format]


@dataclass(slots=True)
class Table:
    """One sheet on its way; `rows` counts those written, the header among them."""

    sheet: Worksheet
    columns: Sequence[Column]
    look: Look
    rows: int = 0
    _links: int = 0
    _sums: list[Decimal] = field(default_factory=list)
    _known: list[int] = field(default_factory=list)
    _widths: list[int] = field(default_factory=list)

    def fill(self, rows: Iterable[Sequence[Value]]) -> None:
        """Writes header, rows and sums; says at the end how many rows the sheet has no room for."""
        self._sums, self._known = [Decimal(0)] * len(self.columns), [0] * len(self.columns)
        # The arrow of the filter takes room.
        self._widths = [column.widest if column.form is Form.LONG else _width(column.title) + 3 for column in self.columns]
        for at, column in enumerate(self.columns):
            self.sheet.write_string(0, at, column.title, self.look.head)
        self.rows, kinds = 1, sorted({column.sum for column in self.columns} - {Sum.NONE})
        rest = iter(rows)
        for values in islice(rest, MOST_ROWS - 2 - len(kinds)):
            self._write(values)
        last, left = self.rows, sum(1 for _ in rest)
        for kind in kinds if last > 1 else ():
            self._close(kind, last)
        if left:
            self.sheet.write_string(self.rows, 0, f"另有 {left} 行，Excel 的一张表放不下", self.look.cells[Form.TEXT])
        self._arrange(last)

    def _write(self, values: Sequence[Value]) -> None:
        """A row; a cell without a value is left out."""
        lines = 1
        for at, (column, value) in enumerate(zip(self.columns, values, strict=True)):
            if isinstance(value, str):
                looks = self.look.kept if value.startswith(_FORMULA) else self.look.cells
                self.sheet.write_string(self.rows, at, fitting(value), looks[column.form])
                if column.form is Form.LONG and 2 * len(value) > column.widest:
                    lines = max(lines, _lines(value, column.widest + 1))
            elif isinstance(value, Link):
                self._write_link(at, value)
            elif value is not None:
                self._write_number(at, column, value)
        if lines > 1:  # programs differ in whether they find this out themselves
            self.sheet.set_row(self.rows, min(lines * _LINE, _HIGHEST))
        if self.rows <= _SAMPLE:
            self._widths = [max(width, _width(value)) for width, value in zip(self._widths, values, strict=True)]
        self.rows += 1

    def _write_number(self, at: int, column: Column, value: int | Decimal) -> None:
        """A number, or that it is still open."""
        number = float(value)
        if number != number:  # noqa: PLR0124 - not a number; there are hundred thousands of them to ask
            self.sheet.write_string(self.rows, at, BLANK, self.look.cells[Form.CENTRE])
            return
        self.sheet.write_number(self.rows, at, number, self.look.cells[column.form])
        if column.sum:
            self._sums[at] += value
            self._known[at] += 1

    def _write_link(self, at: int, link: Link) -> None:
        """A link, or mere text where there are too many or it leads too far."""
        target = _RESERVED.sub(lambda found: quote(found[0]), link.path)
        if self._links < MOST_LINKS and len(target) < _LONGEST_LINK:
            self._links += 1
            self.sheet.write_url(self.rows, at, f"external:{target}", self.look.links, fitting(link.text))
        else:
            self.sheet.write_string(self.rows, at, fitting(link.text), self.look.cells[Form.TEXT])

    def _close(self, kind: Sum, last: int) -> None:
        """A row below the table: of each column that wants it the sum or mean."""
        for at, column in enumerate(self.columns):
            look = self.look.sums[column.form]
            if column.sum == kind:
                function, value = ("109", self._sums[at]) if kind is Sum.TOTAL else ("101", self._sums[at] / (self._known[at] or 1))
                letter = _letters(at)
                self.sheet.write_formula(self.rows, at, f"=SUBTOTAL({function},{letter}2:{letter}{last})", look, float(value))
            else:
                self.sheet.write_string(self.rows, at, "" if at else kind, look)
        self.rows += 1

    def _arrange(self, last: int) -> None:
        """What makes a table easy to read on the screen and on paper."""
        widths = [min(width, column.widest) + 2 for column, width in zip(self.columns, self._widths, strict=True)]
        for at, width in enumerate(widths):
            self.sheet.set_column(at, at, width)
        self.sheet.freeze_panes(1, 1)
        self.sheet.autofilter(0, 0, max(last - 1, 1), len(self.columns) - 1)
        self.sheet.repeat_rows(0)
        self.sheet.repeat_columns(0)
        self.sheet.hide_gridlines(0)
        self.sheet.set_paper(9)  # A4
        if sum(widths) > _UPRIGHT:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(-(-sum(widths) // _LYING), 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)


def fitting(text: str) -> str:
    """The text as a cell can hold it: cut where it is too long (counted as UTF-16, as Excel does), and valid Unicode."""
    if len(text) <= MOST_CHARACTERS // 2 and text.isprintable():
        return text
    data = text.encode("utf-16-le", errors="replace")
    if len(data) > 2 * MOST_CHARACTERS:
        data = data[: 2 * (MOST_CHARACTERS - len(_CUT))]
        return data.decode("utf-16-le", errors="ignore") + _CUT
    return data.decode("utf-16-le")


def _width(value: Value) -> int:
    """How wide a value is, in digits; of a number about so much as its format makes of it."""
    if isinstance(value, Link):
        value = value.text
    if isinstance(value, str):
        return max(map(_digits_wide, value.split("\n"))) if "\n" in value else _digits_wide(value)
    return 0 if value is None or not Decimal(value).is_finite() else len(f"{value:,.2f}")


def _digits_wide(line: str) -> int:
    """A Chinese sign is as wide as two digits, and takes two bytes in GBK: nothing counts faster."""
    return len(line.encode("gbk", errors="replace"))


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of that width; where words are that are not cut, ends of lines may stay empty."""
    lines = sum(max(1, -(-_digits_wide(line) // width)) for line in text.split("\n"))
    return lines + 1 if lines > 1 and _WORD.search(text) else lines


def _letters(column: int) -> str:
    """What Excel calls a column: 0 is A, 26 is AA."""
    return "".join(_digits(column))


def _digits(column: int) -> Iterator[str]:
    if column >= 26:
        yield from _digits(column // 26 - 1)
    yield chr(ord("A") + column % 26)
