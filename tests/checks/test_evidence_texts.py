"""What evidence says in words: formulas, standards, claims of completion. Tables of wordings, clear and near."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.checks.subjects import found, subject_of
from tests.scoring.sample_case import indicator

_SHARE = {"kind": "proportion", "actual": 45, "planned": 50}
_FULL = {"kind": "per_unit", "name": "错发", "count": 0, "unit": "笔", "each": 1}
_LOST = {"kind": "per_unit", "name": "错发", "count": 2, "unit": "笔", "each": 1}


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("社会化运营率＝已建成的中心数÷社会化运营的中心数×100%。", 1),
        ("社会化运营率＝社会化运营的中心数÷已建成的中心数×100%。", 0),
        ("对接率＝已建成的网点数÷与平台对接的网点数×100%。", 1),
        ("入住率＝实有老人数÷可入住床位数×100%。", 0),
        ("覆盖率＝覆盖的村数÷应覆盖的村数×100%。", 0),
        ("发放完成率＝审核合格应发放补贴数÷实际发放补贴数×100%。", 1),
        ("及时完成率＝按计划完成的数÷实际完成的数×100%。", 0),
        ("知晓率＝2÷（热线知晓率＋内容知晓率）。", 1),
        ("知晓率＝（热线知晓率＋内容知晓率）÷2。", 0),
    ],
)
def test_a_formula_upside_down(definition: str, expected: int) -> None:
    """What a rate is the rate of stands above the line; a number alone never does."""
    row = indicator("甲", 100, rule=_SHARE, definition=definition, reason="没有完成")
    assert len(found("rate-impossible", subject_of(row))) == expected


@pytest.mark.parametrize(
    ("finding", "score", "expected"),
    [
        ("未做到全覆盖。", "full", 1),
        ("做到全覆盖。", "lost", 1),
        ("未做到全覆盖。", "lost", 0),
        ("没有实现应保尽保。", "full", 1),
        ("没有实现应保尽保。", "lost", 0),
        ("目标任务没有全部完成。", "full", 1),
        ("达到预期目标。", "lost", 1),
        ("达到预期目标。", "full", 0),
    ],
)
def test_a_claim_where_cases_are_counted(finding: str, score: str, expected: int) -> None:
    """What is said of a target is compared with the score where a rule counts cases, too; a denial is no claim."""
    more = {"rule": _LOST, "reason": "有错发"} if score == "lost" else {"rule": _FULL}
    subject = subject_of(indicator("甲", 100, finding=finding, **more))
    assert len(found("completion-contradicted", subject)) == expected


@pytest.mark.parametrize(
    ("standard", "expected"),
    [
        ("没有错发的，得100分；每发现1笔，扣1分，扣完为止。", 0),
        ("未发现错发的，得100分；每发现1笔，扣0分，扣完为止。", 1),
        ("未发现错发的，得100分；每发现1笔，扣100分，扣完为止。", 1),
    ],
)
def test_a_clause_worded_as_the_rule_words_it(standard: str, expected: int) -> None:
    """A clause of the same words has the same figures, even where another clause has such a figure."""
    assert len(found("standard-differs", subject_of(indicator("甲", 100, rule=_FULL, standard=standard)))) == expected


@pytest.mark.parametrize(
    ("standard", "expected"),
    [
        ("充分实现的，得100分；部分实现的，得60分；没有实现的，不得分。", 0),
        ("充分实现的，得90分；部分实现的，得60分；没有实现的，不得分。", 1),
        ("充分实现的，得60分；部分实现的，得60分；没有实现的，不得分。", 1),
        ("制度齐全的，得60分；执行有力的，得40分；没有制度的，不得分。", 0),
        ("制度齐全的，得60分；执行有力的，得30分；资料完整的，得10分。", 0),
    ],
)
def test_grades_of_one_thing_begin_with_full_marks(standard: str, expected: int) -> None:
    """Of grades only the best can be had; criteria are added up."""
    assert len(found("standard-differs", subject_of(indicator("甲", 100, standard=standard)))) == expected


@pytest.mark.parametrize(
    ("finding", "actual", "expected"),
    [
        ("已全部接入平台。", 999, 1),
        ("做到全覆盖。", 999, 1),
        ("已全部接入平台。", 1000, 0),
        ("没有全部接入平台，基本覆盖。", 999, 0),
        ("其中社区已全部接入平台。", 999, 0),
    ],
)
def test_all_is_not_said_of_less(finding: str, actual: int, expected: int) -> None:
    """Who was left out is left out, even where rounding gives full marks."""
    rule = {"kind": "proportion", "actual": actual, "planned": 1000, "target": Decimal("0.95")}
    assert len(found("completion-contradicted", subject_of(indicator("甲", 1, rule=rule, finding=finding)))) == expected


@pytest.mark.parametrize(("name", "expected"), [("程序合规率", 1), ("按期投保率", 1), ("任务完成率", 0), ("收入增长率", 0)])
def test_a_share_of_all_is_no_more_than_all(name: str, expected: int) -> None:
    """The name of the rule's rate tells whether it can exceed 100%."""
    rule = {"kind": "proportion", "actual": 6, "planned": 3, "name": name}
    assert len(found("rate-impossible", subject_of(indicator("甲", 100, rule=rule)))) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"), [("保费标准", 2000, 1), ("保费标准", 999, 0), ("全区养老支出", 2000, 0), ("一期支出", 1100, 0)]
)
def test_no_standard_is_above_all_funds(name: str, value: int, expected: int) -> None:
    """What is paid for one, or planned for a part, is no more than the funds of the project; those of a whole district may be."""
    facts = [{"id": name, "value": value, "unit": "万元"}]
    assert len(found("unit-slip", subject_of(indicator(), facts=facts))) == expected


@pytest.mark.parametrize(("goal", "expected"), [("参训学员满意度", 1), ("读者满意度", 0), ("设备维护合格率", 1), ("入库验收合格率", 0)])
def test_a_goal_is_measured_by_its_own_words(goal: str, expected: int) -> None:
    """满意度 and 合格率 are goals of anything; what manages a project measures none of its results."""
    rows = [
        indicator("满意度", 40, dimension="效益", finding="读者对借阅满意。"),
        indicator("验收", 30, dimension="产出", finding="入库的新书都已验收。"),
        indicator("制度执行", 30, dimension="过程", finding="设备维护资料齐全。"),
    ]
    declared = [{"dimension": "产出指标", "group": "质量指标", "name": goal, "value": "100%"}]
    assert len(found("goal-unmeasured", subject_of(*rows, targets={"overall": "总体目标", "declared": declared}))) == expected


@pytest.mark.parametrize(("part", "expected"), [("147.08", 1), ("1470750", 0), ("90000", 0)])
def test_a_part_in_another_unit_is_a_slip(part: str, expected: int) -> None:
    """A part that would make up the sum if it were 10,000 times as much, rounded as it is, was entered in another unit."""
    text = f"支出2010950元，其中补发{part}元、当年540200元。"
    assert len(found("sum-differs", subject_of(indicator(finding=text)))) == expected
