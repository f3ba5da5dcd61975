"""So much for each, times so many. In: a Subject. Out: findings where that is not the amount of the sentence, or of the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.figures import Figure
from reportgen.checks.naming import alike
from reportgen.checks.payments import Row
from reportgen.checks.slips import slipped
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import Severity
from reportgen.model.evidence import EvidenceError
from reportgen.model.numbers import number_text
from reportgen.model.rules import Rule
from reportgen.model.rules.parts import Parts
from reportgen.model.rules.proportion import Proportion
from reportgen.model.values import MONEY_UNITS

from .amounts import in_unit, yuan

_EACH = re.compile(r"每\s*(?P<unit>[家个所处名人位张床户座栋间台套辆份册])(?P<times>每?[月年次季])?[^\d。；;\n]{0,14}$")
_PRICED = re.compile(r"每[^。；;\n]{1,20}?\d\s*万?元")
_LIMIT = re.compile("约|近|超过|低于|高于|至多|最[多高]|限|平均|人均")
_LIMIT_BEHIND = re.compile("左右|以[上下内]|为限|[多余]元|封顶|不等")
_TOTAL = re.compile(r"小计|共计|合计|总计|共|计|申报|需|测算|发放|拨付|支付|投入|安排")
_TIMES = re.compile(r"每月|每季|每次|个月|/月|·月")
_MOST_TIMES = 12
_STOP = re.compile(r"[。；;！？\n]")
_GAP = 14
_FULL_STOP = re.compile(r"[。！？\n]")
_NOUN = re.compile(r"每\s*[家个所处名人位张床户座栋间台套辆份册]\s*([\u4e00-\u9fff]{2})[^每]*$")
_VERB = re.compile("补|奖|发|拨|运|建|安|按|投|支|预|只|给|可|为|资|申|标|最|先|再|均|共|年|月|每")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_MONEY = ("元", "万元")
_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_COVERED = 0.6  # share of a row's words that an indicator must use to be about it
_PARTIAL = re.compile(r"\d+[%％]|第[一二三四]期|首付|预付|质保金")


@check(
    "unit-cost-differs",
    Severity.WARNING,
    meaning="每家（人、张）多少元乘以家数（人数、张数），不等于写出的总额；或者与支出明细里这项支出的金额不符。",
    why="标准乘数量是最容易复算的数，对不上说明标准、数量、金额至少有一个错，或者没有按标准发放。",
    example="31 个社区每个拨付余款 20 万元，应为 620 万元，支出明细里是 260 万元。",
    mend="核对标准、数量和金额；差额另有原因的（分年发放、分级负担），在文字里写明。",
)
def unit_cost_differs(subject: Subject) -> Iterator[Finding]:
    for text in subject.sentences:
        if "每" in text.text and _PRICED.search(text.text):
            yield from _in_sentences(text, subject.figures(text))
    yield from _against_ledger(subject)


@dataclass(frozen=True, slots=True)
class _Cost:
    """So much for each: `figure` is an amount behind 每 and what it is for."""

    figure: Figure
    unit: str

    def counts(self, other: Figure) -> bool:
        """Whether a figure counts those that each get it: the same unit, and the same noun where one is said of both."""
        noun = _NOUN.search(self.figure.before)
        own = noun[1] if noun is not None and not _VERB.match(noun[1]) else ""
        theirs = other.after[:2] if _HAN.match(other.after) else ""
        return alike(other.unit) == alike(self.unit) and (not own or not theirs or own == theirs)


def _cost(figure: Figure) -> _Cost | None:
    found = _EACH.search(figure.before) if figure.unit in _MONEY else None
    return _Cost(figure, found["unit"]) if found is not None and not _is_limit(figure) else None


def _is_limit(figure: Figure) -> bool:
    """Whether an amount is only the most or about what each gets."""
    return _LIMIT.search(figure.before[-6:]) is not None or _LIMIT_BEHIND.match(figure.after) is not None


def _in_sentences(text: Text, figures: Sequence[Figure]) -> Iterator[Finding]:
    for at, figure in enumerate(figures[:-1]):
        cost, total = _cost(figure), figures[at + 1]
        if cost is None or not _is_total(text.text, figure, total):
            continue
        start = _begin(_STOP, text.text, figure.start)
        whole = _begin(_FULL_STOP, text.text, figure.start)
        alikes = [f for f in figures[:at] if f.start >= whole and cost.counts(f)]
        counts = [f for f in alikes if f.start >= start] or alikes
        most = _MOST_TIMES if _TIMES.search(text.text, start, total.end) else 1
        products = [count.value * _amount(cost) for count in counts]
        if products and not any(_fits(total, product, most) for product in products):
            yield _finding(text, cost, counts[-1], total, most)


def _begin(stop: re.Pattern[str], text: str, at: int) -> int:
    """Where the sentence around a place begins."""
    return max((found.end() for found in stop.finditer(text, 0, at)), default=0)


def _is_total(text: str, cost: Figure, total: Figure) -> bool:
    """Whether the next amount is what it all comes to."""
    between = text[cost.end : total.start]
    near = len(between) <= _GAP and "每" not in between and not _STOP.search(between)
    return near and total.unit in MONEY_UNITS and _TOTAL.search(between) is not None and _amount(total) >= 2 * _amount(cost)


def _fits(total: Figure, product: Decimal, most: int) -> bool:
    """Whether a total is the product. By the month not all may get it all the year: then it is at most twelve times as much."""
    if most == 1:
        return _equal(total, product)
    return _amount(total) <= most * product and not slipped(_amount(total), most * product)


def _finding(text: Text, cost: _Cost, count: Figure, total: Figure, most: int) -> Finding:
    product = count.value * _amount(cost.figure) * most
    times = f"×{most}" if most > 1 else ""
    shown = f"{count.written}×{cost.figure.written}{times}＝{in_unit(product, total.unit)}"
    place = text.place(total.typed_at) if total.typed_at is not None else text.where(total.written)
    quoted = text.quoted and all(figure.typed_at is not None for figure in (cost.figure, count, total))
    return Finding(place, f"这里写 {total.written}，按标准和数量算是 {shown}", "请核对标准、数量和总额", quoted=quoted)


def _amount(figure: Figure | _Cost) -> Decimal:
    if isinstance(figure, _Cost):
        figure = figure.figure
    return figure.value * MONEY_UNITS.get(figure.unit, Decimal(1))


def _equal(total: Figure, product: Decimal) -> bool:
    """Whether an amount is the product, as far as its digits go."""
    exponent = total.value.as_tuple().exponent
    half = MONEY_UNITS[total.unit] * Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) and exponent < 0 else Decimal(0)
    return abs(_amount(total) - product) <= half


def _against_ledger(subject: Subject) -> Iterator[Finding]:
    """The indicators that state what each gets, against the rows of the ledger that are about them."""
    rows = [
        row
        for row in subject.rows
        if row.table == "ledger" and not row.amount.is_nan() and row.amount > 0 and not _PARTIAL.search(row.content)
    ]
    texts = {text.key: text for text in subject.printed if text.key[0] == "indicators"} if rows else {}
    for at, indicator in enumerate(subject.case.indicators) if rows else ():
        counts = _counts(subject, indicator.scoring_rule)
        finding = texts.get(("indicators", at, "finding"))
        costs = [cost for figure in subject.figures(finding) if (cost := _cost_near(figure))] if counts and finding is not None else []
        words = "。".join(text.text for key, text in texts.items() if key[1] == at) + indicator.name if costs else ""
        about = [row for row in rows if _is_about(row, words)] if words else []
        if about and finding is not None and not _paid(about, counts, costs):
            yield _unpaid(subject, finding, about, counts, costs)


def _cost_near(figure: Figure) -> _Cost | None:
    """An amount for each; one that goes on with such an amount in its sentence is another."""
    found = re.search(r"每\s*([家个所处名人位张床户座栋间台套辆份册])", figure.before)
    return _Cost(figure, found[1]) if found is not None and figure.unit in _MONEY and not _is_limit(figure) else None


def _counts(subject: Subject, rule: Rule | None) -> list[Decimal]:
    """How many the rule of an indicator counts as done."""
    operands = (
        [rule.actual] if isinstance(rule, Proportion) else [part.actual for part in rule.parts] if isinstance(rule, Parts) else []
    )
    try:
        counts = [subject.card.evidence.number(operand) for operand in operands if operand is not None]
    except EvidenceError:
        return []
    return [] if any(count.is_nan() for count in counts) else [count for count in counts if count > 1]


def _is_about(row: Row, words: str) -> bool:
    """Whether the words of a row are mostly those of an indicator."""
    pairs = {run[at : at + 2] for run in _RUN.findall(row.content) for at in range(len(run) - 1)}
    return len(pairs) > 3 and sum(pair in words for pair in pairs) >= _COVERED * len(pairs)


def _paid(rows: Sequence[Row], counts: Sequence[Decimal], costs: Sequence[_Cost]) -> bool:
    """Whether the amount of a row, or of all of them, is what some number at some cost comes to."""
    amounts = {*(row.amount for row in rows), sum((row.amount for row in rows), Decimal(0))}
    each = {*(_amount(cost) for cost in costs), sum((_amount(cost) for cost in costs), Decimal(0))}
    number = {*counts, sum(counts, Decimal(0))}
    return any(count * cost == amount for count in number for cost in each for amount in amounts)


def _unpaid(subject: Subject, finding: Text, rows: Sequence[Row], counts: Iterable[Decimal], costs: Sequence[_Cost]) -> Finding:
    name = subject.case.indicators[int(finding.key[1])].name
    products = (
        f"{number_text(count)}×{cost.figure.written}＝{in_unit(count * _amount(cost), '万元')}" for count in counts for cost in costs
    )
    paid = "、".join(f"{row.called} {yuan(row.amount)}" for row in rows)
    message = f"“{name}”按标准和数量算是 {'、'.join(products)}，{paid}"
    place = finding.where(costs[0].figure.written)
    return Finding(place, message, "请核对标准、数量和支出明细", tuple(row.place("amount") for row in rows))
