"""What kind of value a filter is given, and the error for one that it cannot write.

In: a value and the filter's name. Out: the value as a number, a date or a list; otherwise BadValue with a Chinese message.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

_NAMES = {str: "文字", date: "日期", tuple: "列表", list: "列表", Decimal: "数", int: "数", type(None): "空值"}


class BadValue(ValueError):
    """A filter was given a value that it cannot write."""


def wrong(name: str, expected: str, found: object) -> BadValue:
    """The error that a filter raises: what it is for, and what it was given."""
    shown = f"“{found}”" if isinstance(found, str | int | Decimal | date) else ""
    return BadValue(f"{name} 只能用于{expected}，这里是{_NAMES.get(type(found), '别的内容')}{shown}")


def number(value: object, name: str) -> Decimal:
    """The value as a Decimal. Raises BadValue if it is no number."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise wrong(name, "数", value)
    return Decimal(value)


def whole(value: object, name: str, most: int) -> int | None:
    """A whole number from 0 to `most`; None for a Blank. Raises BadValue."""
    found = number(value, name)
    if found.is_nan():
        return None
    if found != found.to_integral_value() or not 0 <= found <= most:
        raise BadValue(f"{name} 只能用于不大于 {most} 的整数，这里是“{found}”")
    return int(found)


def day(value: object, name: str) -> date:
    """The value as a date. Raises BadValue."""
    if not isinstance(value, date):
        raise wrong(name, "日期", value)
    return value


def items(value: object, name: str) -> Iterable[Any]:
    """The items of a list. Raises BadValue."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise wrong(name, "列表", value)
    return value
