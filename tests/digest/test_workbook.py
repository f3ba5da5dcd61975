"""The workbook of a year, read back: everything is there, as numbers and texts, within what Excel can hold."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.digest import sheet, workbook
from reportgen.model.scorecard import Score
from reportgen.model.summary import DimensionSummary, Finding, FundsSummary, Loss
from reportgen.model.values import BLANK, BLANK_NUMBER
from reportgen.model.year import State, YearCase, YearRecords
from tests.digest.sample_year import built, failed, losing, year

EVIL = ("=1+1", "+86", "-5", "@SUM(A1)", "='[x.xlsx]A'!A1")


def made(*cases: YearCase, findings: tuple[Finding, ...] = ()) -> Workbook:
    """The workbook of these cases."""
    return load_workbook(io.BytesIO(workbook(YearRecords(2022, cases, findings))))


def rows(book: Workbook, name: str) -> list[dict[str, Any]]:
    """The rows of a sheet by header, those of sums too."""
    header, *rest = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rest]


def cell(book: Workbook, name: str, header: str, row: int = 2) -> Any:  # noqa: ANN401 - a cell of openpyxl, or a merged one
    """A cell below a header."""
    found: Worksheet = book[name]
    column = next(c.column for c in found[1] if c.value == header)
    return found.cell(row, column)


def test_what_is_wrong_stands_before_the_figures() -> None:
    """State, total and the first error come before the many columns of dimensions and funds, so that nobody has to look for them."""
    header = [cell.value for cell in made(*year(40).cases)["总览"][1]]
    places = [header.index(name) for name in ("状态", "得分", "错误", "首个错误", "决策得分", "预算（万元）")]
    assert places == sorted(places)


def test_a_row_a_case() -> None:
    """Every case has a row with its state, report, scores, rates, funds and findings; one that failed its first error."""
    case = built("甲", ("决策", "a", 8), ("过程", "b", 5), findings=(Finding("x", "warning", "p", "m", ""),))
    first, second, *_ = rows(made(case, failed("乙", "没有字段", "另一个")), "总览")
    assert (first["案例"], first["状态"], first["项目名称"], first["预算部门"], first["等级"]) == (
        "甲",
        "已生成",
        "甲项目",
        "民政局",
        "良",
    )
    assert (first["决策得分"], first["决策得分率"], first["过程得分"], first["过程得分率"]) == (8, 0.8, 5, 0.5)
    assert (first["预算（万元）"], first["支出（万元）"], first["资金到位率"], first["预算执行率"]) == (1000, 810, 0.9, 0.9)
    assert (first["警告"], first["错误"], first["首个错误"]) == (1, None, None)
    assert (second["状态"], second["得分"], second["错误"]) == ("出错", None, 2)
    assert second["首个错误"] == "cases/乙.toml:3:1：没有字段"


def test_other_full_marks_are_compared_as_of_a_hundred() -> None:
    """Where a case has other full marks, they stand beside its score, and the score as of 100; otherwise neither column is there."""
    twenty = built("甲", ("决策", "a", 8), ("过程", "b", 5))
    first = rows(made(twenty), "总览")[0]
    assert (first["得分"], first["满分"], first["百分制得分"]) == (13, 20, 65)
    hundred = built("乙", *[("决策", str(at), 9) for at in range(10)])
    assert not {"满分", "百分制得分"} & rows(made(hundred), "总览")[0].keys()


def test_rare_dimensions_share_a_column() -> None:
    """The six most frequent names have columns, in the usual order; what else a case has stands in one column as text."""
    usual = [("决策", "a", 1), ("过程", "b", 2), ("产出", "c", 3), ("效益", "d", 4), ("满意度", "e", 5), ("管理", "f", 6)]
    odd = [("自评", "g", 7), ("其他", "h", 8.5)]
    first, second, *_ = rows(made(built("甲", *usual), built("乙", *usual[:3], *odd), built("丙", *usual)), "总览")
    assert [name for name in first if name.endswith("得分")] == ["得分", "百分制得分", *(f"{name}得分" for name, _, _ in usual)]
    assert (first["其他一级指标"], second["其他一级指标"]) == (None, "自评 7/10；其他 8.5/10")
    assert (second["效益得分"], second["效益得分率"]) == (None, None)


def test_every_indicator_and_its_loss() -> None:
    """Each indicator of each case has a row; a loss stands only where points were lost."""
    found = rows(made(built("甲", ("决策", "a", 10), ("过程", "b", "7.5"))), "指标")
    assert [tuple(row.values()) for row in found[:2]] == [
        ("甲", "决策", "组", "a", 10, 10, 1, None), ("甲", "过程", "组", "b", 10, 7.5, 0.75, 2.5),
    ]  # fmt: skip


def test_every_finding_those_of_the_year_first() -> None:
    """A finding has a row with code, place, message and hint; one about the year names no case; mere text of the place stays text."""
    of_year = Finding("template-changed", "error", "templates/x.docx", "模板改过", "再运行一次")
    found = rows(made(failed("甲", "=错"), findings=(of_year,)), "检查结果")
    assert [tuple(row.values()) for row in found] == [
        ("（年度）", "错误", "template-changed", "templates/x.docx", "模板改过", "再运行一次"),
        ("甲", "错误", "unknown-key", "cases/甲.toml:3:1", "=错", "改正"),
    ]


def test_every_deduction_with_problem_and_recommendations() -> None:
    """A deduction names its problem and what is recommended against it; a longer reason stands beside the short one."""
    records = year(1)
    (case,) = records.cases
    assert case.summary is not None
    found = rows(made(case), "扣分")
    losses = [loss for i in case.summary.indicators for loss in i.losses]
    assert [row["扣分"] for row in found[:-1]] == [float(loss.points) for loss in losses]
    assert [(row["扣分原因"], row["详细说明"]) for row in found[:-1]] == [(loss.reason, loss.detail) for loss in losses]
    assert {row["所属问题"] for row in found[:-1]} <= {problem.title for problem in case.summary.problems}
    advice = {p.title: r.title for p, r in zip(case.summary.problems, case.summary.recommendations, strict=True)}
    assert all(row["建议"] == advice[row["所属问题"]] for row in found[:-1])
    assert rows(made(losing("甲", ("1", "原因", ""))), "扣分")[0]["详细说明"] is None


def test_what_is_open_says_so() -> None:
    """A score, a rate or an amount that rests on a blank reads 待填写, in every sheet, and is left out of sums and means."""
    draft, done = built("甲", ("决策", "a", 8), ("决策", "b", 8), state=State.DRAFT, blanks=3), built("乙", ("决策", "a", 6))
    own, open_ = draft.summary, Score(Decimal(10), BLANK_NUMBER)
    assert own is not None
    funds = FundsSummary(*[BLANK_NUMBER] * 5)
    first, *rest = own.indicators
    blank = replace(first, score=BLANK_NUMBER, losses=(Loss(BLANK_NUMBER, BLANK, BLANK, ""),))
    dimensions = (DimensionSummary(Decimal(20), BLANK_NUMBER, "决策", ""),)
    own = replace(own, total=open_, grade=BLANK, funds=funds, dimensions=dimensions, indicators=(blank, *rest))
    records = YearRecords(2022, (replace(draft, summary=own), done))
    book = load_workbook(io.BytesIO(workbook(records)), data_only=True)
    line, _, sums, means = rows(book, "总览")
    told = ("得分", "等级", "决策得分", "决策得分率", "预算（万元）", "预算执行率")
    assert ({line[name] for name in told}, line["状态"], line["待填写"]) == ({BLANK}, "草稿", 3)
    assert (means["得分"], means["决策得分率"], sums["预算（万元）"]) == (6, 0.6, 1000)
    assert [rows(book, "指标")[0][name] for name in ("分值", "得分", "得分率", "扣分")] == [10, BLANK, BLANK, BLANK]
    assert rows(book, "扣分")[0]["扣分"] == BLANK


def test_sums_follow_the_filter() -> None:
    """Below a table stand sums and means of the rows that a filter leaves, with their values for programs that do not compute."""
    data = workbook(YearRecords(2022, (built("甲", ("决策", "a", 8)), built("乙", ("决策", "a", 5)))))
    asked, known = (load_workbook(io.BytesIO(data), data_only=only) for only in (False, True))
    assert cell(asked, "总览", "得分", 5).value == "=SUBTOTAL(101,H2:H3)"
    assert (cell(known, "总览", "案例", 4).value, cell(known, "总览", "预算（万元）", 4).value) == ("合计", 2000)
    assert (cell(known, "总览", "案例", 5).value, cell(known, "总览", "得分", 5).value) == ("平均", 6.5)
    assert cell(asked, "指标", "得分", 4).value == "=SUBTOTAL(109,F2:F3)"
    assert cell(known, "指标", "扣分", 4).value == 7


def test_reports_are_linked_relative_to_the_workbook() -> None:
    """The name of a report leads to it in the folder above; a name with signs that mean something in links leads there as well."""
    book = made(built("甲 2022"), replace(built("乙"), report="../a#b%20c.docx"), failed("丙", "错"))
    targets = [cell(book, "总览", "报告", row).hyperlink for row in (2, 3, 4)]
    assert [found.target.replace("\\", "/") for found in targets if found] == ["../甲%202022.docx", "../a%23b%2520c.docx"]
    assert cell(book, "总览", "报告").value == "甲 2022.docx"
    assert targets[2] is None


@pytest.mark.parametrize("text", EVIL)
def test_no_text_is_a_formula(text: str) -> None:
    """A text that begins like a formula is a text in every sheet, and stays one when somebody edits the cell."""
    case = losing(text, ("1", text, "p"), problems={"p": text})
    assert case.summary is not None
    own = replace(case.summary, project=text, department=text, grade=text)
    book = made(replace(case, summary=own, findings=(Finding(text, "warning", text, text, text),)))
    for name in book.sheetnames:
        cells = [c for row in book[name].iter_rows(min_row=2, max_row=2) for c in row if c.value == text]
        assert cells
        assert {c.data_type for c in cells} == {"s"}
        assert all(c.quotePrefix for c in cells)


def test_a_long_text_is_cut_and_says_so() -> None:
    """A cell holds 32,767 UTF-16 units: a longer text is cut between characters; no control sign or half character breaks it."""
    long, odd = "鿀" * 20_000 + "𠮷" * 20_000, "行\n行\x07\ud800"
    found = rows(made(failed("甲", long, odd)), "检查结果")
    first, second = found[0]["问题"], found[1]["问题"]
    assert len(first.encode("utf-16-le")) // 2 <= sheet.MOST_CHARACTERS
    assert first.startswith("鿀" * 20_000 + "𠮷")
    assert first.endswith("𠮷……（太长，余下的看报告）")
    assert second.startswith("行\n行")


def test_links_and_rows_beyond_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Excel has no room for is not written: links become text, and the last row says how many rows are missing."""
    monkeypatch.setattr(sheet, "MOST_LINKS", 1)
    monkeypatch.setattr(sheet, "MOST_ROWS", 6)
    book = made(*(built(name) for name in "甲乙丙丁戊"))
    assert [cell(book, "总览", "报告", row).hyperlink is not None for row in (2, 3)] == [True, False]
    assert cell(book, "总览", "报告", 3).value == "乙.docx"
    assert [row[0].value for row in book["总览"].iter_rows()] == ["案例", "甲", "乙", "合计", "平均", "另有 3 行，Excel 的一张表放不下"]


