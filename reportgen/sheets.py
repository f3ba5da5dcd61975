"""What `reportgen show` shows: the case, the score sheet, the names of a template, as tables and as plain data.

In: what the stages gave. Out: Sheets, which `cli` prints as tables, and JSON-ready data. Numbers stay exact: in data they are text.
Where a table shortens a number, it is rounded half up, as reports are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from reportgen.charts import NAMES, Charts
from reportgen.model.case import Case
from reportgen.model.numbers import fixed, percent, rounded
from reportgen.model.prose import Prose
from reportgen.model.report import IndicatorView, Report
from reportgen.model.rules import Rule
from reportgen.model.scorecard import IndicatorScore, Score, Scorecard
from reportgen.model.values import BLANK, is_blank

_SHORT = 36  # characters of a value that a table shows
_USUAL = 24  # characters of a value that usually fits
_COLUMNS = 6
_PLACES = 6  # decimals of a rate in a table; data hold all of them
_NAMES = ("name", "title", "id", "caption", "place", "person", "kind")  # what a row of the case is called by, best first


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to print; `numbers` are the columns set flush right."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


def case_sheets(case: Case) -> list[Sheet]:
    """How much each section of the case holds, then each section by its short fields."""
    overview, sections = [], []
    for name, field in Case.model_fields.items():
        value, header = getattr(case, name), _described(field.description)
        overview.append((name, header, _amount(value), _summary(value)))
        if value:
            sections.append(_section(f"{header} {name}", value))
    return [Sheet("案例", ("表", "内容", "数量", "概要"), tuple(overview)), *sections]


def _described(text: str | None) -> str:
    return (text or "").split("，", maxsplit=1)[0].split("；", maxsplit=1)[0]


def _amount(value: object) -> str:
    return f"{len(value)} 项" if isinstance(value, tuple) else "有" if value else "无"


def _summary(value: object) -> str:
    if isinstance(value, tuple):
        return short("、".join(_called(row) for row in value))
    return _called(value) if isinstance(value, BaseModel) else ""


def _called(row: object) -> str:
    return next((brief(found) for name in _NAMES if (found := getattr(row, name, None))), "")


def _section(title: str, value: object) -> Sheet:
    """A list of tables by its short fields; a single table field by field."""
    if isinstance(value, tuple):
        names = _short_fields(value)
        columns = tuple(_described(type(value[0]).model_fields[name].description) for name in names)
        return Sheet(title, columns, tuple(tuple(brief(getattr(row, name)) for name in names) for row in value))
    given = [(n, f, getattr(value, n)) for n, f in type(value).model_fields.items()] if isinstance(value, BaseModel) else []
    rows = tuple((name, _described(field.description), brief(found)) for name, field, found in given if found is not None)
    return Sheet(title, ("字段", "含义", "值"), rows)


def _short_fields(rows: tuple[Any, ...]) -> list[str]:
    """The fields that are given at all and whose values mostly fit into a column."""
    names = []
    for name in type(rows[0]).model_fields:
        given = [text for row in rows if getattr(row, name) is not None and (text := brief(getattr(row, name)))]
        if given and (name in _NAMES or sum(map(len, given)) < _USUAL * len(given)):
            names.append(name)
    return names[:_COLUMNS]


def score_sheets(card: Scorecard, report: Report | None) -> list[Sheet]:
    """The score sheet with the sums of each dimension, and the grade."""
    reasons = _reasons(card, report)
    rows: list[tuple[str, ...]] = []
    for dimension in card.dimensions:
        rows += [(dimension.name, i.group, i.name, *_figures(i, card.digits), reasons[i.name]) for i in dimension.indicators]
        rows.append((dimension.name, "小计", "", *_figures(dimension, card.digits), ""))
    rows.append(("合计", "", "", *_figures(card.total, card.digits), f"等级：{card.grade}"))
    columns = ("一级指标", "二级指标", "三级指标", "分值", "得分", "得分率", "扣分原因")
    return [Sheet("评分表", columns, tuple(rows), frozenset({3, 4, 5}))]


def _reasons(card: Scorecard, report: Report | None) -> dict[str, str]:
    """The reasons as the report prints them; as the case writes them where no report could be composed."""
    rows: Iterable[IndicatorScore | IndicatorView] = card.indicators if report is None else report.indicators
    return {row.name: "；".join(d.reason for d in row.deductions) for row in rows}


def _figures(score: Score, digits: int) -> tuple[str, str, str]:
    return brief(score.points), fixed(score.score, digits), percent(score.rate)


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a template or prose may use, the type of what it stands for, and that itself."""

    path: str
    type: str
    value: object


def context_sheets(report: Report, figures: Mapping[str, object]) -> list[Sheet]:
    """Names for templates, then names for prose."""
    return [
        _names_sheet("模板可用的名称（[] 表示列表中的一项）", template_names(report)),
        _names_sheet("正文可用的名称：写成 {{ 名称 }} 或 {{ 名称 | 过滤器 }}", figure_names(figures)),
    ]


def _names_sheet(title: str, names: Iterable[Name]) -> Sheet:
    return Sheet(title, ("名称", "类型", "值"), tuple((n.path, n.type, brief(n.value)) for n in names))


def figure_names(figures: Mapping[str, object]) -> list[Name]:
    """Every figure that prose may refer to."""
    return [Name(path, _type(value), value) for path, value in figures.items()]


def template_names(report: Report) -> list[Name]:
    """Every name of the context; a list is told by its first item, and once only."""
    homes = {type(v[0]): n for n, v in report.context.items() if isinstance(v, tuple) and v and is_dataclass(v[0])}
    names = [name for top, value in report.context.items() for name in _walk(top, value, homes)]
    return [*names, *_chart_names(report)]


