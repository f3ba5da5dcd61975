"""How figures, dates and lists are written in Chinese: the filters of prose and of templates.

In: figures (money in 元, rates as fractions). Out: text without a unit; 待填写 for a Blank. Rounding is half up.
Raises BadValue, with a Chinese message, for a value of the wrong kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sized
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from reportgen.model.values import BLANK, is_blank

_DIGITS = "零一二三四五六七八九"
_KINDS = {str: "文字", date: "日期", tuple: "列表", list: "列表", Decimal: "数", int: "数", type(None): "空值"}


class BadValue(ValueError):
    """A filter was given a value that it cannot write."""


def _wrong(name: str, expected: str, found: object) -> BadValue:
    shown = f"“{found}”" if isinstance(found, str | int | Decimal | date) else ""
    return BadValue(f"{name} 只能用于{expected}，这里是{_KINDS.get(type(found), '别的内容')}{shown}")


def _number(value: object, name: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _wrong(name, "数", value)
    return Decimal(value)


def _day(value: object, name: str) -> date:
    if not isinstance(value, date):
        raise _wrong(name, "日期", value)
    return value


def rounded(value: Decimal, digits: int) -> Decimal:
    """Half up to a number of digits behind the point."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _fixed(value: Decimal, digits: int, mark: str = "") -> str:
    return BLANK if value.is_nan() else f"{rounded(value, digits):{mark}f}"


def num(value: object) -> str:
    """A number without trailing zeros: 12.0 is 12, 12.40 is 12.4."""
    number = _number(value, "num")
    if number.is_nan():
        return BLANK
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-0", "0", 1 if number == 0 else 0)


def score(value: object) -> str:
    """A number with the digits that it carries: a score of 12 at one decimal is 12.0."""
    number = _number(value, "score")
    return BLANK if number.is_nan() else f"{number:f}"


def wan(value: object, digits: int = 2) -> str:
    """元 as 万元: 9507800 is 950.78."""
    return _fixed(_number(value, "wan") / 10_000, digits)


def yi(value: object, digits: int = 2) -> str:
    """元 as 亿元."""
    return _fixed(_number(value, "yi") / 100_000_000, digits)


def yuan(value: object, digits: int = 2) -> str:
    """元 with two decimals: 35100.00."""
    return _fixed(_number(value, "yuan"), digits)


def comma(value: object, digits: int = 2) -> str:
    """A number with thousands apart: 35,100.00."""
    return _fixed(_number(value, "comma"), digits, ",")


def pct(value: object, digits: int = 2) -> str:
    """A rate as per cent with fixed decimals: 0.9448 is 94.48%."""
    number = _number(value, "pct")
    return BLANK if number.is_nan() else _fixed(number * 100, digits) + "%"


def rate(value: object, digits: int = 2) -> str:
    """A rate as per cent without trailing zeros: 1 is 100%, 0.9448 is 94.48%."""
    number = _number(value, "rate")
    return BLANK if number.is_nan() else num(rounded(number * 100, digits)) + "%"


def day(value: object) -> str:
    """2022年7月28日."""
    when = _day(value, "date")
    return BLANK if is_blank(when) else f"{when.year}年{when.month}月{when.day}日"


def month(value: object) -> str:
    """2022年7月."""
    when = _day(value, "month")
    return BLANK if is_blank(when) else f"{when.year}年{when.month}月"


def year(value: object) -> str:
    """2022."""
    when = _day(value, "year")
    return BLANK if is_blank(when) else str(when.year)


def count(value: object) -> int:
    """How many items a list has."""
    if isinstance(value, str) or not isinstance(value, Sized):
        raise _wrong("count", "列表", value)
    return len(value)


def cn(value: object) -> str:
    """A whole number below ten thousand in Chinese numerals, as counts are written: 4 is 四, 12 is 十二."""
    number = Decimal(count(value)) if isinstance(value, tuple | list) else _number(value, "cn")
    if number.is_nan():
        return BLANK
    if number != number.to_integral_value() or not 0 <= number < 10_000:
        raise BadValue(f"cn 只能用于一万以内的整数，这里是“{number}”")
    return _cn(int(number))


def _cn(number: int) -> str:
    if number < 10:
        return _DIGITS[number]
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + name
        gap = bool(text) and not digit
    return text[1:] if text.startswith("一十") else text


def _items(value: object, name: str) -> Iterable[Any]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise _wrong(name, "列表", value)
    return value


def names(value: object) -> str:
    """The items, or their names, with 、 between them."""
    return "、".join(str(getattr(item, "name", item)) for item in _items(value, "names"))


def quoted_names(value: object) -> str:
    """The items, or their names, each in quotation marks."""
    return "".join(f"“{getattr(item, 'name', item)}”" for item in _items(value, "quoted_names"))


FILTERS: Mapping[str, Callable[..., str | int]] = {
    "num": num,
    "score": score,
    "wan": wan,
    "yi": yi,
    "yuan": yuan,
    "comma": comma,
    "pct": pct,
    "rate": rate,
    "date": day,
    "month": month,
    "year": year,
    "count": count,
    "cn": cn,
    "names": names,
    "quoted_names": quoted_names,
}


def display(value: object) -> str:
    """A figure without a filter: plain numbers, full dates, lists joined, text as it is."""
    if isinstance(value, Decimal | int):
        return num(value)
    if isinstance(value, date):
        return day(value)
    return names(value) if isinstance(value, tuple) else str(value)
