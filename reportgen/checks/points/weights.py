"""Weights of dimensions and groups. In: a Subject. Out: findings where they differ from what is stated or required."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.rules import number_text

_RESULTS = re.compile("产出|效益|效果|满意度")
_LEAST_RESULTS = Decimal("0.6")


@check(
    "group-points-differ",
    Severity.ERROR,
    meaning="[[groups]] 声明的权重与所属三级指标的分值合计不等。",
    why="权重印在正文里，合计印在评分表里，两处不等，总有一处是错的。",
    example="“产出”声明 40 分，所属 11 个三级指标的分值合计 38 分。",
    mend="核对声明的 points 和各三级指标的 points，改其中一处。",
)
def group_points_differ(subject: Subject) -> Iterator[Finding]:
    """A name that several groups bear agrees when one of them has the weight."""
    for at, group in enumerate(subject.case.groups):
        dimensions = subject.card.dimensions
        computed = [d.points for d in dimensions if d.name == group.name]
        computed += [g.points for d in dimensions for g in d.groups if g.name == group.name]
        if group.points is not None and computed and all(differ(group.points, points) for points in computed):
            stated, summed = number_text(group.points), number_text(computed[0])
            message = f"“{group.name}”声明的权重是 {stated} 分，所属三级指标的分值合计 {summed} 分"
            yield Finding(subject.at("groups", at, "points"), message, "请核对两处分值", _first_of(subject, group.name))


def differ(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers differ; a Blank differs from nothing."""
    return not one.is_nan() and not other.is_nan() and one != other


def _first_of(subject: Subject, name: str) -> tuple[CasePlace, ...]:
    """Where the first indicator of a dimension or group states its points."""
    rows = enumerate(subject.case.indicators)
    return tuple(subject.at("indicators", at, "points") for at, i in rows if name in {i.dimension, i.group})[:1]


@check(
    "results-below-sixty",
    Severity.WARNING,
    meaning="产出和效益（效果、满意度）的分值合计不到总分的 60%。",
    why="《项目支出绩效评价管理办法》（财预〔2020〕10号）第十四条规定，部门评价和财政评价的产出、效益指标权重原则上不低于 60%。",
    example="决策 20 分、过程 25 分、产出 35 分、效益 20 分：产出和效益合计 55 分。",
    mend="调整各指标的 points；委托方另有规定的，用 [[accepted]] 写明理由。",
)
def results_below_sixty(subject: Subject) -> Iterator[Finding]:
    """Evaluations of a whole department weigh otherwise; so do trees that name their dimensions otherwise."""
    total = subject.card.total.points
    results = [d for d in subject.card.dimensions if _RESULTS.search(d.name)]
    weight = sum((d.points for d in results), Decimal(0))
    if subject.case.report.kind == "部门整体" or not results or (weight + total).is_nan():
        return
    if weight < total * _LEAST_RESULTS:
        named = "、".join(f"{d.name} {number_text(d.points)} 分" for d in results)
        message = f"{named}，合计 {number_text(weight)} 分，不到总分 {number_text(total)} 分的 60%"
        yield Finding(subject.at("indicators"), message, "财预〔2020〕10号第十四条：产出、效益指标权重原则上不低于 60%")
