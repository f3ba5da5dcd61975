"""Lost points with their reasons, and where each stands. In: a Report. Out: Losses in the order of the indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportgen.diagnostics import CasePlace, Key
from reportgen.model.report import DeductionView, IndicatorView, Report

# What a shortcoming is told with. Broad on purpose: a reason is doubted only where it holds none of these, and praise.
SHORTCOMING = re.compile(
    r"[不未没无缺少欠低逾超偏差弱漏错误迟慢晚违虚难粗松滞落降减尚仅只才仍]|挪用|挤占|截留|重复|脱节|空白|模糊|笼统|收回|闲置|沉淀|结余|余地|一般|个别|部分|困难"
    r"|高于|大于|小于|问题|风险|瑕疵|矛盾|冲突|混用|混淆|代签|补签|有待|需要|隐患|投诉|争议|损失|退回|停|延误|延期|拖|中断|破损|假|冒领|散乱|过高|过多|过大|过于"
)


@dataclass(frozen=True, slots=True)
class Loss:
    """Points that an indicator lost for one reason; `key` is where the deduction stands, `problem` the id that it names or nothing.

    `reason` is the short form, `detail` the full one; both as the report prints them, and the same where only one was written.
    """

    at: int
    indicator: IndicatorView
    key: Key
    points: Decimal
    reason: str
    detail: str
    problem: str

    @property
    def place(self) -> CasePlace:
        """Where the deduction stands."""
        return CasePlace(self.key)

    @property
    def words(self) -> str:
        """Everything that is said of the loss."""
        return self.reason if self.detail == self.reason else f"{self.reason}，{self.detail}"


def losses_of(report: Report) -> Iterator[Loss]:
    """Every deduction of every indicator that takes points off."""
    keys = _reason_keys(report)
    for view in report.indicators:
        at = view.number - 1
        for deduction in view.deductions:
            if deduction.points.is_nan() or deduction.points > 0:
                yield _loss(at, view, deduction, keys.get(at, {}).get(deduction.reason, ("indicators", at)))


def _loss(at: int, view: IndicatorView, deduction: DeductionView, key: Key) -> Loss:
    return Loss(at, view, key, deduction.points, deduction.reason, deduction.detail, deduction.problem)


def _reason_keys(report: Report) -> dict[int, dict[str, Key]]:
    """Where the reasons of each indicator stand: the report was written from them, place by place."""
    keys: dict[int, dict[str, Key]] = {}
    for passage in report.passages:
        head, *rest = passage.key
        if head == "indicators" and rest[-1] == "reason" and isinstance(rest[0], int):
            key = passage.key if len(rest) == 2 else passage.key[:-1]
            keys.setdefault(rest[0], {}).setdefault(passage.text.rstrip("。；"), key)
    return keys
