"""Field work inside the evaluation. In: a Subject. Out: findings, each with both dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from reportgen.checks.check import Finding, check
from reportgen.checks.dates import Day
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import CasePlace, Key, Severity
from reportgen.model.rules.base import day_text
from reportgen.model.values import is_blank


@check(
    "fieldwork-outside-work",
    Severity.WARNING,
    meaning="访谈、实地走访的日期，或评价工作过程里写的日期，不在评价工作的起止日期之内。",
    why="评价还没有开始就有了访谈，或者报告写完了才去走访，证据就站不住。",
    example="评价工作从 2023年5月10日到 7月10日，访谈却在 2023年3月7日。",
    mend="对照访谈记录、走访记录核对日期，或核对 [report] 的 work。",
)
def fieldwork_outside_work(subject: Subject) -> Iterator[Finding]:
    start, end = subject.case.report.work
    if is_blank(start) or is_blank(end):
        return
    work = f"评价工作从 {day_text(start)}到 {day_text(end)}"
    for what, day, place in _fieldwork(subject):
        if not start <= day <= end:
            yield Finding(place, f"{what}在 {day_text(day)}，{work}", "请核对这两处日期", (subject.at("report", "work"),))


def _fieldwork(subject: Subject) -> Iterator[tuple[str, date, CasePlace]]:
    case = subject.case
    rows: list[tuple[str, date | None, Key]] = [
        ("访谈", row.date, ("interviews", at, "date")) for at, row in enumerate(case.interviews)
    ]
    rows += [("实地走访", visit.date, ("visits", at, "date")) for at, visit in enumerate(case.visits)]
    yield from ((what, day, CasePlace(key)) for what, day, key in rows if day is not None and not is_blank(day))
    for stage in _stages(subject):
        yield from ((f"“{stage.name}”", day.value, stage.place(day)) for day in stage.days if day.value is not None)


@check(
    "phases-out-of-order",
    Severity.WARNING,
    meaning="评价工作的后一个阶段开始时，前一个阶段还没有结束。",
    why="各阶段依次进行，日期交叉说明有一处写错；读者会据此怀疑现场评价的时间。",
    example="前期准备阶段到 2021年9月29日结束，现场实施阶段 9月20日已经开始。",
    mend="对照工作记录核对 [[work.phases]] 里的日期；确实交叉进行的，用 [[accepted]] 写明。",
)
def phases_out_of_order(subject: Subject) -> Iterator[Finding]:
    for one, other in pairwise(_stages(subject)):
        last, first = max(one.days, key=_order), min(other.days, key=_order)
        if _order(first) < _order(last):
            message = f"“{other.name}”{_written(first)}开始，“{one.name}”{_written(last)}才结束"
            yield Finding(other.place(first), message, "请核对两个阶段的日期", (one.place(last),))


@dataclass(frozen=True, slots=True)
class _Stage:
    """A phase with the days that its text states, all of a year."""

    name: str
    text: Text
    days: list[Day]

    def place(self, day: Day) -> CasePlace:
        return self.text.where(self.text.text[day.start : day.end])


def _stages(subject: Subject) -> Iterator[_Stage]:
    for text, days in subject.dated:
        known = [day for day in days if day.value is not None]
        if text.key[:2] == ("work", "phases") and len(text.key) == 4 and known:
            yield _Stage(subject.case.work.phases[int(text.key[2])].name, text, known)


def _order(day: Day) -> date:
    return day.value or date.min


def _written(day: Day) -> str:
    return day_text(day.value) if day.value is not None else ""
