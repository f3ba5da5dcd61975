"""The worded standard against the rule, the points and the judged score. In: a Subject. Out: findings, with both values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.losses import Loss
from reportgen.checks.standard_texts import Standard, UnitLoss, numbers_in, read_standard
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.report import IndicatorView
from reportgen.model.rules import number_text

_PERCENT = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s*[%％]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CLAUSES = re.compile(r"[^\s；;。：:（）()][^；;。：:\n]*[^\s；;。：:\n（）()]")
_NAMED_RATE = re.compile(r"([^\W\d_]{2}(?:率|度|比例))(?:仅|只|约)?(?:为|是|达到?|：)?\s*(\d+(?:\.\d+)?)\s*[%％]")
_ALWAYS = {(Decimal(0), "分"), (Decimal(0), ""), (Decimal(0), "%"), (Decimal(1), ""), (Decimal(1), "%"), (Decimal(100), "%")}
_POINTS = ("个百分点", "百分点", "%", "％")  # units of a rate, of which there may be parts
_MEASURES = "个项例次处笔家份条人名天日月篇件宗起"


@check(
    "standard-differs",
    Severity.WARNING,
    meaning="自己写的评分标准（standard）与评分规则、分值不同：规则里没有的界限、扣分，或者最多能得的分不等于指标的分值。",
    why="得分按规则计算，评分细则印的是自己写的标准，照细则复算就对不上。",
    example="standard 写“每延误10天，扣1分”，规则是 size = 10、each = 0.5。",
    mend="改 standard 或规则；没有特别要求的，删去 standard，由规则写出。",
)
def standard_differs(subject: Subject) -> Iterator[Finding]:
    ruled = {score.name: score.standard for score in subject.card.indicators}
    for at, indicator in enumerate(subject.case.indicators):
        worded = subject.text_at("indicators", at, "standard")
        if not worded or indicator.points.is_nan() or worded == ruled[indicator.name]:
            continue
        place, also = subject.at("indicators", at, "standard"), (subject.at("indicators", at, "points"),)
        if indicator.scoring_rule is not None and (clauses := _misworded(worded, ruled[indicator.name])):
            message = f"“{indicator.name}”的评分标准写“{clauses[0]}”，评分规则是“{clauses[1]}”"
            yield Finding(place, message, "改 standard，或改规则", (subject.at("indicators", at, "rule"),))
        elif indicator.scoring_rule is not None and (foreign := _foreign(worded, ruled[indicator.name], indicator.points)):
            message = f"“{indicator.name}”的评分标准写了“{foreign}”，评分规则里没有；规则是：{ruled[indicator.name]}"
            yield Finding(place, message, "改 standard，或改规则", (subject.at("indicators", at, "rule"),))
        elif any(loss.each > indicator.points for loss in read_standard(worded).losses):
            message = f"“{indicator.name}”的评分标准每次扣的分超过指标的分值 {number_text(indicator.points)} 分"
            yield Finding(place, message, "请核对 standard 里的扣分和 points", also)
        elif (most := _most(read_standard(worded), indicator.points)) is not None:
            message = f"“{indicator.name}”的评分标准最多得 {number_text(most)} 分，指标的分值是 {number_text(indicator.points)} 分"
            yield Finding(place, message, "请核对 standard 里的分数和 points", also)


def _misworded(worded: str, ruled: str) -> tuple[str, str] | None:
    """The first clause that is worded just as the rule's, but for its figures, with the rule's."""
    clauses = _by_form(ruled)
    for form, written in _by_form(worded).items():
        other = next((clause for clause in written if form in clauses and clause not in clauses[form]), None)
        if other is not None:
            return other, clauses[form][0]
    return None


def _by_form(standard: str) -> dict[str, list[str]]:
    """The clauses of a standard that hold figures, by what they say without them."""
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for clause in _CLAUSES.findall(standard):
        if (form := _NUMBER.sub("#", clause)) != clause:
            forms[form].append(clause)
    return forms


def _foreign(worded: str, ruled: str, points: Decimal) -> str:
    """The first figure of the wording that the rule's own wording does not have."""
    known = {*numbers_in(ruled), (points, "分"), *_ALWAYS}
    return next((words for number, words in numbers_in(worded).items() if number not in known), "")


def _most(standard: Standard, points: Decimal) -> Decimal | None:
    """The most that a standard gives, where that cannot be the points: neither the best gain nor all gains together."""
    if not standard.gains or standard.open:
        return None
    best, summed = max(standard.gains), sum(standard.gains, Decimal(0))
    if standard.graded and best < points != summed:
        return best
    return best if best > points else summed if summed < points else None


