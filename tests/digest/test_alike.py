"""Which titles say the same: wordings of one thing are joined, what differs in the matter stays apart."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.digest.alike import standing_for


def joined(*titles: str) -> bool:
    """Whether one title stands for all."""
    return len(set(standing_for(titles).values())) == 1


@pytest.mark.parametrize(
    "titles",
    [
        ("预算执行率偏低", "预算执行率较低", "预算执行率低。"),
        ("绩效指标设置不够全面", "绩效指标设置不全面", "绩效指标设置得不全面"),
        ("部分项目没有按期完工", "部分项目没有按期完成"),
        ("有3处网点未按期开业", "有12处网点未按期开业", "有1.5处网点未按期开业"),
        ("资料归档不及时（２０２２年）", "资料归档不及时(2021年)"),
        ("R&D设备验收不规范", "r&d设备验收不规范"),
    ],
)
def test_wordings_of_one_thing_are_joined(titles: tuple[str, ...]) -> None:
    """Words that only weigh, figures, punctuation, width and case of letters, and a changed word of a long title make no difference."""
    assert joined(*titles)


@pytest.mark.parametrize(
    "titles",
    [
        ("绩效目标设置不全面", "绩效指标设置不全面"),
        ("预算编制不科学", "预算编制不规范"),
        ("管理制度健全", "管理制度不健全"),
        ("养老服务设施建设质量达标", "养老服务设施建设质量未达标"),
        ("拨付不及时", "验收不及时"),
        ("三级指标分值过高", "二级指标分值过高"),
        ("甲", "乙"),
    ],
)
def test_other_things_stay_apart(titles: tuple[str, ...]) -> None:
    """A title about another matter, and one that denies what the other says, stand for themselves."""
    assert not joined(*titles)


def test_the_most_frequent_wording_stands_for_all() -> None:
    """The title shown is the one that most cases use; of equally frequent ones the first by character."""
    assert standing_for(["预算执行率低", "预算执行率偏低", "预算执行率偏低"])["预算执行率低"] == "预算执行率偏低"
    assert set(standing_for(["预算执行率较低", "预算执行率偏低"]).values()) == {"预算执行率偏低"}


def test_no_chain_leads_from_one_meaning_to_another() -> None:
    """A title joins one that stands for itself, never one that has itself joined another: near ends of a chain stay apart."""
    first, between, last = "甲乙丙丁戊己庚辛壬癸子丑", "甲乙丙丁戊己庚辛壬癸寅卯", "辰巳丙丁戊己庚辛壬癸寅卯"
    found = standing_for([first, first, first, between, last])
    assert found[between] == first
    assert found[last] == last


@given(st.lists(st.text("预算执行率低偏较不未3 ，", max_size=8), max_size=12))
def test_order_makes_no_difference(titles: list[str]) -> None:
    """Every title has one that stands for it, which stands for itself; the order in which cases come changes nothing."""
    found = standing_for(titles)
    assert found.keys() == set(titles)
    assert all(found[leader] == leader for leader in found.values())
    assert standing_for(reversed(titles)) == found


@given(st.lists(st.text("甲乙丙丁戊己庚", min_size=2, max_size=9), max_size=30))
def test_nothing_alike_is_missed(titles: list[str]) -> None:
    """Each title stands for itself exactly if none of the more frequent that do so shares two thirds of all pairs with it."""
    found, counts = standing_for(titles), Counter(titles)
    leading: list[set[str]] = []
    for title in sorted(counts, key=lambda title: (-counts[title], title)):
        pairs = {title[at : at + 2] for at in range(len(title) - 1)}
        alone = all(3 * len(pairs & other) < 2 * len(pairs | other) for other in leading)
        assert (found[title] == title) == alone
        leading += [pairs] if alone else []
