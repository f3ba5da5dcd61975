"""Points, scores, deductions and grades that prose states, against the computed ones. In: a Subject. Out: findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.marks import TOTAL, Statement
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.numbers import number_text, rounded
from reportgen.model.scorecard import IndicatorScore, Score
from reportgen.model.values import BLANK

_FAR = Decimal("1.5")
_QUOTES = re.compile('[“”‘’「」『』"]')
_REFER = "改成引用，如 {{ indicators.名称.score }}、{{ dimensions.名称.points }}、{{ total.score }}"


@check(
    "stated-points-differ",
    Severity.WARNING,
    meaning="文字里写的分值（权重）与评分表的不同。",
    why="分值改了表、没改文字，读者不知道满分是多少。",
    example="文字写“决策指标10分”，决策各三级指标的分值合计 12 分。",
    mend="核对分值；文字改成引用，如 {{ dimensions.决策.points }}。",
)
def stated_points_differ(subject: Subject) -> Iterator[Finding]:
    for text, statement in subject.statements:
        scores = _meant(subject, text, statement) if statement.kind in {"points", "bare"} else []
        known = [s.points for s in scores] + ([s.score for s in scores] if statement.kind == "bare" else [])
        if _contradicts(statement.value, known) and not _is_other_scale(statement.value, scores):
            found = f"“{_name(statement, scores)}”在文字里写“{statement.written}”，分值是 {number_text(scores[0].points)} 分"
            yield Finding(text.where(statement.written), found, _REFER, _places(subject, scores))


@check(
    "stated-score-differs",
    Severity.WARNING,
    meaning="文字里写的得分或得分率与计算的不同。",
    why="得分在报告里要说好几遍，手写的一处没有跟着改，前后就不一致。",
    example="文字写“过程得分12.6分”，计算得 12.4 分。",
    mend="核对得分；文字改成引用，如 {{ dimensions.过程.score }}、{{ indicators.预算执行率.rate | pct }}。",
)
def stated_score_differs(subject: Subject) -> Iterator[Finding]:
    for text, statement in subject.statements:
        if statement.kind not in {"score", "rate", "full", "none"}:
            continue
        scores = _meant(subject, text, statement)
        known = [_of_kind(statement, s) for s in scores]
        stated = Decimal(1) if statement.kind == "full" else statement.value
        if _contradicts(stated, known) and not (statement.kind == "score" and _is_other_scale(stated, scores)):
            computed = f"{number_text(known[0])}%" if statement.kind == "rate" else f"{number_text(scores[0].score)}分"
            found = f"“{_name(statement, scores)}”在文字里写“{statement.written}”，计算得 {computed}"
            yield Finding(text.where(statement.written), found, _REFER, _places(subject, scores))


@check(
    "stated-deduction-differs",
    Severity.WARNING,
    meaning="文字里写的扣分与扣分项、失分不同。",
    why="“扣几分”由程序按扣分项写出，文字里再写一遍又不一样，读者不知道扣了多少。",
    example="扣分原因写“归档不及时，扣1分”，该扣分项的 points 是 0.5。",
    mend="删去文字里的扣分，或改成引用 {{ lost }}。",
)
def stated_deduction_differs(subject: Subject) -> Iterator[Finding]:
    for text, statement in subject.statements:
        if statement.kind != "lost":
            continue
        scores = _meant(subject, text, statement)
        known = _losses(subject, text, statement, scores)
        if _contradicts(statement.value, known):
            shown = "、".join(number_text(value) for value in dict.fromkeys(known))
            found = f"文字里写“{statement.written}”，{_whose(subject, text, scores)}扣的是 {shown} 分"
            yield Finding(text.where(statement.written), found, "删去文字里的扣分，扣几分由程序写出", _places(subject, scores))


@check(
    "grade-mismatch",
    Severity.WARNING,
    meaning="文字里写的等级与得分对应的等级不同。",
    why="得分与等级不符，是审核时一眼就能看到的错。",
    example="文字写“评价等级为优”，综合得分 88.5 分，按等级划分是良。",
    mend="改成引用 {{ total.grade }}；一级指标的等级删去不写，由模板印出。",
)
def grade_mismatch(subject: Subject) -> Iterator[Finding]:
    grades = {d.name: d.grade for d in subject.report.dimensions}
    for text, statement in subject.statements:
        if statement.kind != "grade":
            continue
        scores = _meant(subject, text, statement)
        is_total = any(s is subject.card.total for s in scores)
        name = statement.name or (_group_name(subject, text) if not is_total else TOTAL)
        grade = subject.card.grade if is_total else grades.get(name, "")
        if grade not in {"", BLANK, statement.grade}:
            rate = number_text(_shown(scores[0].rate, Decimal("0.01")))
            hint = "改成引用 {{ total.grade }}" if is_total else "删去等级，由模板印出"
            yield Finding(
                text.where(statement.written),
                f"文字里写“{_QUOTES.sub('', statement.written)}”，{name}得分率 {rate}%，等级是{grade}",
                f"{hint}，或核对得分",
                (subject.at("grades"),) if subject.case.model_fields_set & {"grades"} else (),
            )


def _meant(subject: Subject, text: Text, statement: Statement) -> list[Score]:
    """The scores of the name that a statement is about; the same name may be that of a group and of an indicator."""
    if statement.name == TOTAL:
        return [subject.card.total]
    if statement.name:
        return _named(subject, statement.name)
    if text.key[0] == "indicators":
        return _named(subject, subject.case.indicators[int(text.key[1])].name)
    if text.key[0] == "groups":
        return _named(subject, _group_name(subject, text))
    of_evaluation = statement.kind == "grade" and any(word in statement.written for word in ("评价等级", "绩效等级", "评价结果"))
    about_total = of_evaluation or (text.key[0] == "conclusion" and statement.kind in {"score", "rate", "grade"})
    return [subject.card.total] if about_total else []


def _named(subject: Subject, name: str) -> list[Score]:
    dimensions = subject.card.dimensions
    tree: list[Score] = [d for d in dimensions if d.name == name]
    tree += [g for d in dimensions for g in d.groups if g.name == name]
    return tree + [i for i in subject.card.indicators if i.name == name]


def _group_name(subject: Subject, text: Text) -> str:
    return subject.case.groups[int(text.key[1])].name if text.key[0] == "groups" else ""


def _losses(subject: Subject, text: Text, statement: Statement, scores: list[Score]) -> list[Decimal]:
    """What may have been taken off: of the deduction whose text it is, else of the indicator or problem, in parts or together."""
    losses = list(subject.losses)
    if not scores and text.key[0] == "problems":
        losses = [loss for loss in losses if loss.problem == subject.case.problems[int(text.key[1])].id]
        return [sum((loss.points for loss in losses), Decimal(0)), *(loss.points for loss in losses)] if losses else []
    own = [loss.points for loss in losses if loss.key == text.key[:-1]]
    if own and not statement.name:
        return own
    parts = [] if statement.total else [p for s in scores for p in _parts(subject, s)]
    return [*(s.lost for s in scores), *parts]


def _parts(subject: Subject, score: Score) -> list[Decimal]:
    if isinstance(score, IndicatorScore):
        return [loss.points for loss in subject.losses if loss.indicator.name == score.name]
    return [i.lost for i in getattr(score, "indicators", ()) if i.lost]


def _of_kind(statement: Statement, score: Score) -> Decimal:
    """What a statement must be of a score: the score, its rate as it is shown, or 1 for full marks."""
    if statement.kind == "rate":
        return _shown(score.rate, statement.value)
    return score.rate if statement.kind == "full" else score.score


def _is_other_scale(stated: Decimal, scores: list[Score]) -> bool:
    """Whether a figure is that of a measure on a scale of its own, far above the points: 满意度95分."""
    return all(
        str(getattr(s, "name", "")).endswith(("度", "率")) and not s.points.is_nan() and stated > s.points * _FAR for s in scores
    )


def _contradicts(stated: Decimal, known: list[Decimal]) -> bool:
    return bool(known) and not any(value.is_nan() or value == stated for value in known)


def _shown(rate: Decimal, like: Decimal) -> Decimal:
    """A rate in per cent with the decimals that a stated figure has."""
    exponent = like.as_tuple().exponent
    return rate * 100 if rate.is_nan() else rounded(rate * 100, max(0, -exponent) if isinstance(exponent, int) else 0)


def _name(statement: Statement, scores: list[Score]) -> str:
    return statement.name or getattr(scores[0], "name", TOTAL)


def _whose(subject: Subject, text: Text, scores: list[Score]) -> str:
    if not scores:
        return "归到这个问题的扣分项"
    if any(loss.key == text.key[:-1] for loss in subject.losses):
        return "这一项"
    return f"“{getattr(scores[0], 'name', TOTAL)}”"


def _places(subject: Subject, scores: list[Score]) -> tuple[CasePlace, ...]:
    """Where the points of an indicator stand, or those that [[groups]] declares; other sums stand nowhere."""
    indicators = [subject.at(*subject.indicator(s.name), "points") for s in scores if isinstance(s, IndicatorScore)]
    names = {str(getattr(s, "name", "")) for s in scores if not isinstance(s, IndicatorScore)}
    declared = (at for at, group in enumerate(subject.case.groups) if group.name in names and group.points is not None)
    return (*indicators, *(subject.at("groups", at, "points") for at in declared))
