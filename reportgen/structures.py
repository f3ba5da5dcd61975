"""Report structures: each is a template, and at most a small data file beside it with the same name.

In: the folder of templates, the name of a structure, a Case. Out: a Structure. Finds: a structure that does not exist, mistakes in
its data file, parts of the case that it requires and that are missing, parts of the case that it leaves out.

The data file is TOML: `required` and `left_out` are lists of `{ part = "funds.ledger", reason = "…" }`; a part is a path in the case.
A template that is no structure, since it prints no case, has a data file with `structure = false`.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen.case.encoding import decode
from reportgen.case.fields import fields_at
from reportgen.diagnostics import CasePlace, FilePlace, Key, Place, Sink, Stopped
from reportgen.model.case import Case

_LISTS = ("required", "left_out")
_FIELDS = ("part", "reason")
_MARK = "structure"


@dataclass(frozen=True, slots=True)
class Remark:
    """A part of the case, as the steps of its path, and what the structure says of it."""

    part: tuple[str, ...]
    reason: str

    @property
    def name(self) -> str:
        """What the part is called: its meaning in the case, and its path."""
        meaning = fields_at(self.part[:-1], {}).meanings[self.part[-1]]
        return f"“{re.split('[，；。（]', meaning)[0]}”（{'.'.join(self.part)}）"


@dataclass(frozen=True, slots=True)
class Structure:
    """A template, the parts of a case without which it makes no sense, and those that it does not print."""

    name: str
    template: Path
    required: tuple[Remark, ...] = ()
    left_out: tuple[Remark, ...] = ()


def structure_names(templates: Path) -> list[str]:
    """The structures that there are, sorted; files that Word keeps open, hidden ones and those that say so do not count."""
    return sorted(template.stem for template in _templates(templates) if _is_structure(template))


def _templates(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*.docx") if not path.name.startswith(("~$", ".")))


def _is_structure(template: Path) -> bool:
    """Whether cases can be printed with a template; where its data file cannot be read, opening the structure says why."""
    try:
        data = tomllib.loads(template.with_suffix(".toml").read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return True
    return data.get(_MARK) is not False


def unknown_words(name: str, known: list[str]) -> tuple[str, str]:
    """What to say of a structure that does not exist, and the hint: the nearest, and all that do."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    guess = f"是否想写 {near[0]}？" if near else ""
    return f"templates/ 里没有结构“{name}”的模板", f"{guess}现有结构：{'、'.join(known) or '（无）'}"


def open_structure(templates: Path, name: str, place: Place, sink: Sink) -> Structure:
    """The structure of a name that was given at `place`. Raises Stopped if it does not exist or its data file is wrong."""
    if not any(template.stem == name and _is_structure(template) for template in _templates(templates)):
        sink.error("structure-unknown", place, *unknown_words(name, structure_names(templates)))
        raise Stopped
    data = templates / f"{name}.toml"
    remarks = _Reader(data, f"{templates.name}/{data.name}", sink).remarks() if data.exists() else {}
    if sink.failed:
        raise Stopped
    return Structure(name, templates / f"{name}.docx", **remarks)


def check_parts(structure: Structure, case: Case, sink: Sink, *, draft: bool) -> None:
    """Reports each required part that is missing (in a draft as a warning), and mentions each that is there and left out."""
    for remark in structure.required:
        message = f"结构“{structure.name}”需要{remark.name}，案例里没有：{remark.reason}"
        for key, value in _values(case, remark.part, ()):
            if _is_empty(value):
                (sink.warning if draft else sink.error)("part-missing", CasePlace(key), message, _where_to_add(remark.part))
    for remark in structure.left_out:
        held = next((key for key, value in _values(case, remark.part, ()) if not _is_empty(value)), None)
        if held is not None:
            message = f"结构“{structure.name}”不印{remark.name}：{remark.reason}"
            sink.info("part-left-out", CasePlace(held), message, "要印出来的，换一种结构")


