"""Rates that are the mean of others, by the formula of their indicator. In: a Subject. Out: findings, with the mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.naming import agree
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.numbers import fixed

_MEAN = re.compile(r"[（(](?P<terms>[^（()）]+[＋+][^（()）]+)[)）]\s*[÷/]\s*(?P<number>\d+)(?!\d)")


@check(
    "mean-differs",
    Severity.WARNING,
    meaning="公式写明指标是几个比率的平均值，评价情况里写出的几个比率，平均起来不等于指标的比率。",
    why="公式和数都印在报告里，读者可以复算。",
    example="公式是“（热线知晓率＋服务内容知晓率）÷2”，评价情况写热线 96.81%、服务内容 96.22%，社会知晓率 96.20%；平均是 96.52%。",
    mend="核对各个比率；平均值最好由程序计算。",
)
def mean_differs(subject: Subject) -> Iterator[Finding]:
    for view in subject.report.indicators:
        at = view.number - 1
        found = _MEAN.search(subject.text_at("indicators", at, "definition"))
        count = int(found["number"]) if found is not None else 0
        if found is None or len(re.split("[＋+]", found["terms"])) != count:
            continue
        text = next((text for text in subject.printed if text.key == ("indicators", at, "finding")), None)
        rates = [figure for figure in subject.figures(text) if figure.unit == "%"] if text is not None else []
        if text is None or len(rates) != count + 1:
            continue
        *terms, mean = rates
        right = sum((figure.value for figure in terms), Decimal(0)) / count
        if not agree(mean, right):
            shown = "、".join(figure.written for figure in terms)
            message = f"“{view.name}”的平均值写 {mean.written}，{shown}平均是 {fixed(right, 2)}%"
            yield Finding(text.where(mean.written), message, "核对各个比率", (subject.at("indicators", at, "definition"),))
