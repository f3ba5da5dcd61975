"""References and the units behind them. In: a Subject. Out: findings where a reference prints another unit than its text says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.case import Fact
from reportgen.model.numbers import fixed, number_text
from reportgen.model.values import MONEY_UNITS

from .amounts import yuan

_KINDS = ("家户所座处间栋", "人名位", "张床", "次场期", "份册本篇项条种类件例笔起宗", "套台部辆", "天日")  # each counts alike
_REFERENCE = re.compile(
    r"\{\{(?<!\\\{\{)\s*(?P<path>[^\s|}]+)\s*(?:\|\s*(?P<filter>\w+)\s*(?:\(\s*(?P<digits>\d+)\s*\))?[^}]*)?\}\}"
    rf"\s*(?P<unit>万元|亿元|元|%|％|人月|人床|人次|[{''.join(_KINDS)}])?"
)
_PRINTED = {"wan": "万元", "yi": "亿元", "yuan": "元", "comma": "元", "num": "元", None: "元"}
_PERCENT = ("pct", "rate", "points")
_RATES = ("_rate", ".share", ".degree", ".rate")
_DIGITS = 2  # behind the point, where a filter does not say


@check(
    "unit-mismatch",
    Severity.WARNING,
    meaning="引用后面写的单位与印出的数不符：按元印出的金额后面写万元，比率没有换成百分数，家数后面写张，金额太小印成 0。",
    why="印出来的数和单位合不上，金额会差一万倍，比率会差一百倍。",
    example="“支出{{ funds.spent | wan }}元”印成“支出949.33元”。",
    mend="改过滤器或改单位：万元用 | wan，元用 | comma，百分数用 | pct；单位不同的，核对引用的是不是这项数据。",
)
def unit_mismatch(subject: Subject) -> Iterator[Finding]:
    facts = {f"facts.{fact.id}": fact for fact in subject.case.facts}
    figures = subject.card.evidence.figures
    for text in subject.texts:
        for found in _REFERENCE.finditer(text.typed) if "{{" in text.typed else ():
            value = figures.get(found["path"])
            if isinstance(value, Decimal) and not value.is_nan() and (wrong := _Printed(found, value, facts).wrong):
                message = f"“{found[0]}”{wrong}"
                yield Finding(text.place(found.start()), message, "改过滤器或单位，或核对引用的数据", (), text.quoted)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A figure that a reference prints."""

    found: re.Match[str]
    value: Decimal
    facts: dict[str, Fact]

    @property
    def wrong(self) -> str:
        """What is wrong with it; nothing where all is well."""
        base, name, unit = self._base, self.found["filter"], self.found["unit"] or ""
        if base == "%":
            return f"没有换成百分数，印出来是 {number_text(self.value)}{unit}" if name is None and unit in {"%", "％"} else ""
        if name in _PERCENT and base:
            return f"引用的数据单位是{base}，不是比率"
        if base == "元" and name in _PRINTED:
            return self._wrong_money(_PRINTED[name], unit)
        return self._wrong_count(base, unit)

    @property
    def _base(self) -> str:
        """What it is counted in: 元, % for a rate, the unit of a fact, or nothing where it is not known."""
        path = self.found["path"]
        if path.endswith(_RATES):
            return "%"
        if path.startswith("funds."):
            return "元"
        fact = self.facts.get(path)
        while fact is not None and fact.unit is None and fact.sum:
            fact = self.facts.get(f"facts.{fact.sum[0]}")
        if fact is None or fact.unit is None:
            return "%" if fact is not None and 0 < self.value < 1 else ""
        return "元" if fact.unit in MONEY_UNITS else fact.unit.split("/")[0]

    def _wrong_money(self, printed: str, unit: str) -> str:
        if unit and unit != printed:
            return f"印出的金额以{printed}为单位，后面写的是{unit}"
        digits = int(self.found["digits"] or _DIGITS)
        shown = self.value / MONEY_UNITS[printed]
        vanishes = printed != "元" and 0 < abs(shown) < Decimal(5).scaleb(-digits - 1)
        return f"印出来是 {fixed(shown, digits)} {printed}，实际是 {yuan(self.value)}" if vanishes else ""

    def _wrong_count(self, base: str, unit: str) -> str:
        alike = next((kind for kind in _KINDS if base and base in kind), "")
        if alike and unit and unit not in alike:
            return f"引用的数据单位是{base}，后面写的是{unit}"
        return ""
