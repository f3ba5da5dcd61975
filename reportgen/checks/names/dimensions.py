"""Dimensions whose score prose speaks of. In: a Subject. Out: findings where the case has no dimension of that name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity

_NAMES = ("投入", "决策", "过程", "产出", "效果", "效益")
_SPOKEN = re.compile(
    rf"(?<![。；，、\n和与及])(?<!社会)(?<!经济)(?<!生态)(?<!实施)(?<!项目)(?<!资金)(?P<name>{'|'.join(_NAMES)})类?(?:指标|方面|维度)(?:的)?"
    r"(?=得分|失分|扣分|丢分|共扣|合计扣|扣了|满分|分值|权重|得\s*\d|扣\s*\d|得满分|完成较差|失去)"
)


@check(
    "unknown-dimension",
    Severity.WARNING,
    meaning="正文说到的一级指标案例里没有：说的是它的得分、失分，评分表里却找不到。",
    why="多半是沿用了别的报告的说法（效果、效益混用），读者在评分表里找不到它。",
    example="一级指标是“效果”，建议写“针对效益指标失分较多的情况”。",
    mend="照 [[indicators]] 里的 dimension 写，或用引用，如 {{ dimensions.效果.score }}。",
)
def unknown_dimension(subject: Subject) -> Iterator[Finding]:
    dimensions = list(dict.fromkeys(indicator.dimension for indicator in subject.case.indicators))
    known = {*dimensions, *(indicator.group for indicator in subject.case.indicators)}
    missing = [name for name in _NAMES if name not in known]
    if len(missing) == len(_NAMES):
        return
    for text in subject.printed:
        for found in _SPOKEN.finditer(text.text) if any(name in text.text for name in missing) else ():
            if found["name"] in missing:
                message = f"“{found[0]}”里的“{found['name']}”不是一级指标：案例的一级指标是{'、'.join(dimensions)}"
                yield Finding(text.where(found[0]), message, "一级指标照 [[indicators]] 里的 dimension 写")
