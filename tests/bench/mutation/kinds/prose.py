"""What goes wrong in the words themselves: placeholders, doubled words, foreign names, unpaired marks, wrong characters.

In: a Subject. Out: sites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from random import Random

from tests.bench.mutation.model import Data, Mutation, MutationSite, Side
from tests.bench.mutation.subject import Reference, Subject
from tests.bench.mutation.surface import Text
from tests.bench.mutation.values import other_of

_PLACEHOLDERS = ("XX", "XXX", "××", "xx", "＿＿", "____", "待填写", "待补充", "【】")
_NUMBER = re.compile(r"(?<![\d.])\d+(?:[.,]\d+)*")
_UNIT = re.compile(r"万元|亿元|元|家|张|个|人|份|笔|次|处|条|名|%|个月|万份|街道|社区")
# Characters and words that nothing but a slip doubles.
_WORD = re.compile(r"项目|资金|补贴|评价|指标|养老|机构|工作|服务|管理|实施|预算|绩效|目标|的|了|和|与|在|为|是|已|由|及")
_PAIRED = re.compile("[“”（）《》〈〉〔〕【】「」]")
_OTHER_HALF = dict(zip("“”（）《》〈〉〔〕【】", "”“）（》《〉〈〕〔】【", strict=True))
_MARK = re.compile("(?<=[\u4e00-\u9fff”》）])[，。；：、](?=[\u4e00-\u9fff“《（]|$)")
_HALF = str.maketrans("，。；：、（）％＝＋", ",.;:,()%=+")
_BRACKETS = re.compile("（[\u4e00-\u9fff]+）")
_FULL_DIGITS = str.maketrans("0123456789%", "０１２３４５６７８９％")
_LOOKALIKE = {"0": "Oo", "1": "lI"}
# Wrong characters of the field: the right word and what it is written as by mistake.
_CONFUSED = (
    ("拨付", "拔付"), ("拨款", "拔款"), ("预拨", "预拔"), ("明细账", "明细帐"), ("账务", "帐务"), ("截至", "截止"), ("覆盖", "复盖"),
    ("签订", "签定"), ("部署", "布署"), ("部分", "部份"), ("预算", "予算"), ("绩效", "积效"), ("安装", "按装"), ("安排", "按排"),
    ("座谈", "坐谈"), ("截留", "截流"), ("反映", "反应"), ("作为", "做为"), ("健全", "建全"), ("需求", "须求"), ("辐射", "幅射"),
    ("检查", "检察"), ("核查", "核察"), ("抽查", "抽察"), ("记录", "纪录"), ("补贴", "补帖"), ("竞争", "竟争"), ("掌握", "撑握"),
    ("撰写", "纂写"), ("既能", "即能"), ("资料", "资科"), ("年末", "年未"), ("未发现", "末发现"), ("入住", "人住"),
    ("入驻", "人驻"), ("收入", "收人"), ("已建", "己建"), ("已全部", "己全部"), ("均已", "均己"), ("尚未", "尚末"),
)  # fmt: skip
_RIGHT = re.compile("|".join(right for right, _ in _CONFUSED))
_FOREIGN = ("project.department", "project.name", "project.authority", "project.region", "evaluator.firm", "evaluator.commissioner")


def placeholders(subject: Subject) -> list[MutationSite]:
    """A figure, name or date of which a placeholder is left."""
    sites: list[MutationSite] = [partial(_left, subject, r.text, (r.start, r.end)) for r in subject.references]
    return sites + [partial(_left, subject, text, span) for text in subject.narrative for span in text.matches(_NUMBER)]


def _left(subject: Subject, text: Text, span: tuple[int, int], chance: Random) -> Mutation:
    return subject.retyped("placeholder", text, span, chance.choice(_PLACEHOLDERS), (), (8,))


def doubled(subject: Subject) -> list[MutationSite]:
    """A unit behind a figure, or a word, that stands there twice."""
    united = [(r, unit) for r in subject.references if (unit := _UNIT.match(r.after))]
    sites: list[MutationSite] = [partial(_again, subject, r.text, (r.end, r.end + unit.end())) for r, unit in united]
    for text in subject.narrative:
        units = [(start, end) for start, end in text.matches(_UNIT) if start and text.text[start - 1].isdecimal()]
        sites += [partial(_again, subject, text, span) for span in units]
        if words := text.matches(_WORD):
            sites.append(partial(_any_again, subject, text, words))
    return sites


def _again(subject: Subject, text: Text, span: tuple[int, int], _: Random) -> Mutation:
    return subject.retyped("doubled", text, span, text.text[slice(*span)] * 2, (), (8,))


def _any_again(subject: Subject, text: Text, spans: list[tuple[int, int]], chance: Random) -> Mutation:
    return _again(subject, text, chance.choice(spans), chance)


def foreign(subject: Subject) -> list[MutationSite]:
    """The project, department, place, firm or commissioner of another case."""
    sites: list[MutationSite] = [partial(_of_other, subject, r) for r in subject.references if r.path in _FOREIGN]
    place = _place(subject.data)
    for text in subject.narrative:
        sites += [partial(_other_place, subject, text, span) for span in text.matches(re.compile(re.escape(place)))]
    return sites


def _place(data: Data) -> str:
    """The district or county of a case, without the city before it."""
    return str(data["evaluator"]["commissioner"]).removesuffix("财政局")


def _of_other(subject: Subject, reference: Reference, chance: Random) -> Mutation | None:
    table, field = reference.path.split(".")
    new = other_of([data[table][field] for data in subject.others if field in data[table]], chance, reference.printed)
    if new is None:
        return None
    sides = subject.second_mentions(reference)
    return subject.retyped("foreign-name", reference.text, (reference.start, reference.end), new, sides, (7, 8))


def _other_place(subject: Subject, text: Text, span: tuple[int, int], chance: Random) -> Mutation:
    new = chance.choice([_place(data) for data in subject.others])
    return subject.retyped("foreign-name", text, span, new, (Side(("project",)),), (7, 8))


def unpaired(subject: Subject) -> list[MutationSite]:
    """A quotation mark or bracket that lost its other half, or stands the wrong way round."""
    return [partial(_half_lost, subject, text, span) for text in subject.narrative for span in text.matches(_PAIRED)]


def _half_lost(subject: Subject, text: Text, span: tuple[int, int], chance: Random) -> Mutation:
    turned = _OTHER_HALF.get(text.text[slice(*span)], "") if chance.random() < 0.3 else ""
    return subject.retyped("unpaired", text, span, turned, (), (8,))


def widths(subject: Subject) -> list[MutationSite]:
    """A half-width mark among Chinese characters, or full-width digits."""
    sites: list[MutationSite] = []
    for text in subject.narrative:
        if marks := [*text.matches(_MARK), *text.matches(_BRACKETS)]:
            sites.append(partial(_narrow, subject, text, marks))
        sites += [partial(_wide, subject, text, span) for span in text.matches(_NUMBER)]
    return sites


def _narrow(subject: Subject, text: Text, spans: list[tuple[int, int]], chance: Random) -> Mutation:
    span = chance.choice(spans)
    return subject.retyped("width", text, span, text.text[slice(*span)].translate(_HALF), (), (8,))


def _wide(subject: Subject, text: Text, span: tuple[int, int], _: Random) -> Mutation:
    return subject.retyped("width", text, span, text.text[slice(*span)].translate(_FULL_DIGITS), (), (8,))


def characters(subject: Subject) -> list[MutationSite]:
    """A letter in a number, or a wrong character that the field knows."""
    sites: list[MutationSite] = []
    for text in subject.narrative:
        sites += [partial(_letter, subject, text, span) for span in _with_lookalikes(text)]
        sites += [partial(_confused, subject, text, span) for span in text.matches(_RIGHT)]
    return sites


def _with_lookalikes(text: Text) -> Iterator[tuple[int, int]]:
    """Numbers of several digits that hold a 0 or a 1."""
    for start, end in text.matches(_NUMBER):
        digits = text.text[start:end]
        if len(digits) > 1 and any(digit in digits for digit in _LOOKALIKE):
            yield start, end


def _letter(subject: Subject, text: Text, span: tuple[int, int], chance: Random) -> Mutation:
    at = chance.choice([n for n in range(*span) if text.text[n] in _LOOKALIKE])
    return subject.retyped("wrong-character", text, (at, at + 1), chance.choice(_LOOKALIKE[text.text[at]]), (), (8,))


def _confused(subject: Subject, text: Text, span: tuple[int, int], chance: Random) -> Mutation:
    wrong = chance.choice([wrong for right, wrong in _CONFUSED if right == text.text[slice(*span)]])
    return subject.retyped("wrong-character", text, span, wrong, (), (8,))
