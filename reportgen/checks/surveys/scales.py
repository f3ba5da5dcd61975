"""Weights of options. In: a Subject. Out: findings where a scale runs up and down, or is not that of the other questions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from reportgen.checks.check import Finding, check
from reportgen.checks.questionnaires import Asked, Questionnaire
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.numbers import number_text
from reportgen.model.surveys import Option

_ASIDE = re.compile("不清楚|不了解|不知道|说不清|不好说|不适用|不涉及|其他|未接触|无所谓")
_AGAINST = re.compile("^(?:很|非常|比较|较)?(?:不|没|未|差|低|否|无|几乎没有|从不)")
_SHARE = re.compile(r"选?\s*([A-Z])\s*(?:项)?(?:得|计|为|按|记)\s*(\d+(?:\.\d+)?)\s*([%％分])")
_SMALL = 3  # questions from which the others tell which scale is right

Scale = tuple[Decimal, ...]


@check(
    "weights-disordered",
    Severity.WARNING,
    meaning="一道题的计分权重没有从高到低：后面的选项比前面的还高。",
    why="满意度按权重计算，权重写反，满意的人越多得分反而越低。",
    example="“很满意”5、“一般满意”0、“不满意”3。",
    mend="核对各选项的 weight；选项从差到好排列的，权重也从低到高。",
)
def weights_disordered(subject: Subject) -> Iterator[Finding]:
    for paper in subject.questionnaires:
        for one in paper.questions:
            weighed = [(n, option, option.weight) for n, option in _weighed(one) if not _ASIDE.search(option.label)]
            rising = bool(weighed) and _AGAINST.search(weighed[0][1].label) is not None
            for (_, first, higher), (n, second, lower) in pairwise(weighed):
                if higher is not None and lower is not None and (lower > higher if not rising else lower < higher):
                    weights = f"“{first.label}”{number_text(higher)}、“{second.label}”{number_text(lower)}"
                    message = f"{one.called}的权重次序颠倒：{weights}"
                    yield Finding(one.place("options", n, "weight"), message, "请核对各选项的 weight")
                    break


def _weighed(one: Asked) -> list[tuple[int, Option]]:
    """The options with a known weight, and their places."""
    return [(n, o) for n, o in enumerate(one.question.options) if o.weight is not None and not o.weight.is_nan()]


@check(
    "weights-differ",
    Severity.WARNING,
    meaning="一道题的计分权重与同一问卷里选项一样多的其他题目不同，或者与计分说明里写的不同。",
    why="同一份问卷一个算法；有一题不同，平均出来的满意度就不对。",
    example="计分说明写“选B得50%”，第 3 题的第二个选项权重是 0.6。",
    mend="核对各题的 weight 和问卷的 scoring；确实不同的，在 scoring 里说明。",
)
def weights_differ(subject: Subject) -> Iterator[Finding]:
    scoring = {text.key: text.text for text in subject.texts if text.key[0] == "surveys" and text.key[-1] == "scoring"}
    for paper in subject.questionnaires:
        scales = {one.at: scale for one in paper.questions if (scale := _scale(one)) is not None}
        usual = {n: _usual([scale for scale in scales.values() if len(scale) == n]) for n in {len(scale) for scale in scales.values()}}
        stated = _SHARE.findall(scoring.get(("surveys", paper.at, "scoring"), ""))
        most = max(Counter(map(len, scales.values())).items(), key=lambda item: item[1], default=(0, 0))[0]
        for one in paper.questions:
            if one.at in scales:
                count = len(scales[one.at])
                yield from _differing(paper, one, usual[count], stated if count == most else [])


def _scale(one: Asked) -> Scale | None:
    """The weights of a question's options as shares of the greatest; None where they are not all known."""
    weights = [option.weight for _, option in _weighed(one)]
    most = max((weight for weight in weights if weight is not None), default=Decimal(0))
    return tuple(w / most for w in weights if w is not None) if most > 0 and len(weights) == len(one.question.options) else None


def _usual(scales: list[Scale]) -> Scale | None:
    """The scale that most of them have."""
    (scale, count), *_ = Counter(scales).most_common(1)
    return scale if len(scales) >= _SMALL and 2 * count > len(scales) else None


def _differing(paper: Questionnaire, one: Asked, usual: Scale | None, stated: list[tuple[str, str, str]]) -> Iterator[Finding]:
    own = _scale(one) or ()
    place, weights = one.place("options"), "、".join(number_text(o.weight) for _, o in _weighed(one) if o.weight is not None)
    for letter, number, sign in stated:
        n = ord(letter) - ord("A")
        weight = one.question.options[n].weight if n < len(own) else None
        said = Decimal(number) / 100 if sign != "分" else Decimal(number)
        if weight is not None and (own[n] if sign != "分" else weight) != said:
            message = f"{one.called}的权重是 {weights}，计分说明写“选{letter}得{number}{sign}”"
            yield Finding(one.place("options", n, "weight"), message, "请核对 weight 和 scoring", (paper.place("scoring"),))
            return
    if usual is not None and own != usual:
        other = next(asked for asked in paper.questions if _scale(asked) == usual)
        rest = "、".join(number_text(o.weight) for _, o in _weighed(other) if o.weight is not None)
        message = f"{one.called}的权重是 {weights}，同一问卷的{other.called}等是 {rest}"
        yield Finding(place, message, "请核对 weight", (other.place("options"),))
