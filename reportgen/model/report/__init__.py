"""What a template may say: finished text and figures, by the names that stand in its tags.

In: nothing. Out: types. Text is Prose or str with every reference resolved; figures stay Decimal, money in 元, rates as fractions, so
that the template chooses how they print. Tables are flat tuples, a row each, as a repeating row of a Word table takes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from reportgen.model.passages import Passage
from reportgen.model.prose import Prose
from reportgen.model.scorecard import Score

from .conclusions import LastYearView, ProblemGroup, ProblemView, RecommendationKind, RecommendationView
from .cover import Choice, Cover, DutyView, Firm, LedgerView, MemberView, Money, PaymentView, ProjectView
from .exhibits import AnnexView, CellView, FieldView, MaterialSection, MaterialView, PhotoView, RowView, TableView
from .fieldwork import InterviewView, OptionView, QuestionView, Section, StratumView, SurveyView, WorkView
from .targets import AdjustmentRow, TargetRow, TargetsView
from .trace import TraceRow
from .tree import DeductionView, DimensionView, GradeView, GroupView, IndicatorView

__all__ = [
    "AdjustmentRow",
    "AnnexView",
    "CellView",
    "Choice",
    "Cover",
    "DeductionView",
    "DimensionView",
    "DutyView",
    "FieldView",
    "Firm",
    "GradeView",
    "GroupView",
    "IndicatorView",
    "InterviewView",
    "LastYearView",
    "LedgerView",
    "MaterialSection",
    "MaterialView",
    "MemberView",
    "Money",
    "OptionView",
    "PaymentView",
    "PhotoView",
    "ProblemGroup",
    "ProblemView",
    "ProjectView",
    "QuestionView",
    "RecommendationKind",
    "RecommendationView",
    "Report",
    "RowView",
    "Section",
    "StratumView",
    "SurveyView",
    "TableView",
    "TargetRow",
    "TargetsView",
    "TraceRow",
    "WorkView",
]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report: its fields are the names that a template knows, but for `passages`, which only observers read."""

    draft: bool
    report: Cover
    evaluator: Firm
    project: ProjectView
    funds: Money
    targets: TargetsView | None
    work: WorkView
    surveys: tuple[SurveyView, ...]
    interviews: tuple[InterviewView, ...]
    visits: tuple[Section, ...]
    total: Score
    grade: str
    grades: tuple[GradeView, ...]
    dimension_grades: tuple[GradeView, ...]
    conclusion: Prose
    experiences: tuple[Section, ...]
    dimensions: tuple[DimensionView, ...]
    groups: tuple[GroupView, ...]
    indicators: tuple[IndicatorView, ...]
    problems: tuple[ProblemGroup, ...]
    recommendations: tuple[RecommendationKind, ...]
    trace: tuple[TraceRow, ...]
    notes: tuple[Prose, ...]
    last_year: LastYearView | None
    materials: tuple[MaterialSection, ...]
    photos: tuple[PhotoView, ...]
    annexes: tuple[AnnexView, ...]
    passages: tuple[Passage, ...] = ()

    @property
    def context(self) -> Mapping[str, Any]:
        """The fields by name, as a template engine wants them."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "passages"}
