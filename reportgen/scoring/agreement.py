"""Agreement: what the case states against what is computed.

In: a Case and its Scorecard. Out: diagnostics, each with both values.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reportgen.diagnostics import CasePlace, Sink
from reportgen.model.case import Case
from reportgen.model.indicators import Published
from reportgen.model.rules import number_text
from reportgen.model.scorecard import Scorecard
from reportgen.model.values import BLANK, is_blank


def check_agreement(case: Case, card: Scorecard, sink: Sink) -> None:
    """Reports stated weights of groups and published results that differ from the computed ones."""
    _check_groups(case, card, sink)
    if case.published is not None:
        _check_published(case.published, card, sink)


def _check_groups(case: Case, card: Scorecard, sink: Sink) -> None:
    """A name that several groups bear agrees when one of them has the weight."""
    for at, group in enumerate(case.groups):
        computed = [d.points for d in card.dimensions if d.name == group.name]
        computed += [g.points for d in card.dimensions for g in d.groups if g.name == group.name]
        if group.points is not None and computed and all(_differ(group.points, points) for points in computed):
            stated, summed = number_text(group.points), number_text(computed[0])
            message = f"“{group.name}”声明的权重是 {stated} 分，所属三级指标的分值合计 {summed} 分"
            sink.error("group-points-differ", CasePlace(("groups", at, "points")), message, "请核对两处分值")


def _check_published(published: Published, card: Scorecard, sink: Sink) -> None:
    if published.total is not None and _differ(published.total, card.total.score):
        _differs(("total",), "总分", (number_text(published.total), number_text(card.total.score)), sink)
    if published.grade is not None and BLANK not in {published.grade, card.grade} and published.grade != card.grade:
        _differs(("grade",), "等级", (published.grade, card.grade), sink)
    _check_scores("dimensions", "一级指标", published.dimensions, {d.name: d.score for d in card.dimensions}, sink)
    _check_scores("indicators", "三级指标", published.indicators, {i.name: i.score for i in card.indicators}, sink)


def _check_scores(field: str, level: str, published: Mapping[str, Decimal], computed: Mapping[str, Decimal], sink: Sink) -> None:
    for name, score in published.items():
        if name in computed and _differ(score, computed[name]):
            _differs((field, name), f"{level}“{name}”", (number_text(score), number_text(computed[name])), sink)


def _differs(key: tuple[str, ...], what: str, values: tuple[str, str], sink: Sink) -> None:
    message = f"{what}公布的是 {values[0]}，计算得 {values[1]}"
    sink.warning("published-differs", CasePlace(("published", *key)), message, "请核对数据、评分规则和公布的结果")


def _differ(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers differ; a Blank differs from nothing."""
    return not is_blank(one) and not is_blank(other) and one != other
