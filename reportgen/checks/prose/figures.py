"""Figures that were typed where a fact of the case is meant. In: a Subject. Out: findings where one is not what the fact says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reportgen.checks.check import Finding, check
from reportgen.checks.figures import DAY, MONTH, Figure
from reportgen.checks.named import Named
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.numbers import fixed, number_text
from reportgen.model.values import MONEY_UNITS

_CLAUSE = re.compile(r"[，、：；。（）]")
_FILTERS = {"万元": "wan", "亿元": "yi", "元": "comma", "%": "pct", MONTH: "month"}  # of the units that need one


@check(
    "figure-differs",
    Severity.WARNING,
    meaning="正文里直接写出的数字（没有用 {{ }} 引用），从前后文看说的是案例里的某项数据，数值却和那项数据不同。",
    why="数据改了，手写的数字不会跟着改；同一个数在报告里有两种写法，是审核时最常见的问题。",
    example="正文写“审核合格的持证护理员有 142 人”，而 [[facts]] 里“合格护理员”是 124 人。",
    mend="核对哪个数对；说的是同一件事的，改为引用，如 {{ facts.合格护理员 }}；确是另一个数的，把它也写进 [[facts]] 再引用。",
)
def figure_differs(subject: Subject) -> Iterator[Finding]:
    for figure, meant in subject.retyped:
        right = value_in(meant, figure)
        message = f"正文写的是“{_quoted(figure)}”，而{meant.called}是{right}"
        yield Finding(
            figure.text.place(figure.typed_at), message, f"核对后改为引用 {_reference(meant, figure)}", (CasePlace(meant.key),)
        )


def _quoted(figure: Figure) -> str:
    """The figure with some words around it."""
    return _CLAUSE.split(figure.before[-10:])[-1] + figure.written + _CLAUSE.split(figure.after[:4])[0]


def _reference(named: Named, figure: Figure) -> str:
    """The reference that prints the fact in the unit in which it was typed."""
    name = _FILTERS.get(figure.unit)
    return "{{ " + named.path + (f" | {name}" if name else "") + " }}"


def value_in(named: Named, figure: Figure) -> str:
    """The value of a fact as the figure would print it: in its unit, with as many digits as it needs."""
    if figure.unit in (DAY, MONTH):
        return _date(int(named.value), figure.unit)
    value = named.value / MONEY_UNITS.get(figure.unit, 1)
    return f" {number_text(value) if value == round(value, 4) else fixed(value, 2)} {figure.unit}".replace(" %", "%")


def _date(value: int, unit: str) -> str:
    if unit == MONTH:
        year, month = divmod(value - 1, 12)
        return f"{year}年{month + 1}月"
    day = date.fromordinal(value)
    return f"{day.year}年{day.month}月{day.day}日"
