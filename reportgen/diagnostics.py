"""Diagnostics: what is wrong, where, and how to mend it, as data.

In: findings of every stage. Out: a sink that collects them, and their text and JSON forms. Messages are Simplified Chinese.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

Key = tuple[str | int, ...]


class Severity(StrEnum):
    """How much a finding weighs: an error stops a build before it writes."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SEVERITY_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "说明"}


@dataclass(frozen=True, slots=True)
class CasePlace:
    """A key of the case; it becomes file, line and column only when it is printed."""

    key: Key
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A place in a text file; line and column count from 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of a table file; sheet is empty for .csv."""

    file: str
    sheet: str
    cell: str

    def __str__(self) -> str:
        return f"{self.file}[{self.sheet}!{self.cell}]" if self.sheet else f"{self.file}[{self.cell}]"


@dataclass(frozen=True, slots=True)
class TemplatePlace:
    """A place in a Word template: a part, a paragraph or table cell in words, a tag, and the item a loop was at."""

    file: str
    where: str = ""
    tag: str = ""
    item: str = ""

    def __str__(self) -> str:
        text = self.file + (f"：{self.where}" if self.where else "")
        text += f"，标签 {self.tag}" if self.tag else ""
        return text + (f"（循环到：{self.item}）" if self.item else "")


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Pages of a PDF, counted from 1 as viewers do, 0 for the whole file; `printed` is the number that stands on the page."""

    file: str
    page: int = 0
    last: int = 0
    printed: str = ""

    def __str__(self) -> str:
        pages = f"{self.page}—{self.last}" if self.last else str(self.page)
        return self.file + (f"：第 {pages} 页" if self.page else "") + (f"（页码 {self.printed}）" if self.printed else "")


Place = CasePlace | FilePlace | CellPlace | TemplatePlace | PagePlace
Locate = Callable[[CasePlace], FilePlace | CellPlace]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: `code` is named after the defect and is stable, `hint` says how to mend it.

    `also` is where its other sides stand; `path` is its place as `[[accepted]]` names it, where the finding can be accepted;
    `accepted` says that it is, with a reason.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""
    also: tuple[Place, ...] = ()
    path: str = ""
    accepted: bool = False


@dataclass(slots=True)
class Sink:
    """Where stages put what they find. A stage reports all that it finds; the line then stops once."""

    found: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, place: Place, message: str, hint: str = "") -> None:
        self.found.append(Diagnostic(code, Severity.ERROR, place, message, hint))

    def warning(self, code: str, place: Place, message: str, hint: str = "") -> None:
        self.found.append(Diagnostic(code, Severity.WARNING, place, message, hint))

    def info(self, code: str, place: Place, message: str, hint: str = "") -> None:
        self.found.append(Diagnostic(code, Severity.INFO, place, message, hint))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.found)

    def count(self, severity: Severity) -> int:
        return sum(d.severity is severity for d in self.found)

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(d.severity is Severity.ERROR for d in self.found)


_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EISDIR: "同名的是一个文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "同名的文件已经存在，不是文件夹",
    errno.EACCES: "没有权限，或正被别的程序打开",
    errno.EPERM: "没有权限，或正被别的程序打开",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "所在的位置是只读的",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EMFILE: "打开的文件太多",
}


def reason(problem: OSError) -> str:
    """What the system says, in Chinese."""
    return _REASONS.get(problem.errno or 0, f"系统错误 {problem.errno}")


class Stopped(Exception):
    """The line stops: at least one error stands in the sink."""


def placed(found: Iterable[Diagnostic], locate: Locate) -> list[Diagnostic]:
    """The same findings with places in files instead of keys, without repeats, in the order of the files."""

    def settled(place: Place) -> Place:
        return locate(place) if isinstance(place, CasePlace) else place

    out = [replace(d, place=settled(d.place), also=tuple(map(settled, d.also))) for d in found]
    return sorted(dict.fromkeys(out), key=_order)


def _order(d: Diagnostic) -> tuple[str, int, int]:
    if isinstance(d.place, PagePlace):
        return d.place.file, d.place.page, 0
    return (d.place.file, d.place.line, d.place.column) if isinstance(d.place, FilePlace) else (str(d.place), 0, 0)


def text(d: Diagnostic, *, path: bool = False) -> str:
    """Lines of text: `place: 错误[code] message`, the other places, the hint, and the path by which it can be accepted if wanted."""
    line = f"{d.place}: {SEVERITY_NAMES[d.severity]}[{d.code}] {d.message}"
    also = f"\n  另见：{'、'.join(map(str, d.also))}" if d.also else ""
    hint = f"\n  提示：{d.hint}" if d.hint else ""
    return line + also + hint + (f"\n  路径：{d.path}" if path and d.path else "")


def as_json(found: Iterable[Diagnostic]) -> str:
    """The findings as a JSON array, for programs."""
    return json.dumps([_row(d) for d in found], ensure_ascii=False, indent=2)


def _row(d: Diagnostic) -> dict[str, object]:
    places = {"place": str(d.place), "path": d.path, "also": [str(place) for place in d.also]}
    return {"code": d.code, "severity": str(d.severity), **places, "message": d.message, "hint": d.hint}


_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_github(d: Diagnostic) -> str:
    """The finding as a workflow command of GitHub Actions, which shows it beside the line of the file."""
    place = d.place
    parts = [f"file={place.file}"] if isinstance(place, FilePlace) else []
    parts += [f"{name}={n}" for name, n in (("line", place.line), ("col", place.column)) if n] if isinstance(place, FilePlace) else []
    words = d.message if isinstance(place, FilePlace) else f"{place}：{d.message}"
    words += "".join(f"\n另见：{other}" for other in d.also) + (f"\n提示：{d.hint}" if d.hint else "")
    escaped = words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{_GITHUB[d.severity]} {','.join([*parts, f'title={d.code}'])}::{escaped}"
