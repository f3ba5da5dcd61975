"""Parts: an indicator in parts with points of their own, each scored by its own proportion and capped.

Source: 发放民办养老机构床位补贴数 in a published report: two parts of 2 points, 2 + 1483 ÷ 2552 × 2 = 3.162.
The rate of each part is found again as `indicators.<indicator>.<part>.rate`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from reportgen.model.evidence import Evidence
from reportgen.model.rules.base import Outcome, Rows, Rule, amount_text, capped, number_text, require_sum
from reportgen.model.values import Amount, Line, Operand, Part, about


class Share(Part):
    """A part of the plan and its points."""

    name: Line = about("部分的名称，如 失能老人床位补贴发放数")
    points: Amount = about("该部分的分值")
    actual: Operand = about("实际数，或引用已有数据的名称")
    planned: Operand = about("计划数（分母），或引用已有数据的名称")


class Parts(Rule):
    """kind = "parts"."""

    kind: Literal["parts"] = about("分项按比例")
    parts: Rows[Share] = about("各部分；分值之和等于指标的分值")
    unit: Line | None = about("计划数的单位，如 张；写了就在评分标准中印出计划数", default=None)

    def outcome(self, evidence: Evidence, points: Decimal) -> Outcome:
        require_sum((part.points for part in self.parts), points, "parts-points", "各部分")
        rates = tuple((part.name, evidence.ratio(part.actual, part.planned)) for part in self.parts)
        scores = (capped(rate * part.points, part.points) for part, (_, rate) in zip(self.parts, rates, strict=True))
        return Outcome(sum(scores, Decimal(0)), rates=rates)

    def standard(self, evidence: Evidence, points: Decimal) -> str:
        rows = (f"完成{part.name}{self._planned(part, evidence)}，得{number_text(part.points)}分；" for part in self.parts)
        return f"（{''.join(rows)}未完成的，分别按完成值在计划数中所占比例计分。）"

    def _planned(self, part: Share, evidence: Evidence) -> str:
        return "" if self.unit is None else amount_text(evidence.number(part.planned), self.unit)
