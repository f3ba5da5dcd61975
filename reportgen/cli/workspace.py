"""The workspace that a command works in. In: the current folder. Out: a Workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .usage import UsageProblem

if TYPE_CHECKING:
    from reportgen.workspace import Workspace


def workspace_root() -> Path | None:
    """The nearest folder from here upwards that holds cases/ and templates/."""
    try:
        here = Path.cwd()
    except OSError:  # the folder is gone
        return None
    return next((f for f in (here, *here.parents) if (f / "cases").is_dir() and (f / "templates").is_dir()), None)


def workspace(structure: str = "") -> Workspace:
    """The workspace here. Raises UsageProblem outside of any, or where it has no such structure."""
    from reportgen.workspace import Workspace

    root = workspace_root()
    if root is None:
        message = "这里不是工作文件夹：从当前文件夹往上，没有哪一级同时有 cases/ 和 templates/"
        raise UsageProblem(message, "先用 cd 进入放案例和模板的文件夹，再运行")
    here = Workspace(root)
    if structure:
        from reportgen.structures import structure_names, unknown_words

        if structure not in (known := structure_names(here.templates)):
            raise UsageProblem(*unknown_words(structure, known))
    return here
