"""Amounts in facts against the ledger and their own sources. In: a Subject. Out: findings, with both amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.payments import Row
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.case import Fact
from reportgen.model.values import MONEY_UNITS

from .amounts import TELLING, digits, off_by, yuan

# Words of any payment, and of amounts that are no payment.
_GENERAL = re.compile("实际|支出|经费|资金|补贴|补助|费用|金额|发放|拨付|支付|款项|费$|款$")
_NO_PAYMENT = re.compile("预算|标准|计划|应|限|余额|余款|目标|每|人均|首年|到位|退回|收入")
_PARTIAL = re.compile(r"\d+[%％]|第[一二三四]期|首付|预付|质保金|尾款|余款|进度款")
_SOURCE = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(万元|亿元|元)")


@check(
    "fact-against-ledger",
    Severity.WARNING,
    meaning="[[facts]] 里的一笔支出，与支出明细里同一事项的那一行金额不同，或者与自己出处里写的金额不同。",
    why="正文引用的是数据，附表印的是明细，同一笔钱就有了两个数。",
    example="“信息系统补助”是 2,280,000.00 元，支出明细“拨付武昌区社会居家养老信息系统补助”是 2,820,000.00 元。",
    mend="对照支出明细核对数据；只是其中一部分的，在数据的名称里写明。",
)
def fact_against_ledger(subject: Subject) -> Iterator[Finding]:
    rows = [row for row in subject.rows if row.table == "ledger" and not row.amount.is_nan() and not _PARTIAL.search(row.content)]
    for at, fact in enumerate(subject.case.facts):
        if not isinstance(fact.value, Decimal) or fact.value.is_nan() or fact.unit not in MONEY_UNITS:
            continue
        place, amount = subject.at("facts", at, "value"), fact.value * MONEY_UNITS[fact.unit]
        row = _row(subject, fact, rows)
        if row is not None and not _agree(fact, row.amount) and not _is_slip(amount, row.amount):
            message = f"“{fact.id}”是 {yuan(amount)}，{row.called}是 {yuan(row.amount)}{_slip(amount, row.amount)}"
            yield Finding(place, message, "请对照支出明细核对", (row.place("amount"),))
        stated = _SOURCE.findall(fact.source or "")
        if row is None and len(stated) == 1 and not _agree(fact, _yuan(*stated[0])):
            message = f"“{fact.id}”是 {yuan(amount)}，出处写的是“{fact.source}”{_slip(amount, _yuan(*stated[0]))}"
            yield Finding(place, message, "请对照出处核对", (CasePlace(("facts", at, "source")),))


def _row(subject: Subject, fact: Fact, rows: list[Row]) -> Row | None:
    """The only row that has all the words of a fact's name; None for what is no payment or so much for each."""
    words = [part for part in _GENERAL.sub(" ", fact.id).split() if len(part) > 1]
    if not words or _NO_PAYMENT.search(fact.id):
        return None
    found = [row for row in rows if all(word in row.content for word in words)]
    each = re.compile(rf"每[^。；;\n]{{0,14}}\{{\{{\s*facts\.{re.escape(fact.id)}\b")
    is_each = len(found) == 1 and any(each.search(text.typed) for text in subject.narrative if "每" in text.typed)
    return found[0] if len(found) == 1 and not is_each else None


def _agree(fact: Fact, amount: Decimal) -> bool:
    """Whether a fact is an amount, as far as its digits go."""
    if not isinstance(fact.value, Decimal) or fact.unit not in MONEY_UNITS:
        return True
    exponent, unit = fact.value.as_tuple().exponent, MONEY_UNITS[fact.unit]
    half = Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) and exponent < 0 else Decimal(0)
    return abs(fact.value * unit - amount) <= unit * half


def _yuan(number: str, unit: str) -> Decimal:
    return Decimal(number.replace(",", "")) * MONEY_UNITS[unit]


def _is_slip(one: Decimal, other: Decimal) -> bool:
    """Whether `unit-slip` says it."""
    return len(digits(one)) >= TELLING and off_by(one, other) != ""


def _slip(one: Decimal, other: Decimal) -> str:
    factor = off_by(one, other)
    return f"，正好相差 {factor}倍" if factor else ""
