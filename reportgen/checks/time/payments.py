"""Dates of payments. In: a Subject. Out: findings, each with the date of the ledger beside the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.dates import Day, sentence_at
from reportgen.checks.payments import NAMES, Row
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.numbers import fixed
from reportgen.model.rules.base import day_text
from reportgen.model.values import MONEY_UNITS, is_blank

_PAID = re.compile("拨付|支付|付款|转账|到账|拨款|下达|收回|划转|发放到|汇入")
_UNTIL = re.compile(r"(?:截至|截止到?|至)\s*$")
_CLAUSE = "，；。！？\n"
_AMOUNT = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(万元|亿元|元)")
_NO_PAYMENT = re.compile("期限|应|计划|要求|截止|通知|文件|任务|目标|申请|上年|去年")
_DATES_OF = (("ledger", re.compile("拨付|支付|付款")), ("receipts", re.compile("下达|到位|到账|收回")))
_SHOWN = 4
_REST = re.compile("其余|其他|余下|剩余")
_WAYS = re.compile(r"[的了《》“”\s]|(?<=年)度")
_TELLING = 6  # signs of a content by which a sentence can name it


@check(
    "payment-date-differs",
    Severity.WARNING,
    meaning="文字或数据里写的付款、到账、收回日期，与资金明细里这个收款人或这笔金额的日期不同。",
    why="付款日期决定是否及时、是否在评价期间之内，与明细对不上就要说明。",
    example="正文写“七级镇敬老院的于2020年12月27日拨付”，支出明细里是 2020年12月29日。",
    mend="对照支付凭证核对日期；日期写在 [[facts]] 里，正文引用。",
)
def payment_date_differs(subject: Subject) -> Iterator[Finding]:
    rows = [row for row in subject.rows if row.date is not None]
    if not rows:
        return
    for text, days in subject.dated:
        if text.key[0] != "funds":
            for day in days:
                yield from _stated(text, day, rows)
    yield from _facts(subject)


def _stated(text: Text, day: Day, rows: list[Row]) -> Iterator[Finding]:
    """A day in a clause that says that something was paid, against the rows that the clause or its sentence names."""
    begin, end = _clause_at(text.text, day)
    clause = text.text[begin:end]
    if day.value is None or not _PAID.search(clause) or _UNTIL.search(text.text, begin, day.start):
        return
    sentence = text.text[slice(*sentence_at(text.text, day.start, day.end))]
    named = _named(clause, rows) or _of_amount(sentence, rows)
    wrong = [row for row in _batch(clause, sentence, rows) if row.date != day.value] if not _named(clause, rows) else []
    if named and day.value not in {row.date for row in named}:
        wrong = named
    if wrong:
        written = text.text[day.start : day.end]
        message = f"这里写的是{written}，{wrong[0].called}（{_money(wrong[0].amount)}）的日期是{_dates({row.date for row in wrong})}"
        yield Finding(text.where(written), message, "请对照支付凭证核对日期", tuple(row.place("date") for row in wrong), text.quoted)


def _clause_at(text: str, day: Day) -> tuple[int, int]:
    """The clause around a day; one that is the day alone takes in the next."""
    begin = max(text.rfind(stop, 0, day.start) for stop in _CLAUSE) + 1
    start = day.end + 1 if text[day.end : day.end + 1] == "，" else day.end
    return begin, min((at for stop in _CLAUSE if (at := text.find(stop, start)) >= 0), default=len(text))


def _named(clause: str, rows: Iterable[Row]) -> list[Row]:
    """The rows whose payee a clause names."""
    return [row for row in rows if row.table == "ledger" and row.payee and row.payee in clause]


def _batch(clause: str, sentence: str, rows: list[Row]) -> list[Row]:
    """The rows for what a sentence names, all paid on one day; 其余各家 are those whose payees it does not name."""
    plain = _plain(sentence)
    about = [row for row in rows if len(row.content) >= _TELLING and _plain(row.content) in plain]
    named = _named(sentence, about)
    if _REST.search(clause):
        return [row for row in about if row not in named]
    return [] if named or len({row.content for row in about}) > 1 else about


def _plain(text: str) -> str:
    """A text without the words in which the same thing is said in two ways."""
    return _WAYS.sub("", text)


def _of_amount(sentence: str, rows: list[Row]) -> list[Row]:
    """The rows of the only amount of a sentence that is the amount of some."""
    amounts = {Decimal(m[1].replace(",", "")) * MONEY_UNITS[m[2]] for m in _AMOUNT.finditer(sentence)}
    found = [row for row in rows if abs(row.amount) in amounts]
    return found if len({abs(row.amount) for row in found}) == 1 else []


def _facts(subject: Subject) -> Iterator[Finding]:
    """Dates in facts that bear a payment's name, where every row of the ledger (or of the receipts) has its date."""
    for table, word in _DATES_OF:
        rows = [row for row in subject.rows if row.table == table]
        dates = {row.date for row in rows if row.date is not None}
        for at, fact in enumerate(subject.case.facts) if rows and all(row.date for row in rows) else ():
            day = fact.value
            if not isinstance(day, date) or is_blank(day) or day in dates:
                continue
            if word.search(fact.id) and not _NO_PAYMENT.search(fact.id):
                message = f"“{fact.id}”是 {day_text(day)}，{NAMES[rows[0].table]}里没有这一天的，有{_dates(dates)}"
                place, also = subject.at("facts", at, "value"), (rows[0].place(),)
                yield Finding(place, message, "请对照支付凭证核对日期", also)


