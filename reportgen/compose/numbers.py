"""How figures, dates and lists are written in Chinese: the filters of prose and of templates.

In: figures (money in 元, rates as fractions). Out: text without a unit; 待填写 for a Blank. Rounding is half up.
Raises BadValue, with a Chinese message, for a value of the wrong kind.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sized
from datetime import date
from decimal import Decimal

from reportgen.model.numbers import exact, fixed, number_text, percent, rounded
from reportgen.model.values import BLANK, is_blank

from .capitals import capital
from .kinds import BadValue, items, wrong
from .kinds import day as _day
from .kinds import number as _number
from .numerals import circled, cn, cn_date, cn_month, cn_year, ordinal
from .spans import date_span, span

__all__ = ["FILTERS", "BadValue", "cn", "display", "num"]

_WAN = 10_000
_MANY = 1000 * _WAN  # 元: amounts of this size are told in 万元, whose second decimal is a hundred-thousandth of them or less


def num(value: object) -> str:
    """A number without trailing zeros: 12.0 is 12, 12.40 is 12.4."""
    return number_text(_number(value, "num"))


def score(value: object) -> str:
    """A number with the digits that it carries: a score of 12 at one decimal is 12.0."""
    return exact(_number(value, "score"))


def wan(value: object, digits: int = 2) -> str:
    """元 as 万元: 9507800 is 950.78."""
    return fixed(_number(value, "wan") / _WAN, digits)


def yi(value: object, digits: int = 2) -> str:
    """元 as 亿元."""
    return fixed(_number(value, "yi") / 100_000_000, digits)


def yuan(value: object, digits: int = 2) -> str:
    """元 with two decimals: 35100.00."""
    return fixed(_number(value, "yuan"), digits)


def comma(value: object, digits: int = 2) -> str:
    """A number with thousands apart: 35,100.00."""
    return fixed(_number(value, "comma"), digits, ",")


def money(value: object, alike: object = ()) -> str:
    """元 with the unit that it shares with the amounts named beside it: 949.33万元, 742万元, 2,010,950.00元.

    万元 where two decimals tell each of them exactly, or where one of them has 1000万元 or more; 元 otherwise.
    """
    amount = _number(value, "money")
    if amount.is_nan():
        return BLANK
    others = [_number(other, "money") for other in items(alike, "money") if other is not None]
    together = [amount, *(other for other in others if not other.is_nan())]
    if max(map(abs, together)) < _MANY and any(each % (_WAN // 100) for each in together):
        return f"{comma(amount)}元"
    return f"{wan(amount, 2 if amount % _WAN else 0)}万元"


def pct(value: object, digits: int = 2) -> str:
    """A rate as per cent with fixed decimals: 0.9448 is 94.48%."""
    return percent(_number(value, "pct"), digits)


def rate(value: object, digits: int = 2) -> str:
    """A rate as per cent without trailing zeros: 1 is 100%, 0.9448 is 94.48%."""
    number = _number(value, "rate")
    return BLANK if number.is_nan() else num(rounded(number * 100, digits)) + "%"


def points(value: object, digits: int = 2) -> str:
    """A difference of rates in percentage points (百分点), without trailing zeros: 0.0452 is 4.52."""
    number = _number(value, "points")
    return BLANK if number.is_nan() else num(rounded(number * 100, digits))


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
        raise wrong("count", "列表", value)
    return len(value)


def names(value: object) -> str:
    """The items, or their names, with 、 between them."""
    return "、".join(_name(item, "names") for item in items(value, "names"))


def quoted_names(value: object) -> str:
    """The items, or their names, each in quotation marks."""
    return "".join(f"“{_name(item, 'quoted_names')}”" for item in items(value, "quoted_names"))


def _name(item: object, filter_name: str) -> str:
    """The name of an item, or the item itself where it is a text, a number or a date; nothing else can be printed."""
    found = getattr(item, "name", item)
    if isinstance(found, str | int | Decimal | date):
        return display(found)
    raise wrong(filter_name, "文字，或有名称的项", item)


_WRITERS: Mapping[str, Callable[..., str | int]] = {
    "num": num,
    "score": score,
    "wan": wan,
    "yi": yi,
    "yuan": yuan,
    "comma": comma,
    "money": money,
    "pct": pct,
    "rate": rate,
    "points": points,
    "capital": capital,
    "date": day,
    "month": month,
    "year": year,
    "cn_date": cn_date,
    "cn_month": cn_month,
    "cn_year": cn_year,
    "span": span,
    "date_span": date_span,
    "count": count,
    "cn": cn,
    "ordinal": ordinal,
    "circled": circled,
    "names": names,
    "quoted_names": quoted_names,
}


def _blank_aware(write: Callable[..., str | int]) -> Callable[..., str | int]:
    """A filter that leaves 待填写 as it is: a fact without its value may be a number, a date or a list."""

    @functools.wraps(write)
    def filter_(value: object, *args: object) -> str | int:
        return BLANK if value == BLANK else write(value, *args)

    return filter_


FILTERS: Mapping[str, Callable[..., str | int]] = {name: _blank_aware(write) for name, write in _WRITERS.items()}


def display(value: object) -> str:
    """A figure without a filter: plain numbers, full dates, lists joined, text as it is."""
    if isinstance(value, Decimal | int):
        return num(value)
    if isinstance(value, date):
        return day(value)
    return "、".join(map(display, value)) if isinstance(value, tuple) else str(value)
