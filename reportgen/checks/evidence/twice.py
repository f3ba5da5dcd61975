"""One finding counted twice, or told with opposite verdicts. In: a Subject. Out: findings, with both places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from reportgen.checks.check import Finding, check
from reportgen.checks.closeness import Pairs, likeness, pairs_of
from reportgen.checks.losses import Loss
from reportgen.checks.subject import Subject
from reportgen.checks.verdicts import CLAUSES, VERDICT_WORD, Verdict, verdicts_in
from reportgen.diagnostics import CasePlace, Severity

_SAME = 0.7  # likeness of reasons from which on they tell the same
_FEWEST = 5  # pairs of signs that a reason must have to be compared
_WITHIN, _LONG = 0.8, 8  # the share of a reason of so many pairs from which on it says a part of what the other says

# What may be said of any indicator, so that it tells no finding from another.
_GENERAL = re.compile(
    r"(?:[\W_]|未能?|没有?|不|尚|达到?|完成|实现|年初|年度|全年|全部|设定|既定|预期|预定|规定|绩效|目标|指标|计划|任务|数量?|值|满分|标准|要求|部分|实际|低于|少于|足"
    r"|进度|率|度|较|滞后|的|了|按时?|及时|评分|得分|本项|该)*"
)

_DENIAL = re.compile(r"[不未没无缺难欠非]|有待|尚|低于|少于")
_ALIKE = 0.5  # the share of common pairs from which on two clauses tell the same
_SUBJECT = 2  # signs that both must speak of


@check(
    "counted-twice",
    Severity.WARNING,
    meaning="同一件事在两个指标（或两个扣分项）里都扣了分。",
    why="一个问题重复扣分，总分就偏低，被评价单位会提出异议。",
    example="“37家服务中心的运营补贴超过规定标准”在“制度执行有效性”扣 1 分，又在“运营补贴成本”扣 2 分。",
    mend="只在最直接的指标扣分；确实分别违反两项要求的，两处各写各的原因，或用 [[accepted]] 写明理由。",
)
def counted_twice(subject: Subject) -> Iterator[Finding]:
    words = {id(loss): pairs_of(loss.detail) for loss in subject.losses}
    for one, other in combinations(subject.losses, 2):
        same = one.detail == other.detail or one.reason == other.reason
        if (same and not _GENERAL.fullmatch(one.reason)) or _tell_the_same(words[id(one)], words[id(other)]):
            message = f"“{other.indicator.name}”的扣分原因“{other.reason}”与“{one.indicator.name}”的说的是同一件事，扣了两次"
            yield Finding(other.place, message, "只在最直接的指标扣分，或写清楚两处的区别", (one.place,))


def _tell_the_same(one: Pairs, other: Pairs) -> bool:
    """Whether two reasons are much alike, or the shorter is a part of the longer."""
    shorter = min(len(one), len(other))
    if shorter < _FEWEST:
        return False
    return likeness(one, other) >= _SAME or (shorter >= _LONG and len(one & other) >= _WITHIN * shorter)


@check(
    "opposite-verdicts",
    Severity.WARNING,
    meaning="同一个指标的两处文字，一处说“及时”“完整”“规范”，另一处说“不及时”“不完整”“不规范”，说的是同一件事。",
    why="评价情况和扣分原因互相矛盾，扣分就站不住。",
    example="评价情况写“资料齐全、归档及时”，扣分原因写“项目资料归档不及时”。",
    mend="核实之后统一两处的说法；只有一部分如此的，写明是哪一部分。",
)
def oppositeverdicts_in(subject: Subject) -> Iterator[Finding]:
    for view in subject.report.indicators:
        losses = [loss for loss in subject.losses if loss.indicator is view]
        if losses:
            at, finding = view.number - 1, str(view.finding)
            common = set(VERDICT_WORD.findall(finding)) & set(VERDICT_WORD.findall("。".join(loss.words for loss in losses)))
            praised = [] if not common else [v for v in verdicts_in(finding, ("indicators", at, "finding")) if not v.denied]
            yield from _opposed(praised, [v for loss in losses for v in _of_loss(loss)] if praised else [])
            yield from (finding for loss in losses for finding in _reason_and_detail(loss))


def _of_loss(loss: Loss) -> Iterator[Verdict]:
    yield from (v for v in verdicts_in(loss.words, loss.key) if v.denied)


def _opposed(praised: list[Verdict], denied: list[Verdict]) -> Iterator[Finding]:
    for one in praised:
        other = next((v for v in denied if one.verdict == v.verdict and one.of[-_SUBJECT:] == v.of[-_SUBJECT:]), None)
        if other is not None:
            message = f"这里说“{other.words}”，同一指标的评价情况说“{one.words}”"
            yield Finding(CasePlace(other.key), message, "核实之后统一两处的说法", (CasePlace(one.key),))


def _reason_and_detail(loss: Loss) -> Iterator[Finding]:
    """The short and the full reason of one loss: clauses that tell the same and end alike, one with a shortcoming and one without."""
    if loss.reason == loss.detail:
        return
    for one in CLAUSES.findall(loss.reason):
        for other in CLAUSES.findall(loss.detail):
            if one[-2:] == other[-2:] and bool(_DENIAL.search(one)) != bool(_DENIAL.search(other)) and _share(one, other) >= _ALIKE:
                message = f"同一处扣分，简短的原因说“{one}”，完整的说“{other}”"
                yield Finding(loss.place, message, "核实之后统一两处的说法")


def _share(one: str, other: str) -> float:
    """How much of the shorter clause the other has."""
    mine, others = pairs_of(one), pairs_of(other)
    least = min(len(mine), len(others))
    return len(mine & others) / least if least else 0.0
