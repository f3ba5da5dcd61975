"""What texts say of an adjusted budget: raised or cut. In: a Subject. Out: findings, with both amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.values import MONEY_UNITS

from .amounts import in_unit

_SENTENCES = re.compile(r"[^。；！？\n]+")
_CUT = re.compile(r"(?:调减|核减|追减|压减|削减)(?:了|后|为|至|到|预算|\d)")
_RAISED = re.compile(r"(?:调增|追加|增加)(?:了|后|为|至|到|预算|\d)")
_BUDGET = re.compile(r"年初预算|初始预算|预算(?:资金|数)?[^，]{0,12}(?:调减|核减|追减|压减|调增|追加)|调整后")
_OTHER = re.compile(r"上年|下年|下一年|以后|建议|应当|今后")


@check(
    "adjustment-reversed",
    Severity.WARNING,
    meaning="预算是增是减说反了：文字说预算调减，调整后的预算却比年初预算多；或者说追加，却比年初少。",
    why="一增一减说反了，读者会以为金额写错。",
    example="“年初预算742万元，调减后为1967.18万元”。",
    mend="核对年初预算（initial）、预算（budget）和文字。",
)
def adjustment_reversed(subject: Subject) -> Iterator[Finding]:
    funds = subject.case.funds
    if funds.initial is None or (funds.initial + funds.budget).is_nan() or funds.initial == funds.budget:
        return
    wrong, right = (_CUT, _RAISED) if funds.budget > funds.initial else (_RAISED, _CUT)
    initial, budget = (in_unit(value * MONEY_UNITS[funds.unit], funds.unit) for value in (funds.initial, funds.budget))
    for text in subject.printed:
        for sentence in _SENTENCES.findall(text.text) if wrong.search(text.text) else ():
            found = wrong.search(sentence)
            if found and _BUDGET.search(sentence) and not right.search(sentence) and not _OTHER.search(sentence):
                message = f"这里说“{found[0]}”，年初预算是 {initial}，调整后的预算是 {budget}"
                yield Finding(
                    text.where(found[0]), message, "核对两个数和文字", (subject.at("funds", "initial"), subject.at("funds", "budget"))
                )
