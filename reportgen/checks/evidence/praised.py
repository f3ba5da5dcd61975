"""Praise in one place of what another takes points off for. In: a Subject. Out: findings, with both places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.checks.verdicts import CLAUSES, VERDICT_WORD, Verdict, verdicts_in
from reportgen.diagnostics import CasePlace, Key, Severity

_TELLING = {"conclusion", "experiences", "groups"}  # tables that tell how things were; of indicators, their findings do
_ALIKE = 4  # signs that must end both: 管理制度健全, 业务管理制度有待健全
_HINT = "核实之后统一两处的说法；只有一部分如此的，写明是哪一部分"

# What is said of money, and the shortcomings that it cannot be said beside.
_CLEAN = re.compile(
    r"(?<!应)(?<!原则上)(?<!做到)(?:均|全部)?专款专用(?!的?(?:要求|原则|规定))|(?:未|没有)用于(?:与)?(?:本)?项目(?:以外|之外|无关)"
)
_ABUSE = re.compile(
    r"不属于(?:本)?项目|与(?:本)?项目(?:内容)?无关|用于(?:其他|别的)|(?<!未)(?<!没有)(?<!发现)(?:挪用|挤占|截留)(?!现象)"
)


@check(
    "praised-but-deducted",
    Severity.WARNING,
    meaning="一处表扬、另一处扣分：结论、经验或别的指标里说“健全”“及时”“专款专用”，另一处却为同一件事扣了分、列了问题。",
    why="同一份报告里一处表扬、一处扣分，读者不知道该信哪个，扣分就站不住。",
    example="主要结论写“业务管理制度健全”，问题写“业务管理制度有待健全”。",
    mend="核实之后统一两处的说法；只有一部分如此的，写明是哪一部分。",
)
def praised_but_deducted(subject: Subject) -> Iterator[Finding]:
    texts = [text for text in subject.printed if _tells(text.key)]
    denied = list(_denied(subject))
    words = {v.verdict for v in denied}
    for text in texts if denied else ():
        if words & set(VERDICT_WORD.findall(text.text)):
            yield from _verdicts(text, denied)
    yield from _abuses(subject, texts)


def _tells(key: Key) -> bool:
    return key[0] in _TELLING or (key[0] == "indicators" and key[-1] == "finding")


def _denied(subject: Subject) -> Iterator[Verdict]:
    """What lost points and the titles of problems deny."""
    lost = (verdicts_in(loss.words, loss.key) for loss in subject.losses)
    keys = (("problems", at, field) for at in range(len(subject.case.problems)) for field in ("title", "group"))
    yield from (v for v in chain(*lost, *(verdicts_in(subject.text_at(*key), key) for key in keys)) if v.denied)


def _verdicts(text: Text, denied: list[Verdict]) -> Iterator[Finding]:
    for one in verdicts_in(text.text, text.key):
        other = next((v for v in denied if _opposed(one, v) and v.key[:2] != text.key[:2]), None)
        if other is not None:
            message = f"这里说“{one.words}”，另一处说“{other.words}”"
            yield Finding(text.where(one.words), message, _HINT, (CasePlace(other.key),))


def _opposed(one: Verdict, other: Verdict) -> bool:
    if one.denied or one.verdict != other.verdict:
        return False
    return len(one.of) >= _ALIKE and one.of[-_ALIKE:] == other.of[-_ALIKE:]


def _abuses(subject: Subject, texts: list[Text]) -> Iterator[Finding]:
    """What a text says of money first, where points are lost for its use."""
    losses = [loss for loss in subject.losses if _ABUSE.search(loss.words)]
    for text in texts if losses else ():
        clauses = [clause for clause in CLAUSES.findall(text.text) if _CLEAN.search(clause)] if _CLEAN.search(text.text) else []
        if clauses and text.key[:2] != losses[0].key[:2]:
            message = f"这里说“{clauses[0]}”，“{losses[0].indicator.name}”的扣分原因说“{losses[0].detail}”"
            yield Finding(text.where(clauses[0]), message, _HINT, (losses[0].place,))
