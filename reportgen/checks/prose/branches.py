"""Numbers of groups and indicators of a part of the tree. In: a Subject. Out: findings where prose counts other than the case holds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from reportgen.checks.check import Finding, check
from reportgen.checks.figures import number_of
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import Severity

_NUMBER = r"(?P<number>\d+|[一二两三四五六七八九十]{1,3})"
_COUNT = rf"{_NUMBER}\s*个(?:评价)?(?P<level>[二三]级)(?:评价)?指标"
_HEAD = (
    r"(?:(?<![\u4e00-\u9fff])|(?<=[和及中的在将对]))(?P<name>{names})[”\"’」]?"
    r"(?:[（(][^（()）]{{0,12}}[)）]|这|类|一个|[一二]级|评价|指标|维度|方面|部分|之下|下|共|总共|一共|又|再|具体)*"
    r"(?:下设|设置|设有|设|包括|包含|含有|含|分设|细分为|细分|细化为|分为|划分为|分解为|有)(?:了|有)?\s*"
)
_NEXT = re.compile(rf"[、，,和及]\s*(?:共计?)?{_COUNT}")
_TOTAL = re.compile(r"\s*(?:$|[。；;，,、：:（(\n]|和|及|以及)")  # 下设2个三级指标未得满分 does not count all of them

Numbers = Mapping[tuple[str, str], set[int]]


@check(
    "count-of-branch",
    Severity.WARNING,
    meaning="正文写的某个一级指标或二级指标下设的二级、三级指标个数，和案例里的个数不同。",
    why="指标增删或换了归属，正文里的个数常忘了改；评审照指标体系表一数就知道。",
    example="正文写““产出”一级指标下设3个二级指标”，[[indicators]] 里“产出”有 4 个二级指标。",
    mend="核对后改正文，或者不写个数。",
)
def count_of_branch(subject: Subject) -> Iterator[Finding]:
    texts = [text for text in subject.printed if "级指标" in text.text or "级评价指标" in text.text]
    if not texts:
        return
    numbers, keys = _numbers(subject), _keys(subject)
    names = "|".join(map(re.escape, sorted(keys, key=len, reverse=True)))
    head = re.compile(_HEAD.format(names=names) + _COUNT)
    for text in texts:
        for name, found in _counts(text, head):
            right = numbers.get((name, found["level"]), set())
            if right and number_of(found["number"]) not in right:
                stated = " 或 ".join(map(str, sorted(right)))
                message = f"正文写“{name}”下有{found['number']}个{found['level']}指标，案例里是 {stated} 个"
                yield Finding(text.where(found[0].lstrip("、，,和及")), message, "核对后改正文", (subject.at(*keys[name]),))


def _counts(text: Text, head: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str]]]:
    """Each number with the name of the part that it counts: one goes on with the name of the one before."""
    for first in head.finditer(text.text):
        found: re.Match[str] | None = first
        while found is not None:
            if _TOTAL.match(text.text, found.end()):
                yield first["name"], found
            found = _NEXT.match(text.text, found.end())


def _numbers(subject: Subject) -> Numbers:
    """How many groups and indicators there are by name; several groups may bear one name."""
    numbers: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for dimension in subject.card.dimensions:
        numbers[dimension.name, "二级"].add(len(dimension.groups))
        numbers[dimension.name, "三级"].add(len(dimension.indicators))
        for group in dimension.groups:
            numbers[group.name, "三级"].add(len(group.indicators))
    return numbers


def _keys(subject: Subject) -> dict[str, tuple[str, int]]:
    """The first indicator of each dimension and group."""
    keys: dict[str, tuple[str, int]] = {}
    for at, indicator in enumerate(subject.case.indicators):
        keys.setdefault(indicator.dimension, ("indicators", at))
        keys.setdefault(indicator.group, ("indicators", at))
    return keys
