"""Numbers and the lists behind them. In: a Subject. Out: findings where a list has more or fewer items than said, or repeats one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.figures import Figure
from reportgen.checks.naming import alike
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.numbers import number_text

_THINGS = set("家个所处名人户辆座件项条种类份门部次场批")
_LIST = re.compile(r"[^，。；：、（）\d\n]{0,8}[，,]\s*(?:即|分别是|分别为|依次为|为)(?P<items>[^，。；：\n]+)(?P<end>[。；，])")
_LEAD = re.compile(r"[，,]\s*(?:即|分别是|分别为|依次为|为|一?共)")
_SO_MANY = re.compile(r"[，,]\s*一?共(?:计|有)?$")
_HINT = "核对个数和所列的名称"
_ASIDE = re.compile(r"[（(][^（()）]*[)）]|[“《][^“”《》]*[”》]")
_JOINT = re.compile("[和与及]")
_OPEN = re.compile(r"等|每|以上|[\d%]")  # a list that goes on, or figures
_COLON = re.compile(r"：(?P<parts>[^。：\n]+；[^。：\n]+)。")
_BROKEN_DOWN = re.compile(r"[家个所处名人户辆座]：|中[，,]")
_AMONG = re.compile(r"[^，。；\d\n]{0,10}中[，,](?P<parts>[^。；\n]+)[。；]")
_BREAK = re.compile(r"[、，,；。]")


@check(
    "list-differs",
    Severity.WARNING,
    meaning="文字说有几个，后面逐一列出的却不是这么多。",
    why="数一数就知道不对；多半是名单增删了，个数没有跟着改。",
    example="“落实6件实事，即……”后面只列出 5 件。",
    mend="核对名单和个数；名单写成 [[facts]] 的列表，个数用 {{ facts.名称 | count }} 引用。",
)
def list_differs(subject: Subject) -> Iterator[Finding]:
    known = {(figure.text.key, figure.start) for figure, _ in subject.retyped}  # figure-differs has told of these
    lists = {"、".join(f.value): (len(f.value),) * 2 for f in subject.case.facts if isinstance(f.value, tuple)}
    for text in subject.printed:
        for figure in subject.figures(text) if _LEAD.search(text.text) else ():
            if not _counts(figure) or (text.key, figure.start) in known:
                continue
            if (before := _listed_before(figure, lists)) and figure.value != lists[before][0]:
                yield Finding(_place(figure), f"前面列出 {lists[before][0]} 个：{before}，这里说 {figure.written}", _HINT)
            found = _LIST.match(text.text, figure.end)
            if found is None or (found["items"] not in lists and _goes_on(found)):
                continue
            items = found["items"]
            least, most = lists.get(items, _items(items))
            if not least <= figure.value <= most:
                message = f"这里说 {figure.written}，后面列出 {most if figure.value > most else least} 个：{items}"
                yield Finding(_place(figure), message, _HINT)


def _listed_before(figure: Figure, lists: Iterable[str]) -> str:
    """The list of a fact that a number closes: 甲、乙、丙，共3家."""
    before = figure.text.text[: figure.start]
    told = _SO_MANY.search(before)
    return next((names for names in lists if told is not None and before[: told.start()].endswith(names)), "")


def _goes_on(found: re.Match[str]) -> bool:
    """Whether more items may follow."""
    return found["end"] == "，" or _OPEN.search(_ASIDE.sub("", found["items"])) is not None


def _counts(figure: Figure) -> bool:
    return figure.unit in _THINGS and not figure.vague


def _items(listed: str) -> tuple[int, int]:
    """How many items a list has: 、 parts them, or words of one (失能、半失能老人); 和 and the like may part them, or belong to one."""
    pieces = _ASIDE.sub("《》", listed).split("、")
    most = max(map(len, pieces))
    within = sum(2 * len(piece) < most for piece in pieces)
    return max(1, len(pieces) - within), len(pieces) + sum(len(_JOINT.findall(piece)) for piece in pieces)


def _place(figure: Figure) -> CasePlace:
    return figure.text.place(figure.typed_at) if figure.typed_at is not None else figure.text.where(figure.written)


@check(
    "breakdown-differs",
    Severity.WARNING,
    meaning="冒号后面分类列出的数相加，不等于前面的总数；或者几种奖项、等级的人数相加，比总人数还多。",
    why="总数和分类数紧挨着，读者一加就知道对不上。",
    example="“全区有医养结合的养老机构18家：公办1家，为……；民办9家，为……”，两类相加是 10 家。",
    mend="核对总数和各类的数。",
)
def breakdown_differs(subject: Subject) -> Iterator[Finding]:
    for text in subject.printed:
        for total in subject.figures(text) if _BROKEN_DOWN.search(text.text) else ():
            parts = _parts(subject, text, total) if _counts(total) else []
            added = sum((part.value for part in parts), Decimal(0))
            if parts and (added > total.value or (added < total.value and text.text[total.end] == "：")):
                shown = "＋".join(part.written for part in parts)
                also = tuple(_place(part) for part in parts if part.typed_at is not None)
                message = f"这里说 {total.written}，后面各类相加（{shown}）是 {number_text(added)}"
                yield Finding(_place(total), message, "核对总数和各类的数", also)


def _parts(subject: Subject, text: Text, total: Figure) -> list[Figure]:
    """The parts of a total: the first figure of each clause behind its colon, or those of one sort of prize or grade among it."""
    alike_ones = [f for f in subject.figures(text) if alike(f.unit) == alike(total.unit) and f.start > total.end and not f.vague]
    if found := _COLON.match(text.text, total.end):
        clauses = [m.span() for m in re.finditer("[^；]+", text.text[: found.end("parts")]) if m.end() > found.start("parts")]
        firsts = [_first(text, max(begin, found.start("parts")), end, alike_ones) for begin, end in clauses]
        return [f for f in firsts if f] if all(firsts) else []
    if found := _AMONG.match(text.text, total.end):
        parts = [f for f in alike_ones if f.end <= found.end("parts")]
        sorts = {(words[:1], words[-1:]) for part in parts if (words := _BREAK.split(part.after)[0])}
        return parts if len(parts) > 1 and len(sorts) == 1 and _of_one_sort(parts) else []
    return []


def _of_one_sort(parts: list[Figure]) -> bool:
    """Whether each thing can be in one part only: 获二等奖, 获三等奖; 评为优秀, 评为合格 might as well."""
    words = [_BREAK.split(part.after)[0] for part in parts]
    return len(set(words)) == len(words) and all(word.endswith(("奖", "级", "等", "类", "档")) for word in words)


def _first(text: Text, begin: int, end: int, figures: list[Figure]) -> Figure | None:
    """The figure of a clause, with no more than the name of a class before it."""
    return next(
        (f for f in figures if begin <= f.start < end and re.fullmatch(r"[\u4e00-\u9fff]{1,8}", text.text[begin : f.start])), None
    )


@check(
    "fact-repeats",
    Severity.WARNING,
    meaning="一项数据的名单里，同一个名称写了两次。",
    why="个数按名单计算，重复的一个会多算。",
    example='facts.公办医养机构 = ["武昌区社会福利院", "武昌区社会福利院"]，正文印出“公办2家”。',
    mend="核对原始名单；确是两个的，把名称写全，使两者有别。",
)
def fact_repeats(subject: Subject) -> Iterator[Finding]:
    for at, fact in enumerate(subject.case.facts):
        names = fact.value if isinstance(fact.value, tuple) else ()
        for n, name in enumerate(names):
            if name in names[:n]:
                message = f"数据“{fact.id}”的名单里，“{name}”写了两次"
                also = (subject.at("facts", at, "value", names.index(name)),)
                yield Finding(subject.at("facts", at, "value", n), message, "核对原始名单", also)
