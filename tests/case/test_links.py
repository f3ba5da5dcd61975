"""Links between the tables of a case."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.case.links import check_links
from reportgen.diagnostics import CasePlace, Sink
from tests.scoring.sample_case import case_of, indicator

PROBLEMS = [{"id": "targets", "group": "组", "title": "题"}]
SURVEY = {
    "id": "s", "title": "问卷", "mode": "电话", "preamble": "说明", "valid": 1,
    "strata": [{"id": "ab", "name": "层", "population": 1, "sample": 1}],
}  # fmt: skip
QUESTION: dict[str, Any] = {"survey": "s", "id": "q", "number": "1", "text": "题"}


def found(*indicators: dict[str, Any], **tables: object) -> list[tuple[str, tuple[str | int, ...]]]:
    """Codes and keys of what is found in a case."""
    sink = Sink()
    check_links(case_of(*indicators, **tables), sink)
    return [(d.code, d.place.key) for d in sink if isinstance(d.place, CasePlace)]


def unknown(*key: str | int) -> list[tuple[str, tuple[str | int, ...]]]:
    """An id that leads nowhere, at a key."""
    return [("unknown-id", key)]


def targets(**adjustment: object) -> dict[str, Any]:
    """Targets with one adjustment."""
    declared = [{"dimension": "产出指标", "group": "数量指标", "name": "运营床位", "value": "8866 张"}]
    return {"overall": "目标", "declared": declared, "adjustments": [{"heading": "数量指标", "reason": "原因"} | adjustment]}


def test_links_that_hold() -> None:
    """A case whose ids lead somewhere reports nothing."""
    off = {"points": 1, "reason": "缺项", "problem": "targets"}
    items = [{"text": "要点", "points": 50, "deductions": [off]}]
    rows = [
        indicator("甲", 50, deductions=[off]),
        indicator("乙", 50, rule={"kind": "checklist", "items": items}, problem="targets"),
    ]
    assert not found(
        *rows,
        problems=PROBLEMS,
        recommendations=[{"kind": "改进措施", "text": "建议", "answers": ["targets"]}],
        surveys=[SURVEY],
        questions=[QUESTION | {"stratum": "ab"}],
        targets=targets(kind="修改", declared="运营床位", indicator="甲"),
        groups=[{"name": "过程"}, {"name": "资金管理"}],
        published={"dimensions": {"过程": 1}, "indicators": {"甲": 1}},
    )


def test_problem_of_a_deduction() -> None:
    """The problem of a judged deduction must exist; the message names the nearest."""
    sink = Sink()
    off = {"points": 1, "reason": "缺项", "problem": "target"}
    check_links(case_of(indicator("甲", 100, deductions=[off]), problems=PROBLEMS), sink)
    (only,) = sink
    assert only.place == CasePlace(("indicators", 0, "deductions", 0, "problem"))
    assert (only.message, only.hint) == ("没有问题 id“target”", "是否想写 targets？")


def test_problems_of_a_rule() -> None:
    """Problems named inside a rule, by a deduction or by a loss per unit, must exist."""
    off = {"points": 1, "reason": "缺项", "problem": "x"}
    loss = {"text": "每项", "points": 1, "count": 0, "problem": "y"}
    items = [{"text": "要点", "points": 100, "deductions": [off], "per_unit": [loss]}]
    place = ("indicators", 0, "rule", "items", 0)
    assert found(indicator("甲", 100, rule={"kind": "checklist", "items": items})) == [
        ("unknown-id", (*place, "deductions", 0, "problem")),
        ("unknown-id", (*place, "per_unit", 0, "problem")),
    ]


@pytest.mark.parametrize(
    ("tables", "key"),
    [
        ({"recommendations": [{"kind": "改进措施", "text": "建议", "answers": ["x"]}]}, ("recommendations", 0, "answers", 0)),
        (
            {"materials": [{"section": "节", "title": "材料", "kind": "notice", "problem": "x"}]},
            ("materials", 0, "problem"),
        ),
        ({"questions": [QUESTION]}, ("questions", 0, "survey")),
        ({"questions": [QUESTION | {"stratum": "c"}], "surveys": [SURVEY]}, ("questions", 0, "stratum")),
        ({"targets": {"overall": "目标", "form": "x"}}, ("targets", "form")),
        ({"work": {"purpose": "目的", "framework": ["x"], "methods": [{"name": "比较法"}], "phases": []}}, ("work", "framework", 0)),
        ({"targets": targets(kind="删除", declared="床位")}, ("targets", "adjustments", 0, "declared")),
        ({"targets": targets(kind="增设", indicator="床位")}, ("targets", "adjustments", 0, "indicator")),
        ({"groups": [{"name": "产出"}]}, ("groups", 0, "name")),
        ({"published": {"dimensions": {"产出": 1}}}, ("published", "dimensions", "产出")),
        ({"published": {"indicators": {"床位": 1}}}, ("published", "indicators", "床位")),
    ],
)
def test_ids_that_lead_nowhere(tables: dict[str, Any], key: tuple[str | int, ...]) -> None:
    """An id or a name without its table is an error at its key."""
    assert found(**tables) == unknown(*key)


def test_indicator_problem() -> None:
    """The problem of an indicator must exist."""
    assert found(indicator("甲", 100, problem="x")) == unknown("indicators", 0, "problem")


def test_an_id_to_be_filled_in() -> None:
    """A draft may leave an id to be filled in."""
    assert not found(indicator("甲", 100, problem="待填写"))


@pytest.mark.parametrize(
    ("tables", "key"),
    [
        ({"facts": [{"id": "a", "value": 1}, {"id": "b", "value": 1}, {"id": "a", "value": 2}]}, ("facts", 2, "id")),
        ({"documents": [{"id": "a", "title": "文"}] * 2}, ("documents", 1, "id")),
        ({"problems": PROBLEMS * 2}, ("problems", 1, "id")),
        ({"surveys": [SURVEY] * 2}, ("surveys", 1, "id")),
        ({"questions": [QUESTION] * 2, "surveys": [SURVEY]}, ("questions", 1, "id")),
        ({"surveys": [SURVEY | {"strata": [*SURVEY["strata"], *SURVEY["strata"]]}]}, ("surveys", 0, "strata", 1, "id")),  # type: ignore[misc]
        ({"questions": [QUESTION | {"options": [{"label": "是"}] * 2}], "surveys": [SURVEY]}, ("questions", 0, "options", 1, "label")),
        ({"groups": [{"name": "过程"}] * 2}, ("groups", 1, "name")),
    ],
)
def test_ids_given_twice(tables: dict[str, Any], key: tuple[str | int, ...]) -> None:
    """An id given twice is an error on the second."""
    assert found(**tables) == [("duplicate-id", key)]


def test_hints_come_in_one_order() -> None:
    """The names that a hint lists stand in the same order in every run, whatever order the program holds them in."""
    sink = Sink()
    problems = [{"id": id_, "group": "组", "title": "题"} for id_ in ("戊", "丁", "丙", "乙", "甲", "己")]
    check_links(case_of(problems=problems, recommendations=[{"kind": "改进措施", "text": "建议", "answers": ["x"]}]), sink)
    (diagnostic,) = sink
    assert diagnostic.hint == "是否想写 丁、丙、乙、己、戊、甲？"
