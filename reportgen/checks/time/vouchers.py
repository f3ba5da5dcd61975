"""Dates that texts give for payments of which the voucher is in the materials. In: a Subject. Out: findings, with both dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.dates import Day, sentence_at
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import Severity
from reportgen.model.numbers import fixed
from reportgen.model.rules.base import day_text
from reportgen.model.values import MONEY_UNITS, is_blank

_PAID = re.compile("拨付|支付|付款|转账|拨款|划转|付出|支出")
_UNTIL = re.compile(r"(?:截至|截止到?|至|前)\s*$")
_AMOUNT = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(万元|亿元|元)")
_NO_PAYMENT = re.compile("期限|应|计划|要求|截止|申请|上年|去年")


@dataclass(frozen=True, slots=True)
class _Voucher:
    """A voucher with its amount in 元."""

    at: int
    title: str
    date: date
    amount: Decimal


@check(
    "voucher-date-differs",
    Severity.WARNING,
    meaning="文字里写的付款日期与支付凭证不同：金额相同，日期和支撑材料里的凭证不一样。",
    why="凭证附在报告后面，付款日期一对就知道；日期还决定付款是否及时、是否在评价期间之内。",
    example="扣分原因写“2022年11月15日支付的3.51万元”，凭证的日期是 2022年12月15日。",
    mend="对照凭证原件核对；日期写成 [[facts]]，正文引用。",
)
def voucher_date_differs(subject: Subject) -> Iterator[Finding]:
    vouchers = list(_vouchers(subject))
    for text, days in subject.dated if vouchers else ():
        if text.key[0] not in {"materials", "funds"}:
            for day in days:
                yield from _against(subject, text, day, vouchers)


def _vouchers(subject: Subject) -> Iterator[_Voucher]:
    views = [view for section in subject.report.materials for view in section.materials]
    for at, view in enumerate(views):
        if view.kind == "voucher" and view.date is not None and not is_blank(view.date) and view.amount is not None:
            yield _Voucher(at, view.title, view.date, view.amount)


def _against(subject: Subject, text: Text, day: Day, vouchers: list[_Voucher]) -> Iterator[Finding]:
    """A day in a sentence that says that the amount of a voucher was paid, and of no other."""
    begin, end = sentence_at(text.text, day.start, day.end)
    sentence = text.text[begin:end]
    if day.value is None or not _PAID.search(sentence) or _NO_PAYMENT.search(sentence) or _UNTIL.search(text.text, begin, day.start):
        return
    amounts = {Decimal(m[1].replace(",", "")) * MONEY_UNITS[m[2]] for m in _AMOUNT.finditer(sentence)}
    paid = [voucher for voucher in vouchers if voucher.amount in amounts]
    if len(amounts) == 1 and paid and day.value not in {voucher.date for voucher in paid}:
        written = text.text[day.start : day.end]
        message = f"这里写的是{written}，凭证“{paid[0].title}”（{fixed(paid[0].amount, 2)} 元）的日期是 {day_text(paid[0].date)}"
        also = tuple(subject.at("materials", voucher.at, "date") for voucher in paid)
        yield Finding(text.where(written), message, "请对照凭证核对日期", also, text.quoted)
