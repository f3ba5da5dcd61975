"""The examples of the pages, carried out. In: a page. Out: what the program really says of the mistake that the page shows.

An example is one or more fences. A fence with a name is a file: a part of the case (.toml, .md), a table beside it (.csv; .xlsx as a
grid), a template (.docx as its paragraphs and the rows of its tables), the data file of a structure (templates/….toml). A fence `sh` is
a command; a fence without a name is what the program says. The rest of the case is the complete one of tests/bad.

In a part of the case `# ……` stands for the fields that the table needs besides: they are put there, and lines are counted without them.
In a grid `←` and `↑` go on with the merged cell beside and above, `'20` is a number kept as text, `（隐藏）` behind a row hides it.
"""

from __future__ import annotations

import re
import shlex
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, partial
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any

import openpyxl
from docx.document import Document as Made
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.case.toml_text import value_text
from reportgen.compose import FILTERS
from reportgen.diagnostics import Diagnostic, Sink, Stopped, text
from reportgen.explain import Explanation
from reportgen.model.report import Report
from reportgen.pipeline import Line, Workspace, context_of
from reportgen.word.gate import gate
from reportgen.word.render import render
from reportgen.word.template import open_template
from tests.test_bad_input import BAD, base_without
from tests.word.workbench import blank

NAME = "donghu2023"
REST = "# ……"
_FENCE = re.compile(r"```(\w+)(?: ([^\n]+))?\n(.*?)\n```", re.DOTALL)
_HEADER = re.compile(r"^\[+\s*([\w-]+)", re.MULTILINE)
_CELLS = re.compile(r"\s*│\s*")
BASE: dict[str, Any] = tomllib.loads((BAD / "_base.toml").read_text("utf-8"), parse_float=Decimal)
_OWN = {"rule", "deductions", "standard", "reason", "problem"}
Words = list[str]
Run = Callable[[list[str]], str]
Prepare = Callable[[Workspace], object]


@dataclass(frozen=True)
class Example:
    """The fences of a page: files by name, commands, what is said."""

    files: dict[str, str] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    said: Words = field(default_factory=list)


def example_of(page: Explanation) -> Example:
    """The example of a page, taken apart."""
    found = Example()
    for kind, name, body in _FENCE.findall(page.example):
        if kind == "sh":
            found.commands.extend(body.splitlines())
        elif name:
            found.files[name] = body
        else:
            found.said.extend(messages(body))
    return found


def messages(printed: str) -> Words:
    """Printed findings one by one, each with its hint."""
    return [m.rstrip() for m in re.findall(r"^\S.*(?:\n {2}提示：.*(?:\n {4}.*)*)?", printed, re.MULTILINE)]


# ---- the workspace ----


def workspace_of(example: Example, folder: Path) -> Workspace:
    """A workspace with the complete case, in which the files of the example stand for its tables of the same name."""
    case = folder / "cases" / NAME
    case.mkdir(parents=True)
    (folder / "templates").mkdir()
    for name, body in example.files.items():
        path = folder / name if name.startswith("templates/") else case / name
        _WRITERS.get(path.suffix, _write)(path, body)
    tables = {table for name, body in example.files.items() if name.endswith(".toml") for table in _HEADER.findall(body)}
    (case / "base.toml").write_text(base_without(tables), "utf-8")
    return Workspace(folder)


