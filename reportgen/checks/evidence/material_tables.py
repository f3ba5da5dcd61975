"""Full marks against the supporting tables. In: a Subject. Out: findings, with both places.

A table speaks against an indicator where a column that asks (是否…) is answered with 否, or where what was done (实发) is less than
what was due (应发). It bears on the indicators whose basis or facts name it, and on those with which it shares words few others have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.case import Case
from reportgen.model.materials import Material, Table
from reportgen.model.report import IndicatorView

_ASKS = re.compile(r"是否|有无|合格|达标|相符|一致|结论|评定")
_NO = re.compile(r"\s*(?:否|无|不|×|✗|不(?:合格|达标|相符|一致|符合|符|及时|合规).{0,8}|未.{1,10})\s*")
_DUE = re.compile(r"^(?P<before>.*?)(?:应|计划|目标|审核合格|核定|应当)(?P<after>.*)$")
_DONE = re.compile(r"^(?P<before>.*?)(?:实际|实|已|完成)(?P<after>.*)$")
_VERB = re.compile(r"发放|补贴|拨付|投保|完成|参保|服务|购置|到位|[发拨付保购到]")
_UNIT = re.compile(r"[（(][^）)]*[)）]")
_NUMBER = re.compile(r"\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*[^\W\d]{0,2}\s*")
_RUN = re.compile(r"[^\W\d_]{3,}")
_TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计")
_LEAST_TITLE = 5
_RARE, _BEARS = 2, 2  # as for questions: words that few indicators have, and how many of them must be shared


@check(
    "full-marks-but-table",
    Severity.WARNING,
    meaning="支撑材料的表格与满分相反：指标得了满分，与它有关的支撑材料表格里却有“否”“不合格”，或者实际数少于应有的数。",
    why="支撑材料附在报告后面，读者一对照就会看到：材料说有问题，得分说没有。",
    example="“补贴发放完成率”得满分，“补贴发放汇总表”里张湾社区养老院审核合格60人、实际发放57人。",
    mend="核实表格里的情况：属实的扣分，不影响评分的在评价情况里说明，并用 [[accepted]] 写明理由。",
)
def full_marks_but_table(subject: Subject) -> Iterator[Finding]:
    full = [v for v in subject.report.indicators if not v.lost.is_nan() and not v.lost and v.points]
    for at, material in enumerate(subject.case.materials if full else ()):
        for n, table in enumerate(material.tables):
            if against := _against(table):
                titles = {title for title in (material.title, table.title or "") if len(title) >= _LEAST_TITLE}
                for indicator in _bearing(subject, full, material, titles):
                    message = f"“{indicator.name}”得满分，支撑材料“{table.title or material.title}”里{against}"
                    hint = "核实表格里的情况：属实的扣分，不影响评分的在评价情况里说明"
                    place, also = subject.at("indicators", indicator.number - 1), (subject.at("materials", at, "tables", n),)
                    yield Finding(place, message, hint, also)


def _against(table: Table) -> str:
    """What the first row that speaks against full marks says; nothing where none does."""
    asks = [c for c, column in enumerate(table.columns) if _ASKS.search(column) and not _NUMBER.fullmatch(column)]
    pairs = list(_pairs(table.columns))
    for cells in table.rows:
        if len(cells) != len(table.columns) or any(_TOTAL.match(cell) for cell in cells[:2]):
            continue
        for c in asks:
            if _NO.fullmatch(cells[c]):
                return f"“{cells[0]}”的“{table.columns[c]}”是“{cells[c].strip()}”"
        for due, done in pairs:
            planned, actual = _number(cells[due]), _number(cells[done])
            if planned is not None and actual is not None and actual < planned:
                return f"“{cells[0]}”的“{table.columns[due]}”是 {cells[due].strip()}，“{table.columns[done]}”是 {cells[done].strip()}"
    return ""


def _pairs(columns: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Columns of what was due and of what was done, of the same thing in the same unit."""
    for due, column in enumerate(columns):
        for done, other in enumerate(columns):
            one, two = _DUE.match(column), _DONE.match(other)
            if due != done and one and two and _UNIT.findall(column) == _UNIT.findall(other) and _plain(one) == _plain(two):
                yield due, done


def _plain(found: re.Match[str]) -> str:
    """A heading without the word for due or done, and without the verb and the unit."""
    return _VERB.sub("", _UNIT.sub("", found["before"] + found["after"]))


def _number(cell: str) -> Decimal | None:
    found = _NUMBER.fullmatch(cell)
    return Decimal(found[1].replace(",", "")) if found else None


def _bearing(subject: Subject, full: list[IndicatorView], material: Material, titles: set[str]) -> Iterator[IndicatorView]:
    texts = {v.name: "。".join(map(str, (v.name, v.explanation, v.finding))) for v in subject.report.indicators}
    name = subject.case.project.name
    words = {word for text in titles | {c for t in material.tables for c in t.columns} for word in _words(text.replace(name, " "))}
    rare = [word for word in words if 0 < sum(word in text for text in texts.values()) <= _RARE]
    for indicator in full:
        named = any(title in text for title in titles for text in _sources(subject.case, indicator))
        if named or sum(word in texts[indicator.name] for word in rare) >= _BEARS:
            yield indicator


def _sources(case: Case, view: IndicatorView) -> Iterator[str]:
    """The texts that say where the evidence of an indicator comes from."""
    indicator = case.indicators[view.number - 1]
    yield indicator.basis
    rule = str(indicator.scoring_rule)
    yield from (fact.source for fact in case.facts if fact.source and f"'facts.{fact.id}'" in rule)


def _words(text: str) -> set[str]:
    return {run[at : at + 3] for run in _RUN.findall(text) for at in range(len(run) - 2)}
