"""Files that stand beside a case: found by the name that the case gives.

In: the folder and a name. Out: the path, or why there is none, in the analyst's words.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why a file cannot be had: outside the folder (`outside`) or not there; `message` and `hint` are Chinese."""

    outside: bool
    message: str
    hint: str


def beside(folder: Path, name: str) -> Path | NotFound:
    """The file of that name in the folder of the case; files elsewhere are not read."""
    try:
        path = folder / name
        if folder.resolve() not in path.resolve().parents:
            return NotFound(outside=True, message=f"文件“{name}”不在案例文件夹里", hint="把文件放进案例文件夹，只写文件名")
        there = path.is_file()
    except (OSError, ValueError):
        return NotFound(outside=False, message=f"文件名“{name[:40]}”不能用", hint="文件名太长，或含有不能用的字符；换一个文件名")
    if there:
        return path
    names = [p.name for p in folder.iterdir()] if folder.is_dir() else []
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    hint = f"是否想写 {'、'.join(near)}？" if near else "把文件放进案例文件夹"
    return NotFound(outside=False, message=f"案例文件夹里没有“{name}”", hint=hint)
