"""Names that are nearly another: slips are found, true other names are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.checks.nearness import Nearness, nearest_title
from reportgen.checks.seeking import pairs_in

NAMES = [
    "东湖区文化和旅游局",
    "梅园社区老年人服务中心",
    "嵌入式服务网点建设补贴发放及时率",
    "东湖区图书馆",
    "预算执行率",
    "梅园老年公寓",
]


def near(text: str) -> list[tuple[str, str]]:
    """What is nearly a name in a text, and which."""
    return [(text[found.start : found.end], found.name) for found in Nearness(NAMES).near(text, pairs_in(text))]


@pytest.mark.parametrize(
    ("text", "written", "name"),
    [
        ("由东湖区文化和旅行局负责", "东湖区文化和旅行局", "东湖区文化和旅游局"),
        ("由东湖区文化旅游局负责", "东湖区文化旅游局", "东湖区文化和旅游局"),
        ("由东湖区文化和和旅游局负责", "东湖区文化和和旅游局", "东湖区文化和旅游局"),
        ("由东湖区文化旅和游局负责", "东湖区文化旅和游局", "东湖区文化和旅游局"),
        ("由东湖区文化和旅游部负责", "东湖区文化和旅游部", "东湖区文化和旅游局"),
        ("由东胡区图书馆提供", "东胡区图书馆", "东湖区图书馆"),
        ("梅园社区老年人活动中心", "梅园社区老年人活动中心", "梅园社区老年人服务中心"),
        ("预算执行度", "预算执行度", "预算执行率"),
        ("入住梅园老年公馆的", "梅园老年公馆", "梅园老年公寓"),
    ],
)
def test_slips(text: str, written: str, name: str) -> None:
    """A sign changed, left out, put in, swapped; another word for the kind of institution; another last sign of its kind."""
    assert near(text) == [(written, name)]


@pytest.mark.parametrize(
    "text",
    [
        "东湖区文化和旅游局、东湖区图书馆、预算执行率",
        "文化和旅游局、图书馆",
        "东湖区文化和旅游部门",
        "东湖区教育局、西湖区图书馆",
        "预算执行情况、预算执行率目标",
        "兰园社区老年人服务中心",
    ],
)
def test_other_names(text: str) -> None:
    """The names themselves, their short forms, other institutions and other words are no slips."""
    assert near(text) == []


@given(st.integers(3, 12), st.sampled_from("乙丙丁戊己"))
def test_any_sign_of_a_long_name(at: int, sign: str) -> None:
    """Wherever one sign of a long name is another, it is found."""
    name = NAMES[2]
    assert near(f"“{name[:at]}{sign}{name[at + 1 :]}”")[0][1] == name


def test_pairs() -> None:
    """Names that are nearly each other are given together, true different ones are not."""
    names = ["东湖区图书馆", "东湖区图书院", "东湖区第一小学", "东湖区第二小学"]
    assert list(dict.fromkeys(Nearness(names).pairs())) == [("东湖区图书馆", "东湖区图书院")]


def test_titles() -> None:
    """A title is compared as a whole; a number of another year is another title."""
    titles = ["关于做好2023年购书工作的通知"]
    assert nearest_title("关于做好2023年购书工作通知", titles) == titles[0]
    assert nearest_title("关于做好2022年购书工作的通知", titles) is None
    assert nearest_title("关于做好2023年选书编目工作的通知", titles) is None
