"""Indicators without a target or a basis, goals that no indicator measures.

In: a Subject. Out: sites.
"""

from __future__ import annotations

from functools import partial
from random import Random

from tests.bench.mutation.model import Add, Drop, Mutation, MutationSite, Put, Side
from tests.bench.mutation.subject import Subject
from tests.bench.mutation.values import other_of

_KIND = "target-or-basis"
_NOTHING = ("无", "/", "—", "略", "暂无")
# Goals of other programmes: nothing in a shipped case measures them.
_GOALS = (
    ("产出指标", "数量指标", "农村公路养护里程", "120公里"),
    ("产出指标", "质量指标", "设备验收合格率", "100%"),
    ("产出指标", "时效指标", "公租房分配按期完成率", "100%"),
    ("产出指标", "数量指标", "就业技能培训人次", "800人次"),
    ("效益指标", "生态效益", "污水集中处理率", "≥95%"),
    ("效益指标", "经济效益", "带动农户增收额", "每户2000元"),
    ("满意度指标", "服务对象满意度", "参训学员满意度", "≥90%"),
)


def targets(subject: Subject) -> list[MutationSite]:
    """A target that is gone, a basis that says nothing, a declared goal that is dropped without a word or that nothing measures."""
    rows = list(enumerate(subject.data["indicators"]))
    found: list[MutationSite] = [partial(_targetless, subject, at) for at, row in rows if "target" in row]
    found += [partial(_baseless, subject, at) for at, _ in rows]
    declared = subject.data.get("targets", {})
    found += [partial(_unadjusted, subject, at) for at, row in enumerate(declared.get("adjustments", ())) if "declared" in row]
    return found + [partial(_unmeasured, subject, goal) for goal in _GOALS if "declared" in declared]


def _targetless(subject: Subject, at: int, chance: Random) -> Mutation:
    row, key = subject.data["indicators"][at], ("indicators", at, "target")
    sides = Side(("indicators", at)), Side(("targets",))
    if chance.random() < 0.5:
        return subject.mutated(_KIND, (Drop(key),), (row["target"], "删去"), sides, (2,))
    new = chance.choice(_NOTHING)
    return subject.mutated(_KIND, (Put(key, new),), (row["target"], new), sides, (2,))


def _baseless(subject: Subject, at: int, chance: Random) -> Mutation | None:
    old = subject.data["indicators"][at]["basis"]
    new = other_of(_NOTHING, chance, old)
    return (
        subject.mutated(_KIND, (Put(("indicators", at, "basis"), new),), (old, new), (Side(("indicators", at)),), (2,)) if new else None
    )


def _unadjusted(subject: Subject, at: int, _: Random) -> Mutation:
    """A declared goal of which the report no longer says what became of it."""
    row = subject.data["targets"]["adjustments"][at]
    sides = Side(("targets",)), Side(("indicators",))
    return subject.mutated(_KIND, (Drop(("targets", "adjustments", at)),), (row["declared"], "删去"), sides, (2,))


def _unmeasured(subject: Subject, goal: tuple[str, str, str, str], chance: Random) -> Mutation:
    dimension, group, name, value = goal
    rows = subject.data["targets"]["declared"]
    at = chance.randrange(len(rows) + 1)
    row = {"dimension": dimension, "group": group, "name": name, "value": value}
    sides = Side(("targets",)), Side(("indicators",))
    return subject.mutated(_KIND, (Add(("targets", "declared"), at, row),), ("没有", name), sides, (2,))
