"""Names in quotation marks that are nearly those of indicators. In: a Subject. Out: findings, with the indicator."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.nearness import Nearness
from reportgen.checks.seeking import pairs_in
from reportgen.checks.spellings import reworded
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.case import Case

_QUOTED = re.compile(r"“([\u4e00-\u9fffA-Za-z+]{6,40})”")
_INDICATOR = re.compile(
    r"(?:、?“[^”]*”)*等?(?:\w{0,3}项)?(?:[一二三]级)?(?:评价)?指标|得分|扣|失分"
)  # unknown-indicator tells of these
_NEAR = 0.82  # of the signs of both, so many are the same in the same order
_OTHER = ("甲乙丙丁", "一二三四五六七八九十", "上下", "男女", "城乡", "新老")  # signs that tell true names apart


@check(
    "quoted-name-differs",
    Severity.WARNING,
    meaning="引号里的名称和三级指标的名称只差几个字：和一个指标相近，又不是案例里别的名称。",
    why="同一个指标前后两个名称，读者在评分表里找不到它；多半是指标改了名，正文没有跟着改。",
    example="建议写“缩短‘平台呼叫服务时间’”，三级指标是“平台呼叫服务时长”。",
    mend="改用引用，如 {{ indicators.平台呼叫服务时长.name }}；确实不是这个指标的，换一个分得清的名称。",
)
def quoted_name_differs(subject: Subject) -> Iterator[Finding]:
    names = {indicator.name: at for at, indicator in enumerate(subject.case.indicators)}
    known = _known(subject.case)
    for text in subject.printed:
        for found in _QUOTED.finditer(text.bare) if "“" in text.typed and text.key[0] != "funds" else ():
            called = found[1]
            if called in known or _INDICATOR.match(text.bare, found.end()) or text.bare[: found.start()].endswith("指标"):
                continue
            near = difflib.get_close_matches(called, names, n=1, cutoff=_NEAR)
            if near and not _is_other(called, near[0]) and not _is_similar(called, near[0]):
                message = f"这里写“{called}”，三级指标的名称是“{near[0]}”"
                also = (CasePlace(("indicators", names[near[0]], "name")),)
                yield Finding(text.place(found.start(1)), message, "改用引用 {{ indicators.名称.name }}", also)


def _known(case: Case) -> set[str]:
    """Everything else in a case that goes by a name."""
    known = {case.project.name, *(document.title for document in case.documents), *(problem.title for problem in case.problems)}
    for indicator in case.indicators:
        known |= {indicator.name, indicator.group, indicator.dimension}
    for target in case.targets.declared if case.targets else ():
        known |= {target.name, target.group, target.dimension}
    for fact in case.facts:
        known |= {fact.value} if isinstance(fact.value, str) else set(fact.value) if isinstance(fact.value, tuple) else set()
    return known | {option.label for question in case.questions for option in question.options}


def _is_similar(called: str, name: str) -> bool:
    """Whether similar-names tells of it: one sign, or a word of like meaning."""
    return called in reworded(name) or any(Nearness([name]).near(called, pairs_in(called)))


def _is_other(one: str, two: str) -> bool:
    """Whether one name is a part of the other, or they differ in signs that tell true names apart."""
    if one in two or two in one:
        return True
    differing = set(one) ^ set(two)
    return any(len(differing & set(signs)) > 1 for signs in _OTHER)
