"""The cells of an .xlsx workbook (ECMA-376, SpreadsheetML), with what tables need to know of them.

In: a file and the name of a sheet. Out: a Worksheet: cells with their texts and values, merged ranges, hidden rows, formulas without
a saved result. Raises Broken for what is no workbook, NoSuchSheet, TooLarge.

A library does this too; the usual one takes 230 ms to import and opens a workbook twice to tell a formula from its result.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, NamedTuple

from lxml import etree

_MOST_BYTES = 200_000_000  # unpacked; a ledger of a hundred thousand rows has a tenth of that
_DATE_FORMATS = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58})  # 18.8.30 numFmt, with those of zh-CN
_PERCENT_FORMATS = {9: "0%", 10: "0.00%"}
_NO_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')  # what a number format quotes, escapes or puts in brackets
_PERCENT = re.compile(r"0(?:\.(0+))?%")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CELL = re.compile(r"([A-Z]+)(\d+)")


class Broken(Exception):
    """No workbook, or one that cannot be read (one with a password is no zip file)."""


class TooLarge(Exception):
    """The workbook unfolds to more than can be wanted; `megabytes` says to how much."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(megabytes)
        self.megabytes = megabytes


class NoSuchSheet(Exception):
    """No sheet of that name; `names` are those that there are."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(names)
        self.names = names


class Cell(NamedTuple):
    """A cell: its text as it prints, and the number or date that it stores; None for text."""

    text: str
    value: Decimal | date | None = None


class Merged(NamedTuple):
    """A merged range; rows and columns from 0, both ends in it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet: its rows from the first of the file, each up to its last cell that says anything."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Merged, ...]
    hidden: frozenset[int]
    uncalculated: frozenset[tuple[int, int]]


