"""Rates that are stated as facts: that they have a numerator and a denominator, and agree with them. In: a Subject. Out: findings.

The source of a rate may name both: source = "退回补贴÷预算资金", by the ids of facts or by the words for the funds.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.case import Fact
from reportgen.model.evidence import Evidence, EvidenceError
from reportgen.model.indicators import Indicator
from reportgen.model.numbers import percent, rounded
from reportgen.model.rules import Rule
from reportgen.model.rules.bands import Bands
from reportgen.model.rules.linear import Linear
from reportgen.model.rules.per_unit import PerUnit
from reportgen.model.rules.proportion import Proportion

_FACT = "facts."
_PARTS = re.compile(r"\s*([\w.-]+?)\s*(?:÷|除以)\s*([\w.-]+?)\s*(?:[，,；;。（(].*)?")
_FORMULA = re.compile(r"[＝=]([^＝=。；\n]+)")
_FUNDS = {"预算资金": "funds.budget", "到位资金": "funds.received", "支出资金": "funds.spent", "年初预算": "funds.initial"}


@check(
    "rate-without-parts",
    Severity.WARNING,
    meaning="指标按一个写好的比率计分，案例里没有它的分子和分母。",
    why="比率由哪两个数得来，报告里说不清，也没法复算。",
    example='rule 写 value = "facts.知晓率"，facts.知晓率 = 0.96，问了多少人、多少人知晓都没有写。',
    mend="把分子、分母写成 [[facts]]，规则用 actual 和 planned，或在比率的 source 里写“分子的名称÷分母的名称”；"
    "来自问卷的写各选项的人数，用 survey 规则；原件只给出比率的，用 [[accepted]] 写明。",
)
def rate_without_parts(subject: Subject) -> Iterator[Finding]:
    facts = {fact.id: (at, fact) for at, fact in enumerate(subject.case.facts)}
    for at, indicator in enumerate(subject.case.indicators):
        path = _rate_path(indicator.scoring_rule)
        number, fact = facts.get(path.removeprefix(_FACT), (0, None)) if path.startswith(_FACT) else (0, None)
        told = _is_of_survey(indicator) or _names_parts(indicator, facts)
        if fact is not None and _is_stated(fact) and not told and _parts(fact, subject.card.evidence) is None:
            message = f"“{indicator.name}”按写好的比率 {path}（{percent(_rate(fact))}）计分，没有它的分子和分母"
            place, also = subject.at("indicators", at, "rule", "value"), (subject.at("facts", number),)
            yield Finding(place, message, "规则用 actual 和 planned，或在 source 里写“分子÷分母”", also)


@check(
    "rate-parts-differ",
    Severity.WARNING,
    meaning="比率与它的出处写明的“分子÷分母”算得的不同。",
    why="分子、分母改了，写好的比率没有跟着改，得分和文字就错了。",
    example="facts.入住率 = 0.7138，出处写“入住人数÷核定床位”，1445÷2053 是 70.38%。",
    mend="核对三个数；能用规则的 actual 和 planned 计算的，不另写比率。",
)
def rate_parts_differ(subject: Subject) -> Iterator[Finding]:
    for at, fact in enumerate(subject.case.facts):
        computed = _parts(fact, subject.card.evidence) if _is_stated(fact) else None
        stated = _rate(fact) if computed is not None else Decimal(0)
        exponent = stated.as_tuple().exponent
        if computed is not None and isinstance(exponent, int) and rounded(computed, max(0, -exponent)) != stated:
            message = f"比率“{fact.id}”写的是 {percent(stated)}，按出处“{fact.source}”算得 {percent(computed)}"
            yield Finding(subject.at("facts", at, "value"), message, "核对比率、分子和分母")


def _is_of_survey(indicator: Indicator) -> bool:
    """Whether a finding states a rate of a survey; what that lacks, survey-unbacked tells."""
    texts = f"{indicator.basis}。{indicator.finding}。{indicator.definition or ''}"
    return "问卷" in texts and bool(re.search(r"[%％]|\|\s*(?:pct|rate)", indicator.finding))


def _names_parts(indicator: Indicator, facts: Container[str]) -> bool:
    """Whether every term of the formula that a definition states is a fact of that name."""
    found = _FORMULA.search(indicator.definition or "")
    terms = re.findall(r"[^\W\d_]+", found[1]) if found else []
    return bool(terms) and all(term in facts for term in terms)


def _rate_path(rule: Rule | None) -> str:
    """The path of the rate that a rule turns on; nothing where it computes it, or turns on a number."""
    if isinstance(rule, PerUnit | Linear | Proportion) or (isinstance(rule, Bands) and rule.unit is None):
        return rule.value if isinstance(rule.value, str) else ""
    return ""


def _is_stated(fact: Fact) -> bool:
    return isinstance(fact.value, Decimal) and not fact.value.is_nan()


def _rate(fact: Fact) -> Decimal:
    return fact.value if isinstance(fact.value, Decimal) else Decimal(0)


def _parts(fact: Fact, evidence: Evidence) -> Decimal | None:
    """The quotient that the source of a fact states; None where it states none of names that are known."""
    found = _PARTS.fullmatch(fact.source or "")
    if found is None:
        return None
    paths = [_FUNDS.get(name, name if "." in name else f"{_FACT}{name}") for name in found.groups()]
    try:
        quotient = evidence.ratio(*paths)
    except EvidenceError:
        return None
    return None if quotient.is_nan() else quotient
