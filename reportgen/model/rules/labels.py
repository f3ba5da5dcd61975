"""Labelled bands: a score for each label, one of which holds; the label is the reason.

Source: 很好地解决 6分，基本解决 3分，未解决 0分 in a published report; 达成 / 部分达成 / 未达成 is the same.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import model_validator

from reportgen.model.evidence import Evidence
from reportgen.model.rules.base import Outcome, Rows, Rule, number_text, require_within, wrong_rule
from reportgen.model.values import BLANK_NUMBER, Amount, Line, Part, about, is_blank


class Label(Part):
    """A label and what it earns."""

    label: Line = about("结论，如 基本解决")
    points: Amount = about("得分")


class Labels(Rule):
    """kind = "labels"."""

    kind: Literal["labels"] = about("按结论计分")
    labels: Rows[Label] = about("各种结论及其得分，从高到低")
    label: Line = about("本项目属于哪一种结论")

    @model_validator(mode="after")
    def _known(self) -> Self:
        names = [row.label for row in self.labels]
        if len(set(names)) != len(names):
            raise wrong_rule("label-twice", f"结论有重复：{'、'.join(names)}", "各种结论不能相同")
        if self.label not in names and not is_blank(self.label):
            raise wrong_rule("unknown-label", f"labels 中没有“{self.label}”", f"可选：{'、'.join(names)}")
        return self

    def outcome(self, evidence: Evidence, points: Decimal) -> Outcome:
        require_within(((row.label, row.points) for row in self.labels), points)
        score = next((row.points for row in self.labels if row.label == self.label), BLANK_NUMBER)
        return Outcome(score, label=self.label)

    def standard(self, evidence: Evidence, points: Decimal) -> str:
        return f"（{'；'.join(f'{row.label}，得{number_text(row.points)}分' for row in self.labels)}。）"
