"""The indicator tree as a flat list, grades, and what was published.

In: the tables `[[indicators]]`, `[[groups]]`, `[[grades]]`, `[published]`. Out: frozen types.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from pydantic import model_validator

from .rules import AnyRule, Deduction, Rule
from .values import Amount, Identifier, Line, Markdown, Name, Number, Part, Text, about, error


class Indicator(Part):
    """A third-level indicator, scored by a rule from evidence or judged with deductions."""

    dimension: Name = about("一级指标，如 决策")
    group: Name = about("二级指标，如 项目立项")
    name: Name = about("三级指标名称；全文只在这里写一次，别处用 {{ indicators.名称.score }} 引用")
    code: Identifier | None = about("指标编号，如 A1-1", default=None)
    points: Amount = about("分值")
    explanation: Markdown = about("指标解释")
    definition: Markdown | None = about("计算公式与口径，印在评分标准之前", default=None)
    rule: AnyRule | None = about("评分规则；写了 rule 就不写 deductions", default=None)
    deductions: tuple[Deduction, ...] | None = about("评议打分的扣分项；没有扣分写 []", default=None)
    standard: Markdown | None = about("评分标准的表述；不写则由评分规则生成。评议打分必须写", default=None)
    basis: Markdown = about("评价依据；文件用 {{ documents.编号 }} 引用")
    target: Markdown | None = about("指标值（绩效目标表）", default=None)
    actual: Markdown | None = about("实际完成值", default=None)
    plan: Markdown | None = about("计划内容，印在指标分析的开头", default=None)
    finding: Markdown = about("评价情况；扣分原因不写在这里，写在扣分项或 detail 里")
    reason: Line | None = about("按规则失分的原因（简短）", default=None)
    detail: Markdown | None = about("按规则失分的原因（完整表述）", default=None)
    problem: Identifier | None = about("失分所属问题的 id", default=None)

    @model_validator(mode="after")
    def _one_way_to_score(self) -> Self:
        if self.rule is not None and self.deductions is not None:
            raise error("two-ways-to-score", name=self.name)
        if self.rule is None and self.deductions is None:
            raise error("no-way-to-score", name=self.name)
        if self.rule is None and self.standard is None:
            raise error("standard-missing", name=self.name)
        return self

    @property
    def scoring_rule(self) -> Rule | None:
        """The rule with its own type."""
        rule: Rule | None = self.rule
        return rule


class Group(Part):
    """What the case states of a group besides its name; weights are derived, a stated one is checked."""

    name: Name = about("一级或二级指标名称")
    points: Amount | None = about("声明的权重；写了就与三级指标分值之和核对", default=None)
    code: Identifier | None = about("编号，如 A1", default=None)
    comment: Markdown | None = about("对该一级或二级指标的总体评述", default=None)


class Grade(Part):
    """A grade holds from its lower bound (inclusive) up to the next."""

    name: Name = about("等级，如 优")
    lower: Amount = about("下限（含）", alias="from")


DEFAULT_GRADES = tuple(
    Grade(name=name, lower=Decimal(lower)) for name, lower in (("优", 90), ("良", 80), ("中", 60), ("差", 0))
)  # 财预〔2020〕10号 第十八条


class Published(Part):
    """What was published, to be compared with what is computed."""

    total: Number | None = about("公布的总分", default=None)
    grade: Line | None = about("公布的等级", default=None)
    dimensions: dict[str, Number] = about("公布的一级指标得分", default={})
    indicators: dict[str, Number] = about("公布的三级指标得分", default={})
    remark: Text | None = about("说明", default=None)
