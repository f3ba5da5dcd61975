"""Years that stand alone in prose, against the year that their row speaks of. In: a Subject. Out: findings, with both years.

A row is an indicator, a question or a problem with all its texts. Years of titles, of numbers of documents, of days and of spans are
not looked at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import CasePlace, Key, Severity

_ROWS = {"indicators", "questions", "problems"}
_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?<![\d.,\-—－～~至]\d{4})(?P<unit>\s*年度?)?"
    r"(?=[\u4e00-\u9fff])(?!\s*年?\s*\d+\s*月|\s*年?度?\s*(?:至|到|元|万|家|个|人|张|[—－～~-]))"
)
_ANY_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?![\d.])")
_HISTORY = re.compile(
    r"(?:于|自|从|截至|截止|早在|上年|去年|前年|往年|比|较|与|同|对比)\s*$"
)  # what is told of another year, with its year
_PAST = re.compile(r"(?:[底末初前后起]|以[来前后]|[上下]半年|成立|建[成立]|开[始业工馆园]|启动|设立|出台|印发|颁布|制定|修订|发布)")
_HINT = "核对年份；说评价年度的改为引用 {{ report.fiscal_year }}"
_SAME = 5  # signs behind two years from which both tell of one thing in a row
_TELLING = 8  # the same anywhere, a figure among them


@dataclass(frozen=True, slots=True)
class _Said:
    """A year in a text, and the words behind it."""

    text: Text
    start: int
    year: str
    behind: str

    @property
    def typed(self) -> bool:
        """Whether that year was typed in its text."""
        return self.year in self.text.bare

    @property
    def place(self) -> CasePlace:
        """Where it stands."""
        return self.text.where(self.year)

    @property
    def row(self) -> Key:
        """The row that it stands in."""
        return self.text.key[:2]


@check(
    "year-differs",
    Severity.WARNING,
    meaning="同一件事在两处写成两个年份；或者指标、问题、问卷题目里冒出一个全案例别处都没有的年份，这一项其余说的都是评价年度。",
    why="年份多半是沿用上一年的稿子没有改；年份错了，数据是哪一年的就说不清。",
    example="2022年度的评价，扣分说明写“建设补贴没有在2012年内发放”，指标的定义和评价情况说的都是 2022 年。",
    mend="核对年份；说评价年度的，改为引用 {{ report.fiscal_year }}。",
)
def year_differs(subject: Subject) -> Iterator[Finding]:
    said = [one for text in subject.printed for one in _years(text)]
    current = str(subject.case.report.fiscal_year)
    typed = [one for one in said if one.year != current and one.typed]
    if not typed and len({one.year for one in said}) < 2:
        return
    told = set()
    for one, other in _pairs(subject, said):
        at, also = (one, other) if one.typed and one.year != current else (other, one)
        if at.typed and (at.text.key, at.start) not in told:
            told.add((at.text.key, at.start))
            message = f"这里写“{at.year}年{at.behind[:_SAME]}”，另一处写“{also.year}年{also.behind[:_SAME]}”"
            yield Finding(at.place, message, _HINT, (also.place,))
    for one in typed:
        if (one.text.key, one.start) in told or one.row[0] not in _ROWS or not _is_of_now(one) or _is_known(subject, one.year):
            continue
        if (row := _of_row(subject, one, current)) is not None:
            message = f"“{one.year}年”在别处都没有提到，这一项其余说的是 {current} 年"
            yield Finding(one.place, message, _HINT, (row.where("report.fiscal_year"),))


def _of_row(subject: Subject, one: _Said, current: str) -> Text | None:
    """Another text of the row that speaks of the fiscal year, or the same text where it does so elsewhere."""
    row = (text for text in subject.texts if text.key[:2] == one.row)
    return next((text for text in row if f"{current}年" in text.text or "report.fiscal_year" in text.typed), None)


def _years(text: Text) -> Iterator[_Said]:
    """The years of a text that stand alone."""
    if "20" not in text.text and "19" not in text.text:
        return
    for found in _YEAR.finditer(text.text):
        at = found.start()
        if text.text.rfind("《", 0, at) <= text.text.rfind("》", 0, at) and (found["unit"] or _is_year(text.text, found)):
            yield _Said(text, at, found["year"], text.text[found.end() : found.end() + _TELLING])


def _is_year(text: str, found: re.Match[str]) -> bool:
    """Whether four digits without 年 are a year: 2019社会事务科预算, not 2019人次."""
    return re.match(r"[\u4e00-\u9fff]{4}", text[found.end() :]) is not None


def _pairs(subject: Subject, said: list[_Said]) -> Iterator[tuple[_Said, _Said]]:
    """Different years before the same words: in one row, or anywhere where a figure is among them. One is the fiscal year."""
    current = str(subject.case.report.fiscal_year)
    by_words: defaultdict[str, list[_Said]] = defaultdict(list)
    for one in said:
        by_words[one.behind[:_SAME]].append(one)
    for words, same in by_words.items():
        for one, other in combinations(same, 2) if len(words) == _SAME and len(same) > 1 else ():
            telling = one.behind == other.behind and any(map(str.isdigit, one.behind))
            in_row = one.row == other.row and one.row[0] in _ROWS
            if one.year != other.year and current in {one.year, other.year} and (in_row or telling):
                yield one, other


def _is_known(subject: Subject, year: str) -> bool:
    """Whether the case names a year more than once, in texts or as that of a date."""
    if any(str(getattr(fact.value, "year", "")) == year for fact in subject.case.facts):
        return True
    found = (text for text in subject.texts if year in text.text)
    return sum(_ANY_YEAR.findall(text.text).count(year) for text in found) > 1


def _is_of_now(one: _Said) -> bool:
    """Whether a year is not told as history: no 于2015年建成, no 比2015年."""
    before = one.text.text[max(0, one.start - 4) : one.start]
    return _HISTORY.search(before) is None and _PAST.match(one.behind) is None
