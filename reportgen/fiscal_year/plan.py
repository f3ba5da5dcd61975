"""What is to be done in a year: its cases, and which of them have changed since they were built.

In: a workspace, a year, options. Out: a Plan, and the Records of those that need not be done. Nothing is parsed. Finds: a year without
cases, names that no case of the year bears, templates that changed while the year was built.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from time import time_ns

from reportgen.diagnostics import FilePlace, Sink
from reportgen.save import content_of
from reportgen.workspace import Workspace

from .contents import Cases, digest_of, templates
from .headings import Heading, heading_of
from .program import program
from .records import Record, Stamp, kept
from .result import CaseResult, Options
from .task import Task

_FEW = 8  # names that a message lists


@dataclass(frozen=True, slots=True)
class Plan:
    """The cases of a year as tasks: those to be done, and those that nobody has asked for (`only`)."""

    asked: tuple[Task, ...]
    others: tuple[Task, ...]


def plan_year(workspace: Workspace, year: int, options: Options, sink: Sink) -> Plan:
    """The cases of the year; none, with an error, where the year has no cases."""
    cases = Cases(workspace.cases)
    headings = {name: _heading(cases, name) for name in cases.parts}
    names = [name for name, heading in headings.items() if heading.year in (year, None)]
    if not names:
        _report_empty(year, headings.values(), workspace, sink)
    made_by, run = program() if names else "", f"{time_ns()}"
    tasks = {
        name: Task(str(workspace.root), name, headings[name].structure, made_by, run, options.draft, options.forms, options.pages)
        for name in names
    }
    asked = [tasks.pop(name) for name in _chosen(names, options.only, headings, year, sink)]
    return Plan(tuple(asked), tuple(tasks.values()))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What stands in a workspace now, to be compared with what was built of it."""

    workspace: Workspace
    cases: Cases
    templates: Mapping[str, str]

    @classmethod
    def of(cls, workspace: Workspace) -> Comparison:
        """What stands there."""
        return cls(workspace, Cases(workspace.cases), templates(workspace.templates))

    def current(self, task: Task) -> Record | None:
        """The record of a case that need not be built: nothing of what it is made of has changed, and what is asked for is as written.

        A report with a PDF is all that is asked for where nobody asks for a PDF: its Word file has page numbers on top.
        """
        record = self.standing(task, task.forms)
        return record if record is not None and task.is_content_with(record.stamp.settings) else None

    def standing(self, task: Task, forms: Iterable[str] = ()) -> Record | None:
        """The same for a case that is not asked for: however it was built, its report says what it would say, and so do these forms."""
        record = kept(self.workspace.output, task.name)
        if record is None or record.stamp != replace(self._stamp(task, record.structure), settings=record.stamp.settings):
            return None
        wanted = tuple(f".{form}" for form in ("docx", *forms))
        asked = ((file, digest) for file, digest in record.outputs.items() if file.endswith(wanted))
        return record if all(self._stands(record, file, digest) for file, digest in asked) else None

    def _stands(self, record: Record, file: str, digest: str) -> bool:
        """Whether a file is as it was written, or a Word file is one of the same content, since built alone with page numbers."""
        path = self.workspace.output / file
        return digest_of(path) == digest or (file.endswith(".docx") and bool(record.content) and content_of(path) == record.content)

    def _stamp(self, task: Task, structure: str) -> Stamp:
        return Stamp(self.cases.digest(task.name) or "", self.templates.get(structure, ""), task.program, task.settings)


def _heading(cases: Cases, name: str) -> Heading:
    try:
        return heading_of(name, cases.texts(name))
    except OSError:
        return heading_of(name, ())


def _chosen(names: list[str], only: tuple[str, ...], headings: Mapping[str, Heading], year: int, sink: Sink) -> list[str]:
    """The names that one of the patterns fits, all where there is none; reports each pattern that fits none."""
    for pattern in only if names else ():
        if not any(fnmatchcase(name, pattern) for name in names):
            sink.error("case-unknown", FilePlace("cases"), f"{year} 年度没有案例“{pattern}”", _hint(pattern, names, headings))
    return [name for name in names if not only or any(fnmatchcase(name, pattern) for pattern in only)]


def _hint(pattern: str, names: list[str], headings: Mapping[str, Heading]) -> str:
    if pattern in headings:
        return f"这个案例的预算年度是 {headings[pattern].year}"
    near = get_close_matches(pattern, names, n=3, cutoff=0.5)
    return f"是否想写 {'、'.join(near)}？" if near else f"这一年度的案例：{listed(names)}"


def _report_empty(year: int, headings: Iterable[Heading], workspace: Workspace, sink: Sink) -> None:
    known = Counter(heading.year for heading in headings if heading.year is not None)
    others = "、".join(f"{other}（{count} 个）" for other, count in sorted(known.items()))
    hint = f"有案例的年度：{others}" if others else "还没有案例：用 reportgen new 新建一个"
    sink.error("year-without-cases", FilePlace(workspace.cases.name), f"没有 {year} 年度的案例（看 report.fiscal_year）", hint)


def listed(names: Iterable[str]) -> str:
    """The first names, and how many there are."""
    names = list(names)
    return "、".join(names[:_FEW]) + (f"等 {len(names)} 个" if len(names) > _FEW else "")


def report_stale(results: Iterable[CaseResult], workspace: Workspace, sink: Sink) -> None:
    """Reports each template that has changed or gone while the year was built, with the reports that were made from the former one."""
    now, former = templates(workspace.templates), dict[str, list[str]]()
    for result in results:
        if (record := result.record) is not None and record.stamp.template != now.get(record.structure):
            former.setdefault(record.structure, []).append(result.name)
    for structure, names in sorted(former.items()):
        place = FilePlace(f"{workspace.templates.name}/{structure}.docx")
        if structure in now:
            message = f"模板在生成期间改过，{len(names)} 份报告用的还是改动前的：{listed(names)}"
            sink.error("template-changed", place, message, "再运行一次，会用新模板重新生成这些报告")
        else:
            message = f"模板在生成期间被删除或改名，之前已生成 {len(names)} 份报告：{listed(names)}"
            sink.error("template-deleted", place, message, "把模板放回来，再运行一次")
