"""Bands that a scoring standard words. In: a Subject. Out: findings where two leave a gap or overlap.

举办1000次及以上的，得2分；500至800次的，得1分；500次以下的，不得分: between 800 and 1000 there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.numbers import number_text

_SEGMENTS = re.compile(r"[^；;。\n]+")
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_IN = r"\s*(?:[（(]不?含[)）])?\s*"
_UNIT = r"(?P<{of}>[%％]|[^\W\d_至到以及含（(，,]{0,2})?"
_BAND = re.compile(
    "|".join(
        form.replace("{unit}", _UNIT.replace("{of}", f"unit{n}"))
        for n, form in enumerate(
            (
                rf"(?P<more>{_NUMBER})\s*[^\W\d_]?[%％]?\s*[≤<＜]=?[^\d，。；≤<＜]{{1,14}}[≤<＜]=?\s*(?P<less>{_NUMBER})\s*{{unit}}",
                rf"(?P<low>{_NUMBER})\s*[%％]?{_IN}(?:—|－|～|~|-|至|到)+\s*(?P<high>{_NUMBER})\s*{{unit}}{_IN}(?:之间)?",
                rf"(?P<from>{_NUMBER})\s*{{unit}}{_IN}及?以上",
                rf"(?:≥|不低于|不少于|达到)\s*(?P<least>{_NUMBER})\s*{{unit}}",
                rf"(?P<below>{_NUMBER})\s*{{unit}}{_IN}以下",
                rf"(?:＜|<|低于|不足|少于)\s*(?P<under>{_NUMBER})\s*{{unit}}",
            )
        )
    )
)
_GAIN = re.compile(r"[得计]\s*(?:\d+(?:\.\d+)?\s*分|满分|零分)|不得分|不计分")
_NO_BAND = re.compile(r"每|×|÷|比例")
_SHARES = {"%", "％", ""}
_ENDLESS = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class _Band:
    """From `low` to `high`, as it is written."""

    low: Decimal
    high: Decimal
    unit: str
    written: str


@check(
    "standard-broken",
    Severity.WARNING,
    meaning="评分标准写明的分档有缺口或重叠：落在缺口里的没有分，落在重叠处的有两个分。",
    why="分档要把每一种结果都分到一档，否则照标准评不出分，或者评得出两个分。",
    example="标准写“1000次及以上得2分，500至800次得1分，500次以下不得分”：900 次属于哪一档没有写。",
    mend="补齐界限，上一档的下限就是下一档的上限；能按数量分档的，改用 bands 规则，由程序写出。",
)
def standard_broken(subject: Subject) -> Iterator[Finding]:
    for at in range(len(subject.case.indicators)):
        worded = subject.text_at("indicators", at, "standard")
        bands = sorted(_bands(worded), key=lambda band: (band.low, band.high))
        if len(bands) > 1 and len({band.unit for band in bands}) == 1:
            for lower, upper in pairwise(bands):
                if (fault := _fault(lower, upper)) is not None:
                    message = f"评分标准的“{lower.written}”和“{upper.written}”{fault}"
                    yield Finding(subject.at("indicators", at, "standard"), message, "补齐各档的界限，使上一档的下限就是下一档的上限")


def _bands(worded: str) -> Iterator[_Band]:
    """The bands of the segments that state one and what it gains."""
    for segment in _SEGMENTS.findall(worded):
        found = list(_BAND.finditer(segment))
        if len(found) == 1 and _GAIN.search(segment, found[0].end()) and not _NO_BAND.search(segment):
            yield _band(found[0])


def _band(found: re.Match[str]) -> _Band:
    unit = next((unit for name, unit in found.groupdict().items() if name.startswith("unit") and unit), "")
    low = _number(found["more"] or found["low"] or found["from"] or found["least"] or "0")
    ends = found["less"] or found["high"] or found["below"] or found["under"]
    return _Band(low, _number(ends) if ends else _ENDLESS, unit.removesuffix("的"), found[0].removesuffix("的"))


def _number(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


def _fault(lower: _Band, upper: _Band) -> str | None:
    """What is wrong between two neighbours; counts may go on with the next number."""
    whole = lower.unit not in _SHARES and lower.high == lower.high.to_integral_value()
    if upper.low == lower.high or (whole and upper.low == lower.high + 1):
        return None
    if upper.low > lower.high:
        return f"之间有缺口：{number_text(lower.high)} 到 {number_text(upper.low)} 之间没有一档"
    return "有重叠：同一个数属于两档"
