"""Proportion: the rate times the points; full marks from `target` on, never more.

Below the target the score is rate × points (资金到位率＜100%，得分＝资金到位率×1分). With `shortfall` only what is missing to the
target counts: points × (1 − (target − rate)). For completion of a plan (完成值在指标值中所占比例) state `actual` and `planned`.
Source: 实际完成率 = 实际产出数 ÷ 计划产出数, 财预〔2020〕10号 附2.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from reportgen.model.evidence import Evidence
from reportgen.model.rules.base import Outcome, Rule, amount_text, capped, number_text, percent_text, wrong_rule
from reportgen.model.values import Line, Operand, Share, about


class Proportion(Rule):
    """kind = "proportion"."""

    kind: Literal["proportion"] = about("按比例")
    value: Operand | None = about("比率的名称，如 funds.funding_rate；写了它就不写 actual 和 planned", default=None)
    actual: Operand | None = about("实际数，或引用已有数据的名称", default=None)
    planned: Operand | None = about("计划数（分母），或引用已有数据的名称", default=None)
    target: Share = about("达到它得满分，小数", default=Decimal(1))
    shortfall: bool = about("只按低于 target 的差额扣分", default=False)
    name: Line = about("比率在评分标准中的叫法，如 资金到位率", default="完成率")
    unit: Line | None = about("计划数的单位，如 家；写了就在评分标准中印出计划数", default=None)

    @model_validator(mode="after")
    def _one_rate(self) -> Self:
        pair = (self.actual is not None, self.planned is not None)
        if pair != ((self.value is None),) * 2:
            raise wrong_rule(
                "value-or-actual", "要写 value，或者写 actual 和 planned", "比率已有名称的写 value，按计划数计算的写后两个"
            )
        if self.unit is not None and self.planned is None:
            raise wrong_rule(
                "unit-without-planned", "写了 unit，但没有写 planned", "unit 是计划数的单位；删去它，或改写 actual 和 planned"
            )
        return self

    def outcome(self, evidence: Evidence, points: Decimal) -> Outcome:
        rate = self._rate(evidence)
        if rate >= self.target:
            return Outcome(points, rate)
        share = 1 - (self.target - rate) if self.shortfall else rate
        return Outcome(capped(share * points, points), rate)

    def standard(self, evidence: Evidence, points: Decimal) -> str:
        full, marks = percent_text(self.target), number_text(points)
        if self.unit is not None and self.planned is not None and self.target == 1:
            planned = amount_text(evidence.number(self.planned), self.unit)
            return f"（完成计划数{planned}，得{marks}分；未完成的，按完成值在计划数中所占比例计分。）"
        share = f"[1－（{full}－{self.name}）]" if self.shortfall else self.name
        return f"（{self.name}≥{full}，得{marks}分；{self.name}＜{full}，得分＝{share}×{marks}分。）"

    def _rate(self, evidence: Evidence) -> Decimal:
        if self.actual is not None and self.planned is not None:
            return evidence.ratio(self.actual, self.planned)
        return evidence.number(self.value if self.value is not None else Decimal(0))
