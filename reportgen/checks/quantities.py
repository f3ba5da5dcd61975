"""Numbers of short texts such as 221家，其中社区老年人活动中心43家. In: a text. Out: plain numbers, rates and dates.

Titles, document numbers, years and ordinals are no quantities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_ASIDE = re.compile(
    r"(?=[《〔\[（(第\dA-Za-z])"  # what it may begin with is sought first
    r"(?:《[^》]*》|[〔[（(]\s*\d{4}\s*[〕\])）]\s*\d+\s*号|第\s*\d+|\d+\s*[年月日号](?!度?内)|[A-Za-z]+[\d.-]+)"
)
_DIGIT = re.compile(r"\d")
_DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(\s*(?:[%％]|万|亿|个百分点|))")
_SCALE = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


@dataclass(frozen=True, slots=True)
class Quantities:
    """The numbers of a text (1.4万 is both 1.4 and 14000: a fact may be in either), its rates as fractions, and its dates."""

    numbers: tuple[Decimal, ...]
    rates: tuple[Decimal, ...]
    dates: tuple[date, ...]

    @property
    def is_none(self) -> bool:
        """Whether there are none at all."""
        return not (self.numbers or self.rates or self.dates)


_NONE = Quantities((), (), ())


def quantities_of(text: str) -> Quantities:
    """All quantities of a text."""
    if not _DIGIT.search(text):
        return _NONE
    dates = tuple(made for m in _DATE.finditer(text) if (made := _date(m)) is not None)
    numbers, rates = [], []
    for match in _NUMBER.finditer(_ASIDE.sub(" ", text)):
        number, unit = Decimal(match[1].replace(",", "")), match[2].strip()
        if unit in {"%", "％"}:
            rates.append(number / 100)
        elif unit != "个百分点":
            numbers += [number, number * _SCALE[unit]] if unit else [number]
    return Quantities(tuple(numbers), tuple(rates), dates)


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None
