"""Doubled units, words and marks."""

import pytest

from reportgen.checks.doubling import doubled_in, repeated_in


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


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("核查资金资金使用情况", "资金资金"),
        ("建立健全管理制度管理制度", "管理制度管理制度"),
        ("业务管理管理制度不健全", "管理管理"),
        ("指标指标值已经细化", "指标指标"),
        ("归档不及及时", "及及"),
        ("在我国已已初步形成", "已已"),
        ("举办为为老活动", "为为"),
        ("指标是是否清楚", "是是"),
        ("按照按照方案", "按照按照"),
        ("😀资金资金使用", "资金资金"),
    ],
)
def test_repeated(text: str, piece: str) -> None:
    """A word or a small sign that was typed twice is found once, where it stands, whatever word follows."""
    assert list(repeated_in(text)) == [(text.index(piece), piece)]


@pytest.mark.parametrize(
    "text",
    [
        "一步一步推进，逐项逐项核对，一个一个检查",
        "要研究研究再定",
        "老人每人每月补贴100元",
        "领导小组考核组考核验收",
        "市政府政府采购中心",
        "三级绩效指标指标值",
        "作为为老服务中心，理由由单位说明，实行行业管理",
        "目的的表述、应应急管理局要求、其他、已经经过",
        "涉及及时性，来不及及时处理",
        "仅仅、往往、人人、层层、谢谢、2022年2022年",
        "哈哈哈哈",
        "",
    ],
)
def test_not_repeated(text: str) -> None:
    """Words that repeat themselves, and signs that belong to the words around, are no slip."""
    assert list(repeated_in(text)) == []
