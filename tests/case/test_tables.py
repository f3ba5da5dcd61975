"""Tables from files: what is taken over, what is computed anew, and which mistakes are named by sheet and cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.case.columns import read_number
from reportgen.case.fill import fill
from reportgen.case.sheets import open_sheet
from reportgen.case.tables import load_table
from reportgen.diagnostics import Sink
from reportgen.model.case import Payment
from tests.case.workbooks import calculated, sheet_of, told, workbook
from tests.scoring.sample_case import case_of

HEADER = ("机构", "床位", "金额（元）")
ROWS: list[tuple[object, ...]] = [("侨亚", 1306, 261200), ("张湾", 77, 15400)]
SUMS = ["床位", "金额（元）"]


def table(path: Path, **more: object) -> tuple[list[list[str]] | None, list[str]]:
    """The rows that a table takes from a file, and what was found."""
    sink = Sink()
    loaded = load_table(sheet_of(path), {"columns": HEADER, "file": path.name, **more}, sink)
    return (loaded[0] if loaded else None), told(sink)


def quoted(rows: Sequence[tuple[object, ...]]) -> list[list[str]]:
    """Rows as they print."""
    return [[str(cell) for cell in row] for row in rows]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a workbook goes."""
    return tmp_path / "床位.xlsx"


# ---- header ----


def test_titles_above_the_header(path: Path) -> None:
    """A title over all columns and a line with the unit stand above the header and are passed over; line breaks in headers too."""
    workbook(path, [("床位补贴明细表",), ("单位：元",), (), ("序号", "机构", "床 位", "金额\n(元)"), (1, *ROWS[0])], merge=["A1:D1"])
    assert table(path) == (quoted(ROWS[:1]), [])


def test_header_in_two_rows(path: Path) -> None:
    """A header in two rows is an error at the name that stands apart."""
    workbook(path, [("机构", "补贴", None), (None, "床位", "金额（元）"), *ROWS], merge=["A1:A2", "B1:C1"])
    assert table(path) == (None, ["床位.xlsx[表!A1]: 错误[header-split] 列名“机构”在第 1 行，其余的列名在第 2 行"])


def test_header_cells_merged_downwards(path: Path) -> None:
    """Of a header in two rows the columns that are named over both can be taken: the second row is no data."""
    workbook(path, [("机构", "补贴", None, "床位", "金额（元）"), (None, "甲", "乙", None, None), ("侨亚", 1, 2, 1306, 261200)],
             merge=["A1:A2", "B1:C1", "D1:D2", "E1:E2"])  # fmt: skip
    assert table(path) == (quoted(ROWS[:1]), [])


def test_header_cells_merged_sideways(path: Path) -> None:
    """A name over two columns does not say which of them is meant."""
    workbook(path, [("机构", "床位", None, "金额（元）"), ("侨亚", 1, 2, 3)], merge=["B1:C1"])
    assert table(path) == (None, ["床位.xlsx[表!B1]: 错误[header-merged] 列名“床位”合并了 B1:C1，不知道取哪一列"])


def test_column_named_twice(path: Path) -> None:
    """Two columns of one name are an error that names both."""
    workbook(path, [("机构", "床位", "床位", "金额（元）"), ("侨亚", 1, 2, 3)])
    assert table(path) == (None, ["床位.xlsx[表!B1]: 错误[column-ambiguous] 表头里有几列都叫“床位”（B1、C1）"])


# ---- cells ----


def test_formulas(path: Path) -> None:
    """The result that Excel saved is taken; a formula that was never calculated is an error at its cell."""
    workbook(path, [HEADER, ("侨亚", 1306, "=B2*200"), ("张湾", 77, "=B3*200")])
    calculated(path, "C2", "261200")
    assert table(path)[1] == ["床位.xlsx[表!C3]: 错误[formula-uncalculated] 公式没有算过，读不到结果"]
    calculated(path, "C3", "15400")
    assert table(path) == (quoted(ROWS), [])


def test_error_values(path: Path) -> None:
    """#REF! is no text to be printed."""
    workbook(path, [HEADER, ("侨亚", 1306, "#REF!")])
    assert table(path)[1] == ["床位.xlsx[表!C2]: 错误[cell-error] 单元格是错误值 #REF!"]


def test_hidden_rows(path: Path) -> None:
    """Hidden rows are taken over, and named."""
    workbook(path, [HEADER, *ROWS], hide=[3])
    assert table(path) == (quoted(ROWS), ["床位.xlsx[表!3]: 警告[hidden-rows] 第 3 行是隐藏的，也计入了"])


def test_merged_cells(path: Path) -> None:
    """A name merged over rows stands in each of them; a merged amount counts once."""
    workbook(path, [HEADER, ("侨亚", 1, 500), (None, 2, None)], merge=["A2:A3", "C2:C3"])
    assert table(path, sums=SUMS)[0] == [["侨亚", "1", "500"], ["侨亚", "2", ""]]


