"""Lost points: each stands where its reason was written."""

from decimal import Decimal

from tests.checks.subjects import subject_of
from tests.compose.sample_report import off
from tests.scoring.sample_case import indicator

TENTHS = {"kind": "proportion", "actual": 9, "planned": 10}


def test_losses_stand_where_their_reasons_do() -> None:
    """A judged deduction, a reason of the indicator, a label, an item of a checklist and a loss per unit."""
    items = [{"text": "一", "points": 10, "deductions": [off(1, "缺一")]}, {"text": "二", "points": 10, "per_unit": [
        {"text": "每项", "points": 2, "count": 3, "reason": "缺二"}]}]  # fmt: skip
    labels = [{"label": "好", "points": 20}, {"label": "差", "points": 5}]
    subject = subject_of(
        indicator("甲", 20, deductions=[off(0, "无事"), off(3, "缺甲", problem="问")]),
        indicator("乙", 20, rule=TENTHS, reason="短", detail="长"),
        indicator("丙", 20, rule={"kind": "labels", "label": "差", "labels": labels}),
        indicator("丁", 20, rule={"kind": "checklist", "items": items}),
        problems=[{"id": "问", "group": "组", "title": "题"}],
    )
    assert [(loss.key, loss.points, loss.reason, loss.detail, loss.problem) for loss in subject.losses] == [
        (("indicators", 0, "deductions", 1), Decimal(3), "缺甲", "缺甲", "问"),
        (("indicators", 1, "reason"), Decimal(2), "短", "长", ""),
        (("indicators", 2, "rule"), Decimal(15), "差", "差", ""),
        (("indicators", 3, "rule", "items", 0, "deductions", 0), Decimal(1), "缺一", "缺一", ""),
        (("indicators", 3, "rule", "items", 1, "per_unit", 0), Decimal(6), "缺二", "缺二", ""),
    ]
