"""Every figure of a case by its dotted path: funds, facts, surveys, questions.

In: a Case and the tallies of its questions. Out: figures for Evidence; amounts are 元. A text, date or list stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reportgen.diagnostics import CasePlace, Sink
from reportgen.model.case import Case, Fact, Funds
from reportgen.model.evidence import Evidence, EvidenceError, Figure, QuestionTally, nearest
from reportgen.model.surveys import Stratum, Survey
from reportgen.model.values import BLANK_NUMBER, MONEY_UNITS, is_blank

from .lookup import Lookup


def figures_of(case: Case, tallies: Iterable[QuestionTally], sink: Sink) -> Lookup[Figure]:
    """All figures by path. Reports sums that cannot be made, and strata whose population is no number."""
    figures: Lookup[Figure] = Lookup()
    _put_funds(case.funds, figures)
    _Facts(case.facts, sink).put_into(figures)
    for tally in tallies:
        _put_question(tally, figures)
    for at, survey in enumerate(case.surveys):
        _put_survey(at, survey, figures, sink)
    return figures


def _put_funds(funds: Funds, figures: Lookup[Figure]) -> None:
    """资金到位率 = 到位 ÷ 预算, 预算执行率 = 支出 ÷ 到位 (财预〔2020〕10号 附2); the net rate leaves out what was withdrawn."""
    unit = MONEY_UNITS[funds.unit]
    given = {name: getattr(funds, name) for name in ("initial", "budget", "received", "withdrawn", "spent")}
    amounts: dict[str, Decimal] = {name: amount * unit for name, amount in given.items() if amount is not None}
    amounts["net"] = amounts["received"] - amounts.get("withdrawn", Decimal(0))
    figures.update({f"funds.{name}": amount for name, amount in amounts.items()})
    figures.put_ratio("funds.funding_rate", ratio(amounts["received"], amounts["budget"]), "预算资金为 0")
    figures.put_ratio("funds.execution_rate", ratio(amounts["spent"], amounts["received"]), "实际到位资金为 0")
    figures.put_ratio("funds.net_execution_rate", ratio(amounts["spent"], amounts["net"]), "扣除收回后的到位资金为 0")


def ratio(part: Decimal, whole: Decimal) -> Decimal | None:
    """The part ÷ the whole; None where the whole is zero."""
    return None if whole == 0 else part / whole


class _Facts:
    """Facts by id, with sums added up once; a sum that cannot be made is reported where it stands and becomes unknown."""

    def __init__(self, facts: tuple[Fact, ...], sink: Sink) -> None:
        self._facts = {fact.id: (at, fact) for at, fact in enumerate(facts)}
        self._sink = sink
        self._done: dict[str, Figure] = {}
        self._open: list[str] = []

    def put_into(self, figures: Lookup[Figure]) -> None:
        for id_ in self._facts:
            figures[f"facts.{id_}"] = value = self._value(id_)
            if isinstance(value, tuple):
                figures[f"facts.{id_}.count"] = Decimal(len(value))
            elif isinstance(value, str) and is_blank(value):
                figures[f"facts.{id_}.count"] = BLANK_NUMBER  # it may turn out to be a list

    def _value(self, id_: str) -> Figure:
        if id_ not in self._done:
            self._open.append(id_)
            at, fact = self._facts[id_]
            self._done[id_] = self._sum(at, fact) if fact.value is None else _in_yuan(fact)
            self._open.pop()
        return self._done[id_]

    def _sum(self, at: int, fact: Fact) -> Decimal:
        if len({self._is_money(id_) for id_ in fact.sum if id_ in self._facts} | self._stated(fact)) > 1:
            self._error("sum-of-unlike", (at, 0), f"数据“{fact.id}”把金额与不是金额的数相加", "请核对各项的 unit")
        return sum((self._part(at, n, id_) for n, id_ in enumerate(fact.sum)), Decimal(0))

    def _part(self, at: int, n: int, id_: str) -> Decimal:
        if id_ not in self._facts:
            self._error("unknown-id", (at, n), f"没有名称为“{id_}”的数据，不能相加", nearest(id_, self._facts))
        elif id_ in self._open:
            circle = " → ".join([*self._open[self._open.index(id_) :], id_])
            self._error("sum-cycle", (at, n), f"数据相加形成循环：{circle}", "请去掉其中一个引用")
        elif isinstance(value := self._value(id_), Decimal):
            return value
        elif not (isinstance(value, str) and is_blank(value)):
            self._error("wrong-evidence", (at, n), f"“{id_}”是“{value}”，不是数，不能相加", "请只对数值求和")
        return BLANK_NUMBER

    def _is_money(self, id_: str) -> bool:
        """Whether a fact is an amount; a sum without a unit is what its first part is."""
        seen: set[str] = set()
        while id_ in self._facts and id_ not in seen:
            seen.add(id_)
            fact = self._facts[id_][1]
            if fact.unit is not None or not fact.sum:
                return fact.unit in MONEY_UNITS
            id_ = fact.sum[0]
        return False

    def _stated(self, fact: Fact) -> set[bool]:
        return {fact.unit in MONEY_UNITS} if fact.unit is not None else set()

    def _error(self, code: str, at: tuple[int, int], message: str, hint: str) -> None:
        self._sink.error(code, CasePlace(("facts", at[0], "sum", at[1])), message, hint)


def _in_yuan(fact: Fact) -> Figure:
    if isinstance(fact.value, Decimal):
        return fact.value * MONEY_UNITS.get(fact.unit or "", Decimal(1))
    return fact.value if fact.value is not None else BLANK_NUMBER


def _put_question(tally: QuestionTally, figures: Lookup[Figure]) -> None:
    head = f"questions.{tally.id}"
    figures[f"{head}.valid"] = tally.valid
    if tally.degree is not None:
        figures[f"{head}.degree"] = tally.degree
    for option in tally.options:
        figures[f"{head}.{option.label}.count"] = option.count
        share = None if tally.valid == 0 else option.share
        figures.put_ratio(f"{head}.{option.label}.share", share, f"题目“{tally.id}”的有效问卷数为 0")


def _put_survey(at: int, survey: Survey, figures: Lookup[Figure], sink: Sink) -> None:
    """Population, sample and 抽样率 = 抽取数量 ÷ 总体数量 of each stratum, and their sums."""
    head = f"surveys.{survey.id}"
    populations = [_population(stratum, figures, CasePlace(("surveys", at, "strata", n, "population")), sink)
                   for n, stratum in enumerate(survey.strata)]  # fmt: skip
    figures[f"{head}.valid"] = survey.valid
    figures[f"{head}.sample"] = sum((stratum.sample for stratum in survey.strata), Decimal(0))
    figures[f"{head}.population"] = sum(populations, Decimal(0))
    for n, (stratum, population) in enumerate(zip(survey.strata, populations, strict=True)):
        if not (stratum.sample.is_nan() or population.is_nan()) and stratum.sample > population:
            message = f"“{stratum.name}”抽取 {stratum.sample}，多于总体 {population}"
            sink.error("sample-above-population", CasePlace(("surveys", at, "strata", n, "sample")), message, "核对两个数量")
        figures[f"{head}.{stratum.id}.population"] = population
        figures[f"{head}.{stratum.id}.sample"] = stratum.sample
        why = f"“{stratum.name}”的总体数量为 0"
        figures.put_ratio(f"{head}.{stratum.id}.rate", ratio(stratum.sample, population), why)


def _population(stratum: Stratum, figures: Lookup[Figure], place: CasePlace, sink: Sink) -> Decimal:
    try:
        return Evidence(figures).number(stratum.population)
    except EvidenceError as e:
        sink.error(e.code, place, e.message, e.hint)
        return BLANK_NUMBER
