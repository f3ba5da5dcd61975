"""Dates as texts write them. In: a text. Out: its Days and Spans in order, with what is impossible about a day.

2022年7月28日, 2022-07-28, 2022年7月, 7月28日, and the second ends of spans such as 2023年5月10日—7月10日 and 7月10日至15日, which leave
out what they share with the first.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

_LEAP = 2024  # a year with a 29 February: a day without a year may be in one
_MONTHS = 12
_ISO = re.compile(r"(?:19|20)\d\d[-/.]\d")
_DAY = re.compile(
    r"(?=\d)(?:(?<![\d.])(?P<iso>(?:19|20)\d\d)(?P<sign>[-/.])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})(?![\d.])"
    r"|(?:(?<!\d)(?P<year>(?:19|20)\d\d)\s*年\s*)?(?<!\d)(?P<month>\d{1,2})\s*月(?:份|\s*(?P<day>\d{1,2})\s*[日号])?"
    r"|(?<=[至到—－～~-])(?P<only>\d{1,2})日)"
)  # a digit is sought first, which is quicker than to look behind everywhere
_JOIN = re.compile(r"\s*(?:起|开始)?\s*(?:至|到|[—－～~-]{1,2})\s*(?P<next>次年|翌年|第二年)?(?:当年|同年)?\s*")
_YEARS = re.compile(r"(?P<a>(?:19|20)\d\d)(?<!\d\d{4})\s*年?度?\s*(?:至|到|[—－～~-]{1,2})\s*(?P<b>(?:19|20)\d\d)\s*年")
_STOPS = "。；;！？\n"


@dataclass(frozen=True, slots=True)
class Day:
    """A day or (without `day`) a month, from `start` to `end` of a text; `year` is None where none is known."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None

    @property
    def possible(self) -> bool:
        """Whether the calendar has it."""
        if not 1 <= self.month <= _MONTHS:
            return False
        return self.day is None or 1 <= self.day <= calendar.monthrange(self.year or _LEAP, self.month)[1]

    @property
    def value(self) -> date | None:
        """The date; None for a month, an impossible day, or one of no year."""
        return date(self.year, self.month, self.day) if self.year and self.day and self.possible else None

    @property
    def first(self) -> date | None:
        """The date, or the first of the month."""
        return date(self.year, self.month, self.day or 1) if self.year and self.possible else None


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another; `said` tells whether the year of the second was written."""

    start: Day
    end: Day
    said: bool

    @property
    def reversed(self) -> bool:
        """Whether it ends before it begins, as far as both are known."""
        one, other = self.start, self.end
        if not (one.year and other.year and one.possible and other.possible):
            return False
        first, second = (one.year, one.month, one.day or 0), (other.year, other.month, other.day or 0)
        return second < first if one.day and other.day else second[:2] < first[:2]


def days_of(text: str) -> list[Day]:
    """The days of a text in order; one without a year is of the year of the last before it in its sentence."""
    found: list[Day] = []
    for match in _DAY.finditer(text) if "月" in text or _ISO.search(text) else ():
        last = found[-1] if found and not any(stop in text[found[-1].end : match.start()] for stop in _STOPS) else None
        if (day := _day(match, last, text)) is not None:
            found.append(day)
    return found


def spans_of(text: str, days: list[Day]) -> Iterator[Span]:
    """The spans that the days of a text form."""
    for one, other in pairwise(days):
        joined = _JOIN.fullmatch(text, one.end, other.start)
        if joined is not None:
            said = re.match(r"(?:19|20)\d\d", text[other.start : other.end]) is not None
            moved = 1 if joined["next"] and not said else 0
            year = other.year + moved if other.year else None
            yield Span(one, Day(other.start, other.end, year, other.month, other.day), said or bool(joined["next"]))


def years_reversed(text: str) -> list[tuple[int, int]]:
    """Where spans of years stand that end before they begin."""
    return [found.span() for found in _YEARS.finditer(text) if int(found["a"]) > int(found["b"])] if "年" in text else []


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a stretch of a text: up to a full stop, a semicolon or the end of the line on both sides."""
    begin = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
    return begin, min((at for stop in _STOPS if (at := text.find(stop, end)) >= 0), default=len(text))


def _day(match: re.Match[str], last: Day | None, text: str) -> Day | None:
    if match["iso"]:
        return Day(match.start(), match.end(), int(match["iso"]), int(match["m"]), int(match["d"]))
    if match["only"]:  # 7月10日至15日
        joined = last is not None and last.day is not None and _JOIN.fullmatch(text, last.end, match.start()) is not None
        return Day(match.start(), match.end(), last.year, last.month, int(match["only"])) if last is not None and joined else None
    year = int(match["year"]) if match["year"] else None
    if year is None and match["day"] is None and (last is None or _JOIN.fullmatch(text, last.end, match.start()) is None):
        return None  # 3月 alone may be anything
    day = int(match["day"]) if match["day"] else None
    return Day(match.start(), match.end(), year or (last.year if last is not None else None), int(match["month"]), day)
