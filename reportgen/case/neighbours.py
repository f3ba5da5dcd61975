"""The other cases of a workspace: whom and what they are about, read without parsing them.

In: the folder of cases and the name of one. Out: Neighbours. What cannot be read is left out; building that case will say why.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportgen.model.neighbours import Neighbour

_PROJECT = re.compile(r"^\[project\][^\S\n]*(?:#[^\n]*)?\n(?P<lines>.*?)(?=^\[|\Z)", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r'^(?:name|department|region)\s*=\s*"[^"\n]*"|^implementers\s*=\s*\[[^\]]*\]', re.MULTILINE)


def neighbours_of(cases: Path, name: str) -> tuple[Neighbour, ...]:
    """Every case of the folder but the named one."""
    own = (cases / f"{name}.toml", cases / name)
    files = [path for path in sorted(cases.glob("*.toml")) if path not in own and not path.name.startswith(".")]
    folders = [path for path in sorted(cases.iterdir()) if path.is_dir() and path not in own] if cases.is_dir() else []
    return tuple(n for path in (*files, *folders) if (n := _neighbour(path)) is not None)


def _neighbour(path: Path) -> Neighbour | None:
    parts = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    project = next((found for part in parts if (found := _project(part))), None)
    if project is None:
        return None
    texts = {field: value for field, value in project.items() if isinstance(value, str)}
    implementers = project.get("implementers", ())
    return Neighbour(
        case=path.stem,
        project=texts.get("name", ""),
        department=texts.get("department", ""),
        region=texts.get("region", ""),
        implementers=tuple(name for name in implementers if isinstance(name, str)) if isinstance(implementers, list) else (),
    )


def _project(part: Path) -> Mapping[str, Any]:
    """The names in the table [project] of a file; nothing where it has none."""
    try:
        stat = part.stat()
        return _read(str(part), stat.st_size, stat.st_mtime_ns)
    except OSError:
        return {}


@lru_cache(maxsize=4096)
def _read(path: str, _size: int, _time: int) -> Mapping[str, Any]:
    """What a file of this size and time holds: read once in a process. Raises OSError."""
    text = Path(path).read_text("utf-8-sig", errors="replace")
    found = _PROJECT.search(text)
    try:
        return tomllib.loads("\n".join(_fields(found["lines"]))) if found else {}
    except tomllib.TOMLDecodeError:
        return {}


def _fields(lines: str) -> Iterator[str]:
    """The lines of a table that give names: long texts stand between them and need not be read."""
    return (found[0] for found in _FIELD.finditer(lines))
