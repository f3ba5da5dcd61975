"""Bands: a score for each band of a rate or a number, zero below the last: 100% → 10, 80% → 7, 60% → 5.

A band holds from its lower bound, inclusive, up to the next.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Literal, Self

from pydantic import model_validator

from reportgen.model.evidence import Evidence
from reportgen.model.rules.base import Outcome, Rows, Rule, amount_text, number_text, percent_text, require_within, wrong_rule
from reportgen.model.values import Amount, Line, Number, Operand, Part, about, is_blank


class Band(Part):
    """A band and what it earns."""

    lower: Number = about("下限（含），小数；写了 unit 时按该单位的数", alias="from")
    points: Amount = about("得分")


class Bands(Rule):
    """kind = "bands"."""

    kind: Literal["bands"] = about("分档")
    value: Operand = about("比率或数量的名称，如 facts.活动次数")
    name: Line = about("它在评分标准中的叫法", default="完成率")
    unit: Line | None = about("数量的单位，如 次；不写则 value 是比率，按百分数印", default=None)
    bands: Rows[Band] = about("各档，从高到低；低于最后一档得 0 分")

    @model_validator(mode="after")
    def _descending(self) -> Self:
        for upper, lower in pairwise(self.bands):
            if any(map(is_blank, (upper.lower, lower.lower, upper.points, lower.points))):
                continue
            if upper.lower <= lower.lower or upper.points < lower.points:
                found = f"{upper.lower} → {upper.points} 分，{lower.lower} → {lower.points} 分"
                raise wrong_rule("bands-order", f"各档没有从高到低排列（{found}）", "from 逐档变小，points 不能变大")
        return self

    def outcome(self, evidence: Evidence, points: Decimal) -> Outcome:
        require_within(((self._bound(band), band.points) for band in self.bands), points)
        value = evidence.number(self.value)
        score = next((band.points for band in self.bands if value >= band.lower), Decimal(0))
        return Outcome(score, value)

    def standard(self, evidence: Evidence, points: Decimal) -> str:
        rows, above = [], ""
        for band in self.bands:
            bound = self._bound(band)
            held = f"{bound}≤{self.name}＜{above}" if above else f"{self.name}≥{bound}"
            rows.append(f"{held}，得{number_text(band.points)}分；")
            above = bound
        return f"（{''.join(rows)}{self.name}＜{above}，得0分。）"

    def _bound(self, band: Band) -> str:
        return percent_text(band.lower) if self.unit is None else amount_text(band.lower, self.unit)
