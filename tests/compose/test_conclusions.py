"""Problems are put together from the deductions that name them; recommendations stand by kind."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compose.sample_report import composed, off
from tests.scoring.sample_case import indicator


def problem(id_: str = "p", **more: object) -> dict[str, Any]:
    """A problem's table."""
    return {"id": id_, "group": "第一组", "title": "指标不全"} | more


@pytest.mark.parametrize(
    ("details", "text"),
    [
        ([], "指标不全。"),
        (["缺少时效指标"], "指标不全。缺少时效指标。"),
        (["缺少时效指标", "缺少满意度指标。"], "指标不全。一是缺少时效指标；二是缺少满意度指标。"),
        (["缺少时效指标", "漏项", "缺少时效指标"], "指标不全。一是缺少时效指标；二是漏项。"),
        (["同一句", "同一句。"], "指标不全。同一句。"),
    ],
)
def test_problem_is_put_together(details: list[str], text: str) -> None:
    """A problem is its title and the full reasons that name it, numbered where there are several, none twice."""
    deductions = [off(1, detail=d, problem="p") for d in details] + [off(1, detail="无关"), off(1, detail="别的", problem="q")]
    report = composed(indicator("甲", 100, deductions=deductions), problems=[problem()])
    assert str(report.problems[0].problems[0].text) == text


def test_reasons_from_several_indicators() -> None:
    """The reasons of a problem come from all indicators, in the order of the report."""
    rows = [indicator(name, 50, deductions=[off(1, f"{name}缺项", problem="p")]) for name in ("乙", "甲")]
    report = composed(*rows, problems=[problem(cause="因为{{ report.fiscal_year }}")])
    (view,) = report.problems[0].problems
    assert str(view.text) == "指标不全。一是乙缺项；二是甲缺项。"
    assert str(view.cause) == "因为2022"


def test_problem_in_the_case_s_own_words() -> None:
    """A problem that the case words itself is printed so."""
    report = composed(indicator("甲", 100, deductions=[off(1, problem="p")]), problems=[problem(text="自己的表述")])
    assert str(report.problems[0].problems[0].text) == "自己的表述"


def test_groups_of_problems() -> None:
    """Problems stand under the headings of their groups, in the order of the case."""
    rows = [problem("p"), problem("q", title="预算不准"), problem("r", group="第二组")]
    groups = [(g.title, [p.title for p in g.problems]) for g in composed(problems=rows).problems]
    assert groups == [("第一组", ["指标不全", "预算不准"]), ("第二组", ["指标不全"])]


def test_recommendations_by_kind() -> None:
    """Measures come first, then the budget, then the use of results, whatever the order of the case; each names its problems."""
    rows = [
        {"kind": "结果应用", "text": "一"},
        {"kind": "改进措施", "title": "题", "text": "二", "answers": ["q", "p"]},
        {"kind": "预算安排", "text": "三"},
        {"kind": "改进措施", "text": "四"},
    ]
    report = composed(problems=[problem("p"), problem("q", title="预算不准")], recommendations=rows)
    kinds = [(k.kind, [(r.title, str(r.text), r.answers) for r in k.recommendations]) for k in report.recommendations]
    assert kinds == [
        ("改进措施", [("题", "二", ("预算不准", "指标不全")), ("", "四", ())]),
        ("预算安排", [("", "三", ())]),
        ("结果应用", [("", "一", ())]),
    ]


def test_kinds_without_recommendations() -> None:
    """A kind of which there is none has no heading."""
    assert [k.kind for k in composed(recommendations=[{"kind": "预算安排", "text": "三"}]).recommendations] == ["预算安排"]
