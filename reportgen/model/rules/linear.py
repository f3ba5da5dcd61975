"""Linear between bounds: (rate − from) ÷ (to − from) × points; zero at or below the lower bound, full from the upper one.

Source: the standard of 预算执行率 and of 满意度 in published reports, e.g. (预算执行率 − 50%) ÷ (100% − 50%) × 5.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from reportgen.model.evidence import Evidence
from reportgen.model.rules.base import Outcome, Rule, linear_formula, linear_score, number_text, percent_text
from reportgen.model.values import Line, Number, Operand, about, error, is_blank


class Linear(Rule):
    """kind = "linear"."""

    kind: Literal["linear"] = about("区间线性")
    value: Operand = about("比率的名称，如 funds.execution_rate")
    name: Line = about("比率在评分标准中的叫法，如 预算执行率", default="完成率")
    lower: Number = about("下限，小数；不高于它得 0 分", alias="from")
    upper: Number = about("上限，小数；达到它得满分", alias="to")
    zero_above: Number | None = about("超过它得 0 分，小数", default=None)

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        if any(map(is_blank, (self.lower, self.upper, self.zero_above))):
            return self
        if self.lower >= self.upper or (self.zero_above is not None and self.zero_above < self.upper):
            above = "" if self.zero_above is None else f"，zero_above = {self.zero_above}"
            raise error("bounds-order", found=f"from = {self.lower}，to = {self.upper}{above}")
        return self

    def outcome(self, evidence: Evidence, points: Decimal) -> Outcome:
        rate = evidence.number(self.value)
        if self.zero_above is not None and rate > self.zero_above:
            return Outcome(Decimal(0), rate)
        return Outcome(linear_score(rate, (self.lower, self.upper), points), rate)

    def standard(self, evidence: Evidence, points: Decimal) -> str:
        low, high = percent_text(self.lower), percent_text(self.upper)
        above = f"或＞{percent_text(self.zero_above)}" if self.zero_above is not None else ""
        full = "" if self.zero_above == self.upper else f"{self.name}≥{high}，得{number_text(points)}分；"
        zero = f"{self.name}≤{low}{above}，得0分；"
        return f"（{zero}{full}{linear_formula(self.name, (self.lower, self.upper), points)}）"
