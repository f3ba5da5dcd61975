"""Indicators that bear an official name, against the official formula. In: a Subject. Out: findings.

Source: 财预〔2020〕10号 附2: 资金到位率＝实际到位资金÷预算资金, 预算执行率＝实际支出资金÷实际到位资金,
实际完成率＝实际产出数÷计划产出数, 质量达标率＝质量达标产出数÷实际产出数, 成本节约率＝（计划成本－实际成本）÷计划成本.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.checks.check import Finding, check
from reportgen.checks.rule_fields import rule_field
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.indicators import Indicator

_PREFIX = re.compile("^(?:本?项目|财政|专项|年度)")


@dataclass(frozen=True, slots=True)
class _Formula:
    """An official formula: its words, the rates and pairs of figures that it is, what must stand above and below the line."""

    words: str
    rates: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    above: str
    below: str


_FUNDING = _Formula(
    "实际到位资金÷预算资金",
    frozenset({"funds.funding_rate"}),
    frozenset({(a, b) for a in ("funds.received", "funds.net") for b in ("funds.budget", "funds.initial")}),
    "到位|落实|下达",
    "预算|计划|批复|安排|应到位",
)
_EXECUTION = _Formula(
    "实际支出资金÷实际到位资金",
    frozenset({"funds.execution_rate", "funds.net_execution_rate"}),
    frozenset({("funds.spent", "funds.received"), ("funds.spent", "funds.net")}),
    "支出|支付|执行|使用|拨付",
    "到位|下达|可用",
)
_FORMULAS = {
    **dict.fromkeys(("资金到位率", "预算资金到位率"), _FUNDING),
    **dict.fromkeys(("预算执行率", "资金执行率", "预算资金执行率"), _EXECUTION),
    "实际完成率": _Formula("实际产出数÷计划产出数", frozenset(), frozenset(), "实际|完成", "计划|应|目标|任务"),
    "质量达标率": _Formula("质量达标产出数÷实际产出数", frozenset(), frozenset(), "达标|合格", "实际|总|全部|完成"),
    "成本节约率": _Formula("（计划成本－实际成本）÷计划成本", frozenset(), frozenset(), "[－—–-]|节约", "计划|预算|定额"),
}


@check(
    "formula-not-official",
    Severity.WARNING,
    meaning="指标用了官方指标的名称（资金到位率、预算执行率、实际完成率、质量达标率、成本节约率），却没有按官方公式计算，或者写出的公式与官方公式不同。",
    why="财预〔2020〕10号附2规定了这些指标的公式；名称相同、算法不同，审核的人会当作算错。",
    example='“预算执行率”的规则写 value = "funds.funding_rate"，那是资金到位率。',
    mend="改用官方公式的数据：资金到位率用 funds.funding_rate，预算执行率用 funds.execution_rate，其他的写 actual 和 planned；"
    "算法另有规定的，改指标名称。",
)
def formula_not_official(subject: Subject) -> Iterator[Finding]:
    for at, indicator in enumerate(subject.case.indicators):
        formula = _FORMULAS.get(_PREFIX.sub("", indicator.name))
        if called := _called_otherwise(indicator, formula):
            message = f"“{indicator.name}”的规则把比率叫作“{called}”，那是另一个官方指标"
            yield Finding(subject.at("indicators", at, "rule", "name"), message, "改规则的 name")
        if formula is None:
            continue
        if found := _evidence(indicator, formula):
            key = ("indicators", at, "rule" if indicator.scoring_rule is not None else "deductions")
            message = f"“{indicator.name}”的官方公式是{formula.words}，这里{found}"
            yield Finding(subject.at(*key), message, _hint(formula))
        stated = _stated(subject.text_at("indicators", at, "definition"), indicator.name)
        if stated is not None and not _is_official(stated, formula):
            message = f"“{indicator.name}”的官方公式是{formula.words}，写出的公式是“{stated[0]}÷{stated[1]}”"
            yield Finding(subject.at("indicators", at, "definition"), message, "请核对公式的分子和分母")


def _called_otherwise(indicator: Indicator, formula: _Formula | None) -> str:
    """The name that a rule gives its rate, where that is an official indicator's and the rate is another."""
    rule = indicator.scoring_rule
    called, value = rule_field(rule, "name"), rule_field(rule, "value")
    other = _FORMULAS.get(str(called))
    return "" if other is None or other is formula or value in other.rates else str(called)


def _hint(formula: _Formula) -> str:
    return f'规则写 value = "{min(formula.rates)}"' if formula.rates else "规则写 actual 和 planned；没有按公式计算的，改指标名称"


def _evidence(indicator: Indicator, formula: _Formula) -> str:
    """What the score rests on instead of the formula; nothing where it rests on it."""
    rule = indicator.scoring_rule
    if rule is None:
        return "是评议打分的" if formula.rates else ""
    value, pair = rule_field(rule, "value"), (rule_field(rule, "actual"), rule_field(rule, "planned"))
    if not formula.rates:  # plans and products stand in facts; any pair of them, or a rate stated as one, may be right
        wrong = isinstance(value, str) and value.startswith("funds.")
        return f"按 {value} 计算" if wrong else ""
    if value in formula.rates or pair in formula.pairs:
        return ""
    if value is not None:
        return f"按 {value} 计算"
    return f"按 {pair[0]} ÷ {pair[1]} 计算" if pair[0] is not None else f"按 {rule.kind} 规则计分，没有用到资金数据"


def _stated(definition: str, name: str) -> tuple[str, str] | None:
    """Numerator and denominator of the formula that a definition states for the indicator."""
    form = rf"{re.escape(name)}\s*[＝=]\s*(?P<above>[^÷/＝=。；\n]+)[÷/](?P<below>[^×xX*＊＝=。；\n]+)"
    found = re.search(form, definition)
    return (found["above"].strip("（）() "), found["below"].strip("（）() ")) if found else None


def _is_official(stated: tuple[str, str], formula: _Formula) -> bool:
    above, below = stated
    return above != below and bool(re.search(formula.above, above)) and bool(re.search(formula.below, below))
