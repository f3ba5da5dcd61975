"""Paths of places as people write them. In: a Case and a key. Out: `indicators.预算执行率.finding`, rows by what they are called."""

from __future__ import annotations

from reportgen.diagnostics import Key
from reportgen.model.case import Case

_CALLED = ("id", "name", "title", "label", "declared", "content")


def path_of(case: Case, key: Key) -> str:
    """The path of a key; a row that is called nothing by its number from 1."""
    value: object = case
    steps = []
    for step in key:
        value = _inside(value, step)
        steps.append(_name(value, step) if isinstance(step, int) else step)
    return ".".join(steps)


def covers(path: str, other: str) -> bool:
    """Whether a path is the other or leads to it."""
    return other == path or other.startswith(f"{path}.")


def _inside(value: object, step: str | int) -> object:
    if isinstance(step, int):
        return value[step] if isinstance(value, tuple) and step < len(value) else None
    if isinstance(value, dict):
        return value.get(step)
    return getattr(value, "lower" if step == "from" else step, None)


def _name(value: object, step: int) -> str:
    names = (getattr(value, field, None) for field in _CALLED)
    return next((name for name in names if isinstance(name, str) and name), str(step + 1))
