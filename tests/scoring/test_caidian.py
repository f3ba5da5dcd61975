"""The scores that a published report (caidian2022) takes by formula, from its evidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reportgen.diagnostics import Sink
from reportgen.scoring import score
from tests.scoring.sample_case import case_of, codes, indicator


def plan(actual: int, planned: int) -> dict[str, Any]:
    """The rule of a completed plan."""
    return {"kind": "proportion", "actual": actual, "planned": planned}


def two(*parts: tuple[object, int, int]) -> dict[str, Any]:
    """The rule of parts: (points, actual, planned)."""
    rows = [{"name": f"部分{at}", "points": p, "actual": actual, "planned": planned} for at, (p, actual, planned) in enumerate(parts)]
    return {"kind": "parts", "parts": rows}


def judged(name: str, points: int, lost: str = "0") -> dict[str, Any]:
    """An indicator that was judged."""
    return indicator(name, points, deductions=[{"points": Decimal(lost), "reason": "缺项"}] if lost != "0" else [])


def ruled(name: str, points: int, rule: dict[str, Any]) -> dict[str, Any]:
    """An indicator scored by a rule."""
    return indicator(name, points, rule=rule)


EXECUTION = {"kind": "linear", "value": "funds.execution_rate", "from": Decimal("0.5"), "to": 1, "zero_above": 1}
LATE = {"kind": "per_unit", "each": 1, "due": "facts.计划", "done": "facts.实际", "unit": "月", "part": "up"}
SATISFIED = {"kind": "survey", "questions": ["7"], "name": "满意度", "from": Decimal("0.6"), "to": Decimal("0.95")}


def asked(*ids: str) -> dict[str, Any]:
    """The rule of survey questions."""
    return {"kind": "survey", "questions": list(ids)}


# (dimension, group, indicator, published score)
TABLE: list[tuple[str, str, dict[str, Any], str]] = [
    ("决策", "项目立项", judged("立项依据充分性", 2), "2.0"),
    ("决策", "项目立项", judged("立项程序规范性", 2), "2.0"),
    ("决策", "绩效目标", judged("绩效目标合理性", 3), "3.0"),
    ("决策", "绩效目标", judged("绩效指标明确性", 3, "1"), "2.0"),
    ("决策", "资金投入", judged("预算编制科学性", 3, "2"), "1.0"),
    ("决策", "资金投入", judged("资金分配合理性", 2), "2.0"),
    ("过程", "资金管理", ruled("资金到位率", 1, {"kind": "proportion", "value": "funds.funding_rate"}), "0.9"),
    ("过程", "资金管理", ruled("预算执行率", 5, EXECUTION), "5.0"),
    ("过程", "资金管理", judged("资金使用合规性", 3, "0.5"), "2.5"),
    ("过程", "组织实施", judged("管理制度健全性", 2), "2.0"),
    ("过程", "组织实施", judged("制度执行有效性", 4, "2"), "2.0"),
    ("产出", "产出数量", ruled("有害生物防治服务覆盖率", 3, plan(6, 6)), "3.0"),
    ("产出", "产出数量", ruled("发放养老设施建设补贴数", 4, plan(55, 55)), "4.0"),
    ("产出", "产出数量", ruled("发放养老设施运营补贴数", 4, two((2, 43, 43), (2, 178, 178))), "4.0"),
    ("产出", "产出数量", ruled("发放民办养老机构床位补贴数", 4, two((2, 6964, 6314), (2, 1483, 2552))), "3.2"),
    ("产出", "产出数量", ruled("养老机构入住意外险覆盖率", 3, plan(1098, 1098)), "3.0"),
    ("产出", "产出数量", ruled("购置养老设施场地意外险数", 3, two((Decimal("1.5"), 43, 43), (Decimal("1.5"), 233, 233))), "3.0"),
    ("产出", "产出数量", ruled("养老护理员岗位补贴发放完成率", 3, plan(124, 124)), "3.0"),
    ("产出", "产出质量", ruled("补贴发放准确性", 4, {"kind": "per_unit", "each": 1, "count": 0, "unit": "笔"}), "4.0"),
    ("产出", "产出质量", ruled("资格审查合规性", 4, {"kind": "per_unit", "each": 1, "count": 0, "unit": "笔"}), "4.0"),
    ("产出", "产出时效", ruled("嵌入式服务网点建设补贴发放及时率", 3, plan(0, 2)), "0.0"),
    ("产出", "产出时效", ruled("养老设施建设运营补贴发放及时性", 5, LATE), "3.0"),
    ("效果", "社会效益", ruled("维持养老机构正常运转", 7, asked("AB-3")), "6.5"),
    ("效果", "社会效益", ruled("改善养老机构服务环境", 7, asked("AB-4")), "6.6"),
    ("效果", "社会效益", ruled("提升养老机构疫情防控能力", 6, asked("C-5")), "5.0"),
    ("效果", "满意度", ruled("养老机构对补贴资金发放的满意度", 10, SATISFIED), "10.0"),
]
COUNTS = {"AB-3": (52, 6, 2), "AB-4": (55, 3, 2), "C-5": (5, 0, 1), "7": (63, 2, 1)}


def question(id_: str) -> dict[str, Any]:
    """A question with its published counts."""
    options = [
        {"label": label, "count": count, "weight": weight} for label, count, weight in zip("ABC", COUNTS[id_], (5, 3, 0), strict=True)
    ]
    return {"survey": "s", "id": id_, "number": id_, "text": "题", "options": options}


def test_all_scores_as_published() -> None:
    """The 26 scores, the four dimensions, the total and the grade are the published ones; only reasons are missing."""
    sink = Sink()
    card = score(
        case_of(
            *[table | {"dimension": dimension, "group": group} for dimension, group, table, _ in TABLE],
            facts=[{"id": "计划", "value": date(2022, 5, 30)}, {"id": "实际", "value": date(2022, 7, 28)}],
            questions=[question(id_) for id_ in COUNTS],
        ),
        sink,
    )
    assert [str(i.score) for i in card.indicators] == [published for *_, published in TABLE]
    assert [d.score for d in card.dimensions] == [Decimal(s) for s in ("12.0", "12.4", "34.2", "28.1")]
    assert (card.total.score, card.grade) == (Decimal("86.7"), "良")
    assert [round(d.rate, 4) for d in card.dimensions] == [Decimal(r) for r in ("0.8", "0.8267", "0.855", "0.9367")]
    assert set(codes(sink)) == {"reason-missing"}


@pytest.mark.parametrize(("id_", "degree"), [("AB-3", "0.9267"), ("AB-4", "0.9467"), ("C-5", "0.8333"), ("7", "0.9727")])
def test_degrees_as_published(id_: str, degree: str) -> None:
    """The degrees of the four questions are the published ones."""
    table = indicator("满意度", 100, rule=asked(id_), reason="短")
    card = score(case_of(table, questions=[question(id_)]), Sink())
    assert round(card.indicators[0].value or Decimal(0), 4) == Decimal(degree)
