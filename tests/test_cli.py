"""The command line: exit codes, Chinese words, JSON, and that a command touches nothing but what it says."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

import reportgen
from reportgen import batch
from reportgen.case.schema import schema_text
from reportgen.cli import main
from reportgen.export.office import Office
from reportgen.model.report import Report
from reportgen.pipeline import Line, Workspace
from tests.printed import needs_office

ROOT = Path(__file__).parent.parent
BASE = ROOT / "tests" / "bad" / "_base.toml"
CHINESE = re.compile(r"[\u4e00-\u9fff]")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with a sound case 甲, a broken case 坏 and a draft 草."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "templates").mkdir()
    shutil.copy(ROOT / "templates" / "professional.docx", tmp_path / "templates")
    sound = BASE.read_text("utf-8")
    for name, text in {
        "甲": sound,
        "坏": sound.replace("budget = 100", 'budget = "100万元"'),
        "草": sound.replace("spent = 95", 'spent = "待填写"'),
    }.items():
        (tmp_path / "cases" / f"{name}.toml").write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def run(workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process, standing in the workspace: exit code, stdout, stderr."""
    monkeypatch.chdir(workspace)

    def call(*words: str) -> tuple[int, str, str]:
        code = main(words)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def process(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a command as a process of its own."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run([sys.executable, "-m", "reportgen", *words], cwd=folder, env=surroundings, capture_output=True, check=False)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# ---- build ----


def test_build_writes_a_report(workspace: Path, run: Run) -> None:
    """A sound case becomes a Word file in output/, and a line says where it stands, the total and the grade."""
    code, out, err = run("build", "甲")
    assert (code, out, err) == (0, "已生成 output/甲.docx：86.0 分（良），没有发现问题\n", "")
    assert (workspace / "output" / "甲.docx").read_bytes()[:2] == b"PK"


def test_failed_build_writes_nothing(workspace: Path, run: Run) -> None:
    """A case with an error ends with 1; the finding has its line and a hint; the report of last time stays."""
    run("build", "甲")
    report = (workspace / "output" / "甲.docx").read_bytes()
    shutil.copy(workspace / "cases" / "坏.toml", workspace / "cases" / "甲.toml")
    before = files(workspace)
    code, out, err = run("build", "甲")
    assert (code, out) == (1, "")
    assert re.search(r"^cases/甲\.toml:\d+:1: 错误\[not-a-number\] .+\n  提示：.+100", err)
    assert err.endswith("甲：没有生成报告，1 个错误\n")
    assert files(workspace) == before
    assert before["output/甲.docx"] == report


def test_one_failing_case_leaves_the_others_alone(workspace: Path, run: Run) -> None:
    """The cases before and behind a failing one are built, and the last line counts those that failed."""
    (workspace / "cases" / "乙.toml").write_text(BASE.read_text("utf-8"), "utf-8")
    code, out, err = run("build", "甲", "坏", "没有", "乙")
    assert code == 1
    assert [line.split("：")[0] for line in out.splitlines()] == ["已生成 output/甲.docx", "已生成 output/乙.docx"]
    assert err.splitlines()[-1] == "共 4 个案例，2 个有错误：坏、没有"


def test_a_case_given_twice_is_built_once(run: Run) -> None:
    """The same name twice is one case."""
    assert run("build", "甲", "甲")[1].count("已生成") == 1


def test_report_edited_by_hand_is_kept(workspace: Path, run: Run) -> None:
    """What an editor did to a report is kept beside the new one under 手工修改, and the warning names it."""
    run("build", "甲")
    report = workspace / "output" / "甲.docx"
    built = report.read_bytes()
    report.write_bytes(built + b"edited")
    code, out, err = run("build", "甲")
    assert code == 0
    assert "警告[edited-by-hand]" in err
    assert "甲.手工修改1.docx" in err
    assert out.endswith("1 个警告\n")
    assert report.read_bytes() == built
    assert (workspace / "output" / "甲.手工修改1.docx").read_bytes() == built + b"edited"


def test_a_page_of_a_former_content_goes(workspace: Path, run: Run) -> None:
    """A web page stays beside a Word file of the same content; where the case changed and none is asked for, it goes."""
    page, case = workspace / "output" / "甲.html", workspace / "cases" / "甲.toml"
    run("build", "甲", "--html")
    assert (run("build", "甲")[2], page.exists()) == ("", True)
    case.write_text(case.read_text("utf-8").replace("spent = 95", "spent = 94"), "utf-8")
    code, _, err = run("build", "甲")
    assert (code, page.exists()) == (0, False)
    assert err.startswith("output/甲.html: 警告[form-outdated] 甲.html 是按改动以前的内容做的，已删除\n")


def test_draft(run: Run) -> None:
    """A case with blanks is refused, and built as a draft with --draft; -v lists the blanks."""
    assert run("build", "草")[0] == 1
    code, out, err = run("build", "--draft", "草")
    assert code == 0
    assert out.startswith("已生成草稿 output/草.docx：")
    assert "[blanks-left]" in err
    assert "[blank]" not in err
    assert "说明[blank]" in run("build", "--draft", "-v", "草")[2]


def test_same_case_same_bytes(workspace: Path, run: Run) -> None:
    """Building twice gives the same file."""
    run("build", "甲")
    first = (workspace / "output" / "甲.docx").read_bytes()
    run("build", "甲")
    assert (workspace / "output" / "甲.docx").read_bytes() == first


def test_build_json(run: Run) -> None:
    """--json tells all of it to a program, numbers as exact text, and prints nothing else."""
    code, out, err = run("build", "--json", "甲", "坏")
    sound, broken = json.loads(out)
    assert (code, err) == (1, "")
    assert sound == {
        "case": "甲", "ok": True, "report": "output/甲.docx", "files": ["output/甲.docx"], "total": "86.0", "grade": "良",
        "errors": 0, "warnings": 0, "fault": None, "findings": [],
    }  # fmt: skip
    assert (broken["ok"], broken["report"], broken["errors"]) == (False, None, 1)
    assert broken["findings"][0]["code"] == "not-a-number"
    assert broken["findings"][0]["place"].startswith("cases/坏.toml:")


# ---- what cannot be written ----


def test_full_disk(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is named; the old report stays whole and nothing half-written is left."""
    run("build", "甲")
    before = files(workspace)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    code, _, err = run("build", "甲")
    assert code == 1
    assert "错误[disk-full]" in err
    assert "磁盘已满" in err
    assert files(workspace) == before


def test_output_that_is_no_folder(workspace: Path, run: Run) -> None:
    """A file in place of output/ is an error with a hint, not a fault, and the file stays."""
    (workspace / "output").write_bytes(b"a file")
    code, _, err = run("build", "甲")
    assert code == 1
    assert "output/甲.docx: 错误[output-unwritable]" in err
    assert (workspace / "output").read_bytes() == b"a file"


# ---- check ----


@pytest.mark.parametrize(("name", "code"), [("甲", 0), ("坏", 1), ("草", 1)])
def test_check_writes_nothing(workspace: Path, run: Run, name: str, code: int) -> None:
    """Check finds what build finds and leaves the folder as it was."""
    before = files(workspace)
    assert run("check", name)[0] == code
    assert files(workspace) == before
    assert not (workspace / "output").exists()


def test_check_sees_the_template(workspace: Path, run: Run) -> None:
    """A broken template is found by check, because it renders in memory."""
    (workspace / "templates" / "professional.docx").write_bytes(b"not a Word file")
    code, _, err = run("check", "甲")
    assert code == 1
    assert "professional.docx" in err
    assert "错误[template-not-word]" in err


def test_unknown_structure(workspace: Path, run: Run) -> None:
    """A structure without a template is an error with the nearest one."""
    case = workspace / "cases" / "甲.toml"
    case.write_text(case.read_text("utf-8").replace('"professional"', '"profesional"'), "utf-8")
    code, _, err = run("check", "甲")
    assert (code, "是否想写 professional？" in err) == (1, True)


# ---- names of cases ----


@pytest.mark.parametrize("name", ["../x", "甲/乙", "..\\x", ".", "..", "C:x", ""])
def test_case_name_with_path_parts(workspace: Path, run: Run, name: str) -> None:
    """A name that leads out of cases/ is refused, and nothing is read or written there."""
    before = files(workspace)
    code, _, err = run("build", "--", name)
    assert code == 1
    assert "错误[case-name]" in err
    assert files(workspace) == before


def test_unknown_case_names_the_nearest(workspace: Path, run: Run) -> None:
    """A misspelt case gets the nearest names; a name unlike any gets those that there are."""
    (workspace / "cases" / "caidian2022.toml").write_text("", "utf-8")
    assert "现有案例：caidian2022\n" in run("check", "caidain2022")[2]
    assert "现有案例：caidian2022、" in run("check", "zzz")[2]


# ---- show and schema ----


@pytest.mark.parametrize("what", ["case", "scores", "context"])
def test_show_prints_tables(run: Run, what: str) -> None:
    """Each view is printed as tables, also that of a case which is not filled in yet."""
    for name in ("甲", "草"):
        code, out, err = run("show", name, what)
        assert (code, err) == (0, "")
        assert "━" in out
        assert ("待填写" in out) == (name == "草")


def test_show_scores(run: Run) -> None:
    """The score sheet has every indicator with points, score, rate and reasons, sums, and the grade."""
    _, out, _ = run("show", "甲", "scores")
    rows = [[cell.strip() for cell in line.strip("│").split("│")] for line in out.splitlines() if line.startswith("│")]
    assert rows == [
        ["过程", "资金管理", "预算执行率", "20", "18.0", "90.00%", "部分资金没有支出"],
        ["过程", "小计", "", "20", "18.0", "90.00%", ""],
        ["产出", "产出数量", "购书完成率", "50", "40.0", "80.00%", "购书没有完成计划"],
        ["产出", "小计", "", "50", "40.0", "80.00%", ""],
        ["效益", "社会效益", "阅读氛围", "30", "28.0", "93.33%", "少儿读物偏少"],
        ["效益", "小计", "", "30", "28.0", "93.33%", ""],
        ["合计", "", "", "100", "86.0", "86.00%", "等级：良"],
    ]


def test_show_json(run: Run) -> None:
    """Each view is JSON with numbers as exact text, dates as 2023-12-31 and prose as finished text."""
    shown: dict[str, Any] = {what: json.loads(run("show", "甲", what, "--json")[1]) for what in ("case", "scores", "context")}
    assert shown["case"]["funds"] == {"unit": "万元", "budget": "100", "received": "100", "spent": "95", "ledger": [], "receipts": []}
    assert shown["case"]["report"]["base_date"] == "2023-12-31"
    assert shown["case"]["indicators"][0]["rule"]["from"] == "0.5"
    assert shown["scores"]["total"] == {"points": "100", "score": "86.0", "lost": "14.0", "rate": "0.86", "grade": "良"}
    assert [i["score"] for i in shown["scores"]["indicators"]] == ["18.0", "40.0", "28.0"]
    assert shown["context"]["template"]["indicators"][0]["finding"] == "支出95.00万元，预算执行率95.00%。"
    assert shown["context"]["prose"]["funds.spent"] == "950000"


def test_show_context_names(run: Run) -> None:
    """The names of templates and of prose are listed with what they stand for."""
    _, out, _ = run("show", "甲", "context")
    rows = {cells[0]: cells[1:] for line in out.splitlines() if len(cells := [c.strip() for c in line.strip("│").split("│")]) == 3}
    assert rows["total.score"] == ["数", "86.0"]
    assert rows["indicators[].name"] == ["文字", "预算执行率"]
    assert rows["dimensions[].indicators"] == ["列表，1 项", "每项的名称同 indicators[]"]
    assert rows["facts.验收期限"] == ["日期", "2023-10-31"]


def test_show_what_a_broken_case_has(workspace: Path, run: Run) -> None:
    """A view that the case does not come to ends with 1 and says why; one that it comes to is still shown."""
    case = workspace / "cases" / "甲.toml"
    case.write_text(case.read_text("utf-8").replace('value = "funds.execution_rate"', 'value = "funds.execution"'), "utf-8")
    code, out, err = run("show", "甲", "scores")
    assert (code, out) == (1, "")
    assert "是否想写 funds.execution_rate" in err
    code, out, err = run("show", "甲", "case")
    assert (code, "预算执行率" in out, "错误[unknown-name]" in err) == (1, True, True)


def test_schema_goes_to_stdout(tmp_path_factory: pytest.TempPathFactory, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The schema is printed alone, and no workspace is needed."""
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))
    assert run("schema") == (0, schema_text(), "")


