"""A year in words: counts, troubles, the bar that shows how it gets on."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest

from reportgen.diagnostics import Diagnostic, FilePlace, Severity
from reportgen.fiscal_year import CaseResult, Fault, Nobody, Status, YearResult
from reportgen.fiscal_year.bar import bar
from reportgen.fiscal_year.records import Record, Stamp
from reportgen.fiscal_year.words import closing, rows, troubles
from reportgen.model.summary import Finding

RECORD = Record("丁", Stamp("", "", "", ""), "standard", {}, 2, "{}")
WARNING = Finding("reason-missing", "warning", "cases/甲/report.toml:3", "没有原因", "")
ERROR = Finding("negative", "error", "cases/乙/report.toml:7:1", "不能是负数", "核对数据")
CASES = (
    CaseResult("丁", Status.UNCHANGED, RECORD),
    CaseResult("丙", Status.FAILED, fault=Fault("KeyError", "…")),
    CaseResult("乙", Status.FAILED, findings=(WARNING, ERROR, ERROR)),
    CaseResult("甲", Status.BUILT, findings=(WARNING,)),
)
YEAR = YearResult(2023, CASES, seconds=75.2)
TEMPLATE = Diagnostic("template-changed", Severity.ERROR, FilePlace("templates/x.docx"), "模板改过", "再运行一次")


def test_rows_count_every_sort() -> None:
    """Built, unchanged, failed and with warnings, those of an earlier build among them; a sort without cases is left out."""
    found = {name: (number, remark) for name, number, remark in rows(YEAR)}
    assert {name: number for name, (number, _) in found.items()} == {"生成": "1", "未变": "1", "出错": "2", "有警告": "3"}
    assert "4 个警告" in found["有警告"][1]
    assert ("未做", "2", "再运行同一条命令，会接着做") in rows(replace(YEAR, left=("戊", "己"), interrupted=True))
    assert rows(YearResult(2023)) == ()


def test_a_forced_year_does_not_go_on_by_the_same_command() -> None:
    """Interrupted with --force, it is told how to go on without building all again; a year that was not interrupted is not."""
    forced = replace(YEAR, left=("戊", "己"), forced=True)
    ((*_, remark),) = [row for row in rows(replace(forced, interrupted=True)) if row[0] == "未做"]
    assert remark == "去掉 --force 再运行，会接着做没有做过和有改动的；带 --force 会从头全部重做"
    assert ("未做", "2", "") in rows(forced)


def test_files_of_a_case_that_failed_are_named() -> None:
    """What was written before the failure is told as written, in the table and with the case; the others are left alone."""
    partly = replace(CASES[2], written=("乙.docx",))
    year = replace(YEAR, cases=(CASES[1], partly))
    assert ("出错", "2", "没有生成，原有的报告没有动；只有 乙.docx 已经写出") in rows(year)
    assert ("出错", "2", "没有生成，原有的报告没有动") in rows(YEAR)
    (_, told) = troubles(year)
    assert told.startswith("乙：没有全部生成（已经写出 乙.docx），共 2 个错误，第一个\n")


def test_files_that_somebody_edited_are_named() -> None:
    """What was set aside is listed by its new name, as many as there are cases that had some; and where warnings stand is told."""
    edited = [Finding("edited-by-hand", "warning", f"output/甲.手工修改1.{form}", "有人手工改过", "") for form in ("docx", "pdf")]
    year = replace(YEAR, cases=(replace(CASES[3], findings=tuple(edited)),))
    assert ("另存", "1", "有人手工改过的文件没有覆盖，已另存为：甲.手工修改1.docx、甲.手工修改1.pdf") in rows(year)
    assert ("有警告", "1", "共 2 个警告，逐条见年度汇总.xlsx 的“检查结果”") in rows(year)


def test_deleted_files_are_named() -> None:
    """Files of a former content that are gone are listed in a row of their own, as many as there are cases that had some."""
    cases = [CaseResult(f"c{at}", Status.BUILT, withdrawn=(f"c{at}.html", f"c{at}.pdf")) for at in range(2)]
    (_, row) = rows(YearResult(2022, (*cases, CaseResult("c2", Status.BUILT))))
    assert row == (
        "删旧",
        "2",
        "内容改了，按旧内容做的文件已删除：c0.html、c0.pdf、c1.html、c1.pdf；要新的，加 --pdf 或 --html",
    )


def test_each_broken_case_with_its_first_error() -> None:
    """The first error as everywhere, how many there are, a fault as such; what concerns the whole year comes first."""
    found = list(troubles(replace(YEAR, findings=(TEMPLATE,))))
    assert found == [
        "templates/x.docx: 错误[template-changed] 模板改过\n  提示：再运行一次",
        "丙：程序出了故障（KeyError），不是案例写错了",
        "乙：没有生成，共 2 个错误，第一个\n  cases/乙/report.toml:7:1: 错误[negative] 不能是负数\n  提示：核对数据",
    ]


def test_closing_line() -> None:
    """What was done, in one line, with the time; an interruption says so."""
    assert closing(YEAR) == "2023 年度 4 个案例：生成 1，未变 1，出错 2，用时 1 分 15 秒"
    assert closing(replace(YEAR, left=("戊",), interrupted=True, seconds=2.34)).startswith("已中断，2023 年度 5 个案例")
    assert closing(YearResult(2023, seconds=0.04)) == "2023 年度 0 个案例：没有要做的，用时 0.0 秒"


@pytest.mark.parametrize(
    ("year", "code"),
    [
        (YEAR, 3),
        (YearResult(2023, CASES[2:]), 1),
        (YearResult(2023, CASES[3:]), 0),
        (YearResult(2023, CASES[3:], left=("戊",)), 1),
        (YearResult(2023, CASES[3:], findings=(TEMPLATE,)), 1),
        (YearResult(2023, CASES[3:], interrupted=True), 130),
    ],
)
def test_exit_codes(year: YearResult, code: int) -> None:
    """A fault is 3, a failed case or something wrong with the year 1, an interruption 130; warnings are none."""
    assert year.code == code


class Terminal(io.StringIO):
    """A stream that calls itself a terminal."""

    def isatty(self) -> bool:
        return True


def test_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows how many are done of how many, how many failed, the rate and the time left, and is gone afterwards."""
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with bar(stream) as observer:
        observer.started(["甲", "乙", "丙"])
        for case in (CASES[3], CASES[2]):
            observer.finished(case)
    drawn = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", stream.getvalue())
    assert "2/3" in drawn
    assert "1 个出错" in drawn
    assert re.search(r"每秒 \d+\.\d 份|每份 \d+\.\d 秒", drawn)
    assert re.search(r"剩余 \d+:\d\d:\d\d", drawn)
    assert stream.getvalue().endswith("\x1b[2K")


def test_no_bar_elsewhere() -> None:
    """In a file or a pipe nothing is drawn."""
    stream = io.StringIO()
    with bar(stream) as observer:
        observer.started(["甲"])
        observer.finished(CASES[3])
    assert isinstance(observer, Nobody)
    assert stream.getvalue() == ""
