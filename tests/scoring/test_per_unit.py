"""The rule `per_unit`."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reportgen.model.evidence import EvidenceError, Figure
from reportgen.model.rules.per_unit import PerUnit
from tests.scoring.sample_case import evidence_of

FIVE = Decimal(5)
DUE = date(2022, 5, 30)
DATES: dict[str, object] = {"due": "facts.计划", "done": "facts.实际", "unit": "月", "part": "up"}
days = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def rule(**fields: object) -> PerUnit:
    """The rule from its fields, with what all tests share."""
    return PerUnit.model_validate({"kind": "per_unit", "each": 1} | fields)


def late(done: date, **fields: object) -> tuple[Decimal, Decimal]:
    """Units and score of something due on 2022-05-30."""
    scored = rule(**(DATES | fields)).outcome(evidence_of(计划=DUE, 实际=done), FIVE)
    return scored.value or Decimal(0), scored.score


@pytest.mark.parametrize(
    ("done", "part", "units"),
    [
        (date(2022, 5, 1), "up", "0"),
        (DUE, "up", "0"),
        (date(2022, 5, 31), "up", "1"),
        (date(2022, 6, 29), "down", "0"),
        (date(2022, 6, 30), "up", "1"),
        (date(2022, 7, 28), "up", "2"),
        (date(2022, 7, 28), "down", "1"),
        (date(2022, 7, 15), "exact", "1.5"),
        (date(2023, 5, 30), "down", "12"),
    ],
)
def test_months_by_the_calendar(done: date, part: str, units: str) -> None:
    """Months end on the same day of the month; a part counts as the rule says; 2022-07-28 is two months late, rounded up."""
    assert late(done, part=part)[0] == Decimal(units)


def test_months_from_the_last_of_a_month() -> None:
    """A month from January 31 ends on the last of February."""
    scored = rule(**(DATES | {"part": "down"})).outcome(evidence_of(计划=date(2022, 1, 31), 实际=date(2022, 2, 28)), FIVE)
    assert scored.value == 1


@pytest.mark.parametrize(
    ("days_late", "part", "score"), [(25, "up", "3.5"), (25, "down", "4"), (25, "exact", "3.75"), (30, "up", "3.5")]
)
def test_half_a_point_each_ten_days(days_late: int, part: str, score: str) -> None:
    """0.5 off for each 10 days late."""
    assert late(DUE + timedelta(days=days_late), unit="日", size=10, each=Decimal("0.5"), part=part)[1] == Decimal(score)


def test_never_below_zero() -> None:
    """Whoever is years late loses all, and no more."""
    assert late(date(2030, 1, 1))[1] == 0


@given(days, days, st.sampled_from(["月", "周", "日"]))
def test_parts_bracket_the_exact(one: date, other: date, unit: str) -> None:
    """However late: rounded down ≤ exact ≤ rounded up, less than one unit apart, and later is never fewer."""
    due, done = sorted((one, other))
    evidence = evidence_of(计划=due, 实际=done, 明日=done + timedelta(days=1))
    down, exact, up = (rule(**(DATES | {"unit": unit, "part": part})).outcome(evidence, FIVE).value for part in ("down", "exact", "up"))
    after = rule(**(DATES | {"unit": unit, "part": "exact", "done": "facts.明日"})).outcome(evidence, FIVE).value
    assert down is not None
    assert exact is not None
    assert up is not None
    assert after is not None
    assert down <= exact <= up < down + 2
    assert exact <= after


@pytest.mark.parametrize(("count", "score"), [(Decimal(0), 5), (Decimal(3), 2), (Decimal(9), 0), (("甲", "乙"), 3), (Decimal(-1), 5)])
def test_irregularities(count: Figure, score: int) -> None:
    """One off for each irregularity, which may be a list."""
    assert rule(count="facts.问题").outcome(evidence_of(问题=count), FIVE).score == score


@pytest.mark.parametrize(("rate", "score"), [("0.03", 6), ("0.05", 6), ("0.0181", 5), ("0.02", 5), ("-0.05", 0)])
def test_points_below_a_target(rate: str, score: int) -> None:
    """成本节约率≥3% earns 6; each whole percentage point less takes off one (1.81% earns 5)."""
    scored = rule(value="facts.率", target=Decimal("0.03"), part="down").outcome(evidence_of(率=Decimal(rate)), Decimal(6))
    assert scored.score == score


@pytest.mark.parametrize("blank", [{"计划": date.min}, {"实际": date.min}, {"实际": "待填写"}])
def test_a_blank_date_signals(blank: dict[str, Figure]) -> None:
    """An unknown date leaves the number of units unknown."""
    with pytest.raises(InvalidOperation):
        rule(**DATES).outcome(evidence_of(**({"计划": DUE, "实际": DUE} | blank)), FIVE)


def test_a_date_to_be_named() -> None:
    """A draft may leave the name of a date to be filled in; the standard says so."""
    blank = rule(**(DATES | {"due": "待填写"}))
    assert blank.standard(evidence_of(实际=DUE), FIVE).startswith("（待填写（含）前完成的")


def test_wrong_evidence() -> None:
    """A number where a date belongs is an error in words."""
    with pytest.raises(EvidenceError, match="需要日期"):
        rule(**DATES).outcome(evidence_of(计划=DUE, 实际=Decimal(7)), FIVE)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "per-unit-evidence"),
        ({"count": 1, "value": 1, "target": 1, "part": "up"}, "per-unit-evidence"),
        ({"due": "facts.计划", "unit": "月", "part": "up"}, "per-unit-evidence"),
        ({"count": 1, "done": "facts.实际"}, "per-unit-evidence"),
        (DATES | {"part": None}, "part-unit-unsettled"),
        (DATES | {"unit": "年"}, "wrong-unit"),
        ({"value": 1, "target": 1, "unit": "项", "part": "up"}, "wrong-unit"),
        ({"count": 1, "size": 0}, "not-positive"),
        (DATES | {"due": "2022年5月30日"}, "not-a-path"),
    ],
)
def test_fields_fit_together(fields: dict[str, object], code: str) -> None:
    """There is one kind of evidence, with a unit that fits it, and a part unit is decided by the analyst."""
    with pytest.raises(ValidationError) as caught:
        rule(**fields)
    assert caught.value.errors()[0]["type"] == code


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (DATES, "（2022年5月30日（含）前完成的，得5分；每逾期1个月，扣1分，不足1个月的按1个月计，扣完为止。）"),
        (
            DATES | {"unit": "日", "size": 10, "each": Decimal("0.5"), "part": "down", "name": "延迟"},
            "（2022年5月30日（含）前完成的，得5分；每延迟10日，扣0.5分，不足10日的不计，扣完为止。）",
        ),
        (
            {"count": "facts.问题", "unit": "笔", "name": "补贴资金未按标准发放"},
            "（未发现补贴资金未按标准发放的，得5分；每发现1笔，扣1分，扣完为止。）",
        ),
        (
            {"value": "facts.率", "target": Decimal("0.03"), "name": "成本节约率", "part": "exact"},
            "（成本节约率≥3%，得5分；每降低1个百分点，扣1分，不足1个百分点的按比例计，扣完为止。）",
        ),
    ],
)
def test_standard(fields: dict[str, object], words: str) -> None:
    """The standard says what earns full marks, what each unit costs, and how a part unit counts."""
    assert rule(**fields).standard(evidence_of(计划=DUE), FIVE) == words
