"""What `show` shows: rates as the report prints them, and every name that a template may use."""

from __future__ import annotations

from decimal import Decimal

from reportgen.charts import NAMES
from reportgen.diagnostics import Sink
from reportgen.model.report import Report
from reportgen.model.scorecard import Scorecard
from reportgen.scoring import score
from reportgen.sheets import brief, context_data, context_sheets, score_sheets, trace_data, trace_sheets
from tests.compose.sample_report import composed, off
from tests.scoring.sample_case import case_of, indicator

LOST = indicator("甲", 32, deductions=[off(Decimal("3.8"))])
QUESTION = {
    "survey": "卷",
    "id": "1",
    "number": "1",
    "text": "如何？",
    "options": [{"label": "好", "count": 3}, {"label": "差", "count": 1}],
}
SURVEY = {
    "id": "卷", "title": "问卷", "mode": "电话", "preamble": "您好", "valid": 4,
    "strata": [{"id": "层", "name": "单位", "population": 5, "sample": 4}],
}  # fmt: skip


def sheets() -> tuple[Scorecard, Report]:
    """A scorecard with a rate of 88.125% and its report."""
    return score(case_of(LOST), Sink()), composed(LOST)


def test_rates_are_the_report_s() -> None:
    """28.2 of 32 points are 88.13%, as the report prints it."""
    (sheet,) = score_sheets(*sheets())
    assert [row[3:6] for row in sheet.rows] == [("32", "28.2", "88.13%")] * 3


def test_long_figures_are_rounded_half_up() -> None:
    """A table shows six decimals, the last one half up; shorter figures as they are."""
    assert [brief(Decimal(n)) for n in ("2.0000005", "0.1234565", "12.0")] == ["2.000001", "0.123457", "12.0"]


def test_every_chart_is_named() -> None:
    """Each chart is listed with its title, or as empty where the case has nothing to show; a survey's by its id."""
    report = composed(LOST, surveys=[SURVEY], questions=[QUESTION])
    rows = {name: (kind, value) for name, kind, value in context_sheets(report, {})[0].rows}
    assert {name for name in rows if name.count(".") == 1 and name.startswith("charts.") and "(" not in name} == {
        f"charts.{n}" for n in NAMES
    }
    assert rows["charts.dimension_scores"] == ("图", "各一级指标得分情况")
    assert rows["charts.targets_met"] == ("空", "")
    assert rows['charts.of("survey_answers", "卷")'] == ("图", "问卷")


def test_charts_in_data() -> None:
    """Data for programs tell each chart by title and words, or none."""
    charts = context_data(composed(LOST), {})["template"]["charts"]
    assert set(charts) == set(NAMES)
    assert charts["dimension_scores"]["title"] == "各一级指标得分情况"
    assert "甲" in charts["lost_points"]["alt"]
    assert charts["survey_answers"] is None


def test_the_trace_is_shown() -> None:
    """Each deduction with its problem and measure, as a table and as data."""
    row = indicator("甲", 100, deductions=[off(Decimal("1.5"), problem="一")])
    measure = {"kind": "改进措施", "title": "措施", "text": "做。", "answers": ["一"]}
    report = composed(row, problems=[{"id": "一", "group": "组", "title": "题", "cause": "因"}], recommendations=[measure])
    (sheet,) = trace_sheets(report)
    assert sheet.rows == (("甲", "1.5", "缺项", "题", "因", "措施"),)
    shown = {"indicator": "甲", "points": "1.5", "reason": "缺项", "problem": "题", "cause": "因", "recommendation": "措施"}
    assert trace_data(report) == [shown]
