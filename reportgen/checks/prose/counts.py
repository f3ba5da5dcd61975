"""Counts of one thing. In: a Subject. Out: findings where two places count it differently, with nothing that tells them apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.figures import Figure
from reportgen.checks.naming import alike
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity

_COUNTED = set("家个所处名人张床户次份项条套台辆册本")
_NOUN = re.compile(r"[\u4e00-\u9fff]{4,8}")
_PARTS = re.compile(
    r"[一二三]级|\w{0,2}指标|\w{0,2}问题|\w{0,2}建议|方面"
)  # parts of the report itself, which each chapter counts for itself
_VERBS = re.compile(
    r"认为|表示|反映|领取|收到|参加|完成|达到|超过|签订|获得|没有|接受|符合|属于|位于|用于|进行|开展|实施|享受|通过|[未已均都不的和及与在由被按]"
)
_CLAUSE = re.compile(r"[，,、：:；。（）“”]")
_NEUTRAL = re.compile(
    r"截至目前|目前|现已|现|已|共计|合计|总计|一共|共|总共|计|拥有|设有|下设|有|为|达到?|是|全[区县市省]|本[区县市省]|辖区|内|的"
)
_SAME = 4  # signs that two nouns begin with alike


@check(
    "two-counts",
    Severity.WARNING,
    meaning="同一个名词在两处跟着不同的数量，前面也没有区别两者的年份、地区或类别。",
    why="同一件事前后两个数，读者不知道信哪个；审核的人会要求说明。",
    example="背景写“全区现有96家养老机构”，问题里写“全区97家养老机构中”。",
    mend="核对后在 [[facts]] 里写一次，两处都引用；确实不是同一件事的，写明年份、地区或类别。",
)
def two_counts(subject: Subject) -> Iterator[Finding]:
    known = {(figure.text.key, figure.start) for figure, _ in subject.retyped}  # what contradicts a fact has been said
    if not any(_counts(figure) and (figure.text.key, figure.start) not in known for figure in subject.typed):
        return
    figures = (figure for text in subject.printed for figure in subject.figures(text))
    counts = [figure for figure in figures if _counts(figure) and (figure.text.key, figure.start) not in known]
    by_place: defaultdict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in counts:
        by_place[alike(figure.unit), figure.after[:_SAME], _qualifier(figure)].append(figure)
    for same in by_place.values():
        yield from _differing(same)


def _counts(figure: Figure) -> bool:
    if figure.unit not in _COUNTED or figure.value <= 1 or figure.vague:
        return False
    return _NOUN.match(figure.after) is not None and not _PARTS.match(figure.after) and not _VERBS.match(figure.after)


def _qualifier(figure: Figure) -> str:
    """What is said of the thing before its number, without words that tell nothing apart."""
    return _NEUTRAL.sub("", _CLAUSE.split(figure.before)[-1])


def _differing(same: Iterable[Figure]) -> Iterator[Finding]:
    first, *others = same
    for other in others:
        if other.value != first.value and (first.typed_at is not None or other.typed_at is not None):
            at, also = (other, first) if other.typed_at is not None else (first, other)
            message = f"这里写“{_shown(at)}”，另一处写“{_shown(also)}”"
            yield Finding(at.text.place(at.typed_at), message, "核对后写成一个数据，两处都引用", (also.text.place(also.typed_at),))


def _shown(figure: Figure) -> str:
    noun = _NOUN.match(figure.after)
    return figure.written + (noun[0][:_SAME] if noun else "")
