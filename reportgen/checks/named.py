"""Figures that have a name in a case, as prose would state them. In: a Case and its Scorecard. Out: their values, units and words.

Amounts are in 元, rates in per cent, days and months as `figures` counts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.diagnostics import Key
from reportgen.model.case import Case, Fact
from reportgen.model.scorecard import Scorecard
from reportgen.model.values import MONEY_UNITS, is_blank

from .figures import DAY, MONTH, month_value
from .rule_fields import rule_field

_MONEY = "元"
_FUNDS = {
    "budget": ("预算安排", "预算"),
    "initial": ("年初预算", "年初预算"),
    "received": ("到位", "到位资金"),
    "withdrawn": ("收回", "收回的资金"),
    "spent": ("支出", "支出资金"),
}
_RATES = {"funding_rate": "资金到位率", "execution_rate": "预算执行率"}
_COUNTING = ("per_unit", "bands")
_SHARES = ("率", "度", "占比", "比例", "比重")


@dataclass(frozen=True, slots=True)
class Named:
    """A figure with a name: its path, the words that prose names it by, what messages call it, and where its value comes from."""

    path: str
    words: str
    called: str
    unit: str
    value: Decimal
    key: Key


def named_figures(case: Case, card: Scorecard) -> tuple[Named, ...]:
    """Every named figure whose value is known."""
    figures = card.evidence.figures
    made = (*_facts(case), *_funds(case), *_questions(case), *_surveys(case), *_indicators(case))
    found = []
    for path, words, called, unit, key in made:
        value = figures.get(path)
        if isinstance(value, Decimal) and not value.is_nan():
            found.append(Named(path, words, called, unit, value * 100 if unit == "%" else value, key))
    return (*found, *_values(case, card), *_days(case))


_Made = Iterator[tuple[str, str, str, str, Key]]


def _facts(case: Case) -> _Made:
    for at, fact in enumerate(case.facts):
        key = ("facts", at, "sum" if fact.sum else "value")
        counted = ".count" if isinstance(fact.value, tuple) else ""
        yield f"facts.{fact.id}{counted}", fact.id, f"数据“{fact.id}”", _unit_of(fact), key


def _unit_of(fact: Fact) -> str:
    unit = fact.unit or ""
    if unit in MONEY_UNITS or unit.startswith("元/"):
        return _MONEY
    share = not unit and isinstance(fact.value, Decimal) and not fact.value.is_nan() and (fact.id.endswith(_SHARES) or fact.value < 1)
    return "%" if share else unit


def _funds(case: Case) -> _Made:
    for name, (words, called) in _FUNDS.items():
        if getattr(case.funds, name) is not None:
            yield f"funds.{name}", words, called, _MONEY, ("funds", name)
    for name, words in _RATES.items():
        yield f"funds.{name}", words, words, "%", ("funds", "received" if name == "execution_rate" else "budget")


def _questions(case: Case) -> _Made:
    for at, question in enumerate(case.questions):
        head, key = f"questions.{question.id}", ("questions", at)
        called = f"第 {question.number} 题"
        yield f"{head}.valid", "受访作答有效", f"{called}的有效作答数", question.unit, key
        if question.measure:
            yield f"{head}.degree", question.measure, f"{called}的{question.measure}", "%", key
        for n, option in enumerate(question.options):
            place = (*key, "options", n, "count")
            yield f"{head}.{option.label}.count", option.label, f"{called}选“{option.label}”的人数", question.unit, place
            yield f"{head}.{option.label}.share", option.label, f"{called}选“{option.label}”的占比", "%", place


def _surveys(case: Case) -> _Made:
    for at, survey in enumerate(case.surveys):
        head, key = f"surveys.{survey.id}", ("surveys", at)
        yield f"{head}.valid", "有效问卷", f"“{survey.title}”的有效问卷数", "份", (*key, "valid")
        for n, stratum in enumerate(survey.strata):
            place = (*key, "strata", n)
            yield f"{head}.{stratum.id}.population", stratum.name, f"“{stratum.name}”的总体数量", stratum.unit, (*place, "population")
            yield f"{head}.{stratum.id}.sample", f"抽取{stratum.name}", f"“{stratum.name}”的抽取数量", stratum.unit, (*place, "sample")


def _indicators(case: Case) -> _Made:
    for at, indicator in enumerate(case.indicators):
        for part in rule_field(indicator.scoring_rule, "parts") or ():
            path, called = f"indicators.{indicator.name}.{part.name}.rate", f"“{part.name}”的完成率"
            yield path, f"{part.name}完成", called, "%", ("indicators", at, "rule")


def _days(case: Case) -> Iterator[Named]:
    """Every date of the case, as a day and as a month."""
    report = case.report
    days: list[tuple[str, str, str, object, Key]] = [
        ("report.base_date", "评价基准日截至", "评价基准日", report.base_date, ("report", "base_date")),
        ("report.submitted", "正式提交报告", "提交日期", report.submitted, ("report", "submitted")),
        ("report.work_start", "评价工作开始", "评价工作的开始日期", report.work[0], ("report", "work")),
        ("report.work_end", "评价工作结束", "评价工作的结束日期", report.work[1], ("report", "work")),
        ("report.period_start", "评价期间", "评价期间的开始日期", report.period[0], ("report", "period")),
        ("report.period_end", "评价期间", "评价期间的结束日期", report.period[1], ("report", "period")),
        ("project.start", "项目开始", "项目开始日期", case.project.start, ("project", "start")),
        ("project.end", "项目结束", "项目结束日期", case.project.end, ("project", "end")),
        *((f"facts.{f.id}", f.id, f"数据“{f.id}”", f.value, ("facts", at, "value")) for at, f in enumerate(case.facts)),
    ]
    for path, words, called, day, key in days:
        if isinstance(day, date) and not is_blank(day):
            yield Named(path, words, called, DAY, Decimal(day.toordinal()), key)
            yield Named(path, words, called, MONTH, month_value(day), key)


def _values(case: Case, card: Scorecard) -> Iterator[Named]:
    """What the rule of each indicator turned on: a rate, or so many units."""
    values = {score.name: score.value for score in card.indicators}
    for at, indicator in enumerate(case.indicators):
        rule, value = indicator.rule, values.get(indicator.name)
        if rule is None or value is None or value.is_nan():
            continue
        counted = rule.kind in _COUNTING
        unit = {"月": "个月"}.get(rule.unit, rule.unit) if counted else "%"
        if unit:
            words = rule.name or indicator.name
            called = f"指标“{indicator.name}”" + (f"的{words}" if words != indicator.name else "")
            known = value * 100 if unit == "%" else value
            yield Named(f"indicators.{indicator.name}.value", words, called, unit, known, ("indicators", at, "rule"))
