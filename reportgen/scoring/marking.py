"""Marking: one indicator's score, by its rule or by judgement.

In: an Indicator, the Evidence, the precision. Out: its IndicatorScore; what is wrong goes to the sink and leaves the score
unknown. Lost points are explained by the rule's own deductions (a checklist's), else by the indicator's `reason`, else by the
rule's label. A deduction that names no problem belongs to the indicator's. `standard` is what the rule says; a judged indicator
has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from reportgen.diagnostics import CasePlace, Sink
from reportgen.model.evidence import Evidence, EvidenceError
from reportgen.model.indicators import Indicator
from reportgen.model.rules import Deduction, Outcome, Rule, number_text
from reportgen.model.scorecard import IndicatorScore
from reportgen.model.values import BLANK, BLANK_NUMBER

from .evidence_places import place_of, unknown_names
from .rounding import round_score


@dataclass(frozen=True, slots=True)
class Marking:
    """An indicator's score, and the rates of its parts by path."""

    score: IndicatorScore
    rates: dict[str, Decimal]


def mark(at: int, indicator: Indicator, evidence: Evidence, precision: Decimal, sink: Sink) -> Marking:
    """The score of the indicator at a position in the list."""
    rule = indicator.scoring_rule
    outcome = _judged(at, indicator, sink) if rule is None else _ruled(at, rule, indicator, evidence, sink)
    score = round_score(outcome.score, precision)
    deductions = _explained(at, indicator, outcome, score, sink)
    standard = "" if rule is None else _standard(rule, indicator, evidence)
    marked = IndicatorScore(
        points=indicator.points, score=score, name=indicator.name, dimension=indicator.dimension, group=indicator.group,
        value=outcome.value, label=outcome.label, deductions=deductions, standard=standard,
    )  # fmt: skip
    return Marking(marked, {f"indicators.{indicator.name}.{name}.rate": rate for name, rate in outcome.rates})


def _judged(at: int, indicator: Indicator, sink: Sink) -> Outcome:
    """Full marks less named deductions."""
    deductions = indicator.deductions or ()
    lost = sum((deduction.points for deduction in deductions), Decimal(0))
    score = indicator.points - lost
    if not score.is_nan() and score < 0:
        message = f"指标“{indicator.name}”扣 {number_text(lost)} 分，超过分值 {number_text(indicator.points)} 分"
        sink.error("deductions-above-points", CasePlace(("indicators", at, "deductions")), message, "请核对扣分或 points")
        return Outcome(BLANK_NUMBER)
    return Outcome(score, deductions=deductions)


def _ruled(at: int, rule: Rule, indicator: Indicator, evidence: Evidence, sink: Sink) -> Outcome:
    """What the rule finds, unknown where it rests on a Blank or on evidence that is not there."""
    if unknown := unknown_names(rule, evidence):
        for key, e in unknown:
            sink.error(e.code, CasePlace(("indicators", at, "rule", *key)), _named(indicator, e.message), e.hint)
        return Outcome(BLANK_NUMBER)
    try:
        outcome = rule.outcome(evidence, indicator.points)
        _check_full_marks(outcome.score, indicator.points)
    except InvalidOperation:  # a Blank was compared
        return Outcome(BLANK_NUMBER)
    except EvidenceError as e:
        place = CasePlace(("indicators", at, "rule", *place_of(e, rule)))
        sink.error(e.code, place, _named(indicator, e.message), e.hint)
        return Outcome(BLANK_NUMBER)
    return outcome


def _check_full_marks(score: Decimal, points: Decimal) -> None:
    if not score.is_nan() and score > points:
        message = f"按评分规则得 {number_text(score)} 分，超过分值 {number_text(points)} 分"
        raise EvidenceError("score-above-points", message, "请核对规则中的分值")


def _standard(rule: Rule, indicator: Indicator, evidence: Evidence) -> str:
    """The rule's words; where evidence is missing, that is reported already, and a Blank leaves them to be filled in."""
    try:
        return rule.standard(evidence, indicator.points)
    except (EvidenceError, InvalidOperation):
        return BLANK


def _explained(at: int, indicator: Indicator, outcome: Outcome, score: Decimal, sink: Sink) -> tuple[Deduction, ...]:
    """The deductions that say why points were lost."""
    lost = indicator.points - score
    reason = indicator.reason or outcome.label
    if lost.is_nan():
        return _owned(outcome.deductions, indicator)
    if outcome.deductions:
        _check_rounding(at, indicator, outcome.deductions, lost, sink)
    if outcome.deductions or lost == 0:
        _check_unused(at, indicator, sink)
        return _owned(outcome.deductions, indicator)
    if not reason:
        message = f"指标“{indicator.name}”失 {number_text(lost)} 分，没有写扣分原因"
        sink.warning("reason-missing", CasePlace(("indicators", at, "rule")), message, "请给该指标写 reason")
        return ()
    return (Deduction(points=lost, reason=reason, detail=indicator.detail, problem=indicator.problem),)


def _owned(deductions: tuple[Deduction, ...], indicator: Indicator) -> tuple[Deduction, ...]:
    """The same deductions; one that names no problem belongs to the indicator's."""
    return tuple(d if d.problem is not None else d.model_copy(update={"problem": indicator.problem}) for d in deductions)


def _check_rounding(at: int, indicator: Indicator, deductions: tuple[Deduction, ...], lost: Decimal, sink: Sink) -> None:
    stated = sum((deduction.points for deduction in deductions), Decimal(0))
    if stated != lost:
        message = f"指标“{indicator.name}”的扣分合计 {number_text(stated)} 分，得分保留后失 {number_text(lost)} 分"
        hint = "请按 report.precision 写扣分，使文中的扣分与得分一致"
        sink.warning("deductions-rounded", CasePlace(("indicators", at)), message, hint)


def _check_unused(at: int, indicator: Indicator, sink: Sink) -> None:
    if indicator.reason is not None:
        message = f"指标“{indicator.name}”写了 reason，但没有用到：没有失分，或扣分项已写明原因"
        sink.warning("reason-unused", CasePlace(("indicators", at, "reason")), message, "请删去 reason，或核对评分规则")


def _named(indicator: Indicator, message: str) -> str:
    return f"指标“{indicator.name}”：{message}"
