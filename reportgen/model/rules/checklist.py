"""Checklist: points for each 评价要点, less named deductions and losses per unit; an item without points takes off the whole.

Source: 管理制度健全性 (缺少一项制度扣0.2分；每发现一项制度内容不完整扣0.1分) and 资金使用合规性 (每发现1项扣1分，扣完为止) in a
published report. A loss per unit stops where the item, or without points the indicator, has nothing left; a deduction that is
named must fit into what its item has.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from reportgen.model.evidence import Evidence, EvidenceError
from reportgen.model.rules.base import Deduction, Outcome, Rows, Rule, number_text, require_sum
from reportgen.model.values import Amount, Identifier, Line, Markdown, Operand, Part, about

_CIRCLED = ((1, 0x2460), (21, 0x3251), (36, 0x32B1))
_LAST_CIRCLED = 50


class UnitLoss(Part):
    """A loss for each finding of a sort."""

    text: Line = about("怎么计数，如 缺少一项制度、每发现1项")
    points: Amount = about("每个扣多少分")
    count: Operand = about("发现了几个，或引用已有数据的名称", default=Decimal(0))
    reason: Line | None = about("扣分原因（简短）；发现了就要写", default=None)
    detail: Markdown | None = about("扣分原因（完整表述）", default=None)
    problem: Identifier | None = about("所属问题的 id", default=None)


class Item(Part):
    """One 评价要点."""

    text: Line = about("评价要点")
    points: Amount | None = about("分值；不写则从整个指标的分值中扣", default=None)
    deductions: tuple[Deduction, ...] = about("扣分项；没有扣分不写", default=())
    per_unit: tuple[UnitLoss, ...] = about("按发现的个数扣分", default=())


class Checklist(Rule):
    """kind = "checklist"."""

    kind: Literal["checklist"] = about("评价要点")
    items: Rows[Item] = about("各评价要点；分值之和等于指标的分值")
    note: Line | None = about("印在“评价要点：”之后的说明", default=None)

    def outcome(self, evidence: Evidence, points: Decimal) -> Outcome:
        pointed = [item for item in self.items if item.points is not None]
        if pointed:
            require_sum((item.points for item in pointed if item.points is not None), points, "checklist-points", "各评价要点")
        lost: list[Deduction] = []
        for item in pointed:
            lost += _losses(item, item.points or Decimal(0), evidence)
        for item in self.items:
            if item.points is None:
                lost += _losses(item, points - _total(lost), evidence)
        return Outcome(points - _total(lost), deductions=tuple(lost))

    def standard(self, evidence: Evidence, points: Decimal) -> str:
        rows = "；\n".join(f"{_number(at)}{_words(item)}" for at, item in enumerate(self.items, 1))
        note = f"{self.note}\n" if self.note is not None else ""
        return f"评价要点：\n{note}{rows}。"


def _total(lost: list[Deduction]) -> Decimal:
    return sum((deduction.points for deduction in lost), Decimal(0))


def _losses(item: Item, left: Decimal, evidence: Evidence) -> Iterator[Deduction]:
    """What an item loses, out of `left`. Raises EvidenceError where it loses more than it has, or without a reason."""
    named = _total(list(item.deductions))
    if named > left:
        message = f"评价要点“{item.text}”扣 {number_text(named)} 分，超过它的 {number_text(left)} 分"
        raise EvidenceError("deductions-above-points", message, "请核对扣分")
    yield from item.deductions
    left -= named
    for loss in item.per_unit:
        taken = min(evidence.number(loss.count) * loss.points, left)
        if taken > 0:
            yield _explained(loss, taken)
            left -= taken


def _explained(loss: UnitLoss, taken: Decimal) -> Deduction:
    if loss.reason is None:
        raise EvidenceError("reason-missing", f"“{loss.text}”扣了 {number_text(taken)} 分，没有写原因", "请写 reason")
    return Deduction(points=taken, reason=loss.reason, detail=loss.detail, problem=loss.problem)


def _words(item: Item) -> str:
    losses = "；".join(f"{loss.text}扣{number_text(loss.points)}分" for loss in item.per_unit)
    if item.points is None:
        return f"{item.text}（{losses}，扣完为止）" if losses else item.text
    return f"{item.text}{'；' if losses else ''}{losses}（{number_text(item.points)}分）"


def _number(at: int) -> str:
    """① to ㊿, which Unicode holds in three runs; beyond them （51）."""
    if at > _LAST_CIRCLED:
        return f"（{at}）"
    first, code = next((first, code) for first, code in reversed(_CIRCLED) if at >= first)
    return chr(code + at - first)
