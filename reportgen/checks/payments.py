"""Payments and receipts of a case with their dates and places. In: a Case and its texts. Out: Rows; amounts are 元."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from reportgen.diagnostics import CasePlace, Key
from reportgen.model.case import Case
from reportgen.model.values import MONEY_UNITS, is_blank

Table = Literal["ledger", "receipts"]
NAMES: dict[Table, str] = {"ledger": "支出明细", "receipts": "到位明细"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the ledger or of the receipts; `amount` is in 元, `date` None where none is known."""

    table: Table
    at: int
    content: str
    payee: str
    remark: str
    amount: Decimal
    date: date | None

    def place(self, field: str = "") -> CasePlace:
        """Where the row stands, or one of its fields."""
        key = ("funds", self.table, self.at)
        return CasePlace((*key, field) if field else key)

    @property
    def called(self) -> str:
        """What messages call it: 支出明细第 3 行“拨付建设经费”."""
        return f"{NAMES[self.table]}第 {self.at + 1} 行“{self.content}”"


def rows_of(case: Case, table: Table, text_at: Callable[[Key], str]) -> Iterator[Row]:
    """The rows in order, with their texts as they are printed."""
    unit = MONEY_UNITS[case.funds.unit]
    for at, row in enumerate(getattr(case.funds, table)):
        key = ("funds", table, at)
        content, payee, remark = (text_at((*key, field)) for field in ("content", "payee", "remark"))
        day = None if row.date is None or is_blank(row.date) else row.date
        yield Row(table, at, content, payee, remark, row.amount * unit, day)
