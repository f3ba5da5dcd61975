"""Rates that quoted material states of the project. In: a Subject. Out: findings about the material, with the computed rate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Key, Severity
from reportgen.model.numbers import percent, rounded

_FUNDS = {"资金到位率": "funds.funding_rate", "预算执行率": "funds.execution_rate"}
_OTHER = re.compile(r"上年|去年|往年|目标|计划|要求|不低于|截至|上半年|季度|月底|月末|全[国省市区县]|其中")
_TOLD = {"interviews", "materials"}


@check(
    "quoted-rate-differs",
    Severity.WARNING,
    meaning="访谈、公告等引用的材料里说的比率与报告算得的不同。引用的材料照录，只作说明。",
    why="被访谈的人报的数和报告的数不同，读者会问哪个对；多半是口径不同，要在正文里说明。",
    example="访谈里说“预算执行率98.2%”，报告按支出和到位算得 99.85%。",
    mend="核对口径；材料里的数确有误的，在 note 或评价情况里说明以哪个为准。",
)
def quoted_rate_differs(subject: Subject) -> Iterator[Finding]:
    rates = dict(_rates(subject))
    names = "|".join(map(re.escape, sorted(rates, key=len, reverse=True))) or "(?!)"
    pattern = re.compile(rf"(?P<name>{names})(?:为|是|达到?|：)?\s*(?P<rate>\d+(?:\.\d+)?)\s*[%％]")
    for text in subject.sentences:
        if not text.quoted or text.key[0] not in _TOLD or "%" not in text.typed.replace("％", "%"):
            continue
        for found in pattern.finditer(text.bare):
            value, key = rates[found["name"]]
            places = len(found["rate"].partition(".")[2])
            clause = text.bare[: found.start()].rpartition("。")[2]
            if rounded(value * 100, places) != Decimal(found["rate"]) and not _OTHER.search(clause):
                message = f"材料里说“{found[0]}”，报告算得 {percent(value)}"
                yield Finding(
                    text.place(found.start()), message, "核对口径；以哪个为准，在正文里说明", (subject.at(*key),), quoted=True
                )


def _rates(subject: Subject) -> Iterator[tuple[str, tuple[Decimal, Key]]]:
    """The rates of the case by what they are called, each with its value and where it comes from."""
    figures = subject.card.evidence.figures
    for name, path in _FUNDS.items():
        value = figures.get(path)
        if isinstance(value, Decimal) and not value.is_nan():
            yield name, (value, ("funds",))
    for view in subject.report.indicators:
        rate = view.value if view.name.endswith(("率", "度")) and view.name not in _FUNDS else None
        if rate is not None and not rate.is_nan() and 0 <= rate <= 1:
            yield view.name, (rate, ("indicators", view.number - 1, "rule"))
