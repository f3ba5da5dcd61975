"""Named columns of a sheet: where its header stands, which rows are data, what each cell says.

In: a Sheet and the columns asked for. Out: a Selection. Mistakes are named by sheet and cell.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from reportgen.diagnostics import CellPlace, FilePlace, Sink

from .sheets import Sheet, letter
from .xlsx import Merged

_HEADER_WITHIN = 20  # rows: titles and notes may stand above a header
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)")
_SHOWN = 5
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TOTALS = frozenset({"合计", "总计", "共计"})


class Wanted(NamedTuple):
    """A column asked for: what it is called in messages, and which headers it accepts (tidied)."""

    name: str
    accepts: Callable[[str], bool]


def named(name: str) -> Wanted:
    """A column by its header."""
    return Wanted(name, tidy(name).__eq__)


def tidy(text: str) -> str:
    """Text as it is compared: without spaces and line breaks, full-width forms as half-width."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class Selection:
    """Columns of a sheet, and the rows below the header that hold something in any of them."""

    sheet: Sheet
    columns: Mapping[str, int]
    rows: tuple[int, ...]

    def text(self, row: int, name: str) -> str:
        """The text of a cell; merged cells all say what the merged range says."""
        column = self.columns[name]
        merged = self.sheet.merged_at(row, column)
        return self.sheet.cell(merged.top, merged.left).text if merged else self.sheet.cell(row, column).text

    def place(self, row: int, name: str) -> CellPlace:
        """Where a cell stands."""
        return self.sheet.place(row, self.columns[name])

    def places(self, rows: Sequence[int], name: str) -> str:
        """Some cells of a column, for a message: D2、D5 等 12 格."""
        cells = "、".join(f"{letter(self.columns[name])}{row + 1}" for row in rows[:_SHOWN])
        return f"{cells} 等 {len(rows)} 格" if len(rows) > _SHOWN else cells

    def first(self, row: int) -> str:
        """The first cell of a row that says anything, tidied; also of columns that nobody asked for."""
        return next((text for cell in self.sheet.rows[row] if (text := tidy(cell.text))), "")

    def is_total(self, row: int) -> bool:
        """Whether a row is one of sums: it begins with 合计."""
        return self.first(row).rstrip(":") in _TOTALS


def select(sheet: Sheet, wanted: Sequence[Wanted], sink: Sink) -> Selection | None:
    """The asked columns. Reports columns that are missing or doubled, headers in two rows, cells without a value, hidden rows."""
    header = _header(sheet, wanted)
    if header is None:
        sink.error("table-empty", FilePlace(sheet.file), "表格是空的", "第一行写列名，下面写数据")
        return None
    columns = {w.name: at for w in wanted if (at := _column(sheet, header, w, sink)) is not None}
    if len(columns) < len(wanted):
        return None
    below = range(1 + max([header, *(m.bottom for m in sheet.merged if m.top == header)]), len(sheet.rows))
    rows = tuple(at for at in below if any(_says(sheet, at, column) for column in columns.values()))
    selection = Selection(sheet, columns, rows)
    _report_cells(selection, sink)
    _report_hidden(selection, sink)
    return selection


def _says(sheet: Sheet, row: int, column: int) -> bool:
    return sheet.cell(row, column).text != "" or (row, column) in sheet.uncalculated


def _header(sheet: Sheet, wanted: Sequence[Wanted]) -> int | None:
    """The row with most of the asked columns, among the first; the first row that says anything where none has one."""
    filled = [at for at, row in enumerate(sheet.rows[:_HEADER_WITHIN]) if any(cell.text for cell in row)]
    return max(filled, key=lambda at: sum(bool(_found(sheet, at, w)) for w in wanted), default=None)


def _found(sheet: Sheet, row: int, wanted: Wanted) -> list[int]:
    return [at for at, cell in enumerate(sheet.rows[row]) if cell.text and wanted.accepts(tidy(cell.text))]


def _column(sheet: Sheet, header: int, wanted: Wanted, sink: Sink) -> int | None:
    found = _found(sheet, header, wanted)
    if not found:
        _report_missing(sheet, header, wanted, sink)
        return None
    if len(found) > 1:
        cells = "、".join(f"{letter(at)}{header + 1}" for at in found)
        message = f"表头里有几列都叫“{wanted.name}”（{cells}）"
        sink.error("column-ambiguous", sheet.place(header, found[0]), message, "每列用不同的列名；两行表头的改成一行")
        return None
    merged = sheet.merged_at(header, found[0])
    if merged and merged.right > merged.left:
        message = f"列名“{wanted.name}”合并了 {_range(merged)}，不知道取哪一列"
        sink.error("header-merged", sheet.place(header, found[0]), message, "取消合并，表头只留一行，每列写自己的列名")
        return None
    return found[0]


