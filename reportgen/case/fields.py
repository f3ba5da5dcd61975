"""What may stand at a place of the case, and what that place is called.

In: a key and the data. Out: the fields of the model there with their meanings; a Chinese subject for messages.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
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
}


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
    """What a place is called: 指标“预算执行率”, or the path where nothing on it has a name."""
    found, model, label = data, Case, ""
    for at, step in enumerate(key):
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(step, int) and isinstance(found, dict):
            name = found.get("name") or found.get("id") or found.get("title") or found.get("caption") or f"第 {step + 1} 项"
            label = f"{_called(str(key[at - 1]), model)}“{name}”"
    path = ".".join(str(k) if isinstance(k, str) else str(k + 1) for k in key)
    if not label:
        return path or "案例"
    last = str(key[-1]) if isinstance(key[-1], str) else ""
    return f"{label}的 {last}" if last and last in {str(k) for k in key} and isinstance(key[-1], str) else label


def _called(name: str, model: type[BaseModel]) -> str:
    field = model.model_fields.get(name)
    return _CALLED.get(name) or ((field.description or name).split("，")[0] if field else name)


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
