"""Documents in time. In: a Subject. Out: findings, each with the years or dates that disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportgen.checks.check import Finding, check
from reportgen.checks.dates import Day, days_of
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.case import Case, Document, Fact
from reportgen.model.rules.base import day_text
from reportgen.model.values import is_blank

_YEAR = re.compile(r"[〔\[［【（(]\s*((?:19|20)\d\d)\s*[〕\]］】）)]")
_TITLE_YEAR = re.compile(r"(?<![\d－—–-])((?:19|20)\d\d)\s*年(?!\s*[－—–～至到-])")
_CITED = re.compile(r"\{\{\s*documents\.([\w-]+)")
_FOUNDING = re.compile("立项|依据充分|依据规范")
_ISSUED = re.compile("印发|发文|下发|下达|出具|发布|公布|颁布|签发|通知")
_NUMBER = r"(?:[（(][^）)]{0,30}[）)])?"
_LEADING = re.compile(r"[，,]?(?!.*(?:根据|按照|依据|依照|要求|规定))[^，。；《》\n]{0,20}")  # between a day and the title
_TRAILING = re.compile(rf"{_NUMBER}[^，。；《》\n]{{0,4}}[（(于]?")  # between the title and a day
_THEN_ISSUED = re.compile(rf"{_NUMBER}[^，。；《》\n]{{0,4}}(?:{_ISSUED.pattern})")
_JUST_ISSUED = re.compile(r"(?:印发|下发|发布|公布|颁布|签发|出具)了?$")
_OF_DOCUMENT = re.compile("发文|下发|印发|出具|通知|签发|发布|下达|报告")
_FIRST_MONTH = 1


def year_of(document: Document) -> int | None:
    """The year of a document: of its date, else of its number."""
    if document.date is not None and not is_blank(document.date):
        return document.date.year
    return _number_year(document)


def _number_year(document: Document) -> int | None:
    found = _YEAR.search(document.number or "")
    return int(found[1]) if found else None


def _called(document: Document) -> str:
    return f"《{document.title}》" + (f"（{document.number}）" if document.number else "")


@check(
    "founded-later",
    Severity.WARNING,
    meaning="作为立项依据的文件，发文年份在项目年度之后。",
    why="项目实施时文件还没有印发，不能是立项的依据；“立项依据充分”就少了一条根据。",
    example="2022 年的项目，立项依据里列有武民办〔2023〕7号。",
    mend="核对文号；确是后来的文件，去掉 establishes = true，也不写进立项依据指标的 basis。",
)
def founded_later(subject: Subject) -> Iterator[Finding]:
    end = _last_day(subject.case)
    founding = _founding(subject)
    for at, document in enumerate(subject.case.documents):
        year, cited = year_of(document), founding.get(document.id, [])
        if end is None or year is None or not (document.establishes or cited):
            continue
        late = document.date > end if document.date is not None and not is_blank(document.date) else year > end.year
        if late:
            message = f"立项依据{_called(document)}的年份是 {year}，项目到 {day_text(end)}为止"
            yield Finding(subject.at("documents", at), message, "核对文号；后来的文件不作立项依据", tuple(cited))


def _last_day(case: Case) -> date | None:
    days = [day for day in (case.project.end, case.report.period[1]) if not is_blank(day)]
    return max(days, default=None)


def _founding(subject: Subject) -> dict[str, list[CasePlace]]:
    """Where indicators of the founding of the project give documents as their basis."""
    found: dict[str, list[CasePlace]] = {}
    for at, indicator in enumerate(subject.case.indicators):
        if _FOUNDING.search(indicator.name) or indicator.group == "项目立项":
            for id_ in _CITED.findall(indicator.basis):
                found.setdefault(id_, []).append(CasePlace(("indicators", at, "basis")))
    return found


@check(
    "document-after-report",
    Severity.WARNING,
    meaning="引用的文件、支撑材料的年份或日期在报告提交之后。",
    why="报告写成时还没有的文件不可能被引用，多半是年份写错。",
    example="报告 2023年7月10日提交，文件的文号是 武民办〔2032〕7号。",
    mend="对照原件核对文号和日期。",
)
def document_after_report(subject: Subject) -> Iterator[Finding]:
    submitted = subject.case.report.submitted
    if is_blank(submitted):
        return
    also, hint = (subject.at("report", "submitted"),), "请对照原件核对"
    for at, document in enumerate(subject.case.documents):
        day, year = document.date, _number_year(document)
        if day is not None and day > submitted:
            message = f"{_called(document)}的日期是 {day_text(day)}，报告 {day_text(submitted)}已经提交"
            yield Finding(subject.at("documents", at, "date"), message, hint, also)
        if year is not None and year > submitted.year:
            message = f"{_called(document)}的年份是 {year}，报告 {day_text(submitted)}已经提交"
            yield Finding(subject.at("documents", at, "number"), message, hint, also)
    for at, material in enumerate(subject.case.materials):
        if material.date is not None and material.date > submitted:
            message = f"“{material.title}”的日期是 {day_text(material.date)}，报告 {day_text(submitted)}已经提交"
            yield Finding(subject.at("materials", at, "date"), message, hint, also)


@check(
    "document-year-differs",
    Severity.WARNING,
    meaning="文件的文号年份、发文日期、标题里的年度互相矛盾：日期不在文号的年份里，或者标题说的年度比发文晚两年以上。",
    why="文号按发文年份编；三处对不上，总有一处抄错。",
    example="文号是 武民办〔2020〕7号，标题是“关于办理2022年度养老机构入住老年人意外伤害保险的通知”。",
    mend="对照原件核对 [[documents]] 的 number、date 和 title。",
)
def document_year_differs(subject: Subject) -> Iterator[Finding]:
    for at, document in enumerate(subject.case.documents):
        number, day = _number_year(document), document.date
        if number is not None and day is not None and not is_blank(day) and not _fits(number, day):
            message = f"{_called(document)}的文号年份是 {number}，发文日期是 {day_text(day)}"
            yield Finding(subject.at("documents", at, "date"), message, "请对照原件核对", (subject.at("documents", at, "number"),))
        year, titled = year_of(document), [int(y) for y in _TITLE_YEAR.findall(document.title)]
        if year is not None and titled and min(titled) > year + 1:
            message = f"《{document.title}》说的是 {min(titled)} 年，文件却是 {year} 年的（{document.number or document.date}）"
            yield Finding(subject.at("documents", at, "title"), message, "请对照原件核对文号和标题", (subject.at("documents", at),))


def _fits(year: int, day: date) -> bool:
    """A document may be dated in the January after the year of its number."""
    return day.year == year or (day.year == year + 1 and day.month == _FIRST_MONTH)


@check(
    "issue-date-differs",
    Severity.WARNING,
    meaning="正文或数据里写的发文日期，与 [[documents]] 里这份文件的日期不同。",
    why="同一份文件两个日期，读者无从核对。",
    example="正文写“2020年4月3日，临民发〔2020〕21号下发到各机构”，这份文件的日期是 2020年4月30日。",
    mend="对照原件核对；日期只写一次，正文引用。",
)
def issue_date_differs(subject: Subject) -> Iterator[Finding]:
    dated = [_Dated(at, d, d.date) for at, d in enumerate(subject.case.documents) if d.date is not None and not is_blank(d.date)]
    for text, days in subject.dated if dated else ():
        for document in dated:
            day = document.stated_in(text, days)
            if day is not None and not _same_day(day, document.day):
                written = text.text[day.start : day.end]
                if text.quoted:  # what is quoted stays: it is our own date that may be wrong
                    message = f"{_called(document.document)}的日期是 {day_text(document.day)}，材料里写的是{written}"
                    yield Finding(document.place, message, "请对照原件核对", (text.where(written),))
                else:
                    yield document.differs(f"这里写的是{written}", text.where(written))
    for at, fact in enumerate(subject.case.facts) if dated else ():
        for document in dated:
            if _is_date_of(fact, document.document) and isinstance(fact.value, date) and fact.value != document.day:
                message = f"数据“{fact.id}”是 {day_text(fact.value)}"
                yield document.differs(message, subject.at("facts", at, "value"))


@dataclass(frozen=True, slots=True)
class _Dated:
    """A document with its date."""

    at: int
    document: Document
    day: date

    def stated_in(self, text: Text, days: list[Day]) -> Day | None:
        """The day that a sentence gives for the issue of the document, before its title or right behind it; None where none does."""
        start = text.text.find(f"《{self.document.title}》")
        if start < 0:
            return None
        end = start + len(self.document.title) + 2
        before = [day for day in days if day.year and day.end <= start and _LEADING.fullmatch(text.text, day.end, start)]
        behind = [day for day in days if day.year and day.start >= end and _TRAILING.fullmatch(text.text, end, day.start)]
        if behind and _ISSUED.match(text.text, behind[0].end):
            return behind[0]
        issued = before and (_THEN_ISSUED.match(text.text, end) or _JUST_ISSUED.search(text.text, before[-1].end, start))
        return before[-1] if issued else None

    @property
    def place(self) -> CasePlace:
        """Where its date stands."""
        return CasePlace(("documents", self.at, "date"))

    def differs(self, found: str, place: CasePlace) -> Finding:
        """The finding that another date is stated."""
        message = f"{found}，{_called(self.document)}的日期是 {day_text(self.day)}"
        return Finding(place, message, "请对照原件核对，日期只写一处", (self.place,))


def _same_day(stated: Day, issued: date) -> bool:
    """Whether a stated day, or month, is that of a date."""
    return stated.first == (issued if stated.day else issued.replace(day=1))


def _is_date_of(fact: Fact, document: Document) -> bool:
    """Whether a date says when a document was issued: it bears its id, or its source is the document's number alone."""
    if not isinstance(fact.value, date) or is_blank(fact.value):
        return False
    named = fact.id.removesuffix("日期") == document.id
    return named or (fact.source is not None and fact.source == document.number and _OF_DOCUMENT.search(fact.id) is not None)


@check(
    "source-date-differs",
    Severity.WARNING,
    meaning="数据的出处写明日期，引用这项数据的支撑材料却是另一个日期。",
    why="出处和附在后面的材料应是同一份，日期不同就核对不上。",
    example="“无关支出”的出处是“2022年12月15日国库集中支付凭证”，凭证的日期是 2022年12月5日。",
    mend="对照原件核对 source 和材料的 date。",
)
def source_date_differs(subject: Subject) -> Iterator[Finding]:
    for at, fact in enumerate(subject.case.facts):
        days = [day.value for day in days_of(fact.source or "") if day.value is not None]
        for n, material in enumerate(subject.case.materials) if len(days) == 1 else ():
            path = f"facts.{fact.id}"
            used = material.amount == path or any(path in (words or "") for words in (material.text, material.note))
            if used and material.date is not None and not is_blank(material.date) and material.date != days[0]:
                message = f"“{material.title}”的日期是 {day_text(material.date)}，引用的数据“{fact.id}”出自“{fact.source}”"
                place, also = subject.at("materials", n, "date"), (subject.at("facts", at, "source"),)
                yield Finding(place, message, "请对照原件核对两处日期", also)
