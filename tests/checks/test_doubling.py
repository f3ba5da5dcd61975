"""Doubled units, words and marks."""

import pytest

from reportgen.checks.doubling import doubled_in


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("到位950.78万元万元", "万元万元"),
        ("98.5%%", "%%"),
        ("2022年年度", "年年"),
        ("共3家家机构", "家家"),
        ("实现程度的的结果", "的的"),
        ("经费项目项目完成", "项目项目"),
        ("进行进行检查", "进行进行"),
        ("完成。。", "。。"),
        ("完成，。", "，。"),
        ("依据《》", "《》"),
    ],
)
def test_doubled(text: str, piece: str) -> None:
    """What stands twice is found once, where it stands."""
    assert list(doubled_in(text)) == [(text.index(piece), piece)]


@pytest.mark.parametrize(
    "text",
    [
        "目的的确定",
        "的的确确",
        "3家家庭",
        "5个个体户",
        "2022年年底",
        "100人人均",
        "项目项目组",
        "完成完成率考核",
        "……。。。",
        "万元，万元",
        "元元公司",
    ],
)
def test_not_doubled(text: str) -> None:
    """Words whose first sign is the last of the word before are no slip."""
    assert list(doubled_in(text)) == []