def _write(path: Path, body: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(body + "\n", "utf-8")


def _write_part(path: Path, body: str) -> None:
    _write(path, "\n".join(line for _, line in expanded(body)))


def _write_grid(path: Path, body: str) -> None:
    """A workbook from a grid: │ a │ b │."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Sheet1"
    rows = [_CELLS.split(line.strip())[1:] for line in body.splitlines()]
    for at, row in enumerate(rows, 1):
        sheet.row_dimensions[at].hidden = row[-1] == "（隐藏）"
        for column, said in enumerate(row[:-1], 1):
            if said and said not in "←↑":
                sheet.cell(at, column, value_of(said))
    for top, left, bottom, right in merged_of(rows):
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    book.save(path)


def value_of(said: str) -> str | float:
    """What a cell holds: a number, or text."""
    if said.startswith("'"):
        return said[1:]
    return float(said) if re.fullmatch(r"[\d.]+", said) else said


def merged_of(rows: list[list[str]]) -> Iterator[tuple[int, int, int, int]]:
    """The merged ranges of a grid, one cell high or one cell wide."""
    for at, row in enumerate(rows, 1):
        for column in range(1, len(row)):
            right = column + _run("←", row[column:])
            bottom = at + _run("↑", [below[column - 1] for below in rows[at:]])
            if row[column - 1] not in "←↑" and (right, bottom) != (column, at):
                yield at, column, bottom, right


def _run(sign: str, cells: list[str]) -> int:
    return sum(1 for _ in takewhile(sign.__eq__, cells))


def template_of(body: str) -> Made:
    """A document with a paragraph for each line; lines of cells are the rows of a table."""
    made = blank()
    for is_row, group in groupby(body.splitlines(), lambda line: line.startswith("│")):
        if is_row:
            _add_table(made, [_CELLS.split(line)[1:-1] for line in group])
        else:
            for line in group:
                made.add_paragraph(line)
    return made


def _add_table(made: Made, rows: list[list[str]]) -> None:
    grid = made.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, said in enumerate(row):
            grid.cell(at, column).text = said


def _write_template(path: Path, body: str) -> None:
    template_of(body).save(str(path))


_WRITERS: dict[str, Callable[[Path, str], None]] = {".toml": _write_part, ".xlsx": _write_grid, ".docx": _write_template}


# ---- what stands for the rest of a table ----


def expanded(body: str) -> Iterator[tuple[int, str]]:
    """The lines of a part, each with the number under which the page shows it; `# ……` gives way to the fields that are needed."""
    lines = body.split("\n")
    for number, line in enumerate(lines, 1):
        if line.strip() == REST:
            yield from ((number, extra) for extra in _rest(lines[: number - 1], lines[number:]))
        else:
            yield number, line


def _rest(before: list[str], after: list[str]) -> Iterator[str]:
    """The fields of the complete case's own table that the page does not show; how an indicator is scored is the page's alone."""
    start = max(at for at, line in enumerate(before) if line.startswith("["))
    end = next((at for at, line in enumerate(after) if line.startswith("[")), len(after))
    shown = {found[1] for line in (*before[start:], *after[:end]) if (found := re.match(r"([\w-]+)\s*=", line))}
    rows = BASE[before[start].strip("[] ")]
    row = rows[-1] if isinstance(rows, list) else rows
    counted = {"valid"} if "answer_file" in shown else set()
    for name, value in row.items():
        if name not in shown | _OWN | counted:
            yield f"{name} = {value_text(value)}".replace("\n", " ")


# ---- what the program says ----


def said_of(example: Example, folder: Path, run: Run, prepare: Prepare | None = None) -> Words:
    """What the program says of an example in a workspace of its own.

    `run` carries out the words of a command and gives what it prints; `prepare` makes what no fence can show.
    """
    workspace = workspace_of(example, folder)
    if prepare is not None:
        prepare(workspace)
    if example.commands:
        found = [m for command in example.commands for m in messages(run(shlex.split(command)[1:]))]
    else:
        found = [text(d) for d in checked(workspace, example)]
    return [counted_as_shown(m, example) for m in found]


def checked(workspace: Workspace, example: Example) -> Iterator[Diagnostic]:
    """What is found in the case, and in the template if the example has one: it is filled in with a sound case."""
    line = Line(workspace, NAME)
    try:
        report = line.check()
    except Stopped:
        report = complete_report()
    yield from line.found
    for name in (name for name in example.files if name.endswith(".docx")):
        yield from in_template(workspace.cases / NAME / name, report)


def in_template(path: Path, report: Report) -> Iterator[Diagnostic]:
    """What is found in a template filled in with a report."""
    sink = Sink()
    try:
        template = open_template(path, FILTERS, sink)
        gate(render(template, context_of(report), sink), template, sink)
    except Stopped:
        assert sink.failed
    return iter(sink)


@cache
def complete_report() -> Report:
    """The report of the complete case."""
    with tempfile.TemporaryDirectory() as folder:
        return Line(workspace_of(Example(), Path(folder)), NAME).check()


def counted_as_shown(message: str, example: Example) -> str:
    """A message with the line numbers of the page, where the rest of a table was put between its lines."""
    for name, body in example.files.items():
        if REST in body:
            shown = [number for number, _ in expanded(body)]
            message = re.sub(rf"(?<=/{re.escape(name)}:)\d+", partial(_shown, shown), message)
    return message


def _shown(numbers: list[int], found: re.Match[str]) -> str:
    return str(numbers[int(found[0]) - 1])
