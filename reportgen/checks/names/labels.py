"""Names that indicators carry besides their own. In: a Subject. Out: findings where a formula or a group is called nearly as another.

A formula is called as its indicator, by part of that name or by something else altogether; indicators of one group call it alike.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from reportgen.checks.check import Finding, check
from reportgen.checks.rule_fields import rule_field
from reportgen.checks.spellings import reworded
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Key, Severity
from reportgen.model.indicators import Indicator

_HEAD = re.compile(r"^\s*([\u4e00-\u9fff“”+A-Za-z]{3,40})\s*[＝=]", re.MULTILINE)
_LONG = 4  # signs of a group's name in which one sign more is a slip
_NEAR = 0.72  # of the signs of two names, so many are the same in the same order
_BEFORE, _BEHIND = ("", "项目", "本项目"), ("", "指标", "类指标", "情况", "方面", "类", "部分")  # what people put around a group's name


@check(
    "formula-name-differs",
    Severity.WARNING,
    meaning="计算公式等号左边的名称、计分规则里的名称、评价情况里的率，和三级指标的名称只差几个字。",
    why="公式算的应当就是这个指标；名称写错一两个字，读者会以为公式是另一个指标的。",
    example='三级指标是“预算执行率”，公式写成“预算执行比率＝实际支出资金÷实际到位资金”，或者 rule 里写 name = "预算执行比例"。',
    mend="公式和规则里的名称照三级指标写；公式确实算的是另一个数的，换一个分得清的名称。",
)
def formula_name_differs(subject: Subject) -> Iterator[Finding]:
    names = {indicator.name for indicator in subject.case.indicators}
    for at, indicator in enumerate(subject.case.indicators):
        for key, called in _called(indicator, ("indicators", at)):
            if called not in names and _is_slip(called, indicator.name):
                message = f"这里写“{called}”，三级指标的名称是“{indicator.name}”"
                yield Finding(CasePlace(key), message, "改为三级指标的名称", (CasePlace(("indicators", at, "name")),))


def _called(indicator: Indicator, key: Key) -> Iterator[tuple[Key, str]]:
    """What the rule and the formula of an indicator are called."""
    name = rule_field(indicator.scoring_rule, "name")
    if isinstance(name, str):
        yield (*key, "rule", "name"), name
    for found in _HEAD.finditer(indicator.definition or ""):
        yield (*key, "definition"), found[1]
    if indicator.name.endswith("率") and (
        ratio := re.search(f"{re.escape(indicator.name[:-1])}(?:比例|比率|百分比)", indicator.finding)
    ):
        yield (*key, "finding"), ratio[0]


def _is_slip(called: str, name: str) -> bool:
    """Whether a name is nearly another, and no part of it; signs that only changed places are found wherever names are."""
    if called in name or name in called or sorted(called) == sorted(name):
        return False
    return called in reworded(name) or difflib.SequenceMatcher(None, called, name, autojunk=False).ratio() >= _NEAR


@check(
    "group-names-differ",
    Severity.WARNING,
    meaning="二级指标（或一级指标）的两个名称只差“项目”“指标”“情况”这样的字，或者一个词：像是同一个。",
    why="名称不一致，同一组的指标在评分表里就分成了两组，小计也分开算。",
    example="四个指标的 group 是“产出质量”，一个写成“产出质量指标”，评分表里多出一行。",
    mend="改为一致；确是两组的，换成分得清的名称。",
)
def group_names_differ(subject: Subject) -> Iterator[Finding]:
    for field in ("group", "dimension"):
        used = Counter(getattr(indicator, field) for indicator in subject.case.indicators)
        first = {getattr(i, field): at for at, i in reversed(list(enumerate(subject.case.indicators)))}
        other_names = {name: _other_names(name) for name in used}
        for one, other in combinations(used, 2):
            if other in other_names[one] or one in other_names[other] or sorted(one) == sorted(other) or _one_more(one, other):
                rare, usual = sorted((one, other), key=lambda name: (used[name], -first[name]))
                message = f"这里写“{rare}”，别的指标写“{usual}”，像是同一个"
                also = (CasePlace(("indicators", first[usual], field)),)
                yield Finding(CasePlace(("indicators", first[rare], field)), message, "改为一致，或换成分得清的名称", also)


def _one_more(one: str, other: str) -> bool:
    """Whether one name has a sign more than the other, inside."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _LONG and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _other_names(name: str) -> set[str]:
    """What people call a group as well: with words around its name, or with one of like meaning in it."""
    return {before + name + behind for before in _BEFORE for behind in _BEHIND if before + behind} | reworded(name)
