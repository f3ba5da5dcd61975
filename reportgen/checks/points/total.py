"""Points of all indicators. In: a Subject. Out: findings where they do not sum to 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.rules import number_text

_FULL_MARKS = Decimal(100)


@check(
    "points-total",
    Severity.WARNING,
    meaning="全部三级指标的分值加起来不是 100 分。",
    why="等级按百分制划分，分值不是 100 分的，总分和等级对不上，审核的人第一眼就会看到。",
    example="25 个指标的分值合计 98 分：删去一个 2 分的指标后，没有把分值分给别的指标。",
    mend="核对各指标的 points，使合计为 100；分值另有规定的，用 [[accepted]] 写明理由。",
)
def points_total(subject: Subject) -> Iterator[Finding]:
    total = sum((indicator.points for indicator in subject.case.indicators), Decimal(0))
    if not total.is_nan() and total != _FULL_MARKS:
        message = f"全部指标的分值合计为 {number_text(total)} 分，不是 100 分"
        yield Finding(subject.at("indicators"), message, "请核对各指标的 points")
