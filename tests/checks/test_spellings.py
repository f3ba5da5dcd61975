"""Other spellings of names: swapped signs and words of like meaning are found, longer words and other names are left alone."""

import pytest

from reportgen.checks.spellings import reworded, spellings, spelt

NAMES = ["东湖区图书馆", "东湖绩效评价咨询有限公司", "梅园社区老年人服务中心", "民办养老机构运营补贴", "养老机构"]


def found(text: str) -> list[tuple[str, str]]:
    """What is another spelling of a name in a text, and of which."""
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    return [(one.spelling.written, one.spelling.name) for one in spelt(text, spellings(NAMES, pairs))]


@pytest.mark.parametrize(
    ("text", "written", "name"),
    [
        ("由湖东区图书馆负责", "湖东区图书馆", "东湖区图书馆"),
        ("由东湖区图馆书负责", "东湖区图馆书", "东湖区图书馆"),
        ("东湖绩效评价咨询有限责任公司受托", "东湖绩效评价咨询有限责任公司", "东湖绩效评价咨询有限公司"),
        ("到梅园社区老年人服务中心站查看", "梅园社区老年人服务中心站", "梅园社区老年人服务中心"),
        ("民办养老单位运营补贴", "民办养老单位运营补贴", "民办养老机构运营补贴"),
        ("民办养老机构运营补助资金", "民办养老机构运营补助", "民办养老机构运营补贴"),
    ],
)
def test_other_spellings(text: str, written: str, name: str) -> None:
    """Swapped signs, another word, a sign behind the name."""
    assert found(text) == [(written, name)]


@pytest.mark.parametrize(
    "text",
    ["东湖区图书馆、民办养老机构运营补贴", "养老单位", "梅园社区老年人服务中心站点", "梅园社区老年人服务中心所在地", ""],
)
def test_no_other_spellings(text: str) -> None:
    """Names themselves, short names with another word, and words that begin behind a name."""
    assert found(text) == []


def test_reworded() -> None:
    """A name with one word replaced."""
    assert "社会效果" in reworded("社会效益")
    assert reworded("产出数量") == set()
