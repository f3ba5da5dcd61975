"""The ledger of a case from a file: a payment a row.

In: the funds of a Case and the sheet. Out: payments in the unit of the funds. A row of sums is compared with the rows and left out.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from reportgen.diagnostics import Sink
from reportgen.model.case import Funds, Payment
from reportgen.model.values import MONEY_UNITS

from .columns import Selection, named, numbers, select, sums_agree
from .sheets import Sheet

_DATE = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_EPOCH = date(1899, 12, 30)  # day 0 of Excel's serial dates, after its leap day of 1900 that never was
_SERIALS = range(20_000, 80_000)  # 1954 to 2119


class _Dates(NamedTuple):
    """Dates by row, and the rows where a date stands as a bare number."""

    found: dict[int, date]
    serials: list[int]


def payments(funds: Funds, sheet: Sheet, sink: Sink) -> tuple[Payment, ...]:
    """The payments of a ledger file, amounts converted to the unit of the funds."""
    file = funds.ledger_file
    assert file is not None  # noqa: S101 - the sheet is the one that it names
    columns = dict.fromkeys(name for name in (file.content, file.amount, file.date, file.payee, file.remark) if name is not None)
    selection = select(sheet, list(map(named, columns)), sink)
    if selection is None:
        return ()
    rows = tuple(sums_agree(selection, [file.amount], sink))
    amounts = numbers(selection, file.amount, rows, Sink())  # sums_agree has reported what is no number
    factor = MONEY_UNITS[file.unit or funds.unit] / MONEY_UNITS[funds.unit]
    on = _dates(selection, file.date, rows, sink) if file.date is not None else {}
    _report_incomplete(selection, (file.content, file.amount), rows, sink)
    return tuple(
        Payment(
            content=selection.text(row, file.content),
            amount=amounts[row] * factor,
            date=on.get(row),
            payee=selection.text(row, file.payee) or None if file.payee else None,
            remark=selection.text(row, file.remark) or None if file.remark else None,
        )
        for row in rows
        if row in amounts and not sink.failed
    )


def _report_incomplete(selection: Selection, names: tuple[str, str], rows: tuple[int, ...], sink: Sink) -> None:
    for row in rows:
        for name in names:
            if not selection.text(row, name):
                message = f"第 {row + 1} 行没有填“{name}”"
                sink.error("cell-empty", selection.place(row, name), message, "填上；不是明细的行删去")


def _dates(selection: Selection, name: str, rows: tuple[int, ...], sink: Sink) -> dict[int, date]:
    """Dates by row. A serial number of Excel is read as its date and mentioned."""
    dates = _Dates({}, [])
    for row in rows:
        if selection.text(row, name):
            _read_date(selection, name, row, dates, sink)
    if dates.serials:
        message = f"“{name}”有 {len(dates.serials)} 格是没有设成日期格式的数，已按日期读：{selection.places(dates.serials, name)}"
        sink.warning("serial-date", selection.place(dates.serials[0], name), message, "在 Excel 里把这一列设成日期格式，核对无误")
    return dates.found


def _read_date(selection: Selection, name: str, row: int, dates: _Dates, sink: Sink) -> None:
    cell = selection.sheet.cell(row, selection.columns[name])
    when = cell.value if isinstance(cell.value, date) else _written_date(selection.text(row, name))
    if when is None and isinstance(cell.value, Decimal) and cell.value in _SERIALS:
        when = _EPOCH + timedelta(days=int(cell.value))
        dates.serials.append(row)
    if when is None:
        message = f"这里要写日期，写的是“{selection.text(row, name)}”"
        sink.error("not-a-date", selection.place(row, name), message, "写成 2022-07-28 或 2022年7月28日")
    else:
        dates.found[row] = when


def _written_date(text: str) -> date | None:
    found = _DATE.fullmatch(text.replace(" ", ""))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
