"""Counts with their shares, and standards by the year and by the month. In: a Subject. Out: findings, with both values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from reportgen.checks.check import Finding, check
from reportgen.checks.figures import Figure
from reportgen.checks.naming import alike
from reportgen.checks.slips import slipped
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import Severity
from reportgen.model.case import Fact
from reportgen.model.numbers import number_text, percent
from reportgen.model.values import MONEY_UNITS

_SHARE = re.compile(r"占(?:比)?(?P<of>[^，,。；;\d]{0,12}?)(?:的比例|的比重|的)?(?:为|达到?|约)?$")
_STOP = re.compile(r"[。！？\n]")
_CLAUSE = re.compile(r"[，,。；;！？\n]")
_WHOLE = re.compile(r"其中|中[，,]|包括")
_MONTHS = 12
_YEARLY = re.compile(r"每(?:[人家个张床户月])?每?年|年(?:补贴|标准)")
_EACH_MONTH = re.compile(r"(?:折合|折算|合|即|也就是)[^。；\n]{0,6}每?[人家个张床户]?每月")


@check(
    "share-differs",
    Severity.WARNING,
    meaning="文字里的数量与它后面的占比对不上：按总数算不出这个占比，或者按两个占比推算出的总数相差很远。",
    why="占比就是两个数相除，读者会验算；对不上，说明数量、占比至少有一个错。",
    example="“60岁以上24.09万人，占总人口的22.81%；65岁以上20.3万人，占14.06%”，推算的总人口分别是 105.6 万和 144.4 万。",
    mend="核对数量和占比；占比能由程序计算的，改为引用。",
)
def share_differs(subject: Subject) -> Iterator[Finding]:
    known = {(figure.text.key, figure.start) for figure, _ in subject.retyped}  # what contradicts a fact has been said
    for text in subject.sentences:
        if "占" not in text.text or ("%" not in text.text and "％" not in text.text):
            continue
        figures = subject.figures(text)
        shares = [share for one, other in pairwise(figures) if (share := _share(text.text, one, other)) is not None]
        shares = [s for s in shares if (text.key, s.count.start) not in known and (text.key, s.rate.start) not in known]
        wholes = [_whole(text.text, share, figures) for share in shares]
        for share, whole in zip(shares, wholes, strict=True):
            if whole is not None and not share.fits(whole.value):
                right = f"{share.count.written}÷{whole.written} 是 {percent(share.count.value / whole.value)}"
                yield _finding(share, f"这里写占 {share.rate.written}，{right}")
        yield from _apart([share for share, whole in zip(shares, wholes, strict=True) if whole is None])


@dataclass(frozen=True, slots=True)
class _Share:
    """A count and the share behind it; `of` is what it is a share of, where that is said."""

    count: Figure
    rate: Figure
    of: str

    @property
    def fraction(self) -> Decimal:
        return self.rate.value / 100

    def fits(self, whole: Decimal) -> bool:
        """Whether the count is that share of a whole, as far as the digits of both go."""
        return not whole or abs(self.count.value / whole - self.fraction) <= _half(self.rate) / 100 + _half(self.count) / whole

    @property
    def wholes(self) -> tuple[Decimal, Decimal]:
        """The least and the greatest whole of which it is that share."""
        slack, half = _half(self.rate) / 100, _half(self.count)
        return (self.count.value - half) / (self.fraction + slack), (self.count.value + half) / max(self.fraction - slack, slack)


def _share(text: str, one: Figure, other: Figure) -> _Share | None:
    found = _SHARE.search(text[one.end : other.start]) if other.unit == "%" and one.unit not in {"", "%"} else None
    between = text[one.end : other.start]
    near = found is not None and not _STOP.search(between) and len(_CLAUSE.findall(between)) < 2
    return _Share(one, other, found["of"]) if found is not None and near and not one.vague and not other.vague and other.value else None


def _whole(text: str, share: _Share, figures: Sequence[Figure]) -> Figure | None:
    """The total of which a sentence goes on to tell the parts: 66家受访单位中，民办机构有6家，占9.09%."""
    at = share.count.start
    begin = max((found.end() for found in _STOP.finditer(text, 0, at)), default=0)
    openings = list(_WHOLE.finditer(text, begin, at))
    before = [f for f in figures if openings and begin <= f.start and f.end <= openings[-1].start()]
    same = [f for f in before if alike(f.unit) == alike(share.count.unit) and f.value >= share.count.value and not f.vague]
    return same[-1] if same and not share.of else None


def _apart(shares: Sequence[_Share]) -> Iterator[Finding]:
    """Shares of one whole that nobody names, in one sentence: the wholes that they come to must be one."""
    for one, other in pairwise(shares):
        between = one.count.text.text[one.rate.end : other.count.start]
        same = alike(one.count.unit) == alike(other.count.unit) and (not other.of or one.of == other.of)
        (low, high), (least, most) = one.wholes, other.wholes
        if same and not _STOP.search(between) and (high < least or most < low):
            first, second = (number_text(round(s.count.value / s.fraction, 2)) for s in (one, other))
            message = f"{one.count.written}占 {one.rate.written}，{other.count.written}占 {other.rate.written}"
            yield _finding(other, f"{message}，推算的总数分别是 {first} 和 {second}")


def _finding(share: _Share, message: str) -> Finding:
    text = share.count.text
    typed = next((f for f in (share.rate, share.count) if f.typed_at is not None), None)
    place = text.place(typed.typed_at) if typed is not None else text.where(share.rate.written)
    return Finding(place, message, "请核对数量和占比", quoted=text.quoted and share.count.typed_at is not None)


def _half(figure: Figure) -> Decimal:
    return Decimal(5).scaleb(int(figure.value.as_tuple().exponent) - 1) if int(figure.value.as_tuple().exponent) < 0 else Decimal(0)


@check(
    "year-against-month",
    Severity.WARNING,
    meaning="同一项标准，每年的数不是每月的 12 倍。",
    why="补贴按月核定、按年汇总，两个标准对不上，发放额就有两种算法。",
    example="每人每年1,280元，折合每人每月100元。",
    mend="对照文件核对两个标准；按实际月数计的，写明几个月。",
)
def year_against_month(subject: Subject) -> Iterator[Finding]:
    facts = {fact.id: (at, fact) for at, fact in enumerate(subject.case.facts)}
    told: set[tuple[Decimal, Decimal]] = set()
    for id_, (at, fact) in facts.items():
        other = facts.get(id_.replace("年", "月", 1)) if "年" in id_ else None
        if other is not None and other[1].id != id_ and (values := _standards(fact, other[1])) is not None:
            told.add(values)
            year, month = map(number_text, values)
            message = f"“{id_}”是 {year}，“{other[1].id}”是 {month}，12 个月是 {number_text(values[1] * _MONTHS)}"
            yield Finding(subject.at("facts", at, "value"), message, "请对照文件核对", (subject.at("facts", other[0], "value"),))
    for text in subject.sentences:
        if "每月" in text.text and "年" in text.text and (found := _EACH_MONTH.search(text.text)):
            yield from _in_sentence(text, subject.figures(text), found, told)


def _standards(yearly: Fact, monthly: Fact) -> tuple[Decimal, Decimal] | None:
    """A standard by the year and by the month that do not fit; None where they do, or are no such standards."""
    units = "/年" in (yearly.unit or "") and "/月" in (monthly.unit or "")
    values = (yearly.value, monthly.value)
    if not units or not isinstance(values[0], Decimal) or not isinstance(values[1], Decimal):
        return None
    return None if values[0].is_nan() or values[1].is_nan() or values[0] == values[1] * _MONTHS else (values[0], values[1])


def _in_sentence(text: Text, figures: Sequence[Figure], found: re.Match[str], told: set[tuple[Decimal, Decimal]]) -> Iterator[Finding]:
    """每人每年1200元、1800元，折合每人每月100元、150元: as many by the year as by the month, each twelve times the other."""
    begin = max((stop.end() for stop in _STOP.finditer(text.text, 0, found.start())), default=0)
    end = next((stop.start() for stop in _STOP.finditer(text.text, found.end())), len(text.text))
    money = [figure for figure in figures if figure.unit in MONEY_UNITS and begin <= figure.start < end]
    years, months = [f for f in money if f.end <= found.start()], [f for f in money if f.start >= found.end()]
    if len(years) != len(months) or not _YEARLY.search(text.text, begin, found.start()):
        return
    for year, month in zip(years, months, strict=True):
        values = _yuan(year), _yuan(month)
        if values[0] != values[1] * _MONTHS and values not in told and slipped(values[0], values[1] * _MONTHS):
            message = f"每年 {year.written}，每月 {month.written}，12 个月是 {number_text(values[1] * _MONTHS)} 元"
            place = text.place(year.typed_at) if year.typed_at is not None else text.where(year.written)
            yield Finding(place, message, "请对照文件核对", quoted=text.quoted and year.typed_at is not None)


def _yuan(figure: Figure) -> Decimal:
    return figure.value * MONEY_UNITS[figure.unit]
