"""The indicator tree as a template sees it, and the paragraph that states each indicator.

In: a Case and its Scorecard. Out: DimensionViews with their groups and indicators.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel

from reportgen.diagnostics import Key
from reportgen.model.case import Case
from reportgen.model.indicators import Group, Indicator
from reportgen.model.prose import Paragraph, Prose, Run
from reportgen.model.report import DeductionView, DimensionView, GroupView, IndicatorView
from reportgen.model.rules import Deduction
from reportgen.model.scorecard import DimensionScore, GroupScore, IndicatorScore, Scorecard
from reportgen.model.values import BLANK

from .namespace import own_figures
from .numbers import num
from .writer import Writer

_STOPS = "。！？…：；"


def dimension_views(case: Case, scorecard: Scorecard, writer: Writer) -> tuple[DimensionView, ...]:
    """All dimensions in order; indicators are numbered through."""
    tree = _Tree(case, writer)
    return tuple(tree.dimension(d) for d in scorecard.dimensions)


class _Tree:
    def __init__(self, case: Case, writer: Writer) -> None:
        self._at = {indicator.name: (at, indicator) for at, indicator in enumerate(case.indicators)}
        self._stated = {group.name: (at, group) for at, group in enumerate(case.groups)}
        self._grades = case.dimension_grades
        self._writer = writer

    def dimension(self, score: DimensionScore) -> DimensionView:
        groups = tuple(self.group(g, score) for g in score.groups)
        indicators = tuple(i for g in groups for i in g.indicators)
        reasons = tuple(dict.fromkeys(d.reason for i in indicators for d in i.deductions if d.reason))
        code, comment = self._stated_of(score.name)
        return DimensionView(
            points=score.points,
            score=score.score,
            name=score.name,
            code=code,
            comment=comment,
            groups=groups,
            indicators=indicators,
            reasons=reasons,
            grade=self._grade(score),
        )

    def _grade(self, score: DimensionScore) -> str:
        """The grade of the score rate in per cent; 待填写 while it is not known."""
        if self._grades and any(number.is_nan() for number in (score.rate, *(grade.lower for grade in self._grades))):
            return BLANK
        return next((g.name for g in self._grades if score.rate * 100 >= g.lower), "")

    def group(self, score: GroupScore, dimension: DimensionScore) -> GroupView:
        code, comment = self._stated_of(score.name)
        indicators = tuple(self.indicator(i, score, dimension) for i in score.indicators)
        return GroupView(points=score.points, score=score.score, name=score.name, code=code, comment=comment, indicators=indicators)

    def _stated_of(self, name: str) -> tuple[str, Prose]:
        at, stated = self._stated.get(name, (0, Group(name=name)))
        return stated.code or "", self._writer.prose(("groups", at, "comment"), stated.comment)

    def indicator(self, score: IndicatorScore, group: GroupScore, dimension: DimensionScore) -> IndicatorView:
        at, indicator = self._at[score.name]
        texts = _Texts(("indicators", at), indicator, score, self._writer)
        deductions = texts.deductions()
        finding = texts.prose("finding")
        return IndicatorView(
            points=score.points,
            score=score.score,
            number=at + 1,
            name=score.name,
            code=indicator.code or "",
            dimension=dimension.name,
            dimension_points=dimension.points,
            dimension_score=dimension.score,
            group=group.name,
            group_points=group.points,
            group_score=group.score,
            explanation=texts.prose("explanation"),
            standard=texts.standard(),
            basis=texts.prose("basis"),
            target=texts.prose("target"),
            actual=texts.prose("actual"),
            plan=texts.prose("plan"),
            finding=finding,
            statement=_followed(_joined(texts.prose("plan"), finding), _loss(deductions, score)),
            deductions=deductions,
            value=score.value,
            label=score.label,
        )


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of one indicator, with the names that it may use for itself."""

    key: Key
    case: Indicator
    score: IndicatorScore
    writer: Writer

    def prose(self, field: str) -> Prose:
        return self.writer.prose((*self.key, field), getattr(self.case, field), own_figures(self.score))

    def standard(self) -> Prose:
        """The definition, then the standard: as the case words it, else as the rule does."""
        worded = self.prose("standard") if self.case.standard else self._standard_of_rule()
        return Prose((*self.prose("definition").paragraphs, *worded.paragraphs))

    def _standard_of_rule(self) -> Prose:
        return self.writer.paragraphs(self.writer.line((*self.key, "rule"), self.score.standard, own_figures(self.score)))

    def deductions(self) -> tuple[DeductionView, ...]:
        return tuple(self._deduction(d) for d in self.score.deductions)

    def _deduction(self, deduction: Deduction) -> DeductionView:
        key, own = (*self.key, *_place(self.case, deduction)), own_figures(self.score)
        reason = self.writer.line((*key, "reason"), deduction.reason, own).rstrip("。；")
        detail = self.writer.clause((*key, "detail"), deduction.detail, own) or reason
        return DeductionView(deduction.points, reason, detail, deduction.problem or "")


def _place(indicator: Indicator, deduction: Deduction) -> Key:
    """Where a deduction stands below its indicator: in its list, in its rule, or as the reason of the indicator itself."""
    for field, part in (("deductions", indicator.deductions), ("rule", indicator.scoring_rule)):
        if (found := _within(part, deduction)) is not None:
            return (field, *found)
    return () if indicator.reason else ("rule",)


def _within(part: object, deduction: Deduction) -> Key | None:
    """The part that gives the reason of a deduction; scoring may have made the deduction anew, so its words tell which it is."""
    if isinstance(part, BaseModel) and (getattr(part, "reason", None), getattr(part, "detail", None)) == _words(deduction):
        return ()
    steps: Iterable[tuple[str | int, object]] = ()
    if isinstance(part, tuple):
        steps = enumerate(part)
    elif isinstance(part, BaseModel):
        steps = ((name, getattr(part, name)) for name in type(part).model_fields)
    for step, inner in steps:
        if (found := _within(inner, deduction)) is not None:
            return (step, *found)
    return None


def _words(deduction: Deduction) -> tuple[str, str | None]:
    return deduction.reason, deduction.detail


def _joined(first: Prose, second: Prose) -> Prose:
    """Two passages as one: the second goes on in the paragraph where the first ends."""
    if not first or not second:
        return first or second
    *before, last = first.paragraphs
    follow, *after = second.paragraphs
    return Prose((*before, Paragraph((*last.runs, Run(_stop(last)), *follow.runs), last.kind, last.level), *after))


def _followed(prose: Prose, sentence: str) -> Prose:
    """The passage, ended by a full stop, and a sentence behind it."""
    *before, last = prose.paragraphs
    return Prose((*before, Paragraph((*last.runs, Run(_stop(last) + sentence)), last.kind, last.level)))


def _stop(paragraph: Paragraph) -> str:
    text = str(paragraph).rstrip()
    return "" if not text or text[-1] in _STOPS else "。"


def _loss(deductions: tuple[DeductionView, ...], score: IndicatorScore) -> str:
    """Why points were lost and how many: each deduction with its points, and their sum where there are several."""
    if score.lost.is_nan() or not score.lost:
        return ""
    if not deductions:
        return f"据此扣{num(score.lost)}分。"
    clauses = [f"{d.detail}，扣{num(d.points)}分" for d in deductions]
    if len(clauses) > 1:
        clauses.append(f"合计扣{num(score.lost)}分")
    return "；".join(clauses) + "。"
