"""Checks of points and scores, beyond what stands in tests/bad: names borne twice, kinds of evaluations, Blanks."""

from decimal import Decimal

import pytest

from tests.checks.subjects import found, subject_of
from tests.compose.sample_report import off
from tests.scoring.sample_case import indicator


@pytest.mark.parametrize(("points", "expected"), [(60, 0), (40, 0), (50, 1)])
def test_a_name_that_several_groups_bear(points: int, expected: int) -> None:
    """A stated weight agrees when one of the groups of that name has it."""
    rows = [indicator("甲", 60, dimension="决策", group="共同"), indicator("乙", 40, dimension="产出", group="共同")]
    assert len(found("group-points-differ", subject_of(*rows, groups=[{"name": "共同", "points": points}]))) == expected


@pytest.mark.parametrize(("kind", "expected"), [("项目", 1), ("政策", 1), ("部门整体", 0)])
def test_results_of_departments_weigh_otherwise(kind: str, expected: int) -> None:
    """Outputs and outcomes weigh 60 at least, but for evaluations of a whole department."""
    subject = subject_of(indicator("甲", 60, dimension="过程"), indicator("乙", 40, dimension="产出"))
    report = subject.case.report.model_copy(update={"kind": kind})
    other = type(subject)(subject.case.model_copy(update={"report": report}), subject.card, subject.report)
    assert len(found("results-below-sixty", other)) == expected


def test_dimensions_of_other_names_have_no_weight_to_compare() -> None:
    """A tree without outputs and outcomes by name is left alone."""
    assert found("results-below-sixty", subject_of(indicator("甲", 100, dimension="履职效能"))) == []


@pytest.mark.parametrize("field", ["total", "dimensions", "indicators"])
def test_a_blank_differs_from_nothing(field: str) -> None:
    """What is still to be filled in contradicts nothing."""
    blank: dict[str, object] = {"total": "待填写", "dimensions": {"过程": "待填写"}, "indicators": {"甲": "待填写"}}
    subject = subject_of(indicator("甲", 100), published={field: blank[field]})
    assert [f for code in ("published-differs", "published-sum-differs") for f in found(code, subject)] == []


def test_a_deduction_in_the_text_may_be_one_of_several() -> None:
    """A finding may state each deduction or their sum, and nothing else."""
    for stated, expected in (("扣1分", 0), ("扣2分", 0), ("合计扣3分", 0), ("合计扣2分", 1), ("扣4分", 1)):
        row = indicator("甲", 100, deductions=[off(1, "缺甲"), off(2, "缺乙")], finding=f"情况如此，{stated}。")
        assert len(found("stated-deduction-differs", subject_of(row))) == expected, stated


def test_a_rate_is_compared_at_its_own_decimals() -> None:
    """88.125% may be stated as 88.1% or 88.13%, not as 88.2%."""
    for stated, expected in (("88%", 0), ("88.1%", 0), ("88.13%", 0), ("88.2%", 1)):
        row = indicator("甲", 32, deductions=[off(Decimal("3.8"))], finding=f"得分率{stated}。")
        assert len(found("stated-score-differs", subject_of(row, indicator("乙", 68)))) == expected, stated


@pytest.mark.parametrize(("text", "expected"), [("满意度95分", 0), ("满意度12分", 1), ("满意度10分", 0)])
def test_a_measure_may_have_a_scale_of_its_own(text: str, expected: int) -> None:
    """A satisfaction of 95 is out of 100, whatever its points; one of 12 where there are 10 is a slip."""
    rows = [indicator("满意度", 10), indicator("乙", 90)]
    assert len(found("stated-points-differ", subject_of(*rows, conclusion={"text": f"群众{text}。"}))) == expected


@pytest.mark.parametrize(("field", "text"), [("finding", "本指标得满分。"), ("plan", "据此不得分。")])
def test_full_marks_and_none_in_words(field: str, text: str) -> None:
    """An indicator that lost some points has neither full marks nor none."""
    row = indicator("甲", 100, deductions=[off(1)], **{field: text})
    assert len(found("stated-score-differs", subject_of(row))) == 1
