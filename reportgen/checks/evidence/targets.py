"""Target and actual value of an indicator, against its rule and its neighbours. In: a Subject. Out: findings, with both values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.quantities import Quantities, quantities_of
from reportgen.checks.rule_fields import rule_field
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.evidence import Evidence, EvidenceError
from reportgen.model.numbers import number_text, percent, rounded
from reportgen.model.report import IndicatorView
from reportgen.model.rules import Rule
from reportgen.model.rules.bands import Bands
from reportgen.model.rules.linear import Linear
from reportgen.model.rules.parts import Parts
from reportgen.model.rules.per_unit import PerUnit
from reportgen.model.rules.proportion import Proportion
from reportgen.model.rules.survey import Survey

_RATIO = re.compile(r"/|每[年月日周季人家]")  # a target per month is no total
_COST = re.compile("成本|费|单价|耗")
_NOTHING = re.compile(
    r"[\s。.，,、；;（）()/／\\|－—–―-]*(?:(?:暂?无|没有|暂缺|空|略|同上|同前|不适用|不详|未设|N/?A)[\s。.）)]*)?", re.IGNORECASE
)
_MOST = Decimal("0.66")  # of the others in the dimension


@dataclass(frozen=True, slots=True)
class _Expected:
    """What a text must hold: all `parts` where it lists as many numbers, their sum too where it lists more, else one of `any`."""

    parts: tuple[Decimal, ...] = ()
    any: tuple[Decimal, ...] = ()
    rate: Decimal | None = None
    day: date | None = None


@check(
    "target-differs",
    Severity.WARNING,
    meaning="指标值、实际完成值或计划内容里的数，与评分规则所用的计划数、实际数、界限不同。",
    why="得分按规则里的数计算，绩效目标表印的是文字里的数，两处不同，完成率就对不上。",
    example="指标值写“建设补贴50家”，规则的计划数 facts.建设补贴计划 是 55。",
    mend="文字改成引用同一个数据，如 {{ facts.建设补贴计划 }}家；或改规则的 planned、actual、target。",
)
def target_differs(subject: Subject) -> Iterator[Finding]:
    evidence = subject.card.evidence
    said = {figure.text.key for figure, _ in subject.retyped}  # figure-differs has told of these
    for view in subject.report.indicators:
        rule, at = subject.case.indicators[view.number - 1].scoring_rule, view.number - 1
        if rule is None:
            continue
        for field in ("target", "plan", "actual"):
            text = str(getattr(view, field)) if field != "plan" else _planned_words(str(view.plan), rule_field(rule, "unit"))
            stated = quantities_of(text)
            if stated.is_none or ("indicators", at, field) in said:
                continue
            what, expected = _planned(rule, evidence) if field != "actual" else _actual(rule, view, evidence)
            if shown := _missing(stated, expected, text):
                name = {"target": "指标值", "plan": "计划内容", "actual": "实际完成值"}[field]
                message = f"“{view.name}”的{name}写“{_short(text)}”，评分规则的{what}是 {shown}"
                yield Finding(
                    subject.at("indicators", at, field),
                    message,
                    "文字改成引用同一个数据，或改规则",
                    (subject.at("indicators", at, "rule"),),
                )


def _planned_words(plan: str, unit: str | None) -> str:
    """What a plan says of rates, and of numbers with the unit of the rule; it may tell of much else."""
    form = r"(?:率|度)(?:为|是|达到?|不低于|≥|以上)*\s*[\d.]+[%％]" + (rf"|[\d,.]+(?:万|亿)?{re.escape(unit)}" if unit else "")
    return "，".join(re.findall(form, plan))


def _planned(rule: Rule, evidence: Evidence) -> tuple[str, _Expected]:
    """What the plan is by the rule: a number, the numbers of parts, a rate, a date. Of costs the plan is above the line."""
    if isinstance(rule, Proportion) and rule.planned is not None and rule.actual is not None:
        operand = rule.actual if _is_cost(rule) else rule.planned
        return "计划数", _Expected(any=_numbers([operand], evidence), rate=rule.target)
    if isinstance(rule, Proportion):
        return "满分界限", _Expected(rate=rule.target)
    if isinstance(rule, Linear | Survey):
        return "满分界限", _Expected(rate=rule.upper)
    if isinstance(rule, Parts):
        return "各部分计划数", _of_parts(_numbers([part.planned for part in rule.parts], evidence))
    if isinstance(rule, PerUnit) and rule.due is not None:
        return "期限", _Expected(day=_day(rule.due, evidence))
    return ("满分界限", _Expected(rate=rule.target)) if isinstance(rule, PerUnit) and rule.target is not None else ("", _Expected())


def _actual(rule: Rule, view: IndicatorView, evidence: Evidence) -> tuple[str, _Expected]:
    """What came of it by the rule."""
    if isinstance(rule, Proportion) and rule.planned is not None and rule.actual is not None:
        operand = rule.planned if _is_cost(rule) else rule.actual
        return "实际数", _Expected(any=_numbers([operand], evidence), rate=view.value)
    if isinstance(rule, Proportion | Linear | Survey) or (isinstance(rule, Bands) and rule.unit is None):
        return "比率", _Expected(rate=view.value)
    if isinstance(rule, Parts):
        return "各部分实际数", _of_parts(_numbers([part.actual for part in rule.parts], evidence))
    if isinstance(rule, PerUnit) and rule.done is not None:
        return "完成日期", _Expected(day=_day(rule.done, evidence), any=() if view.value is None else (view.value,))
    if isinstance(rule, PerUnit) and rule.count is not None:
        return "单位数", _Expected(any=_numbers([rule.count], evidence))
    return "", _Expected()


def _is_cost(rule: Proportion) -> bool:
    """Whether a rule divides what was planned by what was spent."""
    return _COST.search(f"{rule.actual}") is not None and "计划" in f"{rule.actual}"


def _of_parts(numbers: tuple[Decimal, ...]) -> _Expected:
    return _Expected(parts=numbers, any=(*numbers, sum(numbers, Decimal(0))))


def _numbers(operands: Iterable[Decimal | str], evidence: Evidence) -> tuple[Decimal, ...]:
    try:
        found = tuple(evidence.number(operand) for operand in operands)
    except EvidenceError:
        return ()
    return () if any(number.is_nan() for number in found) else found


def _day(path: str, evidence: Evidence) -> date | None:
    try:
        return evidence.day(path)
    except EvidenceError:
        return None


def _missing(found: Quantities, expected: _Expected, text: str) -> str:
    """What a text should state and does not, where it states something of the same kind; nothing where all is well."""
    if found.dates and expected.day is not None and expected.day not in found.dates:
        return f"{expected.day:%Y-%m-%d}"
    if found.rates and _is_other_rate(found.rates, expected.rate) and not set(found.numbers) & set(expected.any):
        return percent(expected.rate or Decimal(0))
    wanted, stated = set(_wanted(expected, len(found.numbers))), set(found.numbers)
    if stated and expected.any and not _RATIO.search(text) and not (wanted <= stated and stated & set(expected.any)):
        return "、".join(map(number_text, expected.parts or expected.any))
    return ""


def _wanted(expected: _Expected, count: int) -> tuple[Decimal, ...]:
    """What a text of so many numbers must hold of parts and their sum."""
    parts = len(expected.parts)
    return () if parts < 2 or count < parts else expected.any if count > parts else expected.parts


def _is_other_rate(stated: tuple[Decimal, ...], rate: Decimal | None) -> bool:
    return rate is not None and not rate.is_nan() and not any(_same_rate(one, rate) for one in stated)


def _same_rate(stated: Decimal, rate: Decimal) -> bool:
    """Whether a stated rate is the computed one, at the decimals that it states."""
    exponent = stated.as_tuple().exponent
    return rounded(rate, max(2, -exponent) if isinstance(exponent, int) else 2) == stated


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 24 else line[:23] + "…"


@check(
    "target-missing",
    Severity.WARNING,
    meaning="同一个一级指标下，别的三级指标都写了指标值（或实际完成值），这一个没有写；或者写了指标值，没有写实际完成值；"
    "或者写的是“无”“/”“—”之类，等于没有写。",
    why="绩效目标表和完成情况对比表里会缺这一行，目标完成没有完成无从对照。",
    example="“产出”下 11 个指标有 10 个写了 target，“资格审查合规性”没有写。",
    mend="补写 target 和 actual；确实没有目标值的，用 [[accepted]] 写明理由。",
)
def target_missing(subject: Subject) -> Iterator[Finding]:
    for dimension in subject.report.dimensions:
        rows = dimension.indicators
        for field, name in (("target", "指标值"), ("actual", "实际完成值")):
            texts = [str(getattr(view, field)) for view in rows]
            given = sum(not _says_nothing(text, field) for text in texts)
            for view, text in zip(rows, texts, strict=True):
                if text and _says_nothing(text, field):
                    message = f"“{view.name}”的{name}写的是“{text.strip()}”，等于没有{name}"
                    yield Finding(subject.at("indicators", view.number - 1, field), message, f"写明{name}；没有的，删去 {field}")
                    continue
                others = f"“{dimension.name}”的 {len(rows)} 个指标中有 {given} 个写了"
                paired = field == "actual" and bool(view.target) and given > 0
                if not text and (paired or (given > 1 and given >= _MOST * (len(rows) - 1))):
                    message = f"“{view.name}”没有写{name}（{field}），{others}"
                    yield Finding(subject.at("indicators", view.number - 1), message, f"补写 {field}")


@check(
    "basis-missing",
    Severity.WARNING,
    meaning="指标的评价依据是空的，或者只写了“无”“略”“/”“—”“暂无”之类，没有说出依据什么。",
    why="每个指标的得分都要有依据；没有依据的得分，复核时站不住。",
    example="“预算编制科学性”的 basis 写“无”，得分是 2 分。",
    mend='写明依据的文件、凭证、问卷或访谈，如 basis = "{{ documents.预算批复 }}、支付明细账"。',
)
def basis_missing(subject: Subject) -> Iterator[Finding]:
    for at, indicator in enumerate(subject.case.indicators):
        basis = subject.text_at("indicators", at, "basis").strip()
        if _NOTHING.fullmatch(basis):
            message = f"“{indicator.name}”的评价依据{f'写的是“{basis}”' if basis else '是空的'}，没有说出依据什么"
            yield Finding(subject.at("indicators", at, "basis"), message, "写明依据的文件、凭证、问卷或访谈")


def _says_nothing(text: str, field: str) -> bool:
    """Whether a target or an actual value is empty, or made of marks and words for nothing; no case found is an actual value."""
    return _NOTHING.fullmatch(text) is not None and not (field == "actual" and text.strip("。 \n") in {"无", "没有"})
