"""Spans of time that are told twice. In: a Subject. Out: findings where one of two ends differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from reportgen.checks.check import Finding, check
from reportgen.checks.dates import Day, spans_of
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import Severity

_YEARS = re.compile(r"((?:19|20)\d\d)(?<!\d\d{4})\s*年度?\s*(?:至|到|[—－～~-]{1,2})\s*((?:19|20)\d\d)\s*年度?(?!\d|\s*\d+月)")
_BEFORE = re.compile(r"[\u4e00-\u9fff]{2}$")
_BEHIND = re.compile(r"[，,]?的?[\u4e00-\u9fff]{4}")
_COMMON = re.compile(r"^(?:期间|评价|其中|从|自|为|在)|[自从在为于即]$")  # words that tell nothing of what the span is

_End = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A span as a text tells it: both ends, and the words on both sides of it."""

    text: Text
    start: int
    end: int
    first: _End
    last: _End

    @property
    def written(self) -> str:
        """The span as it stands in the text."""
        return self.text.text[self.start : self.end]

    @property
    def typed(self) -> bool:
        """Whether it was typed, at least in part."""
        bare = self.text.bare
        return any(f"{end[0]}年" in bare for end in (self.first, self.last))

    def alike(self, other: _Told) -> bool:
        """Whether both stand among the same words: two signs before them, or four behind."""
        before, others = (_BEFORE.search(one.text.text, 0, one.start) for one in (self, other))
        if before and others and before[0] == others[0] and not _COMMON.search(before[0]):
            return True
        behind, others = (_BEHIND.match(one.text.text, one.end) for one in (self, other))
        return behind is not None and others is not None and behind[0].lstrip("，,的") == others[0].lstrip("，,的")


@check(
    "span-differs",
    Severity.WARNING,
    meaning="说的是同一件事的起止时间，两处有一头不同：前后的字一样，起点（或终点）也一样，另一头不一样。",
    why="同一段时间两种说法，读者不知道哪个对；涉及补贴、服务的期限，金额也跟着说不清。",
    example="项目内容写“补发2016年4月至2020年12月的运营补贴”，评价情况写“补发2016年4月至2019年12月运营补贴”。",
    mend="核对起止时间；在 [[facts]] 里各写一次，各处都引用。",
)
def span_differs(subject: Subject) -> Iterator[Finding]:
    dated = {text.key: days for text, days in subject.dated}
    texts = [text for text in subject.printed if "年" in text.text or text.key in dated]
    told = [one for text in texts for one in _spans(text, dated.get(text.key, []))]
    if not any(one.typed for one in told):
        return
    seen: set[tuple[str, _End, _End]] = set()
    for one, other in combinations(told, 2):
        if (one.first == other.first) == (one.last == other.last) or not one.alike(other):
            continue
        at, also = (one, other) if one.typed else (other, one)
        if at.typed and (at.written, at.first, at.last) not in seen:
            seen.add((at.written, at.first, at.last))
            message = f"这里写“{at.written}”，另一处写“{also.written}”"
            yield Finding(at.text.where(at.written), message, "核对后各写一次数据，各处引用", (also.text.where(also.written),))


def _spans(text: Text, days: list[Day]) -> Iterator[_Told]:
    """The spans of a text, of months or days, and of years."""
    for span in spans_of(text.text, days):
        one, other = span.start, span.end
        if one.year and other.year and (one.day is None) == (other.day is None):
            ends = [(day.year or 0, day.month, day.day or 0) for day in (one, other)]
            yield _Told(text, one.start, other.end, ends[0], ends[1])
    for found in _YEARS.finditer(text.text):
        yield _Told(text, found.start(), found.end(), (int(found[1]),), (int(found[2]),))
