"""What lies after the report. In: a Subject. Out: findings where a text or a fact knows a day that was still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reportgen.checks.check import Finding, check
from reportgen.checks.dates import Day
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import Severity
from reportgen.model.rules.base import day_text
from reportgen.model.values import is_blank

_SPAN_END = re.compile(r"[至到—－～~-]\s*$")  # a contract or a term may last on
_UNTIL = re.compile(r"(?:截至|截止到?)\s*$")
_TO_COME = re.compile(r"前|计划|拟|预计|将|应|须|争取|力争|目标|预期|规划|要求|有效|到期|期限|届满|止|续签|合同|建议")
_NOT_YET = re.compile("期限|计划|目标|到期|截止|应|止|届满|拟|预计|规划")
_ADVICE = {"recommendations", "targets"}
_CLAUSE = "，；。！？\n"


@check(
    "date-after-report",
    Severity.WARNING,
    meaning="文字里说的日期在报告提交之后：“截至”后来的某天，或者把后来的某天当作已经发生。",
    why="报告提交时还不知道后来的事，多半是年份写错，或者提交日期没有更新。",
    example="报告 2023年7月10日提交，正文写“截至2023年12月31日，资金全部拨付”。",
    mend="核对日期；说的是计划的，写明“计划”“预计”；提交日期变了的，改 [report] 的 submitted。",
)
def date_after_report(subject: Subject) -> Iterator[Finding]:
    submitted = subject.case.report.submitted
    if is_blank(submitted):
        return
    after, also = f"报告 {day_text(submitted)}已经提交", (subject.at("report", "submitted"),)
    for text, days in subject.dated:
        for day in days:
            first = day.first
            if first is not None and first > submitted and _is_past(text, day):
                written = text.text[day.start : day.end]
                yield Finding(text.where(written), f"这里写到 {written}，{after}", "请核对日期；是计划的写明“计划”", also, text.quoted)
    for at, fact in enumerate(subject.case.facts):
        if isinstance(fact.value, date) and fact.value > submitted and not _NOT_YET.search(fact.id):
            message = f"“{fact.id}”是 {day_text(fact.value)}，{after}"
            yield Finding(subject.at("facts", at, "value"), message, "请核对日期；是期限或计划的，在名称里写明", also)


def _is_past(text: Text, day: Day) -> bool:
    """Whether a day is spoken of as past: after 截至, or (in what the firm states as found) with nothing that looks ahead."""
    before = text.text[max(0, day.start - 6) : day.start]
    if _UNTIL.search(before):
        return True
    if _SPAN_END.search(before):
        return False
    begin = max(text.text.rfind(stop, 0, day.start) for stop in _CLAUSE) + 1
    end = min((at for stop in _CLAUSE if (at := text.text.find(stop, day.end)) >= 0), default=len(text.text))
    ahead = _TO_COME.search(text.text, begin, min(end + 12, len(text.text)))
    return not text.quoted and text.key[0] not in _ADVICE and ahead is None
