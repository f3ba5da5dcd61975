"""The workbook of a year: every case, indicator, finding and deduction, to be filtered, sorted and summed up.

In: YearRecords. Out: the bytes of an .xlsx; the same records give the same bytes.
"""

from __future__ import annotations

import gc
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reportgen.model.year import State, YearRecords

from . import rows
from .sheet import Form, Look, Table
from .totals import grades

if TYPE_CHECKING:
    # The library publishes no types.
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]

_SHEETS: dict[str, Callable[[YearRecords], rows.Sheet]] = {
    "总览": rows.overview,
    "指标": rows.indicators,
    "检查结果": rows.findings,
    "扣分": rows.deductions,
}
# Nothing of the moment goes into a file; this is the date of the parts of a zip archive that have none.
_CREATED = datetime(1980, 1, 1)  # noqa: DTZ001 - the library takes it for UTC
# Without a scheme: the font of a theme would be another.
_FONT = {"font_name": "宋体", "font_size": 10, "font_scheme": "none", "valign": "vcenter"}
_FORMS: dict[Form, dict[str, Any]] = {
    Form.TEXT: {},
    Form.CENTRE: {"align": "center"},
    Form.LONG: {"text_wrap": True},
    Form.COUNT: {"num_format": "0", "align": "center"},
    Form.SCORE: {"num_format": "0.00"},
    Form.MONEY: {"num_format": "#,##0.00"},
    Form.RATE: {"num_format": "0.00%"},
}
_HEAD = {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#DCE6F1", "border": 1, "border_color": "#A6A6A6"}
_SUM = {"bold": True, "bg_color": "#F2F2F2", "border": 1, "border_color": "#A6A6A6"}
# From the best grade to the worst; more than four share the middle ones.
_SHADES = ("#C6E0B4", "#E2EFDA", "#FFF2CC", "#F8CBAD")
_STATES = {State.DRAFT: _SHADES[2], State.FAILED: _SHADES[3], State.LEFT: "#D9D9D9"}
_SEVERITIES = {"错误": _SHADES[3], "警告": _SHADES[2]}


def workbook(records: YearRecords) -> bytes:
    """The workbook, made in memory."""
    import xlsxwriter

    out = io.BytesIO()
    with _uncollected(), xlsxwriter.Workbook(out, {"in_memory": True, "default_format_properties": dict(_FONT)}) as book:
        book.set_properties({"title": f"{records.year}年度绩效评价汇总", "created": _CREATED})
        look, fills = _look(book), {colour: book.add_format({"bg_color": colour}) for colour in (*_SHADES, *_STATES.values())}
        shades = {"状态": _STATES, "等级": _grade_shades(records), "级别": _SEVERITIES}
        for name, tell in _SHEETS.items():
            columns, found = tell(records)
            table = Table(book.add_worksheet(name), columns, look)
            table.fill(found)
            table.sheet.set_header(f"&L{records.year}年度绩效评价汇总&R{name}")
            table.sheet.set_footer("&C第 &P 页，共 &N 页")
            _shade(table, shades, fills)
    return out.getvalue()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing goes until the end, so looking for what may go (half a million cells, again and again) costs a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _look(book: Workbook) -> Look:
    cells = {form: book.add_format(given) for form, given in _FORMS.items()}
    kept = {form: book.add_format(given | {"quote_prefix": True}) for form, given in _FORMS.items()}
    sums = {form: book.add_format(given | _SUM) for form, given in _FORMS.items()}
    links = book.add_format({"font_color": "#0563C1", "underline": 1})
    return Look(book.add_format(_HEAD), cells, kept, links, sums)


def _grade_shades(records: YearRecords) -> dict[str, str]:
    """A colour for each grade that there is, green for the best, red for the worst."""
    names = [share.name for share in grades(records.scored)]
    last = len(names) - 1
    places = [0 if not at else 3 if at == last else 1 if at < last / 2 else 2 for at in range(len(names))]
    return {name: _SHADES[place] for name, place in zip(names, places, strict=True)}


def _shade(table: Table, shades: dict[str, Any], fills: dict[str, Format]) -> None:
    """Colours the cells that say how good or bad things are, as rules that go on when somebody edits."""
    for at, column in enumerate(table.columns):
        for text, colour in shades.get(column.title, {}).items():
            wanted = f'"{str(text).replace(chr(34), chr(34) * 2)}"'
            rule = {"type": "cell", "criteria": "==", "value": wanted, "format": fills[colour]}
            table.sheet.conditional_format(1, at, max(table.rows - 1, 1), at, rule)