# ---- usage ----


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["bild", "甲"], "没有命令 bild", "是否想写 build？"),
        (["报告"], "没有命令 报告", "可用的命令：build、check、explain、new、pages、schema、show、year"),
        (["build"], "缺少参数 案例", "build --help"),
        (["show", "甲"], "缺少参数 case|scores|context", "show --help"),
        (["build", "--draf", "甲"], "没有选项 --draf", "是否想写 --draft 或 --pdf？"),
        (["build", "-x", "甲"], "没有选项 -x", "build --help"),
        (["build", "--draft=1", "甲"], "选项 --draft 后面不能带值", "只写 --draft"),
        (["build", "甲", "--structure"], "选项 --structure 后面要写内容", "如 --structure …"),
        (["build", "甲", "--structure", "profesional"], "templates/ 里没有结构“profesional”的模板", "现有结构：professional"),
        (["year", "2022", "--jobs", "两个"], "--jobs 后面要写整数", "同时用几个进程"),
        (["year", "2022", "--jobs", "-1"], "--jobs 后面的数不能小于 0", "同时用几个进程"),
        (["new"], "缺少参数 案例", "new --help"),
        (["new", "新案例"], "从案例名“新案例”看不出预算年度", "如 --year 2024"),
        (["new", "新案例", "--year", "24"], "年度写的是“24”，不是年份", "如 --year 2024"),
        (["show", "甲", "score"], "不能显示“score”", "是否想写 scores？"),
        (["show", "甲", "scores", "乙", "丙"], "多出了参数：乙 丙", "show --help"),
        (["--"], "缺少命令", "--help"),
    ],
)
def test_usage_errors(run: Run, words: list[str], message: str, hint: str) -> None:
    """A command that cannot be carried out ends with 2, in Chinese, with a hint."""
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith(f"错误：{message}")
    assert hint in err.splitlines()[1]
    assert not re.search(r"Usage|Error|Try|No such|Missing|Got", err)