def test_how_numbers_print(path: Path) -> None:
    """Sums of fractions print as Excel shows them, percentages with their sign, dates as dates."""
    workbook(path, [HEADER, ("侨亚", 0.1 + 0.2, date(2022, 7, 28)), ("张湾", 0.9448, 1e15)])
    book = openpyxl.load_workbook(path)
    book["表"]["B3"].number_format = "0.00%"
    book.save(path)
    assert table(path)[0] == [["侨亚", "0.3", "2022-07-28"], ["张湾", "94.48%", "1000000000000000"]]


def test_control_characters(path: Path) -> None:
    """An invisible character is an error at its cell, not in Word."""
    path.with_suffix(".csv").write_text("机构,床位,金额（元）\n侨\x07亚,1,2\n", encoding="utf-8")
    assert table(path.with_suffix(".csv"))[1] == ["床位.csv[A2]: 错误[control-character] 单元格里有看不见的控制字符"]


# ---- numbers and sums ----


def test_numbers_kept_as_text(path: Path) -> None:
    """Text that is a number counts as one where a number is wanted, and the cells are named."""
    workbook(path, [HEADER, ("侨亚", "1,306 ", 261200), ("张湾", "７７", "￥15,400")])
    rows, found = table(path, sums=SUMS)
    assert rows == quoted(ROWS)
    assert found == [
        "床位.xlsx[表!B2]: 警告[text-number] “床位”有 2 格是文字形式的数，已按数读：B2、B3",
        "床位.xlsx[表!C3]: 警告[text-number] “金额（元）”有 1 格是文字形式的数，已按数读：C3",
    ]


def test_numbers_in_csv(path: Path) -> None:
    """In a .csv all is text, so that nothing is said of it."""
    path.with_suffix(".csv").write_text('机构,床位,金额（元）\n侨亚,"1,306",261200\n', encoding="utf-8")
    assert table(path.with_suffix(".csv"), sums=SUMS) == (quoted(ROWS[:1]), [])


@pytest.mark.parametrize("value", ["1306张", "约1306", "—", "1306.5.1", "壹仟"])
def test_what_is_no_number(path: Path, value: str) -> None:
    """What cannot be added is an error at its cell; nothing is guessed."""
    workbook(path, [HEADER, ("侨亚", value, 1)])
    assert table(path, sums=SUMS)[1] == [f"床位.xlsx[表!B2]: 错误[not-a-number] 这里要写数，写的是“{value}”"]


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False))
def test_separators_do_not_change_a_number(number: Decimal) -> None:
    """However a number is spaced, it is that number."""
    for written in (f"{number:,}", f" {number} ", f"{number:,}".replace(",", "，"), f"￥{number:,}".replace("￥-", "-")):
        assert read_number(written) == number


@pytest.mark.parametrize("name", ["合计", "合 计", "总计：", "共计"])
def test_row_of_sums_is_left_out(path: Path, name: str) -> None:
    """A row of sums that agrees is left out, because sums are computed; it is known by its first cell, even of another column."""
    workbook(path, [("序号", *HEADER), (1, *ROWS[0]), (2, *ROWS[1]), (name, None, 1383, 276600)])
    assert table(path, sums=SUMS) == (quoted(ROWS), [])


def test_row_of_sums_that_differs(path: Path) -> None:
    """A sum that the rows do not make is an error at its cell, with both figures."""
    workbook(path, [HEADER, *ROWS, ("合计", 1383, 276500)])
    assert table(path, sums=SUMS)[1] == ["床位.xlsx[表!C4]: 错误[total-differs] “金额（元）”的合计写的是 276500，各行相加是 276600"]


def test_row_of_sums_is_quoted_where_nothing_is_summed(path: Path) -> None:
    """Without `sums` a table is quoted as it stands."""
    workbook(path, [HEADER, *ROWS, ("合计", 1383, 1)])
    assert table(path) == (quoted([*ROWS, ("合计", 1383, 1)]), [])


def test_subtotals(path: Path) -> None:
    """A 小计 among the rows would count twice."""
    workbook(path, [HEADER, ROWS[0], ("小计", 1306, 261200), ROWS[1]])
    assert table(path, sums=SUMS)[1] == ["床位.xlsx[表!A3]: 错误[subtotal-row] 第 3 行是小计，会和明细重复相加"]


# ---- files ----


def test_what_is_no_workbook(path: Path) -> None:
    """A broken file, one of Excel 97 by another name, and one with a password are told alike, with a way out."""
    for data in (b"", b"PK\x03\x04broken", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)):
        path.write_bytes(data)
        sink = Sink()
        assert open_sheet(path, path.name, None, sink) is None
        assert told(sink) == ["床位.xlsx: 错误[table-broken] 打不开这个工作簿"]


