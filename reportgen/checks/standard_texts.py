"""Scoring standards as they are worded. In: the text of a standard. Out: the gains, bands and losses per unit that it states.

A standard is read only as far as it is plain: 达到95%得满分；80%～95%得3分；率×5分；每发现1例扣0.5分；每降低1个百分点扣0.1分.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

_NUMBER = r"\d+(?:\.\d+)?"
_SEGMENTS = re.compile(r"[^；;。\n]+")
_ASIDE = re.compile(
    r"《[^》]*》|[〔[（(]\s*\d{4}\s*[〕\])）]\s*\d+\s*号|\d{4}\s*年(?:\d+月)?(?:\d+日)?|[（(]\s*\d+\s*[)）]|^\s*\d+\s*[.、．]",
    re.MULTILINE,
)
_GAIN = re.compile(
    rf"(?:满分为?|[得计共赋])\s*(?P<points>{_NUMBER})\s*分(?!之)|[得计](?P<full>满分|全部分值|全分)|(?P<none>不得分|得零分|不计分|不给分)"
)
_PERCENT = re.compile(rf"({_NUMBER})\s*[%％]")
_LOWER = re.compile(r"≥|>=|＞|>|以上|达到|不低于|不少于|高于|超过|大于")
_UPPER = re.compile(r"＜|<|≤|以下|低于|不足|小于|未达|达不到|未达到")
_PER_UNIT = re.compile(
    rf"每(?:再|发现|缺少?|少|有|出现|发生|逾期|延误|延迟|超过?|增加|降低|下降|低于?)*\s*(?P<size>{_NUMBER}|[一两二三四五])?\s*"
    rf"(?P<unit>[^\d\s，,。；;扣]{{1,14}}?)(?:的)?[，,]?\s*扣(?:减|除)?\s*(?P<each>{_NUMBER})\s*分"
)
_PROPORTION = re.compile(
    rf"(?:率|度|比例|占比|比重)\s*[×xX*＊]\s*(?:(?P<points>{_NUMBER})\s*分?(?!\d*[%％])|分值|满分|权重)|(?:按|依)(?:照)?\S{{0,12}}比例(?:得分|计分|给分)"
)
_STATED = re.compile(rf"(?<![\d.A-Za-z])({_NUMBER})(?![\d.]*[\dA-Za-z])(\s*(?:个百分点|个月|[^\W\d_]|[%％]|))")
_OPEN = re.compile(r"[每各][^，。；扣]{0,12}[得计]\s*\d|折算|百分制")
_CN = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


@dataclass(frozen=True, slots=True)
class Band:
    """A score for rates from `lower` (inclusive) up to `upper`, fractions; `points` is None for full marks."""

    lower: Decimal
    upper: Decimal | None
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class UnitLoss:
    """`each` points off for every `size` of `unit` (例, 个街道, 个百分点)."""

    size: Decimal
    unit: str
    each: Decimal


@dataclass(frozen=True, slots=True)
class Standard:
    """What a standard states; `gains` are all points that can be had, `proportional` says that a rate is multiplied by the points.

    `open` says that the gains cannot be added up: each of some gives so many points, or they are on another scale;
    `graded`, that only one of them can be had: 实现的，得5分；部分实现的，得3分；没有实现的，不得分.
    """

    gains: tuple[Decimal, ...]
    bands: tuple[Band, ...]
    losses: tuple[UnitLoss, ...]
    proportional: bool
    open: bool
    graded: bool


def read_standard(text: str) -> Standard:
    """The standard that a text states, as far as it can be read."""
    bare = _ASIDE.sub(" ", text)
    gains = tuple(Decimal(g["points"]) for g in _GAIN.finditer(bare) if g["points"])
    losses = tuple(UnitLoss(_size(m["size"]), m["unit"].strip(), Decimal(m["each"])) for m in _PER_UNIT.finditer(bare))
    proportional = _PROPORTION.search(bare) is not None and "÷" not in bare
    return Standard(gains, tuple(_bands(bare)), losses, proportional, _OPEN.search(bare) is not None, _is_graded(bare, gains))


def _is_graded(text: str, gains: tuple[Decimal, ...]) -> bool:
    """Whether the gains are grades of one thing: each less than the one before, and none at last."""
    falling = len(gains) > 1 and all(one >= other for one, other in pairwise(gains))
    return falling and [g["none"] is not None for g in _GAIN.finditer(text)][-1:] == [True]


def numbers_in(text: str) -> dict[tuple[Decimal, str], str]:
    """The numbers of a standard, each as 分, % or another count, with the words that it stands in; years and ordinals are none."""
    bare = _ASIDE.sub(" ", text)
    return {(Decimal(m[1]), {"分": "分", "%": "%", "％": "%"}.get(m[2].strip(), "")): m[0].strip() for m in _STATED.finditer(bare)}


def _bands(text: str) -> Iterator[Band]:
    for segment in (m[0].split("每")[0] for m in _SEGMENTS.finditer(text)):
        gain, bounds = _GAIN.search(segment), sorted(Decimal(p) / 100 for p in _PERCENT.findall(segment))
        if gain is None or not bounds or len(bounds) > 2 or "×" in segment:
            continue
        points = Decimal(gain["points"]) if gain["points"] else None if gain["full"] else Decimal(0)
        if len(bounds) == 2:
            yield Band(bounds[0], bounds[1], points)
        elif _UPPER.search(segment):
            yield Band(Decimal(-1), bounds[0], points)
        elif _LOWER.search(segment):
            yield Band(bounds[0], None, points)


def _size(written: str | None) -> Decimal:
    return Decimal(_CN.get(written, written)) if written else Decimal(1)
