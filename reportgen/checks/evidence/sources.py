"""Facts and declared targets against the supporting material that they come from. In: a Subject. Out: findings, with both places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.quantities import quantities_of
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Key, Severity
from reportgen.model.case import Fact
from reportgen.model.materials import Material
from reportgen.model.numbers import number_text
from reportgen.model.report import MaterialView

_NOTE = re.compile(r"[（(][^（()）]*[)）]|[《》\s]")
_NUMBER = re.compile(r"(?=[-\d])(?<![\d.,])-?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)")
_NAMES = re.compile("三级指标|指标名称")
_VALUES = ("指标值", "预计当年实现", "年度指标值", "目标值", "全年目标值")
_LEAST_TITLE = 5


@check(
    "source-differs",
    Severity.WARNING,
    meaning="数据写明出自某份支撑材料，那份材料里却没有这个数；同一份材料的其他数据都找得到。",
    why="支撑材料附在报告后面，读者会拿它核对；数对不上，得分的依据就没有了。",
    example="facts.失能床位实际 = 6960，出处是《运营补贴发放明细表》，表里的合计是 6964。",
    mend="核对材料和数据；出处写错的改 source。",
)
def source_differs(subject: Subject) -> Iterator[Finding]:
    """In an excerpt the rest may be missing; so a number is missed only where another fact of that source is found."""
    named = [_NOTE.sub("", fact.source or "") for fact in subject.case.facts]
    for title, (places, numbers) in _sources(subject, "\n".join(named)).items():
        facts = [(at, f) for at, f in enumerate(subject.case.facts) if title in named[at] and _is_number(f)]
        missing = [(at, fact) for at, fact in facts if fact.value not in numbers]
        if len(missing) * 2 <= len(facts):
            for at, fact in missing:
                value = number_text(fact.value) if isinstance(fact.value, Decimal) else ""
                message = f"数据“{fact.id}”是 {value}{fact.unit or ''}，写明出自“{fact.source}”，支撑材料里没有这个数"
                yield Finding(subject.at("facts", at, "value"), message, "核对材料和数据，或改 source", places)


def _is_number(fact: Fact) -> bool:
    return isinstance(fact.value, Decimal) and not fact.value.is_nan() and fact.source is not None


def _sources(subject: Subject, named: str) -> dict[str, tuple[tuple[CasePlace, ...], set[Decimal]]]:
    """The titles of materials and their tables that facts name, where each stands, and every number that is found there."""
    found: dict[str, tuple[tuple[CasePlace, ...], set[Decimal]]] = {}
    views = [view for section in subject.report.materials for view in section.materials]
    for at, (material, view) in enumerate(zip(subject.case.materials, views, strict=False)):
        titles = {_NOTE.sub("", t) for t in (material.title, *(table.title or "" for table in material.tables))}
        titles = {title for title in titles if len(title) >= _LEAST_TITLE and title in named}
        numbers = _numbers(view) if titles else set()
        for title in titles:
            places, known = found.get(title, ((), set()))
            found[title] = ((*places, subject.at("materials", at)), known | numbers)
    return found


def _numbers(view: MaterialView) -> set[Decimal]:
    cells = [cell.text for table in view.tables for row in table.rows for cell in row.cells]
    texts = [*cells, *(f.value for f in view.fields), str(view.text)]
    numbers = {Decimal(n.replace(",", "")) for text in texts for n in _NUMBER.findall(text)}
    return numbers | ({view.amount, view.amount / 10_000} if view.amount is not None else set())


@check(
    "declared-differs",
    Severity.WARNING,
    meaning="申报的绩效目标与附在后面的绩效目标申报表不同：同名指标的指标值不一样，或者表里没有这个指标。",
    why="申报表是原件，报告里的年度绩效目标表照它抄录，抄错就成了自己改目标。",
    example="“运营床位”写 8886 张，申报表里是 8866 张。",
    mend="对照原件改 [[targets.declared]]，或改支撑材料里的表格。",
)
def declared_differs(subject: Subject) -> Iterator[Finding]:
    """A form is a table with a column of indicators and one of their values; it may be of several years."""
    targets = subject.case.targets
    if targets is None or not targets.declared:
        return
    for key, rows in _forms(subject.case.materials):
        names = {goal.name for goal in targets.declared} & set(rows)
        for at, goal in enumerate(targets.declared):
            value, place = subject.text_at("targets", "declared", at, "value"), subject.at("targets", "declared", at, "value")
            if names and goal.name not in rows:
                message = f"申报的绩效目标“{goal.name}”在支撑材料的申报表里没有"
                yield Finding(subject.at("targets", "declared", at, "name"), message, "对照原件核对名称", (CasePlace(key),))
            elif names and not _same(value, rows[goal.name]):
                message = f"申报的绩效目标“{goal.name}”写“{value}”，支撑材料的申报表里是“{rows[goal.name]}”"
                yield Finding(place, message, "对照原件核对指标值", (CasePlace(key),))


def _forms(materials: tuple[Material, ...]) -> Iterator[tuple[Key, dict[str, str]]]:
    """Tables that give indicators and values: where each stands, and its values by indicator."""
    for at, material in enumerate(materials):
        for n, table in enumerate(material.tables):
            name = next((c for c, column in enumerate(table.columns) if _NAMES.search(column)), None)
            value = next((c for c, column in enumerate(table.columns) if column in _VALUES), None)
            if name is not None and value is not None:
                yield ("materials", at, "tables", n), {row[name]: row[value] for row in table.rows}


def _same(one: str, other: str) -> bool:
    first, second = quantities_of(one), quantities_of(other)
    if first.numbers or first.rates or second.numbers or second.rates:
        return (set(first.numbers), set(first.rates)) == (set(second.numbers), set(second.rates))
    return "".join(one.split()) == "".join(other.split())
