"""Published results against computed ones, and against each other. In: a Subject. Out: findings, each with both values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.grading import grade_of
from reportgen.checks.points.weights import differ
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.rules import number_text
from reportgen.model.scorecard import DimensionScore, IndicatorScore
from reportgen.model.values import BLANK

_HUNDRED = Decimal(100)


@check(
    "published-differs",
    Severity.WARNING,
    meaning="[published] 写的公布结果与程序算出的不同。",
    why="报告已经公布，再生成的报告与它不同，就有两个版本的得分。",
    example="总分公布的是 86.7，计算得 86.5：有一个指标的实际数填错了。",
    mend="核对数据、评分规则和公布的结果；公布的确有错的，在 published.remark 里写明，用 [[accepted]] 接受。",
)
def published_differs(subject: Subject) -> Iterator[Finding]:
    published, card = subject.case.published, subject.card
    if published is None:
        return
    if published.total is not None and differ(published.total, card.total.score):
        yield _differs(subject, ("total",), "总分", (number_text(published.total), number_text(card.total.score)))
    if published.grade is not None and BLANK not in {published.grade, card.grade} and published.grade != card.grade:
        yield _differs(subject, ("grade",), "等级", (published.grade, card.grade))
    yield from _scores(subject, "dimensions", published.dimensions, card.dimensions)
    yield from _scores(subject, "indicators", published.indicators, card.indicators)


def _scores(
    subject: Subject, field: str, published: Mapping[str, Decimal], computed: Sequence[DimensionScore] | Sequence[IndicatorScore]
) -> Iterator[Finding]:
    level = {"dimensions": "一级指标", "indicators": "三级指标"}[field]
    for score in computed:
        stated = published.get(score.name)
        if stated is not None and differ(stated, score.score):
            yield _differs(subject, (field, score.name), f"{level}“{score.name}”", (number_text(stated), number_text(score.score)))


def _differs(subject: Subject, key: tuple[str, ...], what: str, values: tuple[str, str]) -> Finding:
    also = (subject.at(*subject.indicator(key[1])),) if key[0] == "indicators" else ()
    message = f"{what}公布的是 {values[0]}，计算得 {values[1]}"
    return Finding(subject.at("published", *key), message, "请核对数据、评分规则和公布的结果", also)


@check(
    "published-sum-differs",
    Severity.WARNING,
    meaning="公布的得分自己加不拢：各一级指标之和不等于总分，或者某个一级指标下各三级指标之和不等于它的得分。",
    why="公布的得分表里总有一个数是错的，照着核对会白费工夫。",
    example="公布的“效益”是 30 分，其下各三级指标之和是 28 分。",
    mend="对照原报告核对抄录的数；原报告就是如此的，在 published.remark 里写明，用 [[accepted]] 接受。",
)
def published_sum_differs(subject: Subject) -> Iterator[Finding]:
    """Sums are compared only where every part was published."""
    published = subject.case.published
    if published is None:
        return
    dimensions = subject.card.dimensions
    parts = [published.dimensions.get(d.name) for d in dimensions]
    if published.total is not None and (summed := _sum(parts)) is not None and differ(published.total, summed):
        message = f"公布的总分是 {number_text(published.total)}，公布的各一级指标之和是 {number_text(summed)}"
        yield Finding(subject.at("published", "total"), message, "请核对抄录的得分", (subject.at("published", "dimensions"),))
    for dimension in dimensions:
        stated = published.dimensions.get(dimension.name)
        summed = _sum([published.indicators.get(i.name) for i in dimension.indicators])
        if stated is not None and summed is not None and differ(stated, summed):
            message = f"公布的“{dimension.name}”是 {number_text(stated)}，其下公布的各三级指标之和是 {number_text(summed)}"
            also = (subject.at("published", "indicators", dimension.indicators[0].name),)
            yield Finding(subject.at("published", "dimensions", dimension.name), message, "请核对抄录的得分", also)


def _sum(parts: Sequence[Decimal | None]) -> Decimal | None:
    known = [part for part in parts if part is not None and not part.is_nan()]
    return sum(known, Decimal(0)) if known and len(known) == len(parts) else None


@check(
    "published-grade-differs",
    Severity.WARNING,
    meaning="公布的等级与公布的总分对不上。",
    why="等级由总分划定，两者不符，公布的结果自己就矛盾。",
    example="公布的总分是 88.5，按等级划分是良，公布的等级是优。",
    mend="对照原报告核对；原报告就是如此的，在 published.remark 里写明，用 [[accepted]] 接受。",
)
def published_grade_differs(subject: Subject) -> Iterator[Finding]:
    """Where the published total is the computed one, published-differs has said it."""
    published, card = subject.case.published, subject.card
    if published is None or published.total is None or published.grade in {None, BLANK} or published.total == card.total.score:
        return
    fitting = grade_of(published.total, subject.case.grades)
    if fitting not in {"", published.grade} and card.total.points == _HUNDRED:
        message = f"公布的总分是 {number_text(published.total)}，对应的等级是{fitting}，公布的等级是{published.grade}"
        yield Finding(subject.at("published", "grade"), message, "请核对抄录的总分和等级", (subject.at("published", "total"),))


@check(
    "published-partial",
    Severity.WARNING,
    meaning="[published] 只写了一部分一级指标或三级指标的得分。",
    why="没有写的就没有核对，得分变了也不会有提醒。",
    example="26 个三级指标的公布得分写了 25 个，缺“预算执行率”。",
    mend="补上缺的得分；原报告没有公布的，用 [[accepted]] 写明理由。",
)
def published_partial(subject: Subject) -> Iterator[Finding]:
    published = subject.case.published
    if published is None:
        return
    levels = (
        ("dimensions", "一级指标", [d.name for d in subject.card.dimensions], published.dimensions),
        ("indicators", "三级指标", [i.name for i in subject.card.indicators], published.indicators),
    )
    for field, level, names, stated in levels:
        missing = [name for name in names if name not in stated]
        if stated and missing:
            shown = "、".join(f"“{name}”" for name in missing[:3]) + ("等" if len(missing) > 3 else "")
            message = f"{len(names)} 个{level}的公布得分只写了 {len(stated)} 个，缺{shown}"
            yield Finding(subject.at("published", field), message, "补上缺的得分")
