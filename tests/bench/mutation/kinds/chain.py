"""The chain from a lost point over its reason and its problem to the recommendation, broken at one link.

In: a Subject. Out: sites.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

from reportgen.diagnostics import Key
from tests.bench.mutation.kinds.evidence import breaking
from tests.bench.mutation.model import Add, Drop, Edit, Mutation, MutationSite, Put, Side, value_at
from tests.bench.mutation.subject import Subject
from tests.bench.mutation.surface import row_of
from tests.bench.mutation.values import other_of

_NO_REASON = ("无", "/", "—", "略", "扣分", "见正文")
_MEASURE = "改进措施"


def deductions(data: Any, key: Key = ()) -> Iterator[Key]:  # noqa: ANN401 - TOML data
    """The tables that give a reason for lost points: deductions, losses per unit, indicators scored by a rule."""
    if isinstance(data, dict):
        if "reason" in data:
            yield key
        for name, value in data.items():
            yield from deductions(value, (*key, name))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from deductions(value, (*key, at))


def _reasons(subject: Subject) -> list[Key]:
    return list(deductions(subject.data["indicators"], ("indicators",)))


def reasons(subject: Subject) -> list[MutationSite]:
    """A reason that is gone or says nothing, one for full marks, other points, a deduction that stands in two indicators."""
    found: list[MutationSite] = []
    for key in _reasons(subject):
        own = len(key) == 2
        if not own or not subject.scores[subject.data["indicators"][key[1]]["name"]].label:
            found.append(partial(_without_reason, subject, key))
        found += [partial(_empty_reason, subject, key)]
        if not own:
            found += [partial(breaking, subject, "reason", (1,), partial(_points, subject, key)), partial(_twice, subject, key)]
    return [*found, partial(_needless, subject)]


def _without_reason(subject: Subject, key: Key, _: Random) -> Mutation:
    """No reason, and no words for the analysis either."""
    row = value_at(subject.data, key)
    edits = [Drop((*key, field)) for field in ("reason", "detail") if field in row]
    return subject.mutated("reason", edits, (row["reason"], "删去"), (Side(row_of(key)),), (1, 3))


def _empty_reason(subject: Subject, key: Key, chance: Random) -> Mutation:
    row, new = value_at(subject.data, key), chance.choice(_NO_REASON)
    edits: list[Edit] = [Put((*key, "reason"), new)]
    edits += [Drop((*key, "detail"))] if "detail" in row else []
    return subject.mutated("reason", edits, (row["reason"], new), (Side(row_of(key)),), (1, 3))


def _points(subject: Subject, key: Key, chance: Random) -> Sequence[Edit] | None:
    if "points" not in value_at(subject.data, key):
        return None
    old, step = Decimal(value_at(subject.data, (*key, "points"))), subject.outcome.case.report.precision
    new = old + step * chance.choice((-5, -2, -1, 1, 2, 5))
    return (Put((*key, "points"), new),) if new > 0 else None


def _twice(subject: Subject, key: Key, chance: Random) -> Mutation | None:
    """The same finding takes points off in an item of another indicator, too."""
    row = value_at(subject.data, key)
    homes = [home for home in _checklist_items(subject) if row_of(home) != row_of(key)]
    if "points" not in row or not homes:
        return None
    home = chance.choice(homes)
    points = min(Decimal(row["points"]), Decimal(value_at(subject.data, (*home, "points"))))
    copied = {**row, "points": points}
    sides = Side((*key, "reason"), row["reason"]), Side(row_of(home)), Side(("published", "indicators"))
    return subject.mutated("reason", (Put((*home, "deductions"), [copied]),), ("没有", row["reason"]), sides, (1, 2))


def _checklist_items(subject: Subject) -> Iterator[Key]:
    """Items of checklists that lost nothing and hold points of their own."""
    for at, row in enumerate(subject.data["indicators"]):
        for n, item in enumerate(row.get("rule", {}).get("items", ())):
            if "points" in item and "deductions" not in item and "per_unit" not in item:
                yield "indicators", at, "rule", "items", n


def _needless(subject: Subject, chance: Random) -> Mutation:
    at = chance.choice([at for at, i in subject.indicators if not subject.scores[i.name].lost and i.reason is None])
    reason = chance.choice(("部分任务没有按期完成", "相关资料不够齐全", "实际完成数低于计划数", "管理不够规范"))
    sides = Side(("indicators", at, "rule")), Side(("published", "indicators"))
    return subject.mutated("reason", (Put(("indicators", at, "reason"), reason),), ("没有", reason), sides, (1, 2))


def problems(subject: Subject) -> list[MutationSite]:
    """A lost point that leads to no problem or to another one, a problem that nothing leads to."""
    linked = [key for key in _reasons(subject) if _links_itself(subject, key)]
    users: dict[str, int] = {}
    for key in linked:
        id_ = value_at(subject.data, (*key, "problem"))
        users[id_] = users.get(id_, 0) + 1
    last = [key for key in linked if users[value_at(subject.data, (*key, "problem"))] == 1 and not _worded(subject, key)]
    found: list[MutationSite] = [partial(_unlinked, subject, key) for key in linked]
    found += [partial(_moved, subject, key) for key in last]
    return found + [partial(_unsupported, subject, at) for at in range(len(subject.data.get("problems", ())))]


def _links_itself(subject: Subject, key: Key) -> bool:
    """Whether a deduction names its problem, and its indicator none that would take its place."""
    inherited = len(key) > 2 and "problem" in value_at(subject.data, row_of(key))
    return "problem" in value_at(subject.data, key) and not inherited


def _worded(subject: Subject, key: Key) -> bool:
    """Whether the problem that a deduction leads to has words of its own."""
    id_ = value_at(subject.data, (*key, "problem"))
    return any(problem["id"] == id_ and "text" in problem for problem in subject.data["problems"])


def _problem_sides(subject: Subject, ids: Iterable[str]) -> tuple[Side, ...]:
    places = {problem["id"]: at for at, problem in enumerate(subject.data["problems"])}
    return tuple(Side(("problems", places[id_]), id_) for id_ in ids if id_ in places)


def _unlinked(subject: Subject, key: Key, _: Random) -> Mutation:
    old = value_at(subject.data, (*key, "problem"))
    return subject.mutated("problem-link", (Drop((*key, "problem")),), (old, "删去"), _problem_sides(subject, [old]), (3,))


def _moved(subject: Subject, key: Key, chance: Random) -> Mutation | None:
    """To another problem, so that nothing is left of the one that it led to."""
    old = value_at(subject.data, (*key, "problem"))
    new = other_of([problem["id"] for problem in subject.data["problems"]], chance, old)
    if new is None:
        return None
    return subject.mutated("problem-link", (Put((*key, "problem"), new),), (old, new), _problem_sides(subject, [old, new]), (3,))


_MADE_UP = (
    ("档案管理", "档案管理不够规范"),
    ("绩效监控", "绩效运行监控不到位"),
    ("信息公开", "项目信息公开不及时"),
    ("人员培训", "业务人员培训不足"),
    ("合同管理", "合同管理有待加强"),
)


def _unsupported(subject: Subject, at: int, chance: Random) -> Mutation:
    """A problem for which no point was lost, which nothing words, and which nothing answers."""
    id_, title = chance.choice(_MADE_UP)
    row = {"id": id_, "group": subject.data["problems"][at]["group"], "title": title}
    return subject.mutated("problem-link", (Add(("problems",), at + 1, row),), ("没有", title), (Side(("recommendations",)),), (3,))


def recommendations(subject: Subject) -> list[MutationSite]:
    """A problem that no measure answers any more, a measure that answers nothing."""
    rows = [(at, row) for at, row in enumerate(subject.data.get("recommendations", ())) if row.get("answers")]
    found: list[MutationSite] = []
    for at, row in rows:
        found += [partial(_gone, subject, at, row), partial(_answerless, subject, at, row)]
        found += [partial(_other_kind, subject, at, row, kind) for kind in ("预算安排", "结果应用")]
        for n in range(len(row["answers"])):
            found += [partial(_other_answer, subject, at, row, n)]
            found += [partial(_less, subject, at, row, n)] if len(row["answers"]) > 1 else []
    return [*found, partial(_answering_nothing, subject)]


def _gone(subject: Subject, at: int, row: Mapping[str, Any], _: Random) -> Mutation:
    return _unanswered(subject, (Drop(("recommendations", at)),), row["answers"], (row.get("title", ""), "删去"))


def _answerless(subject: Subject, at: int, row: Mapping[str, Any], _: Random) -> Mutation:
    return _unanswered(subject, (Drop(("recommendations", at, "answers")),), row["answers"], ("、".join(row["answers"]), "删去"))


def _other_kind(subject: Subject, at: int, row: Mapping[str, Any], kind: str, _: Random) -> Mutation:
    return _unanswered(subject, (Put(("recommendations", at, "kind"), kind),), row["answers"], (row["kind"], kind))


def _less(subject: Subject, at: int, row: Mapping[str, Any], n: int, _: Random) -> Mutation:
    old = row["answers"][n]
    return _unanswered(subject, (Drop(("recommendations", at, "answers", n)),), [old], (old, "删去"))


def _other_answer(subject: Subject, at: int, row: Mapping[str, Any], n: int, chance: Random) -> Mutation | None:
    old = row["answers"][n]
    others = [p["id"] for p in subject.data["problems"] if p["id"] not in row["answers"]]
    new = other_of(others, chance, old)
    return _unanswered(subject, (Put(("recommendations", at, "answers", n), new),), [old], (old, new)) if new else None


def _unanswered(subject: Subject, edits: Sequence[Edit], ids: Sequence[str], words: tuple[str, str]) -> Mutation:
    return subject.mutated("recommendation", edits, words, _problem_sides(subject, ids), (3,))


def _answering_nothing(subject: Subject, chance: Random) -> Mutation:
    title = chance.choice(("加强档案管理", "完善信息公开制度", "加强业务人员培训", "健全合同管理制度"))
    row = {"kind": _MEASURE, "title": title, "text": f"{title}，明确责任和时限，并定期检查落实情况。"}
    at = chance.randrange(len(subject.data["recommendations"]) + 1)
    return subject.mutated("recommendation", (Add(("recommendations",), at, row),), ("没有", title), (Side(("problems",)),), (3,))
