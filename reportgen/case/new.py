"""A new case: a folder of commented TOML parts with 待填写 where something is to be filled in.

In: the folder of cases, what is wanted, and another case whose indicators and targets are taken over, if any. Out: the folder.
Finds: a name that is no file name, a case that exists already, a folder that cannot be written.

The parts are those of form/ beside this module; the indicators there are the reference framework of 财预〔2020〕10号 附2, explained in
our own words. They are edited with tomlkit, so that comments and order stay.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from reportgen.diagnostics import FilePlace, Sink, Stopped, reason
from reportgen.model.values import BLANK

from .borrow import Borrowed
from .read import case_names

_FORM = Path(__file__).with_name("form")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*.\s\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?i)con|prn|aux|nul|com\d|lpt\d")
_LONGEST = 120  # bytes of a name: file systems take 255, and a report's name is longer by its structure and ending

Parts = dict[str, tomlkit.TOMLDocument]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new case is to be: its name, the structure of its report, the fiscal year."""

    name: str
    structure: str
    year: int


def check_name(cases: Path, name: str, sink: Sink) -> None:
    """Raises Stopped unless a new case may have this name: it can be a file's on any system, and no case has it."""
    if problem := _name_problem(name):
        hint = "用汉字、字母、数字、_、-，如 huangpi2024"
        sink.error("case-name", FilePlace(cases.name), f"案例名“{name}”不能作文件名：{problem}", hint)
    elif taken := _taken(cases, name):
        place = FilePlace(f"{cases.name}/{taken}")
        sink.error("case-exists", place, f"案例“{name}”已经有了，没有动它", "换一个名称；不要了的旧案例先移走")
    if sink.failed:
        raise Stopped


def _name_problem(name: str) -> str:
    if not name.strip():
        return "是空的"
    if found := _FORBIDDEN.search(name):
        return "含有空格或换行" if found[0].isspace() else f"含有 {found[0]!r}"
    if not name.isprintable() or len(name.encode("utf-8", "replace")) > _LONGEST:
        return "太长，或含有看不见的字符"
    return "开头是 -" if name.startswith("-") else "是系统保留的名称" if _RESERVED.fullmatch(name) else ""


def _taken(cases: Path, name: str) -> str:
    """The file or folder of that name, which on some systems need not have the same capitals; empty if there is none."""
    if (cases / name).exists() or (cases / f"{name}.toml").exists():
        return name
    return next((known for known in case_names(cases) if known.casefold() == name.casefold()), "")


def create(cases: Path, wanted: Wanted, borrowed: Borrowed | None, sink: Sink) -> Path:
    """The folder of the new case, written. Raises Stopped, and leaves nothing behind."""
    check_name(cases, wanted.name, sink)
    parts = {path.name: tomlkit.parse(path.read_text(encoding="utf-8")) for path in sorted(_FORM.glob("*.toml"))}
    _fill_in(parts["report.toml"], wanted)
    if borrowed is not None:
        borrowed.put_into(parts)
    return _write(cases / wanted.name, parts, sink)


def _fill_in(part: tomlkit.TOMLDocument, wanted: Wanted) -> None:
    """What is known of a new case: structure, fiscal year, and the dates that follow from it."""
    first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
    report: Any = part["report"]
    report["structure"] = wanted.structure
    report["fiscal_year"] = wanted.year
    report["period"] = [first, last]
    report["base_date"] = last


def _write(folder: Path, parts: Parts, sink: Sink) -> Path:
    try:
        folder.mkdir()
    except FileExistsError:
        sink.error("case-exists", FilePlace(f"cases/{folder.name}"), f"案例“{folder.name}”已经有了，没有动它", "换一个名称")
        raise Stopped from None
    except OSError as problem:
        _report_unwritable(folder, problem, sink)
    try:
        for name, part in parts.items():
            (folder / name).write_text(tomlkit.dumps(part), encoding="utf-8", newline="\n")
    except OSError as problem:
        shutil.rmtree(folder, ignore_errors=True)
        _report_unwritable(folder, problem, sink)
    return folder


def _report_unwritable(folder: Path, problem: OSError, sink: Sink) -> None:
    place = FilePlace(f"{folder.parent.name}/{folder.name}")
    sink.error("case-unwritable", place, f"写不了新案例：{reason(problem)}", "检查磁盘空间和 cases/ 的权限；没有留下半个案例")
    raise Stopped from None


def count_blanks(folder: Path) -> int:
    """How many places of a case that was just written are to be filled in."""
    return sum(_blanks(tomllib.loads(path.read_text(encoding="utf-8"))) for path in folder.glob("*.toml"))


def _blanks(data: object) -> int:
    if isinstance(data, str):
        return BLANK in data
    return sum(map(_blanks, _inner(data)))


def _inner(data: object) -> Iterator[object]:
    yield from data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
