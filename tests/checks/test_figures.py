"""Figures in texts: what is one, its value and unit, and whether it was typed or referred to."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.checks.figures import DAY, MONTH, figures_of
from reportgen.checks.texts import Text


def figures(text: str, typed: str | None = None) -> list[tuple[str, Decimal, str]]:
    """What stands in a text, as it is written, with value and unit."""
    made = Text(("notes", 0), typed or text, text, is_name=False, quoted=False)
    return [(figure.written, figure.value, figure.unit) for figure in figures_of(made)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到位950.78万元", [("950.78万元", "950.78", "万元")]),
        ("支出2,010,950.00元，占70.78%", [("2,010,950.00元", "2010950.00", "元"), ("70.78%", "70.78", "%")]),
        ("服务6家，发放13606次", [("6家", "6", "家"), ("13606次", "13606", "次")]),
        ("六家机构、两个街道、十二名护理员", [("六家", "6", "家"), ("两个", "2", "个"), ("十二名", "12", "名")]),
        ("二十个社区", [("二十个", "20", "个")]),
        ("24.09万人，1.94亿人", [("24.09万人", "24.09", "万人"), ("1.94亿人", "1.94", "亿人")]),
    ],
)
def test_what_is_a_figure(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Numbers with their units, thousands apart or spelt out."""
    assert figures(text) == [(written, Decimal(value), unit) for written, value, unit in expected]


@pytest.mark.parametrize(
    "text",
    [
        "依据武民办〔2022〕6号、财预[2020]10号",
        "《2021年度86家机构名册》",
        "第3项、第十二条",
        "2022年，3月，12日",
        "5.1.2 结论",
        "3—12月，1-2年",
        "编号A1-1、X10",
        "实际数÷计划数×100%",
        "（1）采购；（2）编目",
        "“九个严禁”",
        "每个社区，任一家，几十个",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    """Numbers of documents, titles, ordinals, years, headings, ranges, codes and formulas count nothing."""
    assert figures(text) == []


def test_days_and_months() -> None:
    """A date is a figure of its own kind, one that does not exist is none."""
    units = [unit for _, _, unit in figures("2022年7月28日验收，2022年7月完成，2022年2月30日")]
    assert units == [DAY, MONTH]


def test_typed_and_referred_to() -> None:
    """Only what stands in the text as typed was typed, and its offset there is known, across lines and references."""
    typed = "到位{{ funds.received | wan }}万元，\n  支出**95万元**，共{{ facts.机构 | count }}家、7家。"
    text = Text(("notes", 0), typed, "到位100.00万元，支出95万元，共3家、7家。", is_name=False, quoted=False)
    found = [(figure.written, figure.typed_at) for figure in figures_of(text)]
    assert found == [("100.00万元", None), ("95万元", typed.index("95万元")), ("3家", None), ("7家", typed.index("7家"))]


@given(
    st.lists(st.sampled_from(["共", "家", "，", "95", "万元", "3.5", "%", "六", "个", "2022年", "月", "《", "》", "。"]), max_size=12)
)
def test_a_typed_figure_stands_where_it_says(pieces: list[str]) -> None:
    """Whatever the text, a figure's place in what was typed shows its digits."""
    text = Text(("notes", 0), "".join(pieces), "".join(pieces), is_name=False, quoted=False)
    for figure in figures_of(text):
        assert figure.typed_at == figure.start
        assert text.typed[figure.start : figure.end] == figure.written
