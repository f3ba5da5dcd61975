"""A workspace with a year of small cases, and what tests do with it.

In: an empty folder. Out: cases that the line accepts (the complete minimal case under other names), built here or in processes.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from reportgen.diagnostics import Sink
from reportgen.fiscal_year.plan import Comparison, plan_year
from reportgen.fiscal_year.result import CaseResult, Options
from reportgen.fiscal_year.task import Task
from reportgen.fiscal_year.worker import build
from reportgen.workspace import Workspace

ROOT = Path(__file__).parents[2]
BASE = (ROOT / "tests" / "bad" / "_base.toml").read_text(encoding="utf-8")
YEAR = 2023
PICTURE = ROOT / "templates" / "pictures" / "rubric.png"


def workspace(folder: Path, *names: str) -> Workspace:
    """A workspace with the shipped templates and these cases, a folder each."""
    shutil.copytree(ROOT / "templates", folder / "templates", ignore=shutil.ignore_patterns("pictures", "*.md"))
    made = Workspace(folder)
    for name in names:
        add(made, name)
    return made


def add(made: Workspace, name: str, year: int = YEAR) -> Path:
    """Adds a case of this year; the title of its report says which it is. Gives its file."""
    file = made.cases / name / "report.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = BASE.replace("东湖区图书馆2023年", f"{name}{year}年").replace("fiscal_year = 2023", f"fiscal_year = {year}")
    file.write_text(text, encoding="utf-8")
    return file


def replace(file: Path, old: str, new: str) -> None:
    """Changes a file in place; its date stays."""
    before = file.stat()
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def to_build(made: Workspace, options: Options | None = None) -> list[Task]:
    """The cases of the year that would be built; nothing may be wrong with the year."""
    sink, now, asked = Sink(), Comparison.of(made), options or Options()
    planned = plan_year(made, YEAR, asked, sink).asked
    assert [d.message for d in sink] == []
    return [task for task in planned if asked.force or now.current(task) is None]


def changed(made: Workspace, options: Options | None = None) -> list[str]:
    """Their names."""
    return [task.name for task in to_build(made, options)]


def build_here(made: Workspace, options: Options | None = None) -> dict[str, CaseResult]:
    """Builds what has changed, in this process; gives what became of each."""
    return {task.name: build(task) for task in to_build(made, options)}


def reports(made: Workspace) -> dict[str, bytes]:
    """All that a person sees in output/."""
    return {p.name: p.read_bytes() for p in sorted(made.output.iterdir()) if not p.name.startswith(".")}
