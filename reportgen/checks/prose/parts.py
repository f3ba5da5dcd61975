"""Numbers of the report's own parts. In: a Subject. Out: findings where prose counts other than the case holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.checks.check import Finding, check
from reportgen.checks.figures import Figure
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Key, Severity
from reportgen.model.case import Case


@dataclass(frozen=True, slots=True)
class _Part:
    """What prose may count: its name, the words behind and before the number, the numbers that are right, where the parts stand."""

    called: str
    behind: re.Pattern[str]
    before: re.Pattern[str]
    numbers: Callable[[Case], tuple[int, ...]]
    key: Key


def _kinds(case: Case) -> tuple[int, ...]:
    """The number of recommendations, and those of each kind."""
    kinds = [recommendation.kind for recommendation in case.recommendations]
    return (len(kinds), *map(kinds.count, dict.fromkeys(kinds)))


def _team(case: Case) -> tuple[int, ...]:
    """The size of the team, and of it without those who lead it."""
    members = [member for member in case.evaluator.team if member.role == "项目组成员"]
    return len(case.evaluator.team), len(members)


def _part(called: str, behind: str, before: str, numbers: Callable[[Case], tuple[int, ...]], *key: str) -> _Part:
    return _Part(called, re.compile(behind), re.compile(before), numbers, key)


_PARTS = (
    _part("一级指标", "一级(?:评价)?指标", "", lambda c: (len({i.dimension for i in c.indicators}),), "indicators"),
    _part("二级指标", "二级(?:评价)?指标", "", lambda c: (len({(i.dimension, i.group) for i in c.indicators}),), "indicators"),
    _part("三级指标", "三级(?:评价)?指标", "", lambda c: (len(c.indicators),), "indicators"),
    _part(
        "问题",
        "(?:主要)?问题",
        "存在|发现|以下|如下|指出|共",
        lambda c: (len(c.problems), len({p.group for p in c.problems})),
        "problems",
    ),
    _part("建议", "(?:改进|整改|有关|相关)?建议", "提出|以下|如下|共", _kinds, "recommendations"),
    _part(
        "评价工作组成员", "组成|成员|评价人员|人员", "(?:评价工作组|评价小组|工作组|项目组)[^，。；]{0,12}$", _team, "evaluator", "team"
    ),
    _part("评价方法", "(?:评价)?方法", "采用|运用|选用|使用|等", lambda c: (len(c.work.methods),), "work", "methods"),
    _part(
        "原则",
        "(?:基本)?原则",
        "遵循|坚持|按照|等|下列|以下",
        lambda c: (len(c.work.principles), len(c.work.design)),
        "work",
        "principles",
    ),
)
_SOME = re.compile(r"”\s*$|细分|其中|下设|包括|分别|另有|每|各|增设|新增|删除|修改|保留|调整|扣分|失分|得分|满分|未")
_SOME_OF_THEM = re.compile(r"[^，。；]{0,8}(?:未|没有|失分|扣分|得分|满分|丢分)")  # 2个三级指标未得满分
_UNITS = {"个", "项", "条", "类", "种", "人", "名", ""}


@check(
    "count-of-parts",
    Severity.WARNING,
    meaning="正文写的指标、问题、建议、成员、评价方法的个数，和案例里的个数不同。",
    why="体系改了、问题增删了，正文的个数常忘了改；评审会数。",
    example="正文写“设置了28个三级指标”，[[indicators]] 只有 26 个。",
    mend="核对后改正文，或者不写个数。",
)
def count_of_parts(subject: Subject) -> Iterator[Finding]:
    for figure in subject.typed:
        if figure.unit not in _UNITS:
            continue
        part = next((part for part in _PARTS if _counts(part, figure)), None)
        numbers = [number for number in part.numbers(subject.case) if number] if part else []
        if part and numbers and figure.value not in numbers:
            right = " 或 ".join(map(str, dict.fromkeys(numbers)))
            message = f"正文写“{figure.written}{part.called}”，案例里的{part.called}是 {right} 个"
            yield Finding(figure.text.place(figure.typed_at), message, "核对后改正文", (CasePlace(part.key),))


def _counts(part: _Part, figure: Figure) -> bool:
    """Whether a figure counts all of the parts: not those of one chapter, one kind or one list of names."""
    if not part.behind.match(figure.after.lstrip("的主要个项")) or _SOME.search(figure.before[-12:]):
        return False
    if part.called.endswith("指标") and _SOME_OF_THEM.match(figure.after):
        return False
    return part.before.search(re.split("[，；：]", figure.before)[-1]) is not None
