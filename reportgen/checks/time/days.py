"""Days that no calendar has, weekdays, spans that end before they begin. In: a Subject. Out: findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import permutations

from reportgen.checks.check import Finding, check
from reportgen.checks.dates import spans_of, years_reversed
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.rules.base import day_text
from reportgen.model.values import is_blank

_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"\s*[（(，,]?\s*(?:星期|周|礼拜)([一二三四五六日天])")
# What one fact is called and what a later one is called, where the rest of their names is the same.
_STEPS = (
    *(("起", "止"), ("开始", "结束"), ("起始", "截止"), ("开始", "完成"), ("开工", "竣工"), ("开工", "完工"), ("签订", "验收")),
    *(("首次", "二次"), ("首次", "末次"), ("首批", "末批"), ("第一次", "第二次"), ("第一批", "第二批")),
    *(("申请", "下达"), ("申请", "批复"), ("下达", "拨付"), ("受理", "办结")),
)


@check(
    "date-impossible",
    Severity.ERROR,
    meaning="文字里写了日历上没有的日期，如 2月30日、13月5日。",
    why="必是错字，而且读者一眼就能看到。",
    example="“2022年2月30日完成验收”。",
    mend="核对原始资料，改成正确的日期；日期最好写在 [[facts]] 里再引用，写错时程序当场就会指出。",
)
def date_impossible(subject: Subject) -> Iterator[Finding]:
    for text, days in subject.dated:
        for day in days:
            if not day.possible:
                written = text.text[day.start : day.end]
                yield Finding(text.where(written), f"没有“{written}”这一天", "请核对原始资料，改成正确的日期", quoted=text.quoted)


@check(
    "weekday-wrong",
    Severity.WARNING,
    meaning="日期后面注明的星期几不对。",
    why="日期和星期总有一个写错，会议、走访的时间就不可信。",
    example="“2022年7月28日（星期五）”，那天是星期四。",
    mend="核对日期和星期；没有必要的，删去星期。",
)
def weekday_wrong(subject: Subject) -> Iterator[Finding]:
    for text, days in subject.dated:
        for day in days:
            found = _WEEKDAY.match(text.text, day.end)
            if found is None or day.value is None:
                continue
            right = _WEEKDAYS[day.value.weekday()]
            if found[1].replace("天", "日") != right:
                written = text.text[day.start : day.end]
                message = f"{written}是星期{right}，这里写的是星期{found[1]}"
                yield Finding(text.where(written), message, "请核对日期和星期", quoted=text.quoted)


@check(
    "span-reversed",
    Severity.WARNING,
    meaning="文字里的一段时间，结束早于开始。",
    why="起止颠倒，多半是引用的两个日期写反，或者其中一个年份写错。",
    example="“补发2019年12月至2016年4月的运营补贴”。",
    mend="核对起止日期；跨年的写明“次年”，如 2022年11月至次年2月。",
)
def span_reversed(subject: Subject) -> Iterator[Finding]:
    for text, days in subject.dated:
        for span in spans_of(text.text, days):
            if span.reversed:
                written = text.text[span.start.start : span.end.end]
                hint = "请核对起止日期" if span.said else "请核对起止日期；跨年的写“次年”"
                where = text.where(text.text[span.start.start : span.start.end])
                yield Finding(where, f"“{written}”的结束早于开始", hint, quoted=text.quoted)
    for text in subject.sentences:
        for start, end in years_reversed(text.text):
            written = text.text[start:end]
            yield Finding(text.where(written), f"“{written}”的结束早于开始", "请核对起止年份", quoted=text.quoted)


@check(
    "steps-reversed",
    Severity.WARNING,
    meaning="[[facts]] 里成对的日期前后颠倒：起与止、开始与结束、首次与二次、申请与下达、下达与拨付。",
    why="先后次序是事实，颠倒说明有一个日期写错，引用它们的各处也跟着错。",
    example="“首次下达”是 2020年4月15日，“首次申请”是 2020年4月17日。",
    mend="对照原件核对两个日期。",
)
def steps_reversed(subject: Subject) -> Iterator[Finding]:
    dated = ((fact.id, at, fact.value) for at, fact in enumerate(subject.case.facts) if isinstance(fact.value, date))
    days = {id_: (at, day) for id_, at, day in dated if not is_blank(day)}
    for first, second in permutations(days, 2) if len(days) > 1 else ():
        (at, start), (other, end) = days[first], days[second]
        if end < start and any(_stem(first, one) == _stem(second, two) != "" for one, two in _STEPS if one in first and two in second):
            message = f"“{second}”是 {day_text(end)}，早于“{first}”的 {day_text(start)}"
            yield Finding(subject.at("facts", other, "value"), message, "请对照原件核对两个日期", (subject.at("facts", at, "value"),))


def _stem(name: str, word: str) -> str:
    """A name without the word that tells its step; a step that is the whole name has no stem."""
    return name.replace(word, "·", 1) if name != word else "·"
