"""The other cases of a workspace: whom and what they are about and who evaluated them, read without parsing them.

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
_EVALUATOR = re.compile(r"^\[evaluator\][^\S\n]*(?:#[^\n]*)?\n(?P<lines>.*?)(?=^\[|\Z)", re.MULTILINE | re.DOTALL)
_FIRM = re.compile(r'^firm\s*=\s*"[^"\n]*"', re.MULTILINE)
_FIELD = re.compile(r'^(?:name|department|region)\s*=\s*"[^"\n]*"|^implementers\s*=\s*\[[^\]]*\]', re.MULTILINE)
_USUAL = "report.toml"  # where the table stands in a case that `new` has laid out


def neighbours_of(cases: Path, name: str) -> tuple[Neighbour, ...]:
    """Every case of the folder but the named one."""
    return tuple(neighbour for neighbour in everybody(cases) if neighbour.case != name)


def everybody(cases: Path) -> tuple[Neighbour, ...]:
    """Every case of the folder, single files first. Whoever builds many cases asks once for all of them."""
    entries = sorted(cases.iterdir()) if cases.is_dir() else []
    files = [path for path in entries if path.suffix == ".toml" and not path.name.startswith(".")]
    found = [(path.stem, _project(path)) for path in files if path.is_file()]
    found += [(path.name, _project_in(path)) for path in entries if path not in files and path.is_dir()]
    return tuple(_neighbour(name, project) for name, project in found if project)


def _neighbour(name: str, project: Mapping[str, Any]) -> Neighbour:
    texts = {field: value for field, value in project.items() if isinstance(value, str)}
    implementers = project.get("implementers", ())
    return Neighbour(
        case=name,
        project=texts.get("name", ""),
        department=texts.get("department", ""),
        region=texts.get("region", ""),
        implementers=tuple(name for name in implementers if isinstance(name, str)) if isinstance(implementers, list) else (),
        firm=texts.get("firm", ""),
    )


def _project_in(folder: Path) -> Mapping[str, Any]:
    """The names in the table [project] of a case in parts, looked for first where it usually stands."""
    usual = _project(folder / _USUAL)
    return usual or next((found for part in sorted(folder.glob("*.toml")) if part.name != _USUAL and (found := _project(part))), {})


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
    found = _PROJECT.search(text) if "[project]" in text else None
    try:
        return tomllib.loads("\n".join((*_fields(found["lines"]), *_firm(text)))) if found else {}
    except tomllib.TOMLDecodeError:
        return {}


def _fields(lines: str) -> Iterator[str]:
    """The lines of a table that give names: long texts stand between them and need not be read."""
    return (found[0] for found in _FIELD.finditer(lines))


def _firm(text: str) -> Iterator[str]:
    """The line that names who evaluated, where it stands in the same file."""
    evaluator = _EVALUATOR.search(text) if "[evaluator]" in text else None
    if evaluator is not None and (firm := _FIRM.search(evaluator["lines"])) is not None:
        yield firm[0]
