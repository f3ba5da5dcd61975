"""Three kinds of data that charts are looked at with: losses, no losses, long names and many indicators. Out: Reports."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from reportgen.case import parse, read
from reportgen.compose import compose
from reportgen.diagnostics import Sink
from reportgen.model.report import DimensionView, GroupView, IndicatorView, OptionView, QuestionView, Report
from reportgen.model.scorecard import Score
from reportgen.scoring import score

ROOT = Path(__file__).parents[2]
_LONG = (
    "农村老年人互助照料中心（服务点）建设补贴发放及时率",
    "社区老年人服务中心（站）R&D设备购置与安装调试验收合格率",
    "民办养老机构护理型床位建设补贴资金拨付准确性与合规性",
    "居家和社区基本养老服务提升行动项目资料归档完整率",
    "“互联网+养老”信息平台（二期）<试运行>稳定性",
)
_LONG_GROUPS = ("项目立项规范性与论证充分性", "资金投入与预算编制科学合理性", "产出数量", "社会效益和可持续影响")
_SCALE = ("非常满意", "比较满意", "基本满意", "不太满意", "不满意", "不了解")
_COUNTS = ((410, 52, 20, 11, 5, 2), (250, 125, 63, 31, 16, 15), (0, 500, 0, 0, 0, 0), (100, 100, 100, 100, 50, 50))


@cache
def losses() -> Report:
    """The shipped case."""
    sink = Sink()
    case = parse(read(ROOT / "cases", "caidian2022", sink), sink)
    return compose(case, score(case, sink), sink)


@cache
def lossless() -> Report:
    """The same with full marks everywhere."""
    report = losses()
    dimensions = tuple(_full(d) for d in report.dimensions)
    return _with(replace(report, total=Score(report.total.points, report.total.points), grade="优"), dimensions)


@cache
def crowded() -> Report:
    """Long names, 48 indicators in 16 groups, most with losses; a survey of six options; funds with every amount."""
    report = losses()
    pattern = report.indicators[0]
    dimensions = tuple(_crowd(report.dimensions[n % 4], n, pattern) for n in range(4))
    funds = replace(report.funds, initial=Decimal("1234567890.12"), withdrawn=Decimal(1000000), net=Decimal(8507800))
    survey = replace(report.surveys[0], questions=tuple(_question(report, n) for n in range(8)))
    report = replace(report, funds=funds, surveys=(survey,), total=_sum(dimensions))
    return _with(report, dimensions)


SAMPLES = {"losses": losses, "lossless": lossless, "crowded": crowded}


def _with(report: Report, dimensions: tuple[DimensionView, ...]) -> Report:
    groups = tuple(g for d in dimensions for g in d.groups)
    return replace(report, dimensions=dimensions, groups=groups, indicators=tuple(i for g in groups for i in g.indicators))


def _full(dimension: DimensionView) -> DimensionView:
    groups = tuple(
        replace(g, score=g.points, indicators=tuple(replace(i, score=i.points) for i in g.indicators)) for g in dimension.groups
    )
    return replace(dimension, score=dimension.points, groups=groups, indicators=tuple(i for g in groups for i in g.indicators))


def _crowd(dimension: DimensionView, number: int, pattern: IndicatorView) -> DimensionView:
    groups = tuple(_group(dimension.groups[0], f"{_LONG_GROUPS[n]}（{number + 1}）", pattern, number * 4 + n) for n in range(4))
    whole = _sum(groups)
    indicators = tuple(i for g in groups for i in g.indicators)
    return replace(dimension, points=whole.points, score=whole.score, groups=groups, indicators=indicators)


def _group(group: GroupView, name: str, pattern: IndicatorView, number: int) -> GroupView:
    indicators = tuple(_indicator(pattern, number * 5 + n) for n in range(2 + number % 2 * (number % 4)))
    whole = _sum(indicators)
    return replace(group, name=name, points=whole.points, score=whole.score, indicators=indicators)


def _indicator(pattern: IndicatorView, number: int) -> IndicatorView:
    name = f"{_LONG[number % len(_LONG)]}之{number + 1}"
    lost = Decimal(number % 13) / 4
    target = losses().indicators[11].target
    return replace(pattern, name=name, points=Decimal(3), score=Decimal("3.00") - lost, target=target)


def _sum(scores: tuple[Score, ...]) -> Score:
    return Score(sum((s.points for s in scores), Decimal(0)), sum((s.score for s in scores), Decimal(0)))


def _question(report: Report, number: int) -> QuestionView:
    counts = _COUNTS[number % len(_COUNTS)]
    whole = sum(counts)
    options = tuple(
        OptionView(chr(ord("A") + n), label, ask_why=False, count=Decimal(c), share=Decimal(c) / whole, weight=Decimal(1))
        for n, (label, c) in enumerate(zip(_SCALE, counts, strict=True))
    )
    question = next(q for q in report.surveys[0].questions if q.degree is not None)
    return replace(question, id=f"q{number}", number=str(number + 1), options=options)
