"""Declared targets and the indicators that measure them. In: a Subject. Out: findings, with both places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.closeness import pairs_of
from reportgen.checks.quantities import quantities_of
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.case import Adjustment, Targets

_KIND = re.compile(r"指标$|^产出|^效益|^效果")
_ANY_GOAL = re.compile(r"(?:满意|完成|合格|及时|达标|覆盖|知晓|准确)[率度性]")  # what goals of anything may be called
_INPUTS = ("决策", "投入", "过程", "管理")  # dimensions that measure no goal
_COVERED = 0.25  # the share of a goal's words that the indicator that measures it must have


@check(
    "goal-unmeasured",
    Severity.WARNING,
    meaning="申报的绩效目标没有指标衡量：目标调整里没有提到它，指标体系里也没有相近的指标。",
    why="申报了目标而不评价，审核的人会问目标完成了没有。",
    example="申报的“建设和运营符合标准”在 [[targets.adjustments]] 里没有写保留、修改还是删除。",
    mend="在 adjustments 里写明它改成了哪个指标，或者为什么删除；没有调整分析的，增设一个衡量它的指标。",
)
def goal_unmeasured(subject: Subject) -> Iterator[Finding]:
    targets = subject.case.targets
    if targets is None:
        return
    named = {a.declared for a in targets.adjustments}
    for at, goal in enumerate(targets.declared):
        if targets.adjustments and goal.name not in named:
            message = f"申报的绩效目标“{goal.name}”在目标调整中没有交代"
            yield Finding(subject.at("targets", "declared", at), message, "在 adjustments 里写保留、修改或删除")
        elif not targets.adjustments and _covered(subject, goal.name) < _COVERED:
            message = f"申报的绩效目标“{goal.name}”没有相近的指标来衡量"
            yield Finding(
                subject.at("targets", "declared", at), message, "增设衡量它的指标，或在 adjustments 里说明", (subject.at("indicators"),)
            )


def _covered(subject: Subject, goal: str) -> float:
    """The greatest share of a goal's words that one indicator has."""
    words = pairs_of(_ANY_GOAL.sub("", goal)) or pairs_of(goal)
    views = [v for v in subject.report.indicators if not subject.case.indicators[v.number - 1].dimension.startswith(_INPUTS)]
    texts = ("。".join(map(str, (v.name, v.explanation, v.standard, v.finding))) for v in views or subject.report.indicators)
    return max((len(words & pairs_of(text)) / len(words) for text in texts), default=0.0) if words else 1.0


@check(
    "adjustment-differs",
    Severity.WARNING,
    meaning="目标调整与申报的目标、指标体系对不上：有指标值的指标没有列入，同一个列了两次，二级指标叫法不符，或者“保留”的指标值变了。",
    why="目标调整分析表要把申报的目标和评价的指标一一对上，漏一个、串一个，读者就找不到目标的去向。",
    example="“运营床位”标为保留，申报的指标值 8866 张，指标的 target 是 8447 张。",
    mend="核对 adjustments 的 declared、indicator 和 heading；指标值变了的，把保留改为修改并写明原因。",
)
def adjustment_differs(subject: Subject) -> Iterator[Finding]:
    targets = subject.case.targets
    if targets is None or not targets.adjustments:
        return
    yield from _left_out(subject, targets)
    for at, adjustment in enumerate(targets.adjustments):
        yield from _twice(subject, targets, at, adjustment)
        yield from _other_heading(subject, targets, at, adjustment)
        if adjustment.kind == "保留":
            yield from _other_value(subject, targets, at, adjustment)


def _left_out(subject: Subject, targets: Targets) -> Iterator[Finding]:
    listed = {a.indicator for a in targets.adjustments}
    for at, indicator in enumerate(subject.case.indicators):
        if indicator.target is not None and indicator.name not in listed:
            message = f"“{indicator.name}”有指标值，目标调整中没有写它是保留、修改还是增设"
            yield Finding(
                subject.at("indicators", at, "target"), message, "在 adjustments 里补一行", (subject.at("targets", "adjustments"),)
            )


def _twice(subject: Subject, targets: Targets, at: int, adjustment: Adjustment) -> Iterator[Finding]:
    for field, what in (("declared", "申报的目标"), ("indicator", "指标")):
        name = getattr(adjustment, field)
        first = next(n for n, a in enumerate(targets.adjustments) if getattr(a, field) == name)
        if name is not None and first != at:
            also = (subject.at("targets", "adjustments", first, field),)
            message = f"{what}“{name}”在目标调整中写了两次"
            yield Finding(subject.at("targets", "adjustments", at, field), message, "核对是不是写串了", also)


def _other_heading(subject: Subject, targets: Targets, at: int, adjustment: Adjustment) -> Iterator[Finding]:
    """A heading is the group of the declared target, or that of the indicator, in short."""
    heading = _KIND.sub("", adjustment.heading)
    groups = [d.group for d in targets.declared if d.name == adjustment.declared]
    groups += [i.group for i in subject.case.indicators if i.name == adjustment.indicator]
    if groups and not any(heading in group or _KIND.sub("", group) in heading for group in groups):
        message = f"目标调整的“{adjustment.indicator or adjustment.declared}”归在“{adjustment.heading}”，它属于“{groups[-1]}”"
        yield Finding(subject.at("targets", "adjustments", at, "heading"), message, "核对 heading，或者是不是写串了指标")


def _other_value(subject: Subject, targets: Targets, at: int, adjustment: Adjustment) -> Iterator[Finding]:
    declared = next((n for n, d in enumerate(targets.declared) if d.name == adjustment.declared), None)
    view = next((v for v in subject.report.indicators if v.name == adjustment.indicator), None)
    if declared is None or view is None or not view.target:
        return
    before, after = subject.text_at("targets", "declared", declared, "value"), str(view.target)
    one, other = quantities_of(before), quantities_of(after)
    for was, now in ((one.numbers, other.numbers), (one.rates, other.rates)):
        if was and now and not set(was) & set(now):
            message = f"“{view.name}”标为保留，申报的指标值是“{before}”，现在是“{after}”"
            also = (subject.at("targets", "declared", declared, "value"), subject.at("indicators", view.number - 1, "target"))
            yield Finding(subject.at("targets", "adjustments", at, "kind"), message, "指标值变了的，写修改并说明原因", also)
            return