def test_the_sheets_are_easy_to_read() -> None:
    """Headers and the first column stay in sight, every column can be filtered, figures have formats, headers repeat on paper."""
    book = made(*year(20).cases)
    assert book.sheetnames == ["总览", "指标", "检查结果", "扣分"]
    for found in book.worksheets:
        assert found.freeze_panes == "B2"
        assert found.auto_filter.ref is not None
        assert found.auto_filter.ref.startswith("A1:")
        assert found.print_title_rows == "$1:$1"
        widths = [d.width for d in found.column_dimensions.values()]
        assert all(5 < width < 60 for width in widths)
    formats = {name: cell(book, "总览", name).number_format for name in ("得分", "决策得分率", "预算（万元）")}
    assert formats == {"得分": "0.00", "决策得分率": "0.00%", "预算（万元）": "#,##0.00"}


def test_rows_have_room_for_their_text() -> None:
    """A row is as high as its longest text, whatever font stands in for 宋体; where lines end before long words, by one line more."""
    plain = Finding("a", "error", "", "字" * 60, "")
    keys = replace(plain, message="字" * 40 + "fiscal_year、submitted")
    book = made(findings=(plain, keys, replace(plain, message="短")))
    heights = [book["检查结果"].row_dimensions[row].height for row in (2, 3, 4)]
    assert heights == [3 * 14.5, 3 * 14.5, None]


