"""Bad input: every mistake that an analyst makes is reported in Chinese, where it stands, and nothing is written.

In: the files of tests/bad/. Each holds the mistakes, and beside them, as comments, what is expected of the program:

    poinst = 20  # 错误[unknown-key] 是否想写 points   on this line, and the message or its hint says so
    # 错误[toml-syntax] 引号                            alone on its line: on the next line that is no comment
    # 错误[missing-table]@ 缺少 [funds]                 of the case as a whole; `@7` names a line, `@数据.csv[C1]` another place

A bad file stands for a whole case: its tables replace those of _base.toml, a complete case without mistakes, and `# 去掉：funds` takes
one away. A folder holds a bad file with the tables and texts beside it. `# 编码：gbk` says how the file is saved,
`# 另有案例：_neighbour` which other case stands in the same workspace.

Under checks/ stand, by family, files for each check: `CODE.toml` with what it finds (clear and borderline), `CODE.near.toml` with near
misses, about which nothing at all is said. What is said of quoted material (说明) may be expected as well.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from reportgen.diagnostics import SEVERITY_NAMES, Diagnostic, Severity, Stopped, text
from reportgen.pipeline import Line, Workspace

BAD = Path(__file__).parent / "bad"
CHECKS = sorted(BAD.glob("checks/*/*.toml"))
FILES = sorted(p for p in BAD.iterdir() if not p.name.startswith("_") and p.name != "checks") + CHECKS
CASE = "caseid"
_EXPECTED = re.compile(r"# (错误|警告|说明)\[([\w-]+)\](@\S*)?(?: ([^#\n]+))?")
_HEADER = re.compile(r"^\[+\s*([\w-]+)", re.MULTILINE)

Expected = tuple[str, str, str, str]


def bad_toml(path: Path) -> Path:
    """The file with the mistakes: the bad file itself, or the one in its folder."""
    return path / "bad.toml" if path.is_dir() else path


def base_without(names: set[str]) -> str:
    """The complete case without some of its tables."""
    parts = re.split(r"^(?=\[)", (BAD / "_base.toml").read_text("utf-8"), flags=re.MULTILINE)
    return "".join(p for p in parts if (found := _HEADER.match(p)) is None or found[1] not in names)


def directives(written: str, name: str) -> list[str]:
    """What the comments `# name：…` say."""
    return [value for line in re.findall(rf"^# {name}：(.+)$", written, re.MULTILINE) for value in line.split()]


def workspace_of(path: Path, folder: Path) -> Workspace:
    """A workspace whose only case is the bad one, in parts: what is left of the complete case, and the bad file as it is."""
    case = folder / "cases" / CASE
    (folder / "templates").mkdir()
    (folder / "templates" / "professional.docx").write_bytes(b"not needed: bad input never comes so far")
    if path.is_dir():
        shutil.copytree(path, case)
        for table in case.glob("*.csv"):
            save_as_workbook(table)
    else:
        case.mkdir(parents=True)
    written = bad_toml(path).read_text("utf-8")
    encoding = next(iter(directives(written, "编码")), "utf-8")
    (case / "bad.toml").write_text(written, encoding)
    gone = {*_HEADER.findall(written), *directives(written, "去掉")}
    (case / "base.toml").write_text(base_without(gone), "utf-8")
    for other in directives(written, "另有案例"):
        shutil.copy(BAD / f"{other}.toml", folder / "cases" / f"{other.strip('_')}.toml")
    return Workspace(folder)


def save_as_workbook(table: Path) -> None:
    """The same table as .xlsx, so that both kinds are read with the same mistakes."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    for row in table.read_text("utf-8").splitlines():
        sheet.append(row.split(","))
    book.save(table.with_suffix(".xlsx"))


def expected_of(path: Path) -> Iterator[Expected]:
    """What the comments of a bad file expect: severity, code, place, a part of the text."""
    lines = bad_toml(path).read_text("utf-8").split("\n")
    for number, line in enumerate(lines, 1):
        for found in _EXPECTED.finditer(line):
            here = number if line[: found.start()].strip() else following(lines, number)
            yield found[1], found[2], place_named(found[3], here), (found[4] or "").strip()


def following(lines: list[str], number: int) -> int:
    """The number of the next line that is no comment."""
    return next(n for n, line in enumerate(lines[number:], number + 1) if not line.startswith("#"))


def place_named(given: str | None, here: int) -> str:
    """The end of a place as it is printed."""
    if given is None or given[1:].isdecimal():
        return f"cases/{CASE}/bad.toml:{given[1:] if given else here}"
    return f"cases/{CASE}/{given[1:]}" if given[1:] else f"cases/{CASE}"


def agrees(expected: Expected, found: Diagnostic) -> bool:
    """Whether a finding is the expected one; its column is free."""
    severity, code, place, part = expected
    shown = re.sub(r"(\.toml:\d+):\d+$", r"\1", str(found.place))
    return (SEVERITY_NAMES[found.severity], found.code, shown) == (severity, code, place) and part in text(found)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_mistake_is_found_where_it_stands(path: Path, tmp_path: Path) -> None:
    """One run finds each mistake of a bad file at its line, says what the file expects, and finds nothing else."""
    line = Line(workspace_of(path, tmp_path), CASE)
    stopped = False
    try:
        line.check()
    except Stopped:
        stopped = True
    expected = list(expected_of(path))
    found = [d for d in line.found if d.severity is not Severity.INFO or any(agrees(e, d) for e in expected)]
    missing = [e for e in expected if not any(agrees(e, d) for d in found)]
    surplus = [text(d) for d in found if not any(agrees(e, d) for e in expected)]
    assert (missing, surplus) == ([], [])
    assert len(found) == len(expected)
    assert bool(expected) != path.name.endswith(".near.toml")
    assert bool(expected) or path.stem.removesuffix(".near") not in {d.code for d in line.found}
    assert stopped == any(e[0] == "错误" for e in expected)


def test_the_complete_case_has_no_mistakes(tmp_path: Path) -> None:
    """What the bad files start from is clean, so that each finding is due to the bad file."""
    (tmp_path / "cases").mkdir()
    shutil.copy(BAD / "_base.toml", tmp_path / "cases" / f"{CASE}.toml")
    line = Line(Workspace(tmp_path), CASE)
    report = line.check()
    assert line.found == []
    assert f"{report.total.score} {report.grade}" == "86.0 良"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_messages_are_chinese_and_say_what_to_do(path: Path, tmp_path: Path) -> None:
    """Each finding has a Chinese message and a hint, and neither holds Python's or pydantic's English."""
    line = Line(workspace_of(path, tmp_path), CASE)
    with contextlib.suppress(Stopped):
        line.check()
    for d in line.found:
        assert re.search(r"[\u4e00-\u9fff]{2}", d.message)
        assert d.hint or d.severity is Severity.INFO
        assert not re.search(r"\b(None|Input|should|Error|Decimal)\b", d.message + d.hint)


@pytest.mark.parametrize("path", FILES[:1], ids=lambda p: p.stem)
def test_nothing_is_written_for_bad_input(path: Path, tmp_path: Path) -> None:
    """A build of a bad case writes nothing, and a report that stands there stays as it was."""
    workspace = workspace_of(path, tmp_path)
    workspace.output.mkdir()
    report = workspace.output / f"{CASE}.docx"
    report.write_bytes(b"the last good report")
    line = Line(workspace, CASE)
    with pytest.raises(Stopped):
        line.save(line.finish(line.render(), (), None))
    assert report.read_bytes() == b"the last good report"
    assert list(workspace.output.iterdir()) == [report]
