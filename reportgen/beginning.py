"""The beginning of a case, as the command line wants it: a folder to fill in, alone or after the model of another case.

In: a workspace, a name, and what is wanted. Out: a Beginning with the folder, or with the texts of what is wrong.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from reportgen.case import Source, parse, read
from reportgen.case.borrow import Borrowed
from reportgen.case.new import Wanted, check_name, count_blanks, create
from reportgen.diagnostics import FilePlace, Severity, Sink, Stopped, placed, text
from reportgen.model.values import BLANK
from reportgen.structures import structure_names
from reportgen.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Beginning:
    """What became of a new case: its folder, or None and the texts of what is wrong."""

    folder: Path | None
    texts: tuple[str, ...] = ()
    structures: tuple[str, ...] = ()
    structure: str = ""
    blanks: int = 0


def start_case(workspace: Workspace, name: str, wanted: tuple[str, int, str]) -> Beginning:
    """Writes a new case; `wanted` are its structure, its year and the case whose indicators it takes over ("" for none)."""
    structure, year, other = wanted
    sink, source, known = Sink(), None, structure_names(workspace.templates)
    try:
        check_name(workspace.cases, name, sink)
        source = read(workspace.cases, other, sink) if other else None
        borrowed = _borrowed(source, sink) if source is not None else None
        structure = structure or (str(source.data["report"]["structure"]) if source is not None else next(iter(known), BLANK))
        folder = create(workspace.cases, Wanted(name, structure, year), borrowed, sink)
    except Stopped:
        locate = source.locate if source is not None else lambda _: FilePlace(workspace.cases.name)
        return Beginning(None, tuple(text(d) for d in placed(sink, locate) if d.severity is Severity.ERROR))
    return Beginning(folder, structures=tuple(known), structure=structure, blanks=count_blanks(folder))


def _borrowed(source: Source, sink: Sink) -> Borrowed:
    parse(source, sink, draft=True)  # only what is valid is taken over
    return Borrowed(source.data)


def started(beginning: Beginning) -> str:
    """Lines about a new case: where it stands, how much is to be filled in, what to do next."""
    if beginning.folder is None:
        return "没有新建案例"
    shown, name = Path(os.path.relpath(beginning.folder)).as_posix(), beginning.folder.name
    known = "、".join(beginning.structures) or "无"
    return (
        f"已新建 {shown}/：结构 {beginning.structure}（现有 {known}），还有 {beginning.blanks} 处{BLANK}\n"
        f"  逐个文件填写，写法见 cases/README.md；检查：make check CASE={name}；出草稿：make report CASE={name} ARGS=--draft"
    )
