"""Scales: grades, bands and bounds that leave no gap, fit each other, and can be reached. In: a Subject. Out: findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Key, Severity
from reportgen.model.indicators import Grade
from reportgen.model.rules import number_text
from reportgen.model.rules.bands import Bands
from reportgen.model.rules.labels import Labels
from reportgen.model.rules.linear import Linear
from reportgen.model.rules.per_unit import PerUnit
from reportgen.model.rules.survey import Survey

_HUNDRED = Decimal(100)
_PERCENT = Decimal("1.5")  # a bound above it was meant as per cent: rates are fractions
_STATED = re.compile(
    r"(?P<low>\d+(?:\.\d+)?)\s*[分%％]?\s*(?:[（(]含[)）])?\s*(?:[—–~～－-]+|至|到)\s*(?P<high>\d+(?:\.\d+)?)\s*[分%％]?"
    r"\s*(?:[（(]不?含[)）])?\s*(?:的)?\s*(?:评定为|评为|属于|为|是|：|:)?\s*[“\"]?(?P<name>{names})"
)
_BOUND = re.compile(r"\d\s*分?\s*(?:[（(]|[—–~～－-]|至|到|及?以[上下])")
_STATED_END = re.compile(
    r"(?P<bound>\d+(?:\.\d+)?)\s*分\s*(?:[（(]不?含[)）])?\s*及?(?P<side>以上|以下)\s*(?:[（(]不?含[)）])?\s*(?:的)?\s*(?:评定为|评为|属于|为|是|：|:)"
    r"\s*[“\"]?(?P<name>{names})"
)
_NAMED_FIRST = re.compile(
    r"(?P<name>{names})[秀好格]?\s*[（(:：]\s*(?P<low>\d+(?:\.\d+)?)\s*[分%％]?\s*(?:[（(]含[)）])?\s*(?:[—–~～－-]+|至|到)"
    r"\s*(?P<high>\d+(?:\.\d+)?)\s*[分%％]?"
)
_NAMED_FIRST_END = re.compile(
    r"(?P<name>{names})[秀好格]?\s*[（(:：]\s*(?P<bound>\d+(?:\.\d+)?)\s*[分%％]?\s*(?:[（(]不?含[)）])?\s*及?(?P<side>以上|以下)"
)
_FORMS = (_STATED, _STATED_END, _NAMED_FIRST, _NAMED_FIRST_END)


@check(
    "grades-broken",
    Severity.WARNING,
    meaning="等级区间有缺口、重叠或重名：一级指标的等级没有从高到低写、最低一级不从 0 起，或下限超过 100。",
    why="落在缺口里的得分没有等级，印出来是空的。",
    example="[[dimension_grades]] 写了优 90、良 80、中 60，没有写差：得分率 55% 的一级指标没有等级。",
    mend="从高到低写，最低一级的 from 写 0，每个等级一个名称。",
)
def grades_broken(subject: Subject) -> Iterator[Finding]:
    """Order and end of the grades of the total are checked when it is scored."""
    case = subject.case
    for field, grades in (("grades", case.grades), ("dimension_grades", case.dimension_grades)):
        for at, (upper, lower) in enumerate(pairwise(grades), 1):
            if field != "grades" and not (lower.lower + upper.lower).is_nan() and lower.lower >= upper.lower:
                words = f"“{lower.name}”的下限 {number_text(lower.lower)} 不低于前一等级“{upper.name}”的 {number_text(upper.lower)}"
                yield Finding(subject.at(field, at, "from"), f"等级{words}", "请从高到低写等级")
        if field != "grades" and grades and not grades[-1].lower.is_nan() and grades[-1].lower > 0:
            message = f"最低等级“{grades[-1].name}”的下限是 {number_text(grades[-1].lower)}，更低的得分率没有等级"
            yield Finding(subject.at(field, len(grades) - 1, "from"), message, "请把最低等级的 from 写成 0，或补写更低的等级")
        yield from _odd_grades(subject, field, grades)


def _odd_grades(subject: Subject, field: str, grades: Sequence[Grade]) -> Iterator[Finding]:
    names = [grade.name for grade in grades]
    for at, grade in enumerate(grades):
        if not grade.lower.is_nan() and grade.lower > _HUNDRED:
            message = f"等级“{grade.name}”的下限是 {number_text(grade.lower)}，超过 100，达不到"
            yield Finding(subject.at(field, at, "from"), message, "等级按百分制写，最高 100")
        if names.index(grade.name) != at:
            message = f"等级“{grade.name}”写了两次"
            yield Finding(subject.at(field, at, "name"), message, "请改名，或删去一个", (subject.at(field, names.index(grade.name)),))


@check(
    "scales-differ",
    Severity.WARNING,
    meaning="同名的等级在两处的界限不同：总分的等级、一级指标的等级、文字里写的等级划分。",
    why="同是“良”，一处从 80 分起，一处从 75 分起，读者无从判断。",
    example="文字写“75～90分为良”，[[grades]] 的良从 80 分起。",
    mend="统一各处的界限；文字里的等级划分删去，由模板按 [[grades]] 印出。",
)
def scales_differ(subject: Subject) -> Iterator[Finding]:
    grades = {grade.name: grade.lower for grade in subject.case.grades}
    for at, grade in enumerate(subject.case.dimension_grades):
        if grade.lower != grades.get(grade.name, grade.lower) and not (grade.lower + grades[grade.name]).is_nan():
            own, total = number_text(grade.lower), number_text(grades[grade.name])
            message = f"一级指标的“{grade.name}”从 {own}% 起，总分的“{grade.name}”从 {total} 分起"
            yield Finding(subject.at("dimension_grades", at, "from"), message, "请统一两处的界限", _grades_place(subject))
    yield from _stated_scales(subject)


def _stated_scales(subject: Subject) -> Iterator[Finding]:
    """Grades whose bounds are written in prose; the upper bound of one is the lower of the next better."""
    texts = [text for text in subject.narrative if _BOUND.search(text.text)]
    if not texts:
        return
    grades = subject.case.grades
    highs = [_HUNDRED, *(grade.lower for grade in grades)]
    bounds = {grade.name: (grade.lower, high) for grade, high in zip(grades, highs, strict=False) if not (grade.lower + high).is_nan()}
    names = "|".join(map(re.escape, bounds)) or "(?!)"
    forms = [re.compile(form.pattern.replace("{names}", names)) for form in _FORMS]
    for text in texts:
        for match in (found for form in forms for found in form.finditer(text.text)):
            low, high = bounds[match["name"]]
            if not _fits(match, low, high):
                message = f"文字里写“{match[0]}”，等级“{match['name']}”是{number_text(low)}～{number_text(high)}分"
                yield Finding(text.where(match[0]), message, "请统一两处的界限", _grades_place(subject))


def _fits(match: re.Match[str], low: Decimal, high: Decimal) -> bool:
    found = match.groupdict()
    if found.get("side"):
        return Decimal(found["bound"]) == (low if found["side"] == "以上" else high)
    return (Decimal(found["low"]), Decimal(found["high"])) == (low, high)


def _grades_place(subject: Subject) -> tuple[CasePlace, ...]:
    return (subject.at("grades"),) if "grades" in subject.case.model_fields_set else ()


@check(
    "full-marks-unreachable",
    Severity.WARNING,
    meaning="评分规则的最高一档也得不到满分，或者比率的界限写成了百分数，谁也达不到。",
    why="满分达不到，全部指标加起来就到不了 100 分；界限写错单位，得分会差出几倍。",
    example="指标 5 分，分档的最高一档只得 4 分；预算执行率的 to 写成 95，应为 0.95。",
    mend="改最高一档的 points；比率写小数，95% 写 0.95。",
)
def full_marks_unreachable(subject: Subject) -> Iterator[Finding]:
    for at, indicator in enumerate(subject.case.indicators):
        rule, key = indicator.scoring_rule, ("indicators", at, "rule")
        rows = rule.bands if isinstance(rule, Bands) else rule.labels if isinstance(rule, Labels) else ()
        best = max((row.points for row in rows if not row.points.is_nan()), default=indicator.points)
        if not indicator.points.is_nan() and best < indicator.points:
            message = f"指标“{indicator.name}”{number_text(indicator.points)} 分，最高一档只得 {number_text(best)} 分"
            yield Finding(
                subject.at(*key), message, "请改最高一档的 points，或指标的 points", (subject.at("indicators", at, "points"),)
            )
        for name, bound in _bounds(rule):
            if not bound.is_nan() and bound > _PERCENT:
                message = f"指标“{indicator.name}”的界限 {name} = {number_text(bound)}，即 {number_text(bound * 100)}%，达不到"
                yield Finding(
                    subject.at(*key, *_path(name)), message, f"比率写小数：{number_text(bound)}% 写 {number_text(bound / 100)}"
                )


def _bounds(rule: object) -> Iterator[tuple[str, Decimal]]:
    """The bounds of a rate that must be reached for full marks, by the field of TOML."""
    if isinstance(rule, Linear | Survey):
        yield "to", rule.upper
    elif isinstance(rule, PerUnit) and rule.target is not None:
        yield "target", rule.target
    elif isinstance(rule, Bands) and rule.unit is None:
        yield "bands", rule.bands[0].lower


def _path(name: str) -> Key:
    return ("bands", 0, "from") if name == "bands" else (name,)
