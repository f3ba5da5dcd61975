"""Saved costs and their sign. In: a Subject. Out: findings where saving is spoken of and more was spent, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.rule_fields import rule_field
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.evidence import EvidenceError
from reportgen.model.numbers import percent
from reportgen.model.scorecard import IndicatorScore

from .amounts import yuan

_SAVING = re.compile("节约|节支|节省")
_REVERSED = re.compile(r"[（(]\s*实际[^（()）÷]{0,8}[－\-–−]\s*(?:计划|预算|定额)")
_OVER = re.compile(r"(?<!未)(?<!没有)(?<!无)(?:超支|超出(?:预算|计划|成本)|高于(?:计划|预算)成本)")
_SAVED = re.compile(r"(?<!未)(?<!没有)(?<!未能)(?:节约了?|节省了?|节支)(?:成本|资金|经费|支出)?\s*\d")
_PLANNED = ("计划成本", "预算成本", "成本计划", "计划支出")
_ACTUAL = ("实际成本", "成本实际", "实际支出成本")


@check(
    "savings-sign",
    Severity.WARNING,
    meaning="成本节约率的正负号不对：公式写反，计划成本大于实际成本却得负数，或者超支却按节约计。",
    why="成本节约率＝（计划成本－实际成本）÷计划成本，反过来算，超支的反而得满分。",
    example="公式写“（实际成本－计划成本）÷计划成本”；计划成本 90 万元、实际成本 95 万元，节约率写 5.56%。",
    mend="按官方公式改公式或数据；超支的节约率是负数。",
)
def savings_sign(subject: Subject) -> Iterator[Finding]:
    texts = {text.key: text for text in subject.printed if text.key[0] == "indicators"}
    for at, score in enumerate(subject.card.indicators):
        if not _SAVING.search(score.name):
            continue
        for field in ("definition", "standard", "finding"):
            text = texts.get(("indicators", at, field))
            if text is not None and (found := _REVERSED.search(text.text)):
                message = f"“{score.name}”的公式写“{found[0]}”，应为计划成本减实际成本"
                yield Finding(text.where(found[0]), message, "写成（计划成本－实际成本）÷计划成本")
        rate, finding = _rate(subject, at, score), texts.get(("indicators", at, "finding"))
        if rate is not None and finding is not None and (words := _opposite(finding.text, rate)):
            message = f"“{score.name}”是 {percent(rate)}，评价情况却写“{words}”"
            yield Finding(finding.where(words), message, "请核对比率的正负和文字", (subject.at("indicators", at, "rule"),))
        if rate is not None:
            yield from _against_costs(subject, at, score.name, rate)


def _rate(subject: Subject, at: int, score: IndicatorScore) -> Decimal | None:
    """The rate itself: what the rule names, else what it computes; None where it is unknown or zero."""
    named = rule_field(subject.case.indicators[at].scoring_rule, "value")
    try:
        rate = score.value if named is None else subject.card.evidence.number(named)
    except EvidenceError:
        return None
    return None if rate is None or rate.is_nan() or not rate else rate


def _opposite(text: str, rate: Decimal) -> str:
    """Words of overspending beside a positive rate, or of saving beside a negative one."""
    found = (_OVER if rate > 0 else _SAVED).search(text)
    return found[0] if found else ""


def _against_costs(subject: Subject, at: int, name: str, rate: Decimal) -> Iterator[Finding]:
    """The sign of the rate against the planned and the actual cost, where facts state both."""
    planned, actual = (next((n for n in names if f"facts.{n}" in subject.card.evidence.figures), "") for names in (_PLANNED, _ACTUAL))
    if not planned or not actual:
        return
    try:
        costs = [subject.card.evidence.number(f"facts.{name}") for name in (planned, actual)]
    except EvidenceError:
        return
    if not any(cost.is_nan() for cost in costs) and (costs[0] - costs[1]) * rate < 0:
        message = f"“{name}”是 {percent(rate)}，{planned} {yuan(costs[0])}，{actual} {yuan(costs[1])}"
        yield Finding(subject.at("indicators", at, "rule"), message, "请核对比率的正负号")
