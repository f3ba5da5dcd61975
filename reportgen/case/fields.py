"""What may stand at a place of the case, and what that place is called.

In: a key and the data. Out: the fields of the model there with their meanings; a Chinese subject for messages.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from reportgen.diagnostics import Key
from reportgen.model.case import Case
from reportgen.model.rules import RULES

_CALLED = {
    "indicators": "指标",
    "strata": "层",
    "options": "选项",
    "questions": "题目",
    "deductions": "扣分项",
    "items": "评价要点",
    "team": "成员",
    "tables": "表格",
}
_NAMES = ("name", "id", "title", "caption", "label")  # the fields by which an element is called, best first
_CELL = 3  # steps from a table to one of its cells: rows, row, column


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a table as TOML names them, their meanings, and which of them are lists of tables."""

    names: tuple[str, ...]
    meanings: Mapping[str, str]
    lists: frozenset[str]


def fields_at(key: Key, data: Any) -> Fields:  # noqa: ANN401 - TOML data
    """The fields that the table at a key may have; none if it is not a table."""
    model = _model_at(key, data)
    if model is None:
        return Fields((), {}, frozenset())
    named = {(f.alias or name): f for name, f in model.model_fields.items()}
    lists = frozenset(n for n, f in named.items() if get_origin(_bare(f.annotation)) is tuple)
    return Fields(tuple(named), {n: f.description or "" for n, f in named.items()}, lists)


def subject(key: Key, data: Any) -> str:  # noqa: ANN401 - TOML data
    """What a place is called: 指标“预算执行率”的 points, or the path where nothing on it has a name."""
    found, label, tail = data, "", key
    for at, step in enumerate(key, 1):
        if not has(found, step):
            break
        found = found[step]
        if isinstance(step, int) and isinstance(found, dict) and isinstance(key[at - 2], str):
            label, tail = _label(key[:at], found, data), key[at:]
    return f"{label}{_inside(tail)}" if label else ".".join(_steps(key)) or "案例"


def _label(key: Key, table: Mapping[str, Any], data: Any) -> str:  # noqa: ANN401 - TOML data
    """An element of a list by its name, or by its number."""
    name = next((found for field in _NAMES if isinstance(found := table.get(field), str)), "")
    listed, number = str(key[-2]), int(key[-1])
    called = _CALLED.get(listed) or re.split("[，；（]", fields_at(key[:-2], data).meanings.get(listed) or listed)[0]
    return f"{called}“{name}”" if name else f"第 {number + 1} 个{called}"


def _inside(key: Key) -> str:
    """The way on from what has a name: a cell of a table, or the last field."""
    if len(key) == _CELL and key[0] == "rows":
        return f"第 {int(key[1]) + 1} 行第 {int(key[2]) + 1} 格"
    names = [step for step in key if isinstance(step, str)]
    return f"的 {names[-1]}" if names else ""


def _steps(key: Key) -> Iterator[str]:
    return (str(step + 1) if isinstance(step, int) else step for step in key)


def _model_at(key: Key, data: Any) -> type[BaseModel] | None:  # noqa: ANN401 - TOML data
    model: Any = Case
    for step in key:
        data = data[step] if has(data, step) else None
        if isinstance(step, int):
            continue
        if not (isinstance(model, type) and issubclass(model, BaseModel)):
            return None
        field = next((f for n, f in model.model_fields.items() if step in (n, f.alias)), None)
        if field is None:
            return None
        model = RULES.get(str(data.get("kind"))) if step == "rule" and isinstance(data, dict) else _element(field.annotation)
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


def has(data: Any, step: str | int) -> bool:  # noqa: ANN401 - TOML data
    """Whether a table has a key, or a list an element."""
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def _bare(annotation: Any) -> Any:  # noqa: ANN401 - a type form
    """An annotation without Annotated and Optional."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        kinds = [a for a in get_args(annotation) if a is not type(None)]
        return _bare(kinds[0]) if len(kinds) == 1 else annotation
    return annotation


def _element(annotation: Any) -> Any:  # noqa: ANN401 - a type form
    """The model of a field, or of the elements of a list."""
    bare = _bare(annotation)
    return _bare(get_args(bare)[0]) if get_origin(bare) is tuple else bare
