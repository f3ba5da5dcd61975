"""Read a case: one .toml file, or a folder of parts (.toml, prose as .md, tables as .csv or .xlsx, pictures, scans).

In: a folder of cases and a name. Out: a Source.
Finds: a case that does not exist, files that cannot be read, broken TOML, keys given twice.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from reportgen.diagnostics import FilePlace, Key, Sink, Stopped

from .encoding import decode
from .positions import positions
from .sheets import Sheet
from .source import Pictures, Source, TableFile
from .tables import load_sheet, load_table


def case_names(cases: Path) -> list[str]:
    """The names of all cases under a folder, sorted."""
    if not cases.is_dir():
        return []
    folders = (p.name for p in cases.iterdir() if p.is_dir() and any(_visible(p, "*.toml")))
    return sorted({*folders, *(p.stem for p in _visible(cases, "*.toml"))})


def _visible(folder: Path, pattern: str) -> list[Path]:
    """Files by name, without those that editors and systems hide (.taplo.toml, ._x.toml)."""
    return sorted(p for p in folder.glob(pattern) if not p.name.startswith("."))


def read(cases: Path, name: str, sink: Sink) -> Source:
    """The data of a case. Raises Stopped if it is no data; what is wrong with files beside it stops the line after `parse`."""
    parts = _parts(cases, name, sink)
    texts = {str(_shown(cases, p)): text for p in parts if (text := decode(p, str(_shown(cases, p)), sink)) is not None}
    data, owners = _merge(texts, sink)
    folder = cases / name
    markdown = dict(_insert_markdown(cases, folder, data, sink)) if folder.is_dir() else {}
    if sink.failed:
        raise Stopped
    home = folder if folder.is_dir() else cases
    tables = dict(_insert_tables(cases, home, data, sink))
    sheets = dict(_load_sheets(cases, home, data, sink))
    place = str(_shown(cases, folder if folder.is_dir() else cases / f"{name}.toml"))
    source = Source(name, place, data, texts, owners, markdown, tables, sheets)
    pictures = _load_pictures(source, home, str(_shown(cases, home)), sink)
    return replace(source, pictures=pictures)


def _load_pictures(source: Source, folder: Path, shown: str, sink: Sink) -> Pictures:
    rows = (row for name in ("photos", "annexes") for row in source.data.get(name, ()) if isinstance(row, dict))
    if not any("file" in row or "scan" in row for row in rows):
        return {}
    from .pictures import load_pictures  # Pillow is slow to import, and many cases have no pictures

    return dict(load_pictures(source.data, folder, shown, source.locate, sink))


def _shown(cases: Path, path: Path) -> Path:
    return path.relative_to(cases.parent)


def _parts(cases: Path, name: str, sink: Sink) -> list[Path]:
    where = FilePlace(cases.name)
    if set(name) & set("/\\:") or name in ("", ".", ".."):
        sink.error("case-name", where, f"案例名“{name}”含有路径", "只写名称，不写路径；案例都放在 cases/ 里")
        raise Stopped
    file, folder = cases / f"{name}.toml", cases / name
    parts = _visible(folder, "*.toml") if folder.is_dir() else []
    if file.is_file() and parts:
        message = f"案例“{name}”既有文件 {name}.toml 又有文件夹 {name}/"
        sink.error("case-twice", where, message, "留下其中一个")
        raise Stopped
    if not file.is_file() and not parts:
        known = case_names(cases)
        near = difflib.get_close_matches(name, known, cutoff=0.5) or known
        sink.error("case-unknown", where, f"没有案例“{name}”", f"现有案例：{'、'.join(near[:8]) or '（无）'}")
        raise Stopped
    return parts or [file]


def _merge(texts: dict[str, str], sink: Sink) -> tuple[dict[str, Any], dict[str, str]]:
    data: dict[str, Any] = {}
    owners: dict[str, str] = {}
    for file, text in texts.items():
        try:
            part = tomllib.loads(text, parse_float=Decimal)
        except RecursionError:
            sink.error("toml-syntax", FilePlace(file), "括号套得太深", "检查有没有多余的 [ 或 {")
            continue
        except tomllib.TOMLDecodeError as problem:
            from .syntax import report_syntax  # its patterns take longer to prepare than a case to read

            report_syntax(file, text, problem, sink)
            continue
        for key, value in part.items():
            if key in data:
                _report_twice(key, owners[key], file, texts, sink)
                continue
            data[key], owners[key] = value, file
    return data, owners


def _report_twice(key: str, first: str, second: str, texts: dict[str, str], sink: Sink) -> None:
    places = [FilePlace(f, p.line, p.column) for f in (first, second) if (p := _first_position(texts[f], key))]
    hint = "同一张表（如全部 [[indicators]]）要放在同一个文件里" if len(places) == 2 else ""
    sink.error("key-twice", places[-1], f"“{key}”写了两次：{places[0]} 已有一处", hint)


def _first_position(text: str, key: str) -> Any:  # noqa: ANN401 - a Position or None
    found = positions(text)
    return found.get((key,)) or found.get((key, 0))


def _insert_markdown(cases: Path, folder: Path, data: dict[str, Any], sink: Sink) -> Iterator[tuple[Key, str]]:
    """Prose in files: work.purpose.md is the key work.purpose; in a list the element is named by its id, name or title."""
    for path in _visible(folder, "*.md"):
        if path.stem.upper() == "README":
            continue
        shown = str(_shown(cases, path))
        text = decode(path, shown, sink)
        *steps, last = path.stem.split(".")
        key, table = _descend(data, steps)
        if table is None or not steps:
            hint = "文件名写成键的路径，如 work.purpose.md、indicators.预算执行率.finding.md"
            sink.error("prose-homeless", FilePlace(shown), f"文件名“{path.stem}”不对应案例里的任何表", hint)
        elif last in table:
            sink.error("key-twice", FilePlace(shown), f"“{path.stem}”已在 .toml 里写过", "留下其中一处")
        elif text is not None:
            table[last] = text.strip("\n")
            yield (*key, last), shown


def _descend(data: Any, steps: list[str]) -> tuple[Key, dict[str, Any] | None]:  # noqa: ANN401 - TOML data
    key: Key = ()
    for step in steps:
        if isinstance(data, list):
            named = [i for i, e in enumerate(data) if isinstance(e, dict) and step in (e.get("id"), e.get("name"), e.get("title"))]
            if not named:
                return key, None
            key, data = (*key, named[0]), data[named[0]]
        elif isinstance(data, dict) and step in data:
            key, data = (*key, step), data[step]
        else:
            return key, None
        if isinstance(data, list) and step == steps[-1]:
            return key, None
    return key, data if isinstance(data, dict) else None


def _insert_tables(cases: Path, folder: Path, data: dict[str, Any], sink: Sink) -> Iterator[tuple[Key, TableFile]]:
    for key, table in _tables_with_file(data, ()):
        if "rows" in table or not isinstance(table.get("columns"), list):
            continue  # parse reports that both were given, or that the columns are missing
        sheet = _sheet(cases, folder, table, sink)
        loaded = load_table(sheet, table, sink) if sheet is not None else None
        if loaded is not None:
            table["rows"], placed = loaded
            yield key, placed


def _load_sheets(cases: Path, folder: Path, data: dict[str, Any], sink: Sink) -> Iterator[tuple[Key, Sheet]]:
    """The sheets of a ledger, of tallies, of survey answers: parse reads what they mean."""
    for key, table in _tables_with_file(data, ()):
        if str(key[-1]).endswith("_file") and (sheet := _sheet(cases, folder, table, sink)) is not None:
            yield key, sheet


def _sheet(cases: Path, folder: Path, table: dict[str, Any], sink: Sink) -> Sheet | None:
    return load_sheet(folder, str(_shown(cases, folder)), table, sink)


def _tables_with_file(data: Any, key: Key) -> Iterator[tuple[Key, dict[str, Any]]]:  # noqa: ANN401 - TOML data
    if isinstance(data, dict):
        if isinstance(data.get("file"), str) and (str(key[-1]).endswith("_file") or "tables" in key):
            yield key, data
        for name, value in data.items():
            yield from _tables_with_file(value, (*key, name))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from _tables_with_file(value, (*key, at))
