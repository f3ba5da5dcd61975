"""The indicator tree: what is wrong with its shape, before anything is scored.

In: a Case. Out: diagnostics.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportgen.diagnostics import CasePlace, Sink
from reportgen.model.case import Case
from reportgen.model.indicators import Grade, Indicator
from reportgen.model.rules import number_text


def check_structure(case: Case, sink: Sink) -> None:
    """Reports repeated names, dimensions and groups that do not stand together, grades out of order."""
    _check_names(case.indicators, sink)
    _check_runs("dimension", "一级", [(i.dimension,) for i in case.indicators], sink)
    _check_runs("group", "二级", [(i.dimension, i.group) for i in case.indicators], sink)
    _check_grades(case.grades, sink)


def _check_names(indicators: Sequence[Indicator], sink: Sink) -> None:
    first: dict[str, int] = {}
    for at, indicator in enumerate(indicators):
        before = first.setdefault(indicator.name, at)
        if before != at:
            message = f"第 {before + 1} 个与第 {at + 1} 个三级指标同名：“{indicator.name}”"
            sink.error("duplicate-indicator", CasePlace(("indicators", at, "name")), message, "请改名，或删去重复的一个")


def _check_runs(field: str, level: str, names: Sequence[tuple[str, ...]], sink: Sink) -> None:
    """Indicators of one dimension, or of one group in it, must stand together."""
    closed: set[tuple[str, ...]] = set()
    for at, (before, name) in enumerate(pairwise(names), 1):
        if name != before:
            closed.add(before)
            if name in closed and name[:-1] == before[:-1]:
                message = f"{level}指标“{name[-1]}”分成了几段，中间隔着“{before[-1]}”"
                hint = "请把同一指标下的三级指标放在一起"
                sink.error(f"{field}-split", CasePlace(("indicators", at, field)), message, hint)


def _check_grades(grades: Sequence[Grade], sink: Sink) -> None:
    for at, (upper, lower) in enumerate(pairwise(grades), 1):
        if not upper.lower.is_nan() and not lower.lower.is_nan() and upper.lower <= lower.lower:
            low, high = number_text(lower.lower), number_text(upper.lower)
            message = f"等级“{lower.name}”的下限 {low} 不低于前一等级“{upper.name}”的 {high}"
            sink.error("grades-order", CasePlace(("grades", at, "from")), message, "请从高到低写等级")
    if grades and grades[-1].lower != 0 and not grades[-1].lower.is_nan():
        message = f"最低等级“{grades[-1].name}”的下限是 {number_text(grades[-1].lower)}，更低的分数没有等级"
        sink.error("grades-bottom", CasePlace(("grades", len(grades) - 1, "from")), message, "请把最低等级的 from 写成 0")
