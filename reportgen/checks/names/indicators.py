"""Indicators that prose names. In: a Subject. Out: findings where the case has none of that name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.case import Case

_NAMED = re.compile(
    r"(?:“[^”“]{2,40}”、?)+等?(?:\w{0,3}项)?(?:[一二三]级)?(?:评价)?指标|指标“[^”“]{2,40}”|“[^”“]{2,40}”(?:得分|扣|失分)"
)
_BESIDE = ("指标", "”得", "”扣", "”失")
_QUOTED = re.compile(r"“([^”]*)”")
_PROPOSED = re.compile(r"增设|增加|新增|补充|设置|设定|建议|细化|分解")
_NEAR = 0.7
_DIMENSIONS = "投入|决策|过程|产出|效果|效益"
_LISTED = f"{_DIMENSIONS}|管理"  # in a list of dimensions this is one, too
_BEGIN = r"(?:(?<![\u4e00-\u9fff])|(?<=[分从就按在对以的为即与映]))"
_LIST = re.compile(
    rf"(?=[投决过产效管]){_BEGIN}(?P<list>(?:{_LISTED})(?:(?:、|和|及|以及|与)(?:{_LISTED}))+)"
    r"(?=[一二三四五几各等。，]|方面|指标|为重点|的\w{0,4}指标|紧密)"
    rf"|(?:^|[。；，\n])(?P<one>{_DIMENSIONS})(?:方面|类?指标|维度)",
    re.MULTILINE,
)
_WORD = re.compile(_LISTED)


@check(
    "unknown-indicator",
    Severity.WARNING,
    meaning="正文里点名的指标或一级指标，案例里没有这个名称。",
    why="指标体系改过以后，正文常留着旧名称；读者在评分表里找不到它。",
    example="指标叫“补贴发放准确性”，问题里写“补贴发放准确率”指标扣 1 分；一级指标是“效果”，目的里写“决策、过程、产出、效益四个方面”。",
    mend="改用引用，如 {{ indicators.补贴发放准确性.name }}；一级指标照 [[indicators]] 里的 dimension 写。",
)
def unknown_indicator(subject: Subject) -> Iterator[Finding]:
    names = _names(subject.case)
    dimensions = dict.fromkeys(indicator.dimension for indicator in subject.case.indicators)
    usual = any(map(_WORD.fullmatch, dimensions))
    for text in subject.printed:
        if "“" in text.text and any(word in text.text for word in _BESIDE):
            yield from _indicators(text, names)
        if usual and _WORD.search(text.text):
            yield from _dimensions(text, list(dimensions))


def _names(case: Case) -> dict[str, CasePlace]:
    """Every name that may stand for an indicator: of the tree, and of declared targets."""
    names: dict[str, CasePlace] = {}
    for at, indicator in enumerate(case.indicators):
        for field in ("name", "group", "dimension"):
            names.setdefault(getattr(indicator, field), CasePlace(("indicators", at, field)))
    for at, target in enumerate(case.targets.declared if case.targets else ()):
        for field in ("name", "group", "dimension"):
            names.setdefault(getattr(target, field), CasePlace(("targets", "declared", at, field)))
    return names


def _indicators(text: Text, names: dict[str, CasePlace]) -> Iterator[Finding]:
    for found in _NAMED.finditer(text.text):
        before = text.text[max(0, found.start() - 30) : found.start()]
        proposed = _PROPOSED.search(before.rpartition("。")[2]) is not None
        for quoted in _QUOTED.finditer(found[0]):
            if quoted[1] in names or quoted[1] + "指标" in names:
                continue
            near = difflib.get_close_matches(quoted[1], names, n=1, cutoff=_NEAR)
            if near or not proposed:
                hint = f"是否想写“{near[0]}”？" if near else "核对指标名称，改用 {{ indicators.名称.name }} 引用"
                yield Finding(text.where(quoted[1]), f"案例里没有指标“{quoted[1]}”", hint, tuple(names[name] for name in near))


def _dimensions(text: Text, dimensions: list[str]) -> Iterator[Finding]:
    for found in _LIST.finditer(text.text):
        written = found["list"] or found["one"]
        words = _WORD.findall(written)
        if "管理" in words and set(words).isdisjoint(dimensions):
            continue  # 投入和管理: no dimensions are meant
        for unknown in [word for word in words if word not in dimensions]:
            message = f"“{written}”里的“{unknown}”不是一级指标：案例的一级指标是{'、'.join(dimensions)}"
            yield Finding(text.where(written), message, "一级指标照 [[indicators]] 里的 dimension 写")
