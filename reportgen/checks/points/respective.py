"""Points, scores and rates that a sentence states of several names in turn. In: a Subject. Out: findings, with both values.

决策、过程、产出、效益四个一级指标的权重分别为12%、28%、30%、30%; 决策（12%）、过程（28%）、产出（30%）、效益（30%）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.numbers import number_text, rounded
from reportgen.model.scorecard import IndicatorScore, Score

_TURN_SIGN = re.compile(r"(?:权重|分值|满分|得分率?)(?:占比)?(?:分别|依次)")
_BESIDE_SIGN = re.compile(r"[（(]\d+(?:\.\d+)?\s*[%％分][）)]\s*[、，和及；]")
_VALUE = r"\d+(?:\.\d+)?"
_VALUES = rf"{_VALUE}\s*[%％分]?(?:\s*(?:、|，|和|及|以及)\s*{_VALUE}\s*[%％分]?)+"
_LIST = r"(?P<names>(?:{names})(?:指标)?(?:(?:、|和|及|以及|与)(?:{names})(?:指标)?)+)"
_IN_TURN = (
    rf"{_LIST}(?:等)?[一二三四五六七八九十\d]{{0,2}}[个类项]?(?:方面|部分)?(?:[一二三]级)?(?:指标)?的?"
    rf"(?P<kind>标准分值|分值|权重|满分|得分率|得分)(?:占比)?(?:分别|依次)(?:为|是|占|达|：)?\s*(?P<values>{_VALUES})"
)
_ONE = rf"(?:{{names}})(?:指标)?\s*[（(]{_VALUE}\s*[%％分][）)]"
_BESIDE = rf"{_ONE}(?:\s*(?:、|，|和|及|；)\s*{_ONE})+"
_STATED = re.compile(rf"({_VALUE})\s*([%％分]?)")
_HUNDRED = Decimal(100)


@check(
    "listed-points-differ",
    Severity.WARNING,
    meaning="一句话里依次列出的权重、得分与评分表不同：权重、分值、得分或得分率不同，或者名称和数的个数对不上。",
    why="“分别为……”是手写的一串数，改了一个指标的分值就对不上了，读者一对照评分表就会看到。",
    example="文字写“决策、过程、产出、效益的权重分别为12%、28%、32%、28%”，评分表里产出、效益都是 30 分。",
    mend="改成引用，如 {{ dimensions.产出.points }}；整句能删的删去，权重由模板按指标印出。",
)
def listed_points_differ(subject: Subject) -> Iterator[Finding]:
    texts = [text for text in subject.narrative if _may_list(text.text)]
    if not texts:
        return
    scores = _by_name(subject)
    names = "|".join(map(re.escape, sorted(scores, key=len, reverse=True))) or "(?!)"
    named, turn, beside = (re.compile(form.replace("{names}", names)) for form in ("{names}", _IN_TURN, _BESIDE))
    for text in texts:
        for found in turn.finditer(text.text):
            values = _STATED.findall(found["values"])
            yield from _compared(subject, text, found, [(n, found["kind"]) for n in named.findall(found["names"])], values)
        for found in beside.finditer(text.text):
            yield from _compared(subject, text, found, [(n, "权重") for n in named.findall(found[0])], _STATED.findall(found[0]))


def _may_list(text: str) -> bool:
    """Whether a text may list figures of several names; words are sought first, which is quicker than patterns."""
    in_turn = "分别" in text or "依次" in text
    return bool((in_turn and _TURN_SIGN.search(text)) or _BESIDE_SIGN.search(text))


def _by_name(subject: Subject) -> dict[str, Score]:
    dimensions = subject.card.dimensions
    scores: dict[str, Score] = {i.name: i for i in subject.card.indicators}
    scores |= {g.name: g for d in dimensions for g in d.groups}
    return scores | {d.name: d for d in dimensions}


def _compared(
    subject: Subject, text: Text, found: re.Match[str], names: list[tuple[str, str]], values: list[tuple[str, str]]
) -> Iterator[Finding]:
    scores, hint = _by_name(subject), "请核对评分表；能引用的改成引用，如 {{ dimensions.名称.points }}"
    if len(names) != len(values):
        message = f"“{found[0]}”列了 {len(names)} 个名称、{len(values)} 个数"
        yield Finding(text.where(found[0]), message, hint)
        return
    for (name, kind), (number, unit) in zip(names, values, strict=True):
        actual = _value(subject, scores[name], kind, number, percent=unit in {"%", "％"})
        if not actual.is_nan() and actual != Decimal(number):
            message = f"“{name}”的{kind}在文字里写 {number}{unit}，评分表里是 {number_text(actual)}{unit}"
            yield Finding(text.where(found[0]), message, hint, _place(subject, scores[name]))


def _value(subject: Subject, score: Score, kind: str, number: str, *, percent: bool) -> Decimal:
    """What a figure must be: points or a score, or a share or rate in per cent with the figure's decimals."""
    if kind == "得分率" or (kind == "得分" and percent):
        return _shown(score.rate * _HUNDRED, number)
    if kind == "得分":
        return score.score
    return _shown(score.points / subject.card.total.points * _HUNDRED, number) if percent else score.points


def _shown(value: Decimal, like: str) -> Decimal:
    return value if value.is_nan() else rounded(value, len(like.partition(".")[2]))


def _place(subject: Subject, score: Score) -> tuple[CasePlace, ...]:
    """Where the points of an indicator stand; those of a dimension or group, where [[groups]] declares them."""
    name = str(getattr(score, "name", ""))
    if isinstance(score, IndicatorScore):
        return (subject.at(*subject.indicator(name), "points"),)
    return tuple(
        subject.at("groups", at, "points") for at, g in enumerate(subject.case.groups) if g.name == name and g.points is not None
    )
