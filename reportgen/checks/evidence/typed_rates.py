"""Rates that prose states and nothing backs. In: a Subject. Out: findings, each with the rate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import permutations

from reportgen.checks.check import Finding, check
from reportgen.checks.figures import Figure
from reportgen.checks.named import named_figures
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Key, Severity
from reportgen.model.numbers import rounded

_RATE = re.compile(r"(?P<name>[^\W\d_]{1,10}(?:率|度|比例|占比|比重))(?:分别|已|仅|只|约|高)?(?:为|是|达到?|有|：)?\s*$")
_SINGLE = re.compile(
    r"(?:满意|知晓|认可|支持|认知|好评)[度率]|得分率|年度|月度|季度|额度|利率|税率|费率|折扣"
)  # the first are told of by survey-unbacked
_AIMS = {"target", "standard", "definition", "explanation", "plan", "overall", "value", "standards"}
_AIMED = re.compile(r"目标|计划|要求|应|规定|标准|指标值|预期|力争|确保|[≥≤]|不低于|不少于|上年|去年|往年|全国|全省|全市|同比")
_CLAUSE = re.compile(r"[，：、]")
_MOST = 12  # numbers of a text of which any two are tried


@check(
    "rate-unbacked",
    Severity.WARNING,
    meaning="文字里的比率没有分子和分母：写出一个比率，案例里没有这个比率，同一段文字里也没有能算出它的两个数。",
    why="比率由哪两个数得来说不清，就没法复核；抽查、问卷得来的比率还要有抽查数、作答数。",
    example="评价情况写“抽查准确率为98.6%”，抽查多少笔、准确多少笔都没有写。",
    mend="写明分子和分母，如“抽查70笔，准确69笔，准确率98.57%”；能写成数据的写成 [[facts]] 再引用。",
)
def rate_unbacked(subject: Subject) -> Iterator[Finding]:
    stated = [figure for figure in subject.typed if figure.unit == "%" and _is_rate(figure)]
    if not stated:
        return
    told = {(figure.text.key, figure.start) for figure, _ in subject.retyped}  # figure-differs has told of these
    known = [named.value for named in named_figures(subject.case, subject.card) if named.unit == "%"]
    for figure in stated:
        if (figure.text.key, figure.start) not in told and not _agrees(figure, known) and not _computed(figure, subject):
            message = f"这里写“{_name(figure)}{figure.written}”，案例里没有这个比率，也没有它的分子和分母"
            yield Finding(figure.text.place(figure.typed_at), message, "写明分子和分母，或写成 [[facts]] 再引用")


def _is_rate(figure: Figure) -> bool:
    found = _RATE.search(figure.before)
    if found is None or figure.vague or "约" in found[0] or _SINGLE.search(found["name"]) or _is_aim(figure.text.key):
        return False
    return _AIMED.search(_CLAUSE.split(figure.before)[-1]) is None


def _is_aim(key: Key) -> bool:
    return "rule" in key or key[-1] in _AIMS or key[0] in {"targets", "last_year", "recommendations", "facts"}


def _name(figure: Figure) -> str:
    found = _RATE.search(figure.before)
    return found[0] if found else ""


def _agrees(figure: Figure, known: Iterable[Decimal]) -> bool:
    return any(_rounded(value, figure) == figure.value for value in known)


def _computed(figure: Figure, subject: Subject) -> bool:
    """Whether two numbers of the same text give the rate."""
    numbers = [f.value for f in subject.figures(figure.text) if f.unit != "%" and f.value > 0][:_MOST]
    return any(_rounded(one / other * 100, figure) == figure.value for one, other in permutations(numbers, 2))


def _rounded(value: Decimal, figure: Figure) -> Decimal:
    exponent = figure.value.as_tuple().exponent
    return rounded(value, max(0, -exponent)) if isinstance(exponent, int) else value
