"""Methods of evaluation that prose names. In: a Subject. Out: findings where one was not declared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Severity

# 财预〔2020〕10号 names the first six; the others are common in reports.
_METHODS = (
    *("成本效益分析法", "比较法", "因素分析法", "最低成本法", "公众评判法", "标杆管理法"),
    *("比较分析法", "对比分析法", "问卷调查法", "抽样调查法", "专家评议法", "专家评价法", "专家咨询法", "层次分析法", "综合评价法"),
    *("文献研究法", "案卷研究法", "访谈法", "实地调查法", "实地考察法", "目标比较法", "历史比较法", "德尔菲法", "平衡计分卡法"),
)
_MENTION = re.compile("|".join(sorted(_METHODS, key=len, reverse=True)))


@check(
    "undeclared-method",
    Severity.WARNING,
    meaning="正文说用了某种评价方法，而 [[work.methods]] 里没有列出它。",
    why="报告“评价方法”一节和后文说的方法不一致，评审会问这个方法用在哪里。",
    example="评价方法列了比较法、因素分析法，指标分析里写“采用层次分析法确定权重”。",
    mend="确实用了的，在 [[work.methods]] 里补上；没有用的，改正文。",
)
def undeclared_method(subject: Subject) -> Iterator[Finding]:
    declared = {method.name for method in subject.case.work.methods}
    for text in subject.printed:
        if "法" not in text.typed or text.key[:2] == ("work", "methods"):
            continue
        for name in dict.fromkeys(_MENTION.findall(text.text)):
            if name not in declared and not any(name in own or own in name for own in declared):
                message = f"“{name}”不在评价方法里：[[work.methods]] 列的是{'、'.join(sorted(declared))}"
                yield Finding(text.where(name), message, "补列这个方法，或者改正文", (CasePlace(("work", "methods")),))
