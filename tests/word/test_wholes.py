"""What belongs together in a name, and whether the ends of lines part it."""

from __future__ import annotations

import pytest

from reportgen.word.wholes import parted, parted_items


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("申报的指标（指标值）", 8, 1),
        ("申报的指标（指标值）", 6, 0),
        ("失能床位补贴（万元）", 5, 1),
        ("失能床位补贴（万元）", 6, 0),
        ("失能床位补贴（每人每月300元）", 5, 2),
        ("失能床位补贴（每人每月300元）", 6, 0),
        ("（完成计划数55家的得4分）", 6, 0),
        ("按期在2022年12月30日前完成", 7, 1),
        ("按期在2022年12月30日前完成", 3.5, 0),
        ("失能老人150元/人/月", 7, 1),
        ("可持续影响", 4, 0),
    ],
)
def test_parted(text: str, room: float, expected: int) -> None:
    """Brackets, names before them, dates and rates are parted by an end of line inside; too long ones may where a line ends there."""
    assert parted(text, room) == expected


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [("注册会计师、高级会计师", 9, 1), ("注册会计师、高级会计师", 6, 0), ("高级会计师", 3, 0), ("制定方案，组织培训。", 7, 0)],
    ids=["list", "between items", "no list", "sentence"],
)
def test_items(text: str, room: float, expected: int) -> None:
    """Items of a list that go on to another line are counted; sentences are no lists."""
    assert parted_items(text, room) == expected
