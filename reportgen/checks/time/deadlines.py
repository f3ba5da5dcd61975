"""Deadlines that a rule turns on, against what is said beside them. In: a Subject. Out: findings, with both dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportgen.checks.check import Finding, check
from reportgen.checks.dates import Day
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import CasePlace, Key, Severity
from reportgen.model.evidence import Evidence, EvidenceError
from reportgen.model.rules.base import day_text
from reportgen.model.rules.per_unit import PerUnit
from reportgen.model.values import is_blank

_BEFORE = re.compile(r"\s*(?:（含）|\(含\))?(?:当日)?(?:以|之)?前|\s*为(?:期限|限)")
_DONE = re.compile(r"[^，；。\n]{0,12}?(?:完毕|完成|办结|到位|发放|拨付|支付|交付|验收|竣工|签订)")
_AT = re.compile(r"(?:于|在|至|到)\s*$")
_FOUND = {"finding", "detail", "reason", "plan"}
_YEAR = re.compile(r"[〔\[［【（(]\s*((?:19|20)\d\d)\s*[〕\]］】）)]")


@dataclass(frozen=True, slots=True)
class _Deadline:
    """An indicator whose rule compares two dates."""

    at: int
    name: str
    due: date
    done: date

    @property
    def place(self) -> CasePlace:
        return CasePlace(("indicators", self.at, "rule"))

    def wrong(self, text: Text, day: Day) -> str:
        """What the rule says instead of a day that a text states as the deadline or as the day of completion."""
        if day.value in {None, self.due, self.done}:
            is_due = day.value == self.done != self.due and _BEFORE.match(text.text, day.end) is not None
            return f"期限是 {day_text(self.due)}" if is_due else ""
        if _BEFORE.match(text.text, day.end):
            return f"期限是 {day_text(self.due)}"
        finished = _AT.search(text.text[max(0, day.start - 3) : day.start]) and _DONE.match(text.text, day.end)
        return f"完成日期是 {day_text(self.done)}" if finished else ""


@check(
    "deadline-differs",
    Severity.WARNING,
    meaning="指标的评价情况里写的期限、完成日期，不是评分规则用的日期。",
    why="扣分按规则的日期算，文字写另一个日期，读者复算不出逾期多久。",
    example="评价情况写“应于2022年6月30日前拨付到位”，规则的期限 facts.补贴发放期限 是 2022年5月30日。",
    mend="文字和规则引用同一个日期，如 {{ facts.补贴发放期限 }}。",
)
def deadline_differs(subject: Subject) -> Iterator[Finding]:
    deadlines: dict[Key, _Deadline] = {("indicators", found.at): found for found in _deadlines(subject)}
    if not deadlines:
        return
    known = {(figure.text.key, figure.start) for figure, _ in subject.retyped}  # what contradicts a fact has been said
    for text, days in subject.dated:
        deadline = deadlines.get(text.key[:2]) if text.key[-1] in _FOUND else None
        for day in days if deadline is not None else ():
            if deadline is not None and (right := deadline.wrong(text, day)) and (text.key, day.start) not in known:
                written = text.text[day.start : day.end]
                message = f"“{deadline.name}”这里写的是{written}，评分规则的{right}"
                yield Finding(text.where(written), message, "文字和规则引用同一个日期", (deadline.place,))


def _deadlines(subject: Subject) -> Iterator[_Deadline]:
    for at, indicator in enumerate(subject.case.indicators):
        rule = indicator.scoring_rule
        if isinstance(rule, PerUnit) and rule.due is not None and rule.done is not None:
            due, done = _day(subject.card.evidence, rule.due), _day(subject.card.evidence, rule.done)
            if due is not None and done is not None:
                yield _Deadline(at, indicator.name, due, done)


def _day(evidence: Evidence, path: str) -> date | None:
    try:
        day = evidence.day(path)
    except EvidenceError:
        return None
    return None if is_blank(day) else day


@check(
    "deadline-before-document",
    Severity.WARNING,
    meaning="期限的年份早于规定这个期限的文件的年份。",
    why="文件不会规定一个已经过去的期限，年份有一处写错，逾期的时间就算错了。",
    example="“补贴发放期限”是 2021年5月30日，出处是 武民办〔2022〕6号。",
    mend="对照文件核对期限和文号。",
)
def deadline_before_document(subject: Subject) -> Iterator[Finding]:
    for at, fact in enumerate(subject.case.facts):
        found = _YEAR.search(fact.source or "")
        if found is None or not isinstance(fact.value, date) or is_blank(fact.value):
            continue
        if re.search("期限|截止|时限", fact.id) and fact.value.year < int(found[1]):
            message = f"“{fact.id}”是 {day_text(fact.value)}，它的出处“{fact.source}”是 {found[1]} 年的"
            yield Finding(subject.at("facts", at, "value"), message, "请对照文件核对", (subject.at("facts", at, "source"),))
