"""Signs written for others that look or sound like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.checks.lexicon import FIELD, MEETING, OTHERS
from reportgen.checks.lookalikes import Slip, slips_in


def slips(text: str) -> list[Slip]:
    """The wrong signs of a text."""
    return slips_in(text, {text[at : at + 2] for at in range(len(text) - 1)})


@pytest.mark.parametrize(
    ("text", "typed", "right"),
    [
        ("查阅资科和台账", "资科", "资料"),
        ("年初予算未细化", "予算", "预算"),
        ("床位补贴核察报告", "核察", "核查"),
        ("查阅明细帐", "明细帐", "明细账"),
        ("补贴己经发放", "己经", "已经"),
        ("末及时归档", "末及时", "未及时"),
        ("老人办理人住手续", "人住手续", "入住手续"),
        ("绩效平价工作", "绩效平价", "绩效评价"),
    ],
)
def test_slips(text: str, typed: str, right: str) -> None:
    """A word with a wrong sign is found once, where it stands, with the longest word that the sign spoils."""
    assert [(slip.start, slip.typed, slip.right) for slip in slips(text)] == [(text.index(typed), typed, right)]


@pytest.mark.parametrize(
    "text",
    [
        "给予算力补贴，投资科技，面积效果",
        "老人住院，审计人员，年末完成，自己建设，选拔馆员",
        "考核该项目，核准各机构，没有备案",
        "甲、乙、丙、丁、戊、己",
        "各级及其他，具有，平价药房",
        "90分及以上为优，良好的80分及以上，中等及以下，三次及以上，二级及以上，10年及以上",
        "",
    ],
)
def test_true_words(text: str) -> None:
    """Where two words meet, and in words that only look like slips, nothing is wrong."""
    assert slips(text) == []


@given(st.lists(st.sampled_from(FIELD + OTHERS), min_size=1, max_size=6))
def test_words_of_the_field(words: list[str]) -> None:
    """Whatever words of the field stand in a list, none is a slip."""
    assert slips("、".join(words)) == []


def test_words_stand_in_one_table() -> None:
    """No word is said to be both of the field and something else."""
    assert not set(FIELD) & {*OTHERS, *MEETING}
