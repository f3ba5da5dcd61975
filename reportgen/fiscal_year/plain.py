"""Frozen dataclasses as plain data and back: what a record keeps as JSON.

In: dataclasses whose fields are texts, numbers, flags, Decimals, dataclasses, tuples of these, or None. Out: dictionaries, lists and
texts, and the same dataclasses again. Decimals become text, so that none loses a digit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]


def as_plain(value: object) -> Any:  # noqa: ANN401 - plain data
    """The value as JSON can hold it."""
    if isinstance(value, tuple):
        return [as_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: as_plain(item) for name, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_plain(getattr(value, field.name)) for field in fields(value)}
    return str(value) if isinstance(value, Decimal) else value


def from_plain(kind: type[T], data: object) -> T:
    """The value of this type. Raises ValueError, TypeError, KeyError or ArithmeticError where the data are of another form."""
    read: Callable[[Any], T] = _reader(kind)  # type: ignore[arg-type]  # a type is hashable
    return read(data)


@cache
def _reader(kind: Any) -> Reader:  # noqa: ANN401 - a type, or what typing makes of one
    """What makes a value of a type; found out once for each type, because there are ten thousands of values."""
    if get_origin(kind) is tuple:
        item = _reader(get_args(kind)[0])
        return lambda data: tuple([item(one) for one in data])
    if NoneType in get_args(kind):
        inner = _reader(next(one for one in get_args(kind) if one is not NoneType))
        return lambda data: None if data is None else inner(data)
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    return Decimal if kind is Decimal else lambda data: _checked(kind, data)


def _dataclass_reader(kind: Any) -> Reader:  # noqa: ANN401 - the same
    hints = get_type_hints(kind)
    readers = [(field.name, _reader(hints[field.name])) for field in fields(kind)]
    return lambda data: kind(**{name: read(data[name]) for name, read in readers})


def _checked(kind: type[T], data: object) -> T:
    if not isinstance(data, kind):
        raise TypeError(f"{data!r} is no {kind.__name__}")
    return data