def test_the_first_visible_sheet_is_taken(path: Path) -> None:
    """A hidden first sheet is not what the analyst sees."""
    workbook(path, [HEADER, *ROWS])
    book = openpyxl.load_workbook(path)
    book.create_sheet("代码", 0).sheet_state = "hidden"
    book.active = 1
    book.save(path)
    assert table(path)[0] == quoted(ROWS)


# ---- the ledger ----


LEDGER = ("日期", "摘要", "金额（元）", "收款单位")


def ledger(path: Path, **more: object) -> tuple[tuple[Payment, ...], list[str]]:
    """The payments of a case whose ledger stands in a file, and what was found."""
    file = {"file": path.name, "content": "摘要", "amount": "金额（元）", "date": "日期", "unit": "元", **more}
    funds: dict[str, Any] = {"unit": "万元", "budget": 100, "received": 100, "spent": 95, "ledger_file": file}
    sink = Sink()
    case = fill(case_of(funds=funds), {("funds", "ledger_file"): sheet_of(path)}, sink)
    return case.funds.ledger, told(sink)


def test_ledger(path: Path) -> None:
    """A ledger becomes payments in the unit of the funds, in the order of the file; its row of sums is checked and left out."""
    workbook(
        path,
        [LEDGER, (date(2022, 12, 15), "设备", 35100, "联通"), (date(2022, 3, 1), "补贴", 0.5, None), ("合计", None, 35100.5, None)],
    )
    payments, found = ledger(path, payee="收款单位")
    assert found == []
    assert [(p.content, p.amount, p.date, p.payee) for p in payments] == [
        ("设备", Decimal("3.51"), date(2022, 12, 15), "联通"),
        ("补贴", Decimal("0.00005"), date(2022, 3, 1), None),
    ]


def test_dates_of_a_ledger(path: Path) -> None:
    """Dates may be written; a serial number is read as Excel would show it, and mentioned; what is no date is an error."""
    workbook(path, [LEDGER, ("2022年7月28日", "甲", 1, None), ("2022/7/8", "乙", 1, None), (44770, "丙", 1, None)])
    payments, found = ledger(path)
    assert [p.date for p in payments] == [date(2022, 7, 28), date(2022, 7, 8), date(2022, 7, 28)]
    assert found == ["床位.xlsx[表!A4]: 警告[serial-date] “日期”有 1 格是没有设成日期格式的数，已按日期读：A4"]
    workbook(path, [LEDGER, ("2022年2月30日", "甲", 1, None), ("七月", "乙", 1, None), (7, "丙", 1, None)])
    assert [line.split("]: ")[1].split(" ")[0] for line in ledger(path)[1]] == ["错误[not-a-date]"] * 3


def test_gaps_in_a_ledger(path: Path) -> None:
    """A payment without an amount, or an amount without its purpose, is an error at the empty cell."""
    workbook(path, [LEDGER, (None, "甲", None, None), (None, None, 1, None)])
    assert ledger(path)[1] == [
        "床位.xlsx[表!C2]: 错误[cell-empty] 第 2 行没有填“金额（元）”",
        "床位.xlsx[表!B3]: 错误[cell-empty] 第 3 行没有填“摘要”",
    ]


def test_sum_of_a_ledger(path: Path) -> None:
    """A ledger whose stated sum is another than that of its rows is an error with both."""
    workbook(path, [LEDGER, (None, "甲", 1, None), (None, "合计", 2, None)])
    assert ledger(path)[1] == ["床位.xlsx[表!C3]: 错误[total-differs] “金额（元）”的合计写的是 2，各行相加是 1"]


@given(st.lists(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False), max_size=20))
def test_amounts_keep_their_value(tmp_path_factory: pytest.TempPathFactory, amounts: list[Decimal]) -> None:
    """Whatever stands in a ledger of 元, the payments in 万元 add up to it exactly."""
    path = tmp_path_factory.mktemp("ledger") / "账.csv"
    path.write_text("日期,摘要,金额（元）\n" + "".join(f",补贴,{amount}\n" for amount in amounts), encoding="utf-8")
    payments, found = ledger(path)
    assert found == []
    assert sum((p.amount for p in payments), Decimal(0)) * 10_000 == sum(amounts, Decimal(0))


def test_csv_in_gbk(path: Path) -> None:
    """A .csv as Excel saves it by default is told by its encoding, with the way to save it."""
    path.with_suffix(".csv").write_text("机构,床位\n侨亚,1306\n", encoding="gbk")
    sink = Sink()
    assert open_sheet(path.with_suffix(".csv"), "床位.csv", None, sink) is None
    assert told(sink) == ["床位.csv:1: 错误[encoding] 文件不是 UTF-8 编码，看起来是 GBK"]
