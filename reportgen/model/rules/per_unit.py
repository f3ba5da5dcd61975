"""Per unit: so many points off for each month late, each 10 days, each irregularity, each percentage point below a target.

The outcome's `value` is the number of units that counted. Months go by the calendar: from 2022-05-30 to 2022-07-28 are one month
and 28 days of the 30 to the next; `part = "up"` counts two. Source: 每逾期1个月，扣1分 in a published report (5 − 2 = 3.0).
"""

from __future__ import annotations

import calendar
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, WithJsonSchema, model_validator

from reportgen.model.evidence import Evidence
from reportgen.model.rules.base import Outcome, Rule, capped, day_text, number_text, percent_text, wrong_rule
from reportgen.model.values import BLANK, BLANK_DATE, BLANK_NUMBER, PATH, Amount, Line, Number, Operand, about, is_blank

_DAYS = {"日": 1, "天": 1, "周": 7}
_MONTHS = ("月", "个月")
_DATE_UNITS = (*_DAYS, *_MONTHS)
_PERCENT = "个百分点"
_ROUNDING = {"up": ROUND_CEILING, "down": ROUND_FLOOR}
_PART_WORDS = {"up": "不足{0}的按{0}计，", "down": "不足{0}的不计，", "exact": "不足{0}的按比例计，"}


def _path(value: object) -> str:
    if isinstance(value, str) and (value == BLANK or PATH.fullmatch(value)):
        return value
    raise wrong_rule("not-a-path", "这里要写日期数据的名称", "先在 [[facts]] 中写日期，再写它的名称，如 facts.计划发放日期")


DatePath = Annotated[str, BeforeValidator(_path), WithJsonSchema({"type": "string"})]


class PerUnit(Rule):
    """kind = "per_unit"."""

    kind: Literal["per_unit"] = about("按单位扣分")
    each: Amount = about("每单位扣多少分")
    count: Operand | None = about("单位数，如发现的问题数；三种写法之一", default=None)
    due: DatePath | None = about("应完成日期的名称，如 facts.计划发放日期；与 done 同写", default=None)
    done: DatePath | None = about("实际完成日期的名称", default=None)
    value: Operand | None = about("比率的名称；与 target 同写，按低于 target 的百分点扣分", default=None)
    target: Number | None = about("不扣分的比率，小数", default=None)
    unit: Line | None = about("单位：日期用 日、周、个月，计数用 项、笔 等；百分点不写", default=None)
    size: Amount = about("多少个 unit 算一个单位，如每 10 日写 10", default=Decimal(1))
    part: Literal["up", "down", "exact"] | None = about(
        "不足一个单位的怎么算：up 按一个，down 不计，exact 按比例；count 可以不写", default=None
    )
    name: Line | None = about("在评分标准中的叫法，如 逾期、补贴资金未按标准发放、成本节约率", default=None)

    @model_validator(mode="after")
    def _one_kind_of_evidence(self) -> Self:
        given = [self.count is not None, self.due is not None, self.value is not None]
        pairs = (self.due is None) == (self.done is None) and (self.value is None) == (self.target is None)
        if sum(given) != 1 or not pairs:
            raise wrong_rule("per-unit-evidence", "按什么计数没有写清楚", "写 count，或者 due 和 done，或者 value 和 target，只写一种")
        if self.part is None and self.count is None:
            raise wrong_rule("part-unit-unsettled", "没有写不足一个单位的怎么算", "写 part：up 按一个，down 不计，exact 按比例")
        return self

    @model_validator(mode="after")
    def _fitting_unit(self) -> Self:
        if self.due is not None and self.unit not in _DATE_UNITS:
            raise wrong_rule("wrong-unit", f"日期的 unit 不能是“{self.unit or ''}”", f"可选：{'、'.join(_DATE_UNITS)}")
        if self.value is not None and self.unit not in {None, _PERCENT}:
            raise wrong_rule("wrong-unit", f"比率按百分点扣分，unit 不能是“{self.unit}”", "请删去 unit")
        if self.size == 0:
            raise wrong_rule("not-positive", "size 不能为 0", "写多少个 unit 算一个单位，如每 10 日写 10")
        return self

    def outcome(self, evidence: Evidence, points: Decimal) -> Outcome:
        units = self._units(evidence)
        return Outcome(capped(points - units * self.each, points), units)

    def standard(self, evidence: Evidence, points: Decimal) -> str:
        unit = f"{number_text(self.size)}{self._unit_words}"
        part = _PART_WORDS[self.part].format(unit) if self.part is not None else ""
        full, each = self._words(evidence)
        return f"（{full}，得{number_text(points)}分；每{each}{unit}，扣{number_text(self.each)}分，{part}扣完为止。）"

    @property
    def _unit_words(self) -> str:
        if self.value is not None:
            return _PERCENT
        return "个月" if self.due is not None and self.unit in _MONTHS else self.unit or "项"

    def _words(self, evidence: Evidence) -> tuple[str, str]:
        if self.due is not None:
            return f"{day_text(_day(self.due, evidence))}（含）前完成的", self.name or "逾期"
        if self.target is not None:
            return f"{self.name or '完成率'}≥{percent_text(self.target)}", "降低"
        return f"未发现{self.name or '问题'}的", "发现"

    def _units(self, evidence: Evidence) -> Decimal:
        excess = self._excess(evidence) / self.size
        if excess <= 0:
            return Decimal(0)
        rounding = _ROUNDING.get(self.part or "exact")
        return excess if rounding is None else excess.to_integral_value(rounding)

    def _excess(self, evidence: Evidence) -> Decimal:
        """How many of `unit` there are; zero or less takes nothing off."""
        if self.due is not None and self.done is not None:
            return _late(_day(self.due, evidence), _day(self.done, evidence), self.unit or "日")
        if self.value is not None and self.target is not None:
            return (self.target - evidence.number(self.value)) * 100
        return evidence.number(self.count if self.count is not None else Decimal(0))


def _day(path: str, evidence: Evidence) -> date:
    return BLANK_DATE if path == BLANK else evidence.day(path)


def _late(due: date, done: date, unit: str) -> Decimal:
    if is_blank(due) or is_blank(done):
        return BLANK_NUMBER
    if done <= due:
        return Decimal(0)
    return Decimal((done - due).days) / _DAYS[unit] if unit in _DAYS else _months(due, done)


def _months(due: date, done: date) -> Decimal:
    """Months from one date to a later one: whole ones, and the part of the next by its days."""
    whole = (done.year - due.year) * 12 + done.month - due.month
    if _months_later(due, whole) > done:
        whole -= 1
    start, end = _months_later(due, whole), _months_later(due, whole + 1)
    return whole + Decimal((done - start).days) / (end - start).days


def _months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
