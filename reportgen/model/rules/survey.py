"""Survey: the plain mean of the degrees of survey questions, times the points or linear between bounds.

The degree of a question is Σ(count × weight) ÷ (valid answers to that question × greatest weight).
Source: 实现程度 = (52 × 5 + 6 × 3 + 2 × 0) ÷ (60 × 5) = 92.67% and 满意度 in published reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, Self

from pydantic import model_validator

from reportgen.model.evidence import Evidence, EvidenceError, QuestionTally
from reportgen.model.rules.base import Outcome, Rows, Rule, linear_formula, linear_score, number_text, percent_text
from reportgen.model.values import BLANK_NUMBER, Identifier, Line, Number, about, error, is_blank

_CENT_OF_PERCENT = Decimal("0.0001")


class Survey(Rule):
    """kind = "survey"."""

    kind: Literal["survey"] = about("问卷")
    questions: Rows[Identifier] = about("题目的编号；多题取平均值")
    name: Line = about("比率在评分标准中的叫法，如 满意度", default="实现程度")
    lower: Number = about("下限，小数；不高于它得 0 分", alias="from", default=Decimal(0))
    upper: Number = about("上限，小数；达到它得满分", alias="to", default=Decimal(1))

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        if not is_blank(self.lower) and not is_blank(self.upper) and self.lower >= self.upper:
            raise error("bounds-order", found=f"from = {self.lower}, to = {self.upper}")
        return self

    def outcome(self, evidence: Evidence, points: Decimal) -> Outcome:
        degrees = [_degree(id_, evidence) for id_ in self.questions]
        mean = sum(degrees, Decimal(0)) / len(degrees)
        return Outcome(linear_score(mean, (self.lower, self.upper), points), mean)

    def standard(self, evidence: Evidence, points: Decimal) -> str:
        tallies = [evidence.question(id_) for id_ in self.questions if not is_blank(id_)]
        return f"{self._formula(tallies)}\n{self._scoring(points)}"

    def _formula(self, tallies: Sequence[QuestionTally]) -> str:
        if len(tallies) == 1:
            return f"{self.name}＝{_fraction(tallies[0])}×100%。"
        rows = [f"“{tally.text}”（{_weights(tally)}）" for tally in tallies]
        return f"{self.name}为以下{len(tallies)}题各自得分率的平均值：\n" + "；\n".join(rows) + "。"

    def _scoring(self, points: Decimal) -> str:
        marks = number_text(points)
        if self.lower == 0 and self.upper == 1:
            return f"得分＝{self.name}×{marks}分。"
        full = f"{self.name}≥{percent_text(self.upper)}，得{marks}分；"
        zero = f"{self.name}≤{percent_text(self.lower)}，得0分；"
        return f"（{full}{zero}{linear_formula(self.name, (self.lower, self.upper), points)}）"


def _degree(id_: str, evidence: Evidence) -> Decimal:
    if is_blank(id_):
        return BLANK_NUMBER
    tally = evidence.question(id_)
    if tally.valid == 0:
        raise EvidenceError("division-by-zero", f"题目“{id_}”的有效问卷数为 0，不能计算比率", "请填写各选项的人数 count")
    if tally.degree is None:
        raise EvidenceError("weights-missing", f"题目“{id_}”的选项没有计分权重，不能计算比率", "请给选项写 weight，如 5、3、0")
    return tally.degree


def _fraction(tally: QuestionTally) -> str:
    terms = (f"选“{option.label}”的人数×{number_text(option.weight)}" for option in tally.options if option.weight is not None)
    return f"（{'＋'.join(terms)}）÷（有效问卷数×{number_text(tally.full_weight)}）"


def _weights(tally: QuestionTally) -> str:
    shares = ((option.label, option.weight / tally.full_weight) for option in tally.options if option.weight is not None)
    return "，".join(f"选“{label}”得{percent_text(share.quantize(_CENT_OF_PERCENT, ROUND_HALF_UP))}" for label, share in shares)
