"""Vouchers against the ledger. In: a Subject. Out: findings, with both amounts or dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.dates import days_of
from reportgen.checks.payments import Row
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Key, Severity
from reportgen.model.materials import Material
from reportgen.model.rules.base import day_text
from reportgen.model.values import MONEY_UNITS, is_blank

from .amounts import off_by, yuan

_PAYEE = re.compile("收款(?:人|单位|方)(?:全称|名称)?")
_AMOUNT = re.compile("(?:小写)?金额(?:（小写）|（元）)?")
_DATE = re.compile("(?:支付|付款|凭证|出票|记账)?日期")
_MONEY = re.compile(r"[￥¥]?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(亿元|万元|元)?(?:整)?")


@dataclass(frozen=True, slots=True)
class _Voucher:
    """A voucher: its key, its payee as it stands on it, its amount in 元 and its date."""

    at: int
    title: str
    payee: str
    amount: Decimal
    date: date | None

    def place(self, field: str) -> CasePlace:
        return CasePlace(("materials", self.at, field))


@check(
    "voucher-differs",
    Severity.WARNING,
    meaning="支付凭证与支出明细对不上：同一收款人、同一天的那一行金额不同，或者金额相同的那一行日期不同。",
    why="凭证是支出的原始证据，明细与它不符，支出数就没有根据。",
    example="凭证 2022年12月15日付给联通公司 35,100.00 元，支出明细同一天付给该公司的是 31,500.00 元。",
    mend="对照凭证原件核对支出明细的金额和日期。",
)
def voucher_differs(subject: Subject) -> Iterator[Finding]:
    rows = [row for row in subject.rows if row.table == "ledger" and not row.amount.is_nan()]
    for voucher in _vouchers(subject) if rows else ():
        same = [row for row in rows if row.payee and row.payee == voucher.payee]
        amounts = [row for row in same if row.amount == voucher.amount]
        days = [row for row in same if voucher.date is not None and row.date == voucher.date]
        if amounts and voucher.date is not None and not days and all(row.date for row in amounts):
            message = f"凭证“{voucher.title}”付给“{voucher.payee}”的日期是 {day_text(voucher.date)}"
            yield _differs(voucher.place("date"), message, amounts, "日期是" + "、".join(day_text(r.date) for r in amounts if r.date))
        elif (rest := days or same) and not amounts:
            slip = "，正好相差 " + factor + "倍" if (factor := off_by(voucher.amount, rest[0].amount)) else ""
            message = f"凭证“{voucher.title}”付给“{voucher.payee}” {yuan(voucher.amount)}"
            yield _differs(voucher.place("amount"), message, rest, "是 " + "、".join(yuan(row.amount) for row in rest) + slip)


def _differs(place: CasePlace, message: str, rows: list[Row], stated: str) -> Finding:
    called = "、".join(row.called for row in rows)
    return Finding(place, f"{message}，{called}{stated}", "请对照凭证原件核对支出明细", tuple(row.place() for row in rows))


def _vouchers(subject: Subject) -> Iterator[_Voucher]:
    texts = _texts(subject)
    for at, material in enumerate(subject.case.materials):
        fields = {field.label: texts.get(("materials", at, "fields", n, "value"), "") for n, field in enumerate(material.fields)}
        payee = next((value for label, value in fields.items() if _PAYEE.fullmatch(label)), "")
        amount = _amount(subject, material)
        if material.kind == "voucher" and amount is not None:
            day = None if material.date is None or is_blank(material.date) else material.date
            yield _Voucher(at, texts.get(("materials", at, "title"), ""), payee, amount, day)


def _texts(subject: Subject) -> dict[Key, str]:
    return {text.key: text.text for text in subject.texts if text.key[0] == "materials"}


def _amount(subject: Subject, material: Material) -> Decimal | None:
    """The amount of a voucher in 元; None where it is not known."""
    amount = material.amount
    if isinstance(amount, str):
        found = subject.card.evidence.figures.get(amount)
        amount = found if isinstance(found, Decimal) else None
    return None if amount is None or amount.is_nan() else amount


@check(
    "voucher-fields-differ",
    Severity.WARNING,
    meaning="凭证栏目里抄录的金额、日期，与这份凭证的 amount、date 不同。",
    why="同一份凭证两个金额，大写金额由程序按 amount 写出，读者会看到两个数。",
    example="栏目“金额”写 35,100.00，amount 是 31,500。",
    mend="对照凭证原件核对；金额、日期只写 amount、date，不再写成栏目。",
)
def voucher_fields_differ(subject: Subject) -> Iterator[Finding]:
    texts = _texts(subject)
    for at, material in enumerate(subject.case.materials):
        for n, field in enumerate(material.fields):
            value, place = texts.get(("materials", at, "fields", n, "value"), ""), subject.at("materials", at, "fields", n, "value")
            amount, whole = _MONEY.fullmatch(value) if _AMOUNT.fullmatch(field.label) else None, _amount(subject, material)
            if amount is not None and whole is not None and _yuan(amount) != whole:
                message = f"栏目“{field.label}”写 {value}，这份凭证的 amount 是 {yuan(whole)}"
                yield Finding(place, message, "请对照原件核对", (subject.at("materials", at, "amount"),))
            days = [day.value for day in days_of(value)] if _DATE.fullmatch(field.label) else []
            if len(days) == 1 and material.date not in {None, *days} and not is_blank(material.date):
                message = f"栏目“{field.label}”写 {value}，这份凭证的 date 是 {material.date}"
                yield Finding(place, message, "请对照原件核对", (subject.at("materials", at, "date"),))


def _yuan(found: re.Match[str]) -> Decimal:
    return Decimal(found[1].replace(",", "")) * MONEY_UNITS.get(found[2] or "元", Decimal(1))
