"""Spans of time: 2022年1月—12月, 2023年5月10日—7月10日.

In: a list of two dates. Out: Chinese text in which the second date leaves out what it shares with the first; 待填写 for a Blank.
"""

from __future__ import annotations

from datetime import date

from reportgen.model.values import BLANK, is_blank

from .kinds import BadValue, items, wrong


def span(value: object) -> str:
    """In months: 2022年1月—12月, 2016年4月—2020年12月, 2022年1月 where both are in one."""
    ends = _ends(value, "span")
    return _joined([f"{d.year}年|{d.month}月" for d in ends]) if ends else BLANK


def date_span(value: object) -> str:
    """In days: 2023年5月10日—7月10日, 2022年12月1日—2023年1月5日."""
    ends = _ends(value, "date_span")
    return _joined([f"{d.year}年|{d.month}月|{d.day}日" for d in ends]) if ends else BLANK


def _ends(value: object, name: str) -> tuple[date, date] | None:
    found = tuple(items(value, name))
    if len(found) != 2 or not all(isinstance(d, date) for d in found):
        raise wrong(name, "起止两个日期", value)
    if any(map(is_blank, found)):
        return None
    if found[0] > found[1]:
        raise BadValue(f"{name} 的起止日期颠倒了：{found[0]}、{found[1]}")
    return found[0], found[1]


def _joined(written: list[str]) -> str:
    """Both ends with a dash, the second without the steps that it begins with as the first does."""
    first, second = (text.split("|") for text in written)
    if first == second:
        return "".join(first)
    shared = next(at for at, (a, b) in enumerate(zip(first, second, strict=True)) if a != b)
    return "".join(first) + "—" + "".join(second[shared:])