def _range(merged: Merged) -> str:
    return f"{letter(merged.left)}{merged.top + 1}:{letter(merged.right)}{merged.bottom + 1}"


def _report_missing(sheet: Sheet, header: int, wanted: Wanted, sink: Sink) -> None:
    for at in range(min(_HEADER_WITHIN, len(sheet.rows))):
        if other := _found(sheet, at, wanted):
            message = f"列名“{wanted.name}”在第 {at + 1} 行，其余的列名在第 {header + 1} 行"
            sink.error("header-split", sheet.place(at, other[0]), message, "表头只留一行：取消合并，每列写全列名")
            return
    header_texts = [cell.text for cell in sheet.rows[header] if cell.text]
    near = difflib.get_close_matches(wanted.name, header_texts, n=1, cutoff=0.5)
    hint = f"是否想写“{near[0]}”？" if near else f"表里的列：{'、'.join(header_texts)}"
    sink.error("column-missing", sheet.place(header, 0), f"表头里没有“{wanted.name}”这一列", hint)


def _report_cells(selection: Selection, sink: Sink) -> None:
    """Cells that hold no value to read: formulas never calculated, and errors of Excel."""
    for row in selection.rows:
        for name, column in selection.columns.items():
            text = selection.sheet.cell(row, column).text
            if (row, column) in selection.sheet.uncalculated:
                hint = "用 Excel 或 WPS 打开这个文件，保存一次"
                sink.error("formula-uncalculated", selection.place(row, name), "公式没有算过，读不到结果", hint)
            elif selection.sheet.typed and re.fullmatch(r"#[A-Z/0]+[!?A]?", text):
                sink.error("cell-error", selection.place(row, name), f"单元格是错误值 {text}", "改正公式或直接填数，保存后再生成")
            elif _CONTROL.search(text):
                sink.error(
                    "control-character", selection.place(row, name), "单元格里有看不见的控制字符", "删去重打（多半是从网页复制来的）"
                )


def _report_hidden(selection: Selection, sink: Sink) -> None:
    hidden = [row for row in selection.rows if row in selection.sheet.hidden]
    if hidden:
        numbers = "、".join(str(row + 1) for row in hidden[:_SHOWN]) + (f" 等 {len(hidden)}" if len(hidden) > _SHOWN else "")
        place = CellPlace(selection.sheet.file, selection.sheet.name, str(hidden[0] + 1))
        hint = "要计入的取消隐藏；不要的删去（筛选掉的行也是隐藏的行）"
        sink.warning("hidden-rows", place, f"第 {numbers} 行是隐藏的，也计入了", hint)


def numbers(selection: Selection, name: str, rows: Sequence[int], sink: Sink) -> dict[int, Decimal]:
    """The numbers of a column by row, empty cells left out. Reports what is no number; numbers kept as text are read and mentioned."""
    found: dict[int, Decimal] = {}
    as_text: list[int] = []
    for row in rows:
        cell = selection.sheet.cell(row, selection.columns[name])
        if isinstance(cell.value, Decimal):
            found[row] = cell.value
        elif cell.text:
            number = read_number(cell.text)
            if number is None:
                hint = "只写数字，单位写在列名里；没有的空着"
                sink.error("not-a-number", selection.place(row, name), f"这里要写数，写的是“{cell.text}”", hint)
            else:
                found[row] = number
                as_text.append(row)
    if as_text and selection.sheet.typed:
        message = f"“{name}”有 {len(as_text)} 格是文字形式的数，已按数读：{selection.places(as_text, name)}"
        sink.warning("text-number", selection.place(as_text[0], name), message, "在 Excel 里选中这些格，用“转换为数字”")
    return found


def read_number(text: str) -> Decimal | None:
    """A number from text: separators of thousands, spaces and a sign of 元 before it are passed over."""
    digits = tidy(text).replace(",", "").lstrip("¥")
    return Decimal(digits) if _NUMBER.fullmatch(digits) else None


def sums_agree(selection: Selection, names: Collection[str], sink: Sink) -> Iterator[int]:
    """The rows without those of sums, each of which is compared with what the rows add up to. Reports 小计, which would count twice."""
    data = [row for row in selection.rows if not selection.is_total(row)]
    for row in data:
        if selection.first(row).rstrip(":").endswith("小计"):
            place = selection.sheet.place(row, 0)
            sink.error("subtotal-row", place, f"第 {row + 1} 行是小计，会和明细重复相加", "删去小计行，合计由程序算出")
    for name in names:
        added = sum(numbers(selection, name, data, sink).values(), Decimal(0))
        stated = numbers(selection, name, [row for row in selection.rows if selection.is_total(row)], sink)
        for row, total in stated.items():
            if total != added:
                message = f"“{name}”的合计写的是 {total:f}，各行相加是 {added:f}"
                sink.error("total-differs", selection.place(row, name), message, "核对各行和合计；或删去合计行，合计由程序算出")
    yield from data