def _dates(dates: Iterable[date | None]) -> str:
    known = sorted(day for day in dates if day is not None)
    return "、".join(map(day_text, known[:_SHOWN])) + ("等" if len(known) > _SHOWN else "")


def _money(amount: Decimal) -> str:
    return f"{fixed(amount, 2, ',')} 元"


@check(
    "payment-outside-period",
    Severity.WARNING,
    meaning="资金明细、支付凭证里有的日期不在评价期间之内。",
    why="评价期间以外的收支不应算进本期的到位和支出。",
    example="评价期间是 2020 年，支出明细里有一笔 2021年1月5日的付款。",
    mend="核对日期；确属本期的，在备注里说明；不属本期的，从明细和支出数里去掉。",
)
def payment_outside_period(subject: Subject) -> Iterator[Finding]:
    start, end = subject.case.report.period
    if is_blank(start) or is_blank(end):
        return
    for table in NAMES:
        rows = [row for row in subject.rows if row.table == table and row.date is not None and not row.remark]
        late = [row for row in rows if row.date is not None and not start <= row.date <= end]
        if late:
            first = f"{late[0].called}的日期是 {day_text(late[0].date or start)}"
            count = f"（这样的共 {len(late)} 行）" if len(late) > 1 else ""
            yield _outside(subject, first + count, late[0].place("date"))
    for at, material in enumerate(subject.case.materials):
        day = material.date
        if material.kind == "voucher" and day is not None and not is_blank(day) and not start <= day <= end:
            yield _outside(subject, f"凭证“{material.title}”的日期是 {day_text(day)}", subject.at("materials", at, "date"))


def _outside(subject: Subject, found: str, place: CasePlace) -> Finding:
    start, end = subject.case.report.period
    message = f"{found}，不在评价期间 {day_text(start)}至{day_text(end)}之内"
    return Finding(place, message, "请核对日期和评价期间", (subject.at("report", "period"),))


@check(
    "paid-before-received",
    Severity.WARNING,
    meaning="按明细的日期累计，某一天的支出已经多于到位的资金。",
    why="钱没有到位就付不出去，必有一个日期或金额写错，或者少列了到位的资金。",
    example="首笔到位资金在 2020年4月15日，支出明细里 4月3日已经付出 1,470,750.00 元。",
    mend="核对到位和支出的日期、金额；用其他资金垫付的，在备注里说明。",
)
def paid_before_received(subject: Subject) -> Iterator[Finding]:
    paid, received = ([row for row in subject.rows if row.table == table] for table in ("ledger", "receipts"))
    if not paid or not received or any(row.date is None or row.amount.is_nan() for row in (*paid, *received)):
        return
    for row in sorted(paid, key=_when):
        day = _when(row)
        spent = sum((other.amount for other in paid if _when(other) <= day), Decimal(0))
        there = sum((other.amount for other in received if _when(other) <= day and other.amount > 0), Decimal(0))
        if spent > there and not row.remark:
            message = f"到 {day_text(day)}累计支出 {_money(spent)}，累计到位只有 {_money(there)}"
            yield Finding(row.place("date"), message, "请核对两张明细的日期和金额", (received[0].place("date"),))
            return


def _when(row: Row) -> date:
    return row.date or date.min
