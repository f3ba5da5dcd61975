"""Slips of units. In: a Subject. Out: findings where an amount is 10,000 times another, or far from the funds of the project."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.case import Case
from reportgen.model.values import MONEY_UNITS

from .amounts import TELLING, digits, off_by, yuan

_ABSURD = 1000  # a rate of received to budget beyond which a unit is wrong
_BEYOND = 50  # times the funds that an amount of the project hardly comes to
_OF_PROJECT = re.compile("标准|单价|保费|实际支出|实际到位|预算”")  # of these none can be more than all funds
_WIDE = re.compile("生产总值|GDP|财政|收入|总支出|全国|全省|全市|全区|全县|产值|贷款|投资|投入|资产|规模|总额|基金|捐")


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount in 元 with its name and place."""

    called: str
    value: Decimal
    place: CasePlace


@check(
    "unit-slip",
    Severity.WARNING,
    meaning="两个金额的数字相同，正好相差一万倍或一亿倍；或者一个金额与项目资金相差悬殊。",
    why="元、万元、亿元写错，报告里的数就差一万倍，比率和得分全错。",
    example="数据“补发到位”写 2300850 万元，到位明细里的同一笔是 2300850 元。",
    mend="核对数据的 unit、[funds] 的 unit 和明细的金额，统一单位。",
)
def unit_slip(subject: Subject) -> Iterator[Finding]:
    amounts = [a for a in (*_funds(subject), *_facts(subject.case), *_rows(subject)) if not a.value.is_nan() and a.value]
    by_digits: defaultdict[str, list[_Amount]] = defaultdict(list)
    for amount in amounts:
        by_digits[digits(amount.value)].append(amount)
    slipped: set[CasePlace] = set()
    for telling, same in by_digits.items():
        for one, other in combinations(same, 2) if len(telling) >= TELLING else ():
            if (factor := off_by(one.value, other.value)) and not {one.place, other.place} <= slipped:
                slipped |= {one.place, other.place}
                message = f"{one.called}是 {yuan(one.value)}，{other.called}是 {yuan(other.value)}，正好相差 {factor}倍"
                place, also = (one.place, other.place) if one.place.key[0] == "facts" else (other.place, one.place)
                yield Finding(place, message, "请核对两处的单位", (also,))
    yield from _far_apart(subject, slipped)


def _funds(subject: Subject) -> Iterator[_Amount]:
    funds = subject.case.funds
    names = {"budget": "预算资金", "initial": "年初预算", "received": "到位资金", "withdrawn": "收回的资金", "spent": "实际支出"}
    for field, name in names.items():
        value: Decimal | None = getattr(funds, field)
        if value is not None:
            yield _Amount(name, value * MONEY_UNITS[funds.unit], CasePlace(("funds", field)))


def _facts(case: Case) -> Iterator[_Amount]:
    for at, fact in enumerate(case.facts):
        if isinstance(fact.value, Decimal) and fact.unit in MONEY_UNITS:
            yield _Amount(f"数据“{fact.id}”", fact.value * MONEY_UNITS[fact.unit], CasePlace(("facts", at, "value")))


def _rows(subject: Subject) -> Iterator[_Amount]:
    yield from (_Amount(row.called, row.amount, row.place("amount")) for row in subject.rows)
    for at, material in enumerate(subject.case.materials):
        if isinstance(material.amount, Decimal):
            yield _Amount(f"凭证“{material.title}”", material.amount, CasePlace(("materials", at, "amount")))


def _far_apart(subject: Subject, known: set[CasePlace]) -> Iterator[Finding]:
    """Budget and received, received and spent, far apart; a fact far beyond all funds."""
    by_field = {amount.place.key[1]: amount for amount in _funds(subject) if not amount.value.is_nan() and amount.value}
    for one, other in (("budget", "received"), ("received", "spent")):
        first, second = by_field.get(one), by_field.get(other)
        if (
            first
            and second
            and max(first.value, second.value) >= _ABSURD * min(first.value, second.value)
            and second.place not in known
        ):
            message = f"{first.called}是 {yuan(first.value)}，{second.called}是 {yuan(second.value)}，相差 {_ABSURD} 倍以上"
            yield Finding(second.place, message, "请核对 [funds] 的 unit 和各个数", (first.place,))
    most = max((amount.value for amount in by_field.values()), default=Decimal(0))
    for amount in _facts(subject.case):
        times = 1 if _OF_PROJECT.search(amount.called) else _BEYOND
        beyond = not amount.value.is_nan() and most and amount.value > times * most
        if beyond and amount.place not in known and not _WIDE.search(amount.called):
            message = f"{amount.called}是 {yuan(amount.value)}，项目资金最多只有 {yuan(most)}"
            yield Finding(amount.place, message, "请核对这项数据的 unit", (subject.at("funds", "budget"),))
