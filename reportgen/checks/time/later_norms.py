"""Rules that were issued after the project, cited as what it was judged by. In: a Subject. Out: findings, with both places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.checks.time.documents import year_of
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.case import Case, Document
from reportgen.model.rules.base import day_text
from reportgen.model.values import is_blank

_CITED = re.compile(r"\{\{\s*documents\.([\w-]+)")
_NORM = re.compile(r"(?:通知|办法|意见|规定|细则|标准|规范|制度|方案|规程|条例|规划|决定)(?:（试行）|（暂行）)?$")
_OF_EVALUATION = re.compile(r"评价|绩效|核查|审计|验收|检查|决算|结算|自评|报告|审核|整改")
_FOUNDING = re.compile("立项|依据充分|依据规范")  # founded-later tells of these
_FIELDS = ("basis", "finding", "plan")


@check(
    "norm-later",
    Severity.WARNING,
    meaning="指标引用的规定是项目结束以后才印发的：写在评价依据、计划或评价情况里。",
    why="项目实施时还没有这个规定，不能拿它衡量当时的做法；多半是文号的年份写错，或者引错了文件。",
    example="2022 年的项目，“资金分配合理性”的评价依据写武民办〔2023〕7号。",
    mend="核对文号，换成项目实施时有效的规定；确实依据后来的规定评价的，写明理由，并用 [[accepted]] 接受。",
)
def norm_later(subject: Subject) -> Iterator[Finding]:
    end = _last_day(subject.case)
    if end is None:
        return
    cited = _places(subject)
    for at, document in enumerate(subject.case.documents):
        places = cited.get(document.id, [])
        if places and not document.establishes and _is_later_norm(document, end):
            number = f"（{document.number}）" if document.number else ""
            name = subject.case.indicators[int(places[0].key[1])].name
            message = f"“{name}”引用的《{document.title}》{number}是 {year_of(document)} 年的，项目到 {day_text(end)}为止"
            yield Finding(subject.at("documents", at), message, "核对文号；换成项目实施时有效的规定", tuple(places))


def _last_day(case: Case) -> date | None:
    days = [day for day in (case.project.end, case.report.period[1]) if not is_blank(day)]
    return max(days, default=None)


def _is_later_norm(document: Document, end: date) -> bool:
    year = year_of(document)
    if year is None or not _NORM.search(document.title) or _OF_EVALUATION.search(document.title):
        return False
    return document.date > end if document.date is not None and not is_blank(document.date) else year > end.year


def _places(subject: Subject) -> dict[str, list[CasePlace]]:
    """Where indicators cite documents; those of the founding of the project are left to founded-later, with all that they cite."""
    found: dict[str, list[CasePlace]] = {}
    founding: set[str] = set()
    for at, indicator in enumerate(subject.case.indicators):
        if _FOUNDING.search(indicator.name) or indicator.group == "项目立项":
            founding.update(_CITED.findall(indicator.basis))
        for field in _FIELDS:
            for id_ in _CITED.findall(getattr(indicator, field) or ""):
                found.setdefault(id_, []).append(CasePlace(("indicators", at, field)))
    return {id_: places for id_, places in found.items() if id_ not in founding}
