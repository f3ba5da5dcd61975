"""The dates of the report in order. In: a Subject. Out: findings, each with both dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Key, Severity
from reportgen.model.rules.base import day_text
from reportgen.model.values import is_blank

_Named = tuple[str, date, Key]
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s*年)")
_HALF = 6  # an evaluation may go on into the first half of the next year
_NUMBER_YEAR = re.compile(r"[〔\[［【（(]\s*((?:19|20)\d\d)\s*[〕\]］】）)]")


@check(
    "dates-out-of-order",
    Severity.WARNING,
    meaning="评价期间、评价基准日、评价工作起止和报告提交的日期前后颠倒。",
    why="基准日在期间结束之后，评价工作在基准日之后，报告在工作结束时提交；次序不对，报告里引用这些日期的各处都会跟着错。",
    example="评价基准日是 2022年12月13日，评价期间到 2022年12月31日才结束。",
    mend="对照委托书和工作记录核对 [report] 的 period、base_date、work、submitted。",
)
def dates_out_of_order(subject: Subject) -> Iterator[Finding]:
    report = subject.case.report
    steps: list[tuple[_Named, _Named]] = [
        (("评价期间的结束日期", report.period[1], ("report", "period")), ("评价基准日", report.base_date, ("report", "base_date"))),
        (("评价基准日", report.base_date, ("report", "base_date")), ("评价工作的开始日期", report.work[0], ("report", "work"))),
        (("评价工作的结束日期", report.work[1], ("report", "work")), ("报告提交日期", report.submitted, ("report", "submitted"))),
    ]
    for (first, earlier, key), (second, later, other) in steps:
        if not (is_blank(earlier) or is_blank(later)) and later < earlier:
            message = f"{second} {day_text(later)}早于{first} {day_text(earlier)}"
            yield Finding(subject.at(*other), message, "请核对两个日期", (subject.at(*key),))


@check(
    "fiscal-year-differs",
    Severity.WARNING,
    meaning="预算年度、报告名称里的年份与评价期间对不上。",
    why="正文里的“某某年”大多引用预算年度，年度错了，全文的年份都错；名称里留着去年的年份，是套用旧报告的痕迹。",
    example="预算年度是 2021，评价期间是 2022年1月1日至2022年12月31日。",
    mend="核对 [report] 的 fiscal_year、period 和 title；名称里的年份用 {{ report.fiscal_year }} 引用。",
)
def fiscal_year_differs(subject: Subject) -> Iterator[Finding]:
    report = subject.case.report
    if is_blank(report.fiscal_year) or any(map(is_blank, report.period)):
        return
    year, (start, end) = int(report.fiscal_year), report.period
    span = f"评价期间是 {day_text(start)}至{day_text(end)}"
    also = (subject.at("report", "period"),)
    if not (start.year <= year <= end.year and year >= end.year - (end.month <= _HALF)):
        yield Finding(subject.at("report", "fiscal_year"), f"预算年度是 {year}，{span}", "请核对年度和期间", also)
    title = next(text for text in subject.texts if text.key == ("report", "title"))
    years = [found for found in _YEAR.finditer(title.text) if title.typed.find(found[0]) >= 0]
    if years and not any(start.year <= int(found[1]) <= end.year for found in years):
        message = f"报告名称写的是 {years[0][1]} 年，{span}"
        yield Finding(title.where(years[0][0]), message, "改为引用 {{ report.fiscal_year }}", also)


@check(
    "report-number-year",
    Severity.WARNING,
    meaning="报告文号里的年份不是报告提交的年份。",
    why="文号按提交的年份编，年份不对，多半是沿用了去年的文号，或者提交日期写错。",
    example="报告文号是“永信行绩字〔2022〕第00058号”，提交日期是 2023年7月10日。",
    mend="核对 [report] 的 number 和 submitted。",
)
def report_number_year(subject: Subject) -> Iterator[Finding]:
    report = subject.case.report
    found = _NUMBER_YEAR.search(report.number or "")
    if found is not None and not is_blank(report.submitted) and int(found[1]) != report.submitted.year:
        message = f"报告文号的年份是 {found[1]}，报告提交日期是 {day_text(report.submitted)}"
        yield Finding(subject.at("report", "number"), message, "请核对文号和提交日期", (subject.at("report", "submitted"),))


@check(
    "project-dates-reversed",
    Severity.ERROR,
    meaning="项目的结束日期早于开始日期。",
    why="两个日期都印在项目概况里，颠倒了就是明显的错。",
    example="项目开始日期是 2022年12月31日，结束日期是 2022年1月1日。",
    mend="对照立项文件核对 [project] 的 start 和 end。",
)
def project_dates_reversed(subject: Subject) -> Iterator[Finding]:
    start, end = subject.case.project.start, subject.case.project.end
    if not (is_blank(start) or is_blank(end)) and end < start:
        message = f"项目结束日期 {day_text(end)}早于开始日期 {day_text(start)}"
        yield Finding(subject.at("project", "end"), message, "请核对两个日期", (subject.at("project", "start"),))


@check(
    "project-outside-period",
    Severity.WARNING,
    meaning="评价期间与项目的起止日期对不上：没有一天重合，或者评价从项目开始以前算起。",
    why="评价的就是这段时间里的项目；对不上，说明其中一处写错，或者沿用了别的案例的日期。",
    example="项目从 2021年1月1日到 2021年12月31日，评价期间是 2022年1月1日至2022年12月31日。",
    mend="核对 [project] 的 start、end 和 [report] 的 period。",
)
def project_outside_period(subject: Subject) -> Iterator[Finding]:
    project, (start, end) = subject.case.project, subject.case.report.period
    if any(map(is_blank, (project.start, project.end, start, end))) or project.end < project.start:
        return
    wrong = _outside(project.start, project.end, start, end)
    if wrong:
        own = f"项目从 {day_text(project.start)}到 {day_text(project.end)}"
        message = f"{own}，评价期间是 {day_text(start)}至{day_text(end)}，{wrong}"
        key = ("project", "end" if project.end < start else "start")
        yield Finding(subject.at(*key), message, "请核对项目起止和评价期间", (subject.at("report", "period"),))


def _outside(begun: date, ended: date, start: date, end: date) -> str:
    """How a period lies outside a project. A whole year is a usual period for what began in it, and results may come later."""
    if ended < start or begun > end:
        return "没有一天重合"
    if start < begun and (start.year < begun.year or (start.month, start.day) != (1, 1)):
        return f"{day_text(start)}项目还没有开始"
    return ""
