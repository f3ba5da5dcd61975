"""The chain as a table: deduction, problem, cause, measure; gaps stay empty."""

from decimal import Decimal

from tests.compose.sample_report import composed, off
from tests.scoring.sample_case import indicator

PROBLEMS = [
    {"id": "一", "group": "组", "title": "题一", "cause": "因一"},
    {"id": "二", "group": "组", "title": "题二", "text": "没有扣分"},
]
RECOMMENDATIONS = [
    {"kind": "结果应用", "text": "公开。"},
    {"kind": "改进措施", "title": "措施甲", "text": "做甲。", "answers": ["一"]},
    {"kind": "改进措施", "text": "做乙。再做丙。", "answers": ["二", "一"]},
    {"kind": "改进措施", "title": "空措施", "text": "做丁。"},
    {"kind": "预算安排", "text": "压减。", "answers": ["一"]},
]


def test_each_deduction_leads_to_what_is_done_about_it() -> None:
    """One row for each deduction, then problems without one, then measures that answer nothing; only measures answer."""
    row = indicator("甲", 100, deductions=[off(2, "缺一", problem="一"), off(1, "缺二")])
    trace = composed(row, problems=PROBLEMS, recommendations=RECOMMENDATIONS).trace
    assert [(t.indicator, t.points, t.reason, t.problem, str(t.cause), t.recommendation) for t in trace] == [
        ("甲", Decimal(2), "缺一", "题一", "因一", "措施甲；做乙"),
        ("甲", Decimal(1), "缺二", "", "", ""),
        ("", None, "", "题二", "", "做乙"),
        ("", None, "", "", "", "空措施"),
    ]


def test_a_case_without_losses_has_no_trace() -> None:
    """Nothing lost, nothing to trace."""
    assert composed(indicator("甲", 100)).trace == ()