def _chart_names(report: Report) -> Iterator[Name]:
    """Each chart with its title, empty where the case has nothing to show; what a chart holds is told once."""
    charts = Charts(report)
    for at, name in enumerate(NAMES):
        chart = charts.of(name)
        yield Name(f"charts.{name}", "图" if chart else "空", chart and chart.title)
        if at == 0:
            yield Name(f"charts.{name}.title", "文字", chart and chart.title)
            yield Name(f"charts.{name}.alt", "文字", chart and chart.alt)
            yield Name(f"charts.{name}.picture", "图片", "图片形式，各图都有")
    for survey in report.surveys:
        chart = charts.of("survey_answers", survey.id)
        yield Name(f'charts.of("survey_answers", "{survey.id}")', "图" if chart else "空", chart and survey.title)


def _walk(path: str, value: object, homes: Mapping[type, str]) -> Iterator[Name]:
    if isinstance(value, tuple) and value and is_dataclass(value[0]) and not isinstance(value[0], Prose):
        home = homes.get(type(value[0]), path)
        yield Name(path, _type(value), value if home == path else f"每项的名称同 {home}[]")
        if home == path:
            yield from _inside(f"{path}[]", value[0], homes)
    elif is_dataclass(value) and not isinstance(value, Prose):
        yield from _inside(path, value, homes)
    else:
        yield Name(path, _type(value), value)


def _inside(path: str, record: object, homes: Mapping[type, str]) -> Iterator[Name]:
    inner = {**homes, type(record): homes.get(type(record), path.removesuffix("[]"))}
    for name, value in _named(record):
        yield from _walk(f"{path}.{name}", value, inner)


def _named(record: Any) -> Iterator[tuple[str, object]]:  # noqa: ANN401 - a dataclass
    """Fields and properties of a record."""
    computed = [n for kind in reversed(type(record).__mro__) for n, v in vars(kind).items() if isinstance(v, property)]
    for name in [*(f.name for f in fields(record)), *computed]:
        if name != "context":
            yield name, getattr(record, name)


def _type(value: object) -> str:
    kinds = ((bool, "真假"), (Decimal, "数"), (int, "数"), (date, "日期"), (str, "文字"), (Prose, "段落"))
    if isinstance(value, tuple):
        return f"列表，{len(value)} 项"
    return next((words for kind, words in kinds if isinstance(value, kind)), "空" if value is None else "表")


def brief(value: object) -> str:
    """A value in a cell: one line, shortened."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "是", False: "否"}[value]
    if isinstance(value, tuple):
        names = [_called(item) if isinstance(item, BaseModel) or is_dataclass(item) else brief(item) for item in value]
        return short("、".join(names)) if all(names) else f"{len(value)} 项"
    if isinstance(value, Mapping):
        return short("、".join(f"{name} {brief(item)}" for name, item in value.items()))
    if isinstance(value, Rule):
        return value.kind
    if isinstance(value, BaseModel):
        return _called(value)
    if isinstance(value, Decimal) and not value.is_nan():
        value = min(value, rounded(value, _PLACES), key=lambda number: len(str(number)))
    return short(str(plain(value)))


def short(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1] + "…"


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever the stages gave
    """Data for JSON: numbers as exact text, dates as 2022-07-28, prose as text, a Blank as 待填写; absent fields left out."""
    if isinstance(value, Decimal | date):
        return BLANK if is_blank(value) else f"{value:f}" if isinstance(value, Decimal) else value.isoformat()
    if isinstance(value, Prose):
        return str(value)
    if isinstance(value, BaseModel):
        given = {(f.alias or name): getattr(value, name) for name, f in type(value).model_fields.items()}
        return {name: plain(item) for name, item in given.items() if item is not None}
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return {name: plain(item) for name, item in _named(value)} if is_dataclass(value) else value


def scores_data(card: Scorecard, report: Report | None) -> dict[str, Any]:
    """The score sheet as data."""
    reasons = _reasons(card, report)
    rows = [{**plain(i), "reasons": reasons[i.name]} for i in card.indicators]
    dimensions = [{"name": d.name, **_sums(d), "groups": [{"name": g.name, **_sums(g)} for g in d.groups]} for d in card.dimensions]
    return {"total": {**_sums(card.total), "grade": card.grade}, "dimensions": dimensions, "indicators": rows}


def _sums(score: Score) -> dict[str, str]:
    return {name: plain(getattr(score, name)) for name in ("points", "score", "lost", "rate")}


def trace_sheets(report: Report) -> list[Sheet]:
    """Each deduction with its problem and the measures that answer it; an empty cell is a gap in the chain."""
    rows = tuple((t.indicator, brief(t.points), t.reason, t.problem, short(str(t.cause)), t.recommendation) for t in report.trace)
    columns = ("三级指标", "扣分", "扣分原因", "问题", "产生原因", "改进措施")
    return [Sheet("扣分、问题与改进措施对照表", columns, rows, frozenset({1}))]


def trace_data(report: Report) -> list[dict[str, Any]]:
    """The same as data."""
    return [plain(row) for row in report.trace]


def context_data(report: Report, figures: Mapping[str, object]) -> dict[str, Any]:
    """All that a template may say, and all that prose may refer to, as data."""
    charts = Charts(report)
    shown = {name: {"title": chart.title, "alt": chart.alt} if (chart := charts.of(name)) else None for name in NAMES}
    return {"template": {**plain(report.context), "charts": shown}, "prose": plain(figures)}
