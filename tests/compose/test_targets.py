"""Target tables: what was declared, what it became, and why."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.model.report import TargetsView
from tests.compose.sample_report import composed
from tests.scoring.sample_case import indicator

DECLARED = [{"dimension": "产出指标", "group": "数量指标", "name": "新建", "value": "{{ facts.计划 }}家"}]


def targets(*adjustments: dict[str, Any]) -> TargetsView:
    """The targets of a case with two indicators, one of which has a target."""
    found = composed(
        indicator("新建数", 50, target="{{ facts.计划 }}家以上", actual="6家"),
        indicator("其他", 50),
        facts=[{"id": "计划", "value": 5}],
        documents=[{"id": "表", "title": "申报表"}],
        targets={"form": "表", "overall": "建{{ facts.计划 }}家", "declared": DECLARED, "adjustments": list(adjustments)},
    ).targets
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "ends", "marks"),
    [
        ("保留", {"declared": "新建", "indicator": "新建数"}, ("√", "", "", "")),
        ("修改", {"declared": "新建", "indicator": "新建数"}, ("", "√", "", "")),
        ("删除", {"declared": "新建"}, ("", "", "√", "")),
        ("增设", {"indicator": "新建数"}, ("", "", "", "√")),
    ],
)
def test_adjustment(kind: str, ends: dict[str, str], marks: tuple[str, ...]) -> None:
    """An adjustment has one mark, in its own column, and the values of what it names: the declared one and the indicator's."""
    (row,) = targets({"kind": kind, "heading": "数量", "reason": "原因{{ report.fiscal_year }}"} | ends).adjustments
    assert (row.heading, row.marks, str(row.reason)) == ("数量", marks, "原因2022")
    assert (row.declared, row.declared_value) == (("新建", "5家") if "declared" in ends else ("", ""))
    assert (row.indicator, str(row.value)) == (("新建数", "5家以上") if "indicator" in ends else ("", ""))


def test_declared_and_adjusted() -> None:
    """Declared targets stand as filed; the adjusted ones are those of the indicators that have a target."""
    view = targets()
    assert (view.form, str(view.overall)) == ("《申报表》", "建5家")
    assert [(r.dimension, r.group, r.name, str(r.value)) for r in view.declared] == [("产出指标", "数量指标", "新建", "5家")]
    rows = [(r.dimension, r.group, r.name, str(r.value), str(r.actual)) for r in view.adjusted]
    assert rows == [("过程指标", "资金管理", "新建数", "5家以上", "6家")]


def test_no_targets() -> None:
    """A case without targets has none of these tables."""
    assert composed().targets is None
