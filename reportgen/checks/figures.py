"""Figures in texts. In: a Text. Out: its Figures with value, unit and the words around them, and whether each was typed.

A date is a figure of the unit DAY, its value the ordinal of the day; a month one of the unit MONTH, its value the months since the
year 0. Years, ordinals, ranges, numbers of documents and what stands in 《》 are no figures.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from .texts import Text

_UNITS = (
    "万元|亿元|元|%|％|个百分点|个月|人月|人床|人次|批次|万份|万人|亿人|万户|平方米|公里|小时|"
    "家|个|张|人|名|所|户|次|份|项|条|处|套|台|件|座|间|辆|只|种|类|天|岁|例|场|笔|分|亩|吨|组|门|篇|册|本|床|亿|万"
)
DAY, MONTH = "日期", "年月"
_SPELT = "二两三四五六七八九十"
_FIGURE = re.compile(
    rf"(?=[\d{_SPELT}])(?:(?P<year>(?:19|20)\d\d)年(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?"
    rf"|(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*[多余]?(?P<unit>{_UNITS})?"
    rf"|(?P<cn>[{_SPELT}][{_SPELT}一]{{0,2}})(?P<measure>[家个名人所户次份项条处套台种类件]))"
)  # what it may begin with is sought first
_BEGINNING = re.compile(rf"[\d{_SPELT}]")  # what every figure begins with
_SIGNS = {"一": 1, "两": 2, **{sign: n for n, sign in enumerate("二三四五六七八九", 2)}}
_NOT_BEFORE = frozenset(".第〔[【〕-—–～~×*:：每/·数几另任百千万零")
_NOT_BEHIND = re.compile(r"\s*(?:\.\d|[年月日号期届款时點点线]|[-—–～~×*:：]\s*\d|[A-Za-z/]|[〕\]】)）]|[.、)）]\s)")
_LINE = re.compile(r"\s*\n\s*|\*\*")
_LIST_MARK = re.compile(r"(?:[-+*]|\d+[.)])\s+")
_STOP = re.compile(r"[。；;！？\n]")
_BEFORE, _AFTER = 26, 14
_ROUGH_BEFORE = re.compile(r"(?:约|近|大约|将近)\s*$")
_ROUGH_AFTER = re.compile(r"[多余]|左右|上下")
_BOUND_BEFORE = re.compile(r"(?:超过?|[高低]于|不足|不到|不少于|不低于|不超过|至[少多]|最[多高]|[≥≤><]|每\w{0,3})\s*$")
_BOUND_AFTER = re.compile(r"以上|以下|以内|及以|为限")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a finished text, from `start` to `end` with its unit; `typed_at` is its offset in what was typed, or None."""

    text: Text
    start: int
    end: int
    value: Decimal
    unit: str
    typed_at: int | None

    @property
    def written(self) -> str:
        """The figure with its unit, as it stands in the text."""
        return self.text.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The nearest words before it in its sentence."""
        return _STOP.split(self.text.text[max(0, self.start - _BEFORE) : self.start])[-1]

    @property
    def after(self) -> str:
        """The nearest words behind its unit in its sentence."""
        return _STOP.split(self.text.text[self.end : self.end + _AFTER], maxsplit=1)[0]

    @property
    def rough(self) -> bool:
        """Whether it is stated as about so many."""
        return bool(_ROUGH_BEFORE.search(self.before) or _ROUGH_AFTER.search(self.written) or _ROUGH_AFTER.match(self.after))

    @property
    def vague(self) -> bool:
        """Whether it is stated as about, at least, at most, or for each one."""
        return self.rough or bool(_BOUND_BEFORE.search(self.before) or _BOUND_AFTER.match(self.after))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of a finished text: typed from an offset on, or (None) printed by a reference."""

    start: int
    typed_at: int | None


def figures_of(text: Text) -> Iterator[Figure]:
    """The figures of a finished text in order."""
    stretches: list[_Stretch] = []
    for found in _FIGURE.finditer(text.text):
        if _is_figure(text.text, found) and (value := _value(found)) is not None:
            typed_at: int | None = found.start()
            if text.typed != text.text:
                stretches = stretches or list(_stretches(text))
                stretch = stretches[bisect_right(stretches, found.start(), key=lambda s: s.start) - 1]
                typed_at = None if stretch.typed_at is None else stretch.typed_at + found.start() - stretch.start
            yield Figure(text, found.start(), found.end(), value, _unit(found), typed_at)


def may_be_typed(text: Text) -> bool:
    """Whether figures of a text may have been typed: what was typed of it holds one."""
    bare = text.bare
    return _BEGINNING.search(bare) is not None and _FIGURE.search(bare) is not None


def _is_figure(text: str, found: re.Match[str]) -> bool:
    at = found.start()
    before = text[at - 1 : at]
    if found["year"] is None and before in _NOT_BEFORE:
        return False
    if found["digits"] and ((before.isascii() and before.isalpha()) or _NOT_BEHIND.match(text, found.end("digits"))):
        return False
    if found["cn"] and before == "“":  # “九个严禁” is a name
        return False
    return text.rfind("《", 0, at) <= text.rfind("》", 0, at)


def _value(found: re.Match[str]) -> Decimal | None:
    if found["year"]:
        return _day_value(int(found["year"]), int(found["month"]), int(found["day"] or 0))
    return number_of(found["digits"] or found["cn"])


def number_of(written: str) -> Decimal:
    """The number that digits or a Chinese numeral up to 99 write."""
    if written[0].isdigit():
        return Decimal(written.replace(",", ""))
    tens, ten, ones = written.partition("十")
    return Decimal((_SIGNS.get(tens, 1) * 10 + _SIGNS.get(ones, 0)) if ten else _SIGNS[tens[0]])


def _day_value(year: int, month: int, day: int) -> Decimal | None:
    if not day:
        return month_value(date(year, month, 1)) if 1 <= month <= 12 else None
    try:
        return Decimal(date(year, month, day).toordinal())
    except ValueError:  # no such day
        return None


def month_value(day: date) -> Decimal:
    """The value of the month of a day."""
    return Decimal(day.year * 12 + day.month)


def _unit(found: re.Match[str]) -> str:
    if found["year"]:
        return DAY if found["day"] else MONTH
    return (found["unit"] or found["measure"] or "").replace("％", "%")


def _stretches(text: Text) -> Iterator[_Stretch]:
    """The stretches of a finished text that references are part of, in order; the first begins at 0."""
    yield _Stretch(0, None)
    at, bare = 0, text.bare
    for begin, end in _typed_parts(bare):
        found = text.text.find(bare[begin:end], at)
        if found >= 0:
            yield _Stretch(found, begin)
            yield _Stretch(found + end - begin, None)
            at = found + end - begin


def _typed_parts(bare: str) -> Iterator[tuple[int, int]]:
    """What was typed between references, by line, without marks of emphasis and lists."""
    gaps = [(0, 0), *(m.span() for m in re.finditer(r"\ufffc+|\s*\n\s*|\*\*", bare)), (len(bare), len(bare))]
    for (_, begin), (end, _) in pairwise(gaps):
        if begin < end:
            mark = _LIST_MARK.match(bare, begin, end) if bare[begin - 1 : begin] in ("", "\n") else None
            yield (mark.end() if mark else begin), end
