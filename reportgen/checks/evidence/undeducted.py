"""Full marks by judgement, beside a finding or a table that counts shortcomings. In: a Subject. Out: findings, with both places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.standard_texts import UnitLoss, read_standard
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.rules import number_text

_CLAUSES = re.compile(r"[^，。；！？\n]+")
_COUNT = r"(?<![\d.第])(?:[1-9]\d*|[一两二三四五六七八九十]+)\s*"
_SHORT = re.compile(r"没有|[未不缺欠]|逾期|超过|超标|超期|延误|延迟|滞后|错误|违规|违反|[^上]遗漏|重复|虚报|冒领")
_FOUND = re.compile(r"(?<![未没有])(?:发现|存在|出现|发生|查出)")
_NONE = re.compile(r"(?:未|没有?|无)(?:发现|出现|发生|查出|存在)|不少于|不低于|不超过|不足为|除|全部|均(?!未|没|不)")
_MEASURES = "个项例次处笔家份条人名天日月篇件宗起户张"


@check(
    "shortcoming-undeducted",
    Severity.WARNING,
    meaning="数出了不足却没有扣分：评分标准写明每有一处扣几分，评价情况里也数出了不足，评议却没有扣分。",
    why="照标准复算就要扣分；评价情况写了、得分没有体现，评分就站不住。",
    example="标准写“有街道没有举办的，每个街道扣0.5分”，评价情况写“其中2个街道没有举办”，得了满分。",
    mend="按标准扣分；不影响评分的，在评价情况里写明为什么。",
)
def shortcoming_undeducted(subject: Subject) -> Iterator[Finding]:
    for view in subject.report.indicators:
        at = view.number - 1
        indicator = subject.case.indicators[at]
        if indicator.scoring_rule is not None or view.lost.is_nan() or view.lost:
            continue
        for field in ("finding", "actual"):
            losses = read_standard(subject.text_at("indicators", at, "standard")).losses
            stated = next((found for loss in losses if (found := _counted(loss, str(getattr(view, field) or "")))), None)
            if stated is not None:
                clause, loss = stated
                unit = f"每{number_text(loss.size) if loss.size > 1 else ''}{loss.unit}扣{number_text(loss.each)}分"
                message = f"“{view.name}”得满分，这里写“{clause}”，评分标准是“{unit}”"
                also = (subject.at("indicators", at, "standard"),)
                yield Finding(subject.at("indicators", at, field), message, "按标准扣分，或在评价情况里写明为什么不扣", also)
                break


def _counted(loss: UnitLoss, text: str) -> tuple[str, UnitLoss] | None:
    """The first clause that counts, in the unit of a standard, what falls short."""
    measure, noun = loss.unit[:1], loss.unit[1:].strip()
    if measure not in _MEASURES:
        return None
    count = re.compile(f"{_COUNT}{measure}{re.escape(noun)}")
    for clause in _CLAUSES.findall(text):
        found = count.search(clause)
        if found is None or _NONE.search(clause):
            continue
        if _SHORT.search(clause, found.end()) or _FOUND.search(clause[: found.start()]):
            return clause, loss
    return None
