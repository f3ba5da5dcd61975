"""Regulations that have been replaced by another of the same title. In: a Subject. Out: findings where an old number is cited.

Numbers, titles and dates as the issuing offices published them. They bind the project: what counts is when it began.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.rules.base import day_text
from reportgen.model.values import is_blank


@dataclass(frozen=True, slots=True)
class _Replaced:
    """What replaced a regulation, and from when on."""

    by: str
    since: date


_REPLACED = {
    "财政部令第18号": _Replaced("《政府采购货物和服务招标投标管理办法》（财政部令第87号）", date(2017, 10, 1)),
    "财政部令第68号": _Replaced("《事业单位财务规则》（财政部令第108号）", date(2022, 3, 1)),
    "财政部令第71号": _Replaced("《行政单位财务规则》（财政部令第113号）", date(2023, 3, 1)),
    "民政部令第49号": _Replaced("《养老机构管理办法》（民政部令第66号）", date(2020, 11, 1)),
    "国务院令第186号": _Replaced("《预算法实施条例》（国务院令第729号）", date(2020, 10, 1)),
    "财综〔2014〕96号": _Replaced("《政府购买服务管理办法》（财政部令第102号）", date(2020, 3, 1)),
}
_NUMBER = re.compile(r"(财政部|民政部|国务院)\s*令\s*[（(]?\s*第?\s*(\d+)\s*号|财综[〔\[［【（(]2014[〕\]］】）)]96号")
_SPACES = re.compile(r"\s|[（(]")


@check(
    "regulation-replaced",
    Severity.WARNING,
    meaning="引用的规章在项目开始以前已经修订：标题一样，文号还是旧的。",
    why="标题没有变、文号变了的规章最容易引错；依据失效的规定评价，结论的依据就不成立。",
    example="2023 年 7 月开始的项目引用《行政单位财务规则》（财政部令第71号），它已被财政部令第113号代替。",
    mend="改用现行规章的文号；项目实施时旧规章仍然有效的，核对项目的起止日期。",
)
def regulation_replaced(subject: Subject) -> Iterator[Finding]:
    begun = subject.case.project.start
    if is_blank(begun):
        return
    for at, document in enumerate(subject.case.documents):
        yield from _old(document.number or "", CasePlace(("documents", at, "number")), begun)
    for text in subject.printed:
        for found in _NUMBER.finditer(text.bare) if "号" in text.typed else ():
            yield from _old(found[0], text.place(found.start()), begun)


def _old(written: str, place: CasePlace, begun: date) -> Iterator[Finding]:
    found = _NUMBER.search(written)
    number = f"{found[1]}令第{found[2]}号" if found and found[1] else "财综〔2014〕96号" if found else ""
    replaced = _REPLACED.get(number)
    if replaced is not None and begun >= replaced.since:
        message = f"{number}已由{replaced.by}代替，自{day_text(replaced.since)}起施行，项目 {day_text(begun)}开始"
        yield Finding(place, message, "请改用现行的规章")
