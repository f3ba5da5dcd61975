"""Statements of points, scores, deductions and grades: whom they are about, and what is none."""

import pytest

from reportgen.checks.marks import TOTAL, Reader

READER = Reader([TOTAL, "决策", "过程", "产出", "资金管理", "预算执行率", "购书完成率"], ["优", "良", "中", "差"])


def stated(text: str) -> list[tuple[str, str, str]]:
    """Kind, name and value or grade of each statement."""
    return [(s.kind, s.name, s.grade or str(s.value)) for s in READER.statements(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "决策指标分值共计15分，本项目实际得分12分，得分率为80.00%。",
            [("points", "决策", "15"), ("score", "决策", "12"), ("rate", "决策", "80.00")],
        ),
        ("决策10分、过程20分。", [("bare", "决策", "10"), ("bare", "过程", "20")]),
        ("过程（20分）", [("bare", "过程", "20")]),
        (
            "“预算执行率”满分5分，得4.5分，扣0.5分。",
            [("points", "预算执行率", "5"), ("score", "预算执行率", "4.5"), ("lost", "预算执行率", "0.5")],
        ),
        ("绩效评价综合得分86.7分，评价等级为“良”。", [("score", TOTAL, "86.7"), ("grade", TOTAL, "良")]),
        ("总分100分。", [("bare", TOTAL, "100")]),
        ("归档不及时，扣1分。", [("lost", "", "1")]),
        ("合计扣3分", [("lost", "", "3")]),
        ("决策权重15%，产出权重为40%。", [("points", "决策", "15"), ("points", "产出", "40")]),
        ("“购书完成率”得满分，“预算执行率”未得分。", [("full", "购书完成率", "0"), ("none", "预算执行率", "0")]),
        ("评价结果为优秀。", [("grade", "", "优")]),
        ("产出得分34.2分。过程得分12分。", [("score", "产出", "34.2"), ("score", "过程", "12")]),
    ],
)
def test_statements_are_of_the_name_before_them(text: str, expected: list[tuple[str, str, str]]) -> None:
    """A statement is of the name before it in its sentence, or goes on with the one before."""
    assert stated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "每发现一例扣0.5分，扣完为止。",
        "达到目标的，得5分；一般的，得3分。",
        "95%以上得5分，酌情扣1至2分。",
        "90（含）～100分为优，60分以下为差。",
        "到馆约20分钟，分3组，三分之2的读者。",
        "考核得分95分。",
        "达到90%的，得满分；达不到的，不得分。",
        "选“满意”的得5分。",
        "产出的数量共5000册，读者打分很高。",
        "决策程序合规，3分册装订。",
    ],
)
def test_what_is_no_statement(text: str) -> None:
    """Standards, scales, minutes and other parts are not stated of this evaluation."""
    assert stated(text) == []