def read_worksheet(file: Path | BinaryIO, name: str | None) -> Worksheet:
    """A sheet by its name; the first visible one without a name."""
    try:
        with zipfile.ZipFile(file) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if size > _MOST_BYTES:
                raise TooLarge(size // 1_000_000)
            return _Workbook(archive).sheet(name)
    except (
        OSError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        IndexError,
        ArithmeticError,
        etree.XMLSyntaxError,
        StopIteration,
    ) as problem:
        raise Broken from problem


def _xml(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _attribute(element: etree._Element, local: str) -> str:
    """An attribute whatever its namespace: that of relationships differs between the two kinds of file (transitional, strict)."""
    return next(str(value) for key, value in element.items() if etree.QName(key).localname == local)


class _Workbook:
    """The parts that all sheets share."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._main = self._target("_rels/.rels", lambda type_: type_.endswith("/officeDocument"))
        self._root = _xml(archive.read(self._main))
        properties = self._root.find("{*}workbookPr")
        is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        epoch = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
        self._reader = _Cells(self._strings(), *self._formats(), epoch)

    def sheet(self, name: str | None) -> Worksheet:
        sheets = [(str(s.get("name")), s) for s in self._root.iterfind("{*}sheets/{*}sheet")]
        visible = [title for title, s in sheets if s.get("state", "visible") == "visible"]
        wanted = (visible or [title for title, _ in sheets])[0] if name is None else name
        found = dict(sheets).get(wanted)
        if found is None:
            raise NoSuchSheet([title for title, _ in sheets])
        id_ = _attribute(found, "id")
        part = self._target(_rels_of(self._main), lambda _: True, id_)
        return self._reader.worksheet(wanted, _xml(self._archive.read(part)))

    def _target(self, rels: str, fits: Callable[[str], bool], id_: str | None = None) -> str:
        """The part that a relationship leads to."""
        found = next(r for r in _xml(self._archive.read(rels)) if fits(str(r.get("Type"))) and (id_ is None or r.get("Id") == id_))
        folder = posixpath.dirname(posixpath.dirname(rels))
        return posixpath.normpath(posixpath.join("/", folder, str(found.get("Target")))).lstrip("/")

    def _part(self, kind: str) -> etree._Element | None:
        try:
            return _xml(self._archive.read(self._target(_rels_of(self._main), lambda type_: type_.endswith(kind))))
        except StopIteration:
            return None

    def _strings(self) -> list[str]:
        """Shared strings (18.4), without the readings of East Asian text."""
        root = self._part("/sharedStrings")
        return [_text(item) for item in root.iterfind("{*}si")] if root is not None else []

    def _formats(self) -> tuple[frozenset[int], dict[int, int]]:
        """The cell formats that show dates, and those that show percentages, with their decimals."""
        root = self._part("/styles")
        if root is None:
            return frozenset(), {}
        codes = {int(str(f.get("numFmtId"))): str(f.get("formatCode")) for f in root.iterfind("{*}numFmts/{*}numFmt")}
        ids = [int(xf.get("numFmtId", "0")) for xf in root.iterfind("{*}cellXfs/{*}xf")]
        dates = frozenset(at for at, id_ in enumerate(ids) if id_ in _DATE_FORMATS or _shows_date(codes.get(id_, "")))
        percents = {
            at: found for at, id_ in enumerate(ids) if (found := _PERCENT.search(_PERCENT_FORMATS.get(id_) or codes.get(id_, "")))
        }
        return dates, {at: len(found[1] or "") for at, found in percents.items()}


def _rels_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _shows_date(code: str) -> bool:
    letters = set(_NO_FORMAT.sub("", code).split(";")[0].lower())
    return bool(letters & {"y", "d"}) or ("m" in letters and not letters & {"h", "s"})


def _text(item: etree._Element) -> str:
    runs = [t.text or "" for t in (*item.iterfind("{*}t"), *item.iterfind("{*}r/{*}t"))]
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(runs)).replace("\r\n", "\n").strip()


@dataclass(frozen=True, slots=True)
class _Cells:
    """Reads cells by what they share."""

    strings: list[str]
    dates: frozenset[int]
    percents: dict[int, int]
    epoch: date
    formulas: set[tuple[int, int]] = field(default_factory=set)

    def worksheet(self, name: str, root: etree._Element) -> Worksheet:
        rows: dict[int, tuple[Cell, ...]] = {}
        hidden = set()
        for row in root.iterfind("{*}sheetData/{*}row"):
            at = int(row.get("r", max(rows, default=-1) + 2)) - 1
            rows[at] = tuple(self._row(at, row))
            if row.get("hidden") in ("1", "true"):
                hidden.add(at)
        last = max((at for at, cells in rows.items() if cells), default=-1)
        merged = sorted(_merged(str(m.get("ref"))) for m in root.iterfind("{*}mergeCells/{*}mergeCell"))
        cells = tuple(rows.get(at, ()) for at in range(last + 1))
        return Worksheet(name, cells, tuple(merged), frozenset(hidden), frozenset(self.formulas))

    def _row(self, at: int, row: etree._Element) -> Iterator[Cell]:
        """The cells of a row up to the last that says anything, empty ones between them too."""
        reached = 0
        for order, c in enumerate(row.iterfind("{*}c")):
            column = _position(str(c.get("r")))[1] if c.get("r") else order
            cell = self._cell(c)
            if self._is_uncalculated(c):
                self.formulas.add((at, column))
            elif not cell.text:
                continue
            yield from (Cell("") for _ in range(reached, column))
            yield cell
            reached = column + 1

    @staticmethod
    def _is_uncalculated(c: etree._Element) -> bool:
        """Whether a formula has no saved result; one whose result is empty text has the type str."""
        return c.find("{*}f") is not None and not c.findtext("{*}v") and c.get("t") != "str"

    def _cell(self, c: etree._Element) -> Cell:
        kind, value = c.get("t", "n"), c.findtext("{*}v") or ""
        if kind == "inlineStr":
            inline = c.find("{*}is")
            return Cell(_text(inline) if inline is not None else "")
        if not value:
            return Cell("")
        if kind == "n":
            return self._number(value, int(c.get("s", "0")))
        if kind == "d":
            when = date.fromisoformat(value[:10])
            return Cell(when.isoformat(), when)
        if kind == "s":
            return Cell(self.strings[int(value)])
        return Cell(value.strip() if kind != "b" else "TRUE" if value == "1" else "FALSE")

    def _number(self, value: str, style: int) -> Cell:
        """A number with as many digits as Excel keeps, so that 0.1 + 0.2 is 0.3; a date where the cell shows one."""
        number = Decimal(f"{float(value):.15g}") + 0  # -0 becomes 0
        if style in self.dates and 0 < number < 2_958_466:  # the day after 9999-12-31
            when = self.epoch + timedelta(days=int(number))
            return Cell(when.isoformat(), when)
        if style in self.percents:
            return Cell(f"{number * 100:.{self.percents[style]}f}%", number)
        text = f"{number:f}"
        return Cell(text.rstrip("0").rstrip(".") if "." in text else text, number)


def _position(reference: str) -> tuple[int, int]:
    """Row and column of a cell, from 0."""
    found = _CELL.fullmatch(reference.replace("$", ""))
    if found is None:
        raise ValueError(reference)
    column = 0
    for character in found[1]:
        column = column * 26 + ord(character) - 64
    return int(found[2]) - 1, column - 1


def _merged(reference: str) -> Merged:
    first, _, last = reference.partition(":")
    return Merged(*_position(first), *_position(last or first))