def test_usage_line_follows_an_error(run: Run) -> None:
    """The usage line of the command stands below the error."""
    assert run("build")[2].splitlines()[-1] == "用法：reportgen build [选项] 案例…"


def test_no_command_is_help(run: Run) -> None:
    """Without a command the help is shown, as an error."""
    code, out, err = run()
    assert (code, out) == (2, "")
    assert err.startswith("用法：reportgen")


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("command", [[], ["build"], ["check"], ["new"], ["show"], ["schema"]])
def test_help_is_chinese(run: Run, command: list[str], option: str) -> None:
    """Help ends with 0, names every option, and holds no English words of typer."""
    code, out, err = run(*command, option)
    assert (code, err) == (0, "")
    assert out.startswith(f"用法：{' '.join(['reportgen', *command])} [选项]")
    assert "-h, --help" in out
    assert all(CHINESE.search(line) for line in out.splitlines() if line.strip())
    assert not re.search(r"Usage|Options|Arguments|Commands|Show this|default|required", out)


def test_version(run: Run) -> None:
    """--version names the program."""
    code, out, _ = run("--version")
    assert (code, out.split()[0]) == (0, "reportgen")


def test_outside_of_a_workspace(tmp_path_factory: pytest.TempPathFactory, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no folder upwards holds cases/ and templates/, the message says so and the exit code is 2."""
    empty = tmp_path_factory.mktemp("empty")
    monkeypatch.chdir(empty)
    code, _, err = run("build", "甲")
    assert code == 2
    assert "cases/" in err
    assert "提示：先用 cd" in err
    assert list(empty.iterdir()) == []


def test_from_a_folder_inside_the_workspace(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workspace is the nearest folder upwards; the report's path is told as seen from here."""
    monkeypatch.chdir(workspace / "cases")
    assert run("build", "甲")[1].startswith("已生成 ../output/甲.docx")


# ---- faults, interrupts, terminals ----


def break_program(monkeypatch: pytest.MonkeyPatch, failure: BaseException, name: str = "甲") -> None:
    """Lets one case meet a fault of the program."""
    sound = Line.check

    def check(self: Line) -> Report:
        if self.name == name:
            raise failure
        return sound(self)

    monkeypatch.setattr(Line, "check", check)


def test_fault_of_the_program(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault ends with 3 and a Chinese message; the traceback goes into a file to send, not onto the screen."""
    break_program(monkeypatch, ZeroDivisionError("inner"))
    code, out, err = run("build", "甲")
    assert (code, out) == (3, "")
    assert "程序出了故障（ZeroDivisionError）" in err
    assert "Traceback" not in err
    report = workspace / "output" / "故障报告.txt"
    assert str(report) in err
    assert "ZeroDivisionError: inner" in report.read_text("utf-8")


def test_fault_leaves_other_cases_alone(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in one case does not stop the next; the exit code is still 3."""
    (workspace / "cases" / "乙.toml").write_text(BASE.read_text("utf-8"), "utf-8")
    break_program(monkeypatch, RuntimeError("inner"))
    code, out, _ = run("build", "甲", "坏", "乙")
    assert (code, "已生成 output/乙.docx" in out) == (3, True)


def test_fault_in_show(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault outside of a case's own work is reported the same way."""
    break_program(monkeypatch, KeyError("inner"))
    code, _, err = run("show", "甲", "scores")
    assert (code, "程序出了故障（KeyError）" in err) == (3, True)


def test_fault_report_where_output_cannot_be_written(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without output/ the report goes to the system's folder for temporary files; without that, onto the screen."""
    (workspace / "output").write_bytes(b"a file")
    temporary = workspace / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    break_program(monkeypatch, RuntimeError("inner"))
    assert str(temporary / "故障报告.txt") in run("check", "甲")[2]
    monkeypatch.setattr(tempfile, "tempdir", str(workspace / "output"))
    assert "RuntimeError: inner" in run("check", "甲")[2]


def test_interrupt(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with 130 and one Chinese line, and the cases behind are not begun."""
    break_program(monkeypatch, KeyboardInterrupt())
    code, out, err = run("build", "甲", "草")
    assert (code, out, err.count("\n")) == (130, "", 1)
    assert err.startswith("已中断")


def test_reader_that_went_away(workspace: Path) -> None:
    """A pipe whose reader ended is no fault: nothing is said, not even by the interpreter at its end."""
    with subprocess.Popen(
        [sys.executable, "-m", "reportgen", "show", "甲", "context"],
        cwd=workspace, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
        assert (running.wait(), said) == (141, b"")


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_terminal_without_chinese(workspace: Path, locale: dict[str, str]) -> None:
    """With LANG=C everything is printed all the same, as UTF-8."""
    shutil.copy(workspace / "cases" / "甲.toml", workspace / "cases" / "a.toml")
    result = process("build", "a", "b", folder=workspace, **locale)
    assert result.returncode == 1
    assert result.stdout.decode("utf-8").startswith("已生成 output/a.docx：86.0 分（良）")
    assert "没有案例" in result.stderr.decode("utf-8")


def test_broken_characters_are_printed_somehow(workspace: Path) -> None:
    """A name that is no text (bytes that are not UTF-8) is refused in words."""
    result = process("check", os.fsdecode(b"\xff\xfe"), folder=workspace)
    assert result.returncode == 1
    assert "案例" in result.stderr.decode("utf-8")


def test_no_rich_for_plain_output(workspace: Path) -> None:
    """Building imports no rich: it costs a cold start more than it is worth."""
    code = "import sys; from reportgen.cli import main; c = main(['build', '甲']); sys.exit(c or 'rich' in sys.modules)"
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run([sys.executable, "-c", code], cwd=workspace, env=surroundings, capture_output=True, check=False)
    assert result.returncode == 0


def test_progress_is_shown_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal, several cases show which one is under way."""
    drawn = io.StringIO()
    monkeypatch.setattr(drawn, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", drawn)
    monkeypatch.setenv("TERM", "xterm")
    build = batch.build_cases

    def slow(workspace: Workspace, names: Sequence[str], wish: batch.Wish, first: Office) -> Iterator[batch.Outcome]:
        for name, outcome in zip(names, build(workspace, names, wish, first), strict=True):
            wait_for(lambda name=name: f"正在处理 {name}" in drawn.getvalue())  # type: ignore[misc]
            yield outcome

    monkeypatch.setattr(batch, "build_cases", slow)
    assert run("build", "甲", "草", "--draft")[0] == 0
    assert "正在处理 甲（第 1 个，共 2 个）" in drawn.getvalue()
    assert "正在处理 草（第 2 个，共 2 个）" in drawn.getvalue()


def test_quick_work_shows_no_progress(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A single case that is done within a second shows nothing that moves."""
    drawn = io.StringIO()
    monkeypatch.setattr(drawn, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", drawn)
    assert run("check", "没有")[0] == 1
    assert "正在处理" not in drawn.getvalue()


def wait_for(done: Callable[[], bool], seconds: float = 10) -> None:
    """Waits until something has happened."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.01)


def test_package_is_the_checkout() -> None:
    """These tests run the program of this checkout."""
    assert Path(str(reportgen.__file__)).parent == ROOT / "reportgen"


# ---- explain ----


def test_explain_a_code(run: Run) -> None:
    """A code of a stage and a code of a check are explained in four parts."""
    for code in ("unknown-key", "points-total"):
        status, out, err = run("explain", code)
        assert (status, err) == (0, "")
        assert all(part in out for part in (code, "意思", "为什么要紧", "例子", "怎样改"))


def test_explain_lists_every_code(run: Run) -> None:
    """Without a code all are listed under their groups, those of checks too."""
    status, out, _ = run("explain")
    assert status == 0
    assert all(f"  {code} " in out for code in ("unknown-key", "points-total", "tag-left"))
    assert "核对：分值与得分" in out


def test_explain_an_unknown_code(run: Run) -> None:
    """A code that does not exist is a usage error with the nearest that do."""
    status, _, err = run("explain", "unknown-keys")
    assert status == 2
    assert "没有代码 unknown-keys" in err
    assert "是否想写 unknown-key" in err


@needs_office
def test_wrong_words_leave_no_office(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice is started before the words are understood; where they are wrong, it goes with all that it left."""
    scratch, ahead, started = tmp_path / "scratch", Office.ahead, Mock()
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.setattr(Office, "ahead", lambda office: (started(), ahead(office)))
    assert run("build", "--pdf")[0] == 2
    started.assert_called_once()
    assert list(scratch.iterdir()) == []
    assert run("build", "--html")[0] == 2
    started.assert_called_once()