def test_deductions_fit_a_page_across() -> None:
    """All columns of the deductions stand side by side on paper, with names of cases as long as the shipped ones."""
    book = made(losing("caidian2022", ("1", "原" * 40, "p"), problems={"p": "题" * 30}))
    found = book["扣分"]
    assert found.page_setup.fitToWidth in (None, 1)


def test_grades_are_coloured_from_green_to_red() -> None:
    """Each grade has a colour of its own by its place in the scale, and so has each state that asks for something to be done."""
    book = made(*year(20).cases)
    rules = {
        rule.formula[0].strip('"'): rule.dxf.fill.bgColor.rgb[-6:]
        for area in book["总览"].conditional_formatting
        for rule in area.rules
    }
    assert rules.keys() == {"优", "良", "中", "差", "草稿", "出错", "未做"}
    assert all(rules[one] != rules[other] for one, other in pairwise(["优", "良", "中", "差"]))
    assert (rules["优"], rules["差"], rules["出错"]) == ("C6E0B4", "F8CBAD", "F8CBAD")


def test_the_same_year_gives_the_same_bytes() -> None:
    """No clock, no order of sets or of the memory gets into the file."""
    assert workbook(year(30)) == workbook(year(30))


def test_a_year_without_cases_is_a_workbook_all_the_same() -> None:
    """Headers stand alone; nothing is summed up."""
    book = made()
    assert [found.max_row for found in book.worksheets] == [1, 1, 1, 1]


def test_dimensions_are_not_mixed_up() -> None:
    """A case in which a name of another case is missing has empty cells there, whatever the order of its own."""
    one = built("甲", ("决策", "a", 8), ("过程", "b", 5))
    other = built("乙", ("过程", "b", 4), ("决策", "a", 3))
    assert other.summary is not None
    assert other.summary.dimensions[0] == DimensionSummary(Decimal(10), Decimal(4), "过程", "")
    first, second, *_ = rows(made(one, other), "总览")
    assert (first["决策得分"], second["决策得分"], second["过程得分"]) == (8, 3, 4)