@check(
    "judged-against-standard",
    Severity.WARNING,
    meaning="评议打分的得分与评分标准写明的算法不符：标准写了“每…扣…分”“率×分值”或分档，按它计算得出另一个分数。",
    why="标准写了怎样算，就要照着算；照标准复算得不到这个分数，评分就站不住。",
    example="标准写“每发现1例扣0.5分”，扣分原因写发现 3 例，却扣了 1 分。",
    mend="按标准改扣分；数据齐全的，改用评分规则 rule，由程序计算。",
)
def judged_against_standard(subject: Subject) -> Iterator[Finding]:
    views = {view.name: view for view in subject.report.indicators}
    for at, indicator in enumerate(subject.case.indicators):
        worded = subject.text_at("indicators", at, "standard")
        if indicator.scoring_rule is not None or not worded:
            continue
        standard, view = read_standard(worded), views[indicator.name]
        losses = [loss for loss in subject.losses if loss.at == at]
        yield from _per_unit(subject, standard, view, losses)
        expected = _expected(standard, view, subject.case.report.precision)
        if expected is not None and not view.score.is_nan() and expected[1] != view.score:
            rate, score = number_text(expected[0] * 100), number_text(expected[1])
            message = f"“{view.name}”写的是 {rate}%，按评分标准应得 {score} 分，评议得 {number_text(view.score)} 分"
            also = (subject.at("indicators", at, "standard"),)
            yield Finding(subject.at("indicators", at, "deductions"), message, "按标准改扣分，或改用评分规则", also)


def _per_unit(subject: Subject, standard: Standard, view: IndicatorView, losses: list[Loss]) -> Iterator[Finding]:
    """Deductions that are no multiple of what a standard takes off, or another number of times than their reason counts."""
    units = [loss for loss in standard.losses if loss.each > 0 and not loss.unit.startswith(_POINTS)]
    for loss in losses if units else ():
        expected = next((e for unit in units if (e := _counted(unit, loss.words, view.points)) is not None), None)
        whole = any(loss.points % unit.each == 0 for unit in units) or loss.points == view.points or loss.points in standard.gains
        if loss.points.is_nan() or (whole and expected in {None, loss.points}):
            continue
        stated = "、".join(f"每{number_text(u.size)}{u.unit}扣{number_text(u.each)}分" for u in units)
        should = f"，按原因里的数应扣 {number_text(expected)} 分" if expected is not None else ""
        message = f"“{view.name}”扣 {number_text(loss.points)} 分，评分标准是“{stated}”{should}"
        yield Finding(loss.place, message, "请核对扣分、原因里的数和评分标准", (subject.at("indicators", loss.at, "standard"),))


def _counted(unit: UnitLoss, words: str, points: Decimal) -> Decimal | None:
    """What the count that a reason states takes off; None where it states none, or several."""
    measure = unit.unit[0] if unit.unit[0] in _MEASURES else ""
    counts = re.findall(rf"(?<![\d.])(\d+)\s*{measure}", words) if measure else []
    if len(counts) != 1:
        return None
    return min(Decimal(counts[0]) // unit.size * unit.each, points)


def _expected(standard: Standard, view: IndicatorView, precision: Decimal) -> tuple[Decimal, Decimal] | None:
    """The only rate that is stated of the indicator, and the score that the standard gives for it."""
    rates = _PERCENT.findall(str(view.actual)) or _named_rates(view)
    if len(set(rates)) != 1 or view.points.is_nan() or precision.is_nan():
        return None
    rate = Decimal(rates[0]) / 100
    band = next((b for b in standard.bands if b.lower <= rate and (b.upper is None or rate < b.upper)), None)
    if band is not None:
        return rate, view.points if band.points is None else band.points
    points = _off(standard, rate, view.points)
    if points is None and standard.proportional:
        points = min(rate, Decimal(1)) * view.points
    return (rate, (points / precision).quantize(Decimal(1), ROUND_HALF_UP) * precision) if points is not None else None


def _named_rates(view: IndicatorView) -> list[str]:
    """The rates in a finding that go by a name of the indicator or of its standard: 认可度89.9%."""
    known = f"{view.name}{view.standard}"
    return [number for word, number in _NAMED_RATE.findall(str(view.finding)) if word in known]


def _off(standard: Standard, rate: Decimal, points: Decimal) -> Decimal | None:
    """Points less what is taken off for each percentage point below the rate of full marks."""
    full = next((b.lower for b in standard.bands if b.upper is None and b.points in {None, points}), None)
    loss = next((u for u in standard.losses if u.unit.startswith(_POINTS)), None)
    if full is None or loss is None or rate >= full:
        return None
    return max(points - (full - rate) * 100 / loss.size * loss.each, Decimal(0))
