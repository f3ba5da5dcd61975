"""What a template may say: finished text and figures, by the names that stand in its tags.

In: nothing. Out: types. Text is Prose or str with every reference resolved; figures stay Decimal, money in 元, rates as fractions, so
that the template chooses how they print. Tables are flat tuples, a row each, as a repeating row of a Word table takes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from .pictures import Picture
from .prose import Prose
from .scorecard import Score


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several printed choices, and whether it is the one."""

    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """Cover data."""

    title: str
    series: str
    edition: str
    number: str
    fiscal_year: str
    kinds: tuple[Choice, ...]
    period_start: date
    period_end: date
    base_date: date
    work_start: date
    work_end: date
    submitted: date


@dataclass(frozen=True, slots=True)
class Firm:
    """The evaluating firm and its commissioner; `leads` and `members` are names."""

    firm: str
    commissioner: str
    office: str
    leads: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProjectView:
    """The project."""

    name: str
    department: str
    authority: str
    implementers: tuple[str, ...]
    region: str
    attributes: tuple[Choice, ...]
    recurrences: tuple[Choice, ...]
    attribute: str
    recurrence: str
    start: date
    end: date
    purpose: Prose
    content: Prose
    founding: tuple[str, ...]
    funding_source: str
    uses: str


@dataclass(frozen=True, slots=True)
class Money:
    """Funds in 元 and their two rates; `initial` and `withdrawn` are None where the case states none."""

    initial: Decimal | None
    budget: Decimal
    received: Decimal
    withdrawn: Decimal | None
    net: Decimal
    spent: Decimal
    funding_rate: Decimal
    execution_rate: Decimal


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A row of a target table."""

    dimension: str
    group: str
    name: str
    value: Prose
    actual: Prose


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """A row of the table of adjusted targets; marks are the four columns 保留, 修改, 删除, 增设."""

    heading: str
    declared: str
    declared_value: str
    marks: tuple[str, str, str, str]
    indicator: str
    value: Prose
    reason: Prose


@dataclass(frozen=True, slots=True)
class TargetsView:
    """Declared and adjusted targets."""

    form: str
    overall: Prose
    declared: tuple[TargetRow, ...]
    adjusted: tuple[TargetRow, ...]
    adjustments: tuple[AdjustmentRow, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A named passage with its steps."""

    name: str
    text: Prose
    steps: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkView:
    """How the evaluation was carried out."""

    purpose: Prose
    framework: tuple[str, ...]
    principles: tuple[Section, ...]
    methods: tuple[Section, ...]
    phases: tuple[Section, ...]
    visits: Prose
    interviews: Prose


@dataclass(frozen=True, slots=True)
class StratumView:
    """A stratum: population and sample are counts, rate = sample ÷ population."""

    name: str
    context: str
    unit: str
    population: Decimal
    sample: Decimal
    rate: Decimal


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option; count, share and weight are None where nothing was counted or weighted."""

    letter: str
    label: str
    ask_why: bool
    count: Decimal | None
    share: Decimal | None
    weight: Decimal | None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with its tally; `degree` is None where its options carry no weights, else `formula` works it out in figures."""

    id: str
    number: str
    text: str
    asked: str
    measure: str
    unit: str
    options: tuple[OptionView, ...]
    valid: Decimal | None
    degree: Decimal | None
    formula: str
    answers: tuple[str, ...]
    remark: Prose


@dataclass(frozen=True, slots=True)
class SurveyView:
    """A survey; counts are of questionnaires."""

    id: str
    title: str
    mode: str
    preamble: Prose
    scoring: Prose
    valid: Decimal
    strata: tuple[StratumView, ...]
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class InterviewView:
    """Minutes of an interview."""

    date: date
    place: str
    person: str
    by: str
    exchanges: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class DeductionView:
    """Points taken off, the short reason and the full one, and the id of the problem (empty if none)."""

    points: Decimal
    reason: str
    detail: str
    problem: str


@dataclass(frozen=True, slots=True)
class IndicatorView(Score):
    """An indicator as a row of a table and as a paragraph; the figures of its dimension and group stand in each row for merging."""

    number: int
    name: str
    code: str
    dimension: str
    dimension_points: Decimal
    dimension_score: Decimal
    group: str
    group_points: Decimal
    group_score: Decimal
    explanation: Prose
    standard: Prose
    basis: Prose
    target: Prose
    actual: Prose
    plan: Prose
    finding: Prose
    statement: Prose
    deductions: tuple[DeductionView, ...]
    value: Decimal | None
    label: str


@dataclass(frozen=True, slots=True)
class GroupView(Score):
    """A second-level indicator."""

    name: str
    code: str
    comment: Prose
    indicators: tuple[IndicatorView, ...]


@dataclass(frozen=True, slots=True)
class DimensionView(Score):
    """A first-level indicator; `reasons` are the short reasons of its lost points, without repeats."""

    name: str
    code: str
    comment: Prose
    groups: tuple[GroupView, ...]
    indicators: tuple[IndicatorView, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GradeView:
    """A grade from `lower` (inclusive) to `upper` (exclusive but for the best)."""

    name: str
    lower: Decimal
    upper: Decimal


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A problem with its composed text and its cause (empty where none is known)."""

    title: str
    text: Prose
    cause: Prose


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Problems under one heading."""

    title: str
    problems: tuple[ProblemView, ...]


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """A recommendation; `answers` are the titles of the problems that it answers."""

    title: str
    text: Prose
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecommendationKind:
    """Recommendations of one kind."""

    kind: str
    recommendations: tuple[RecommendationView, ...]


@dataclass(frozen=True, slots=True)
class LastYearView:
    """Last year's evaluation, its advice and what became of it."""

    kind: str
    advice: Prose
    use: Prose


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a quoted table; `level` is the level on which it merges with an equal neighbour above, 0 for never."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a quoted table; `total` marks the row of sums."""

    cells: tuple[CellView, ...]
    total: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """A quoted table with its sums computed."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class FieldView:
    """A labelled field of a voucher."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class MaterialView:
    """A piece of supporting material; `amount` is in 元; `remark` is the evaluator's, taken from the problem where none is written."""

    title: str
    kind: str
    date: date | None
    number: str
    tables: tuple[TableView, ...]
    fields: tuple[FieldView, ...]
    amount: Decimal | None
    text: Prose
    note: Prose
    remark: Prose


@dataclass(frozen=True, slots=True)
class MaterialSection:
    """Supporting material of one kind."""

    title: str
    materials: tuple[MaterialView, ...]


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo; `picture` is None where its place is left empty."""

    caption: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class AnnexView:
    """An annex: scans over full pages, or text; neither where its place is left empty."""

    title: str
    pictures: tuple[Picture, ...]
    text: Prose


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report: its fields are the names that a template knows."""

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
    dimensions: tuple[DimensionView, ...]
    groups: tuple[GroupView, ...]
    indicators: tuple[IndicatorView, ...]
    problems: tuple[ProblemGroup, ...]
    recommendations: tuple[RecommendationKind, ...]
    last_year: LastYearView | None
    materials: tuple[MaterialSection, ...]
    photos: tuple[PhotoView, ...]
    annexes: tuple[AnnexView, ...]

    @property
    def context(self) -> Mapping[str, Any]:
        """The fields by name, as a template engine wants them."""
        return {f.name: getattr(self, f.name) for f in fields(self)}