def _values(value: object, steps: tuple[str, ...], key: Key) -> Iterator[tuple[Key, object]]:
    """What stands at a path, with its key; in a list, what stands there in each of its rows."""
    if isinstance(value, tuple) and steps:
        for at, row in enumerate(value):
            yield from _values(row, steps, (*key, at))
    elif steps:
        yield from _values(getattr(value, steps[0], None), steps[1:], (*key, steps[0]))
    else:
        yield key, value


def _is_empty(value: object) -> bool:
    return value is None or value is False or value in ((), "")


def _where_to_add(part: tuple[str, ...]) -> str:
    *outer, last = part
    listed = last in fields_at(part[:-1], {}).lists
    if outer:
        return f"在 [{'.'.join(outer)}] 里加上 {last} = …，写法见 cases/README.md"
    return f"在案例里加上 {f'[[{last}]]' if listed else f'[{last}]'}，写法见 cases/README.md"


class _Reader:
    """Reads a data file; every mistake goes to the sink at its line."""

    def __init__(self, path: Path, shown: str, sink: Sink) -> None:
        self._shown, self._sink = shown, sink
        self._text = decode(path, shown, sink) or ""

    def remarks(self) -> dict[str, tuple[Remark, ...]]:
        """The lists of the file by name, without the entries that are wrong."""
        data = self._data()
        self._check_names((), data, _LISTS)
        return {name: tuple(self._list(name, data[name])) for name in _LISTS if name in data}

    def _data(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as problem:
            from reportgen.case.syntax import report_syntax

            report_syntax(self._shown, self._text, problem, self._sink)
            return {}

    def _error(self, code: str, key: Key, message: str, hint: str) -> None:
        from reportgen.case.positions import positions

        known = positions(self._text)
        at = next((known[key[:n]] for n in range(len(key), 0, -1) if key[:n] in known), None)
        place = FilePlace(self._shown, at.line, at.column) if at else FilePlace(self._shown)
        self._sink.error(code, place, message, hint)

    def _check_names(self, key: Key, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for name in table:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
                hint = f"是否想写 {near[0]}？" if near else f"可用的字段：{'、'.join(known)}"
                hint = f"模板不是报告结构的，写 {_MARK} = false" if (*key, name) == (_MARK,) else hint
                self._error("unknown-key", (*key, name), f"结构的数据文件没有字段 {name}", hint)

    def _list(self, name: str, rows: object) -> Iterator[Remark]:
        if not isinstance(rows, list):
            self._error("not-a-list", (name,), f"{name} 要写列表", f'写成 {name} = [ {{ part = "…", reason = "…" }}, ]')
            return
        for at, row in enumerate(rows):
            if (remark := self._remark((name, at), row)) is not None:
                yield remark

    def _remark(self, key: Key, row: object) -> Remark | None:
        if not isinstance(row, dict):
            self._error("not-a-table", key, f"{key[0]} 的每一项要写一张表", '写成 { part = "…", reason = "…" }')
            return None
        self._check_names(key, row, _FIELDS)
        texts = [row.get(name) for name in _FIELDS]
        for name, text in zip(_FIELDS, texts, strict=True):
            if not isinstance(text, str) or not text.strip():
                self._error("missing-field", (*key, name), f"{key[0]} 的第 {int(key[1]) + 1} 项没有写 {name}", f'加上 {name} = "…"')
        part, reason = (str(text or "").strip() for text in texts)
        return Remark(tuple(part.split(".")), reason) if part and self._is_known((*key, "part"), part) else None

    def _is_known(self, key: Key, part: str) -> bool:
        """Whether a path leads to a field of the case."""
        steps = part.split(".")
        for at, step in enumerate(steps):
            known = fields_at(tuple(steps[:at]), {}).names
            if step not in known:
                near = difflib.get_close_matches(step, known, n=1, cutoff=0.5)
                guess = f"是否想写 {'.'.join([*steps[:at], near[0]])}？" if near else ""
                hint = guess or (f"可写：{'、'.join(known)}" if known else f"只写到 {'.'.join(steps[:at])}")
                self._error("unknown-part", key, f"案例里没有“{part}”这一部分", hint)
                return False
        return True
