"""Sums that sentences state: a total and its parts, and equations. In: a Subject. Out: findings, with the sum and what is stated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from reportgen.checks.arithmetic import equations_of
from reportgen.checks.check import Finding, check
from reportgen.checks.figures import DAY, MONTH, Figure
from reportgen.checks.naming import alike
from reportgen.checks.slips import slipped
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import Severity
from reportgen.model.numbers import number_text
from reportgen.model.values import MONEY_UNITS

_WORDS = re.compile("中，|其余|剩余|其中|包括|分为|分别|依次|合计|共计|总计|小计|一共|共")
_COUNTS = re.compile(r"[\d二两三四五六七八九十]\s*[万亿家个所名处人张户次份项条套台件座间辆种类场笔组门篇册本床元]")
_OPENING = re.compile(r"(?P<all>包括|包含|分为)|其中|分别[为是]|依次[为是]?|中[，,]")
_TOTAL = re.compile(r"(?:合计|共计|总计|一共|共|总数)(?:有|为|是|达|达到)?[：:]?$")
_SUBTOTAL = re.compile(r"小计(?:为|是)?[：:]?$")
_REST = re.compile(r"(?:其余|剩余|余下|其他)(?:的)?$")
_STOPS = re.compile(r"[。；;！？\n]")
_BREAK = re.compile(r"达到|完成率|计划|目标|任务|应|占|较|同比|比上年|每|平均|人均|涉及|覆盖|惠及|标准|以上|各|若|退回|不含|新增|另")
_NO_SUM = {"", "%", "个百分点", "分", "岁", "天", "个月", "月", "小时", "亿", "万", DAY, MONTH}
_LEAD = 10  # signs before a figure that say what it is
_FAR = 45  # signs between a total and its parts
_CLOSE = Decimal("0.08")
_TELLING = 100
_MYRIAD, _FEW = 10_000, 1000


@check(
    "sum-differs",
    Severity.WARNING,
    meaning="一句话里的总数不等于各部分之和：共多少，其中多少、多少；小计多少、小计多少，合计多少。",
    why="读者随手一加就知道对不上；多半是改了一个数，没有改另一个。",
    example="“养老床位6982张，包括机构床位3722张、家庭床位3170张”，两项相加是 6892 张。",
    mend="核对各数；总数最好写成 [[facts]] 的 sum，由程序相加。",
)
def sum_differs(subject: Subject) -> Iterator[Finding]:
    known = {(figure.text.key, figure.start) for figure, _ in subject.retyped}  # what contradicts a fact has been said
    for text in subject.sentences:
        figures = [f for f in subject.figures(text) if f.unit not in _NO_SUM] if _may_add_up(text.text) else []
        if len(figures) > 2:
            for total in (*_openings(text, figures), *_closings(text, figures)):
                if total.differs and not any((f.text.key, f.start) in known for f in (total.figure, *total.parts)):
                    yield total.finding
            yield from _remainders(text, figures)


def _may_add_up(text: str) -> bool:
    """Whether a text has the words for it, and three counts at least."""
    return _WORDS.search(text) is not None and len(_COUNTS.findall(text)) > 2


@dataclass(frozen=True, slots=True)
class _Total:
    """A figure that other figures of its sentence are parts of; `complete` says that they are all its parts."""

    figure: Figure
    parts: Sequence[Figure]
    complete: bool
    part_of_list: bool  # whether the last figures may say something else

    @property
    def value(self) -> Decimal:
        return _amount(self.figure)

    @property
    def differs(self) -> bool:
        """Whether no reading of the list adds up to the total, and the list is complete or a slip away from it."""
        values = [_amount(part) for part in self.parts]
        readings = list(accumulate(values))[1:] if self.part_of_list else [sum(values[at:]) for at in range(len(values) - 1)]
        outer = [_amount(part) for part in self.parts if not _inside_brackets(part)]
        rounding = sum(map(_half_digit, (self.figure, *self.parts)), Decimal(0))
        if any(abs(reading - self.value) <= rounding for reading in (*readings, sum(outer))):
            return False
        return self.complete or self._is_slip(values)

    def _is_slip(self, values: Sequence[Decimal]) -> bool:
        """Whether one mistyped figure would explain the difference, or the sum is close, or parts of money exceed it."""
        added = sum(values, Decimal(0))
        if _mistyped(self.value, added) or (self.figure.unit in MONEY_UNITS and added > self.value):
            return True
        rests = [self.value - added + value for value in values]
        mistyped = any(rest > 0 and _mistyped(value, rest) for value, rest in zip(values, rests, strict=True))
        return mistyped or abs(added - self.value) <= _CLOSE * self.value

    @property
    def finding(self) -> Finding:
        text, unit = self.figure.text, self.figure.unit
        added = sum(map(_amount, self.parts), Decimal(0)) / MONEY_UNITS.get(unit, Decimal(1))
        shown = "＋".join(part.written for part in self.parts)
        message = f"这里写 {self.figure.written}，各部分相加（{shown}）是 {number_text(added)} {unit}"
        typed = next((f for f in (self.figure, *self.parts) if f.typed_at is not None), None)
        place = text.place(typed.typed_at) if typed is not None else text.where(self.figure.written)
        quoted = text.quoted and all(f.typed_at is not None for f in (self.figure, *self.parts))  # a fact is our own
        return Finding(place, message, "请核对总数和各部分；总数可写成 [[facts]] 的 sum", quoted=quoted)


def _mistyped(value: Decimal, right: Decimal) -> bool:
    """Whether one is the other mistyped: of two digits any pair may differ in one, so that only a swap tells."""
    swapped = sorted(f"{value:f}") == sorted(f"{right:f}")
    if value > 0 and abs(right - _MYRIAD * value) * _FEW <= right:  # 元 for 万元, rounded
        return True
    return slipped(value, right) and (swapped or min(value, right) >= _TELLING)


def _openings(text: Text, figures: Sequence[Figure]) -> Iterator[_Total]:
    """Totals that stand before their parts: 共9家，其中甲4家、乙5家."""
    for found in _OPENING.finditer(text.text):
        total = next((f for f in reversed(figures) if f.end <= found.start()), None)
        if total is None or total.vague or not _joined(text.text, total, found):
            continue
        parts = list(_listed(text.text, found.end(), [f for f in figures if f.start >= found.end() and _same(f, total)]))
        if len(parts) > 1:
            yield _Total(total, parts, complete=found["all"] is not None, part_of_list=True)


def _joined(text: str, total: Figure, found: re.Match[str]) -> bool:
    """Whether an opening word goes on with the total before it."""
    between = text[total.end : found.start()]
    near = _FAR if found[0].startswith(("分别", "依次")) else _FAR // 3
    return len(between) <= near and not _STOPS.search(between) and not _OPENING.search(between) and not _BREAK.search(between)


def _listed(text: str, start: int, figures: Sequence[Figure]) -> Iterator[Figure]:
    """The figures of a list from a place on, to its end: a stop, another list, or words of something else."""
    at = start
    for figure in figures:
        between = text[at : figure.start]
        if _STOPS.search(between) or _OPENING.search(between) or _BREAK.search(between) or figure.vague or len(between) > _FAR:
            return
        yield figure
        at = figure.end


def _closings(text: Text, figures: Sequence[Figure]) -> Iterator[_Total]:
    """Totals that stand behind their parts: 小计473万元；……小计30万元；合计503万元, 甲4家、乙5家，共9家."""
    subtotals: list[Figure] = []
    since = 0
    for at, figure in enumerate(figures):
        if at and "\n" in text.text[figures[at - 1].end : figure.start]:
            subtotals = []
        words = text.text[max(0, figure.start - _LEAD) : figure.start]
        if _SUBTOTAL.search(words):
            subtotals.append(figure)
        elif _TOTAL.search(words):
            same = [part for part in subtotals if _same(part, figure)]
            parts = same or _preceding(text.text, figures[since:at], figure)
            if len(parts) > 1:
                yield _Total(figure, parts, complete=bool(same), part_of_list=False)
            subtotals, since = [], at + 1


def _preceding(text: str, figures: Sequence[Figure], total: Figure) -> list[Figure]:
    """The list of like figures in front of a total, back to a stop or words of something else."""
    parts: list[Figure] = []
    end = total.start
    for figure in reversed(figures):
        between = text[figure.end : end]
        if _STOPS.search(between) or _BREAK.search(between) or not _same(figure, total) or figure.vague or len(between) > _FAR:
            break
        parts.insert(0, figure)
        end = figure.start
    return [] if parts and _BREAK.search(parts[0].before[-8:]) else parts


def _remainders(text: Text, figures: Sequence[Figure]) -> Iterator[Finding]:
    """其余62处 behind a total and what is done of it: some difference of what stands before must be as much."""
    for at, rest in enumerate(figures):
        if not _REST.search(text.text, max(0, rest.start - _LEAD), rest.start) or rest.vague:
            continue
        start = text.text.rfind("\n", 0, rest.start) + 1
        before = [f for f in figures[:at] if f.start >= start and _same(f, rest) and not f.vague]
        if len(before) < 2:
            continue
        values = [_amount(figure) for figure in before]
        whole, others = max(values), values[values.index(max(values)) + 1 :]
        differences = {a - b for a in values for b in values} | {whole - sum(others[n:]) for n in range(len(others))}
        slack = sum(map(_half_digit, (rest, *before)), Decimal(0))
        if whole > _amount(rest) and not any(abs(d - _amount(rest)) <= slack for d in differences):
            shown = "、".join(figure.written for figure in before)
            place = text.place(rest.typed_at) if rest.typed_at is not None else text.where(rest.written)
            quoted = text.quoted and all(figure.typed_at is not None for figure in (rest, *before))
            message = f"这里写其余 {rest.written}，与前面的{shown}对不上"
            yield Finding(place, message, "请核对总数、已有的和其余的数", quoted=quoted)


def _same(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit or alike(one.unit) == alike(other.unit)


def _amount(figure: Figure) -> Decimal:
    return figure.value * MONEY_UNITS.get(figure.unit, Decimal(1))


def _half_digit(figure: Figure) -> Decimal:
    exponent = figure.value.as_tuple().exponent
    scale = MONEY_UNITS.get(figure.unit, Decimal(1))
    return scale * Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) and exponent < 0 else Decimal(0)


def _inside_brackets(figure: Figure) -> bool:
    text = figure.text.text
    return text.rfind("（", 0, figure.start) > text.rfind("）", 0, figure.start)


@check(
    "equation-wrong",
    Severity.WARNING,
    meaning="文字里写出的算式，等号两边不相等。",
    why="算式就是给人复算的，算不出来，这一段的数都会受到怀疑。",
    example="“31家×20万元＝260万元”，左边是 620 万元。",
    mend="核对算式里的每个数和单位。",
)
def equation_wrong(subject: Subject) -> Iterator[Finding]:
    for text in subject.sentences:
        for equation in equations_of(text.text) if "=" in text.text or "＝" in text.text else ():
            if not equation.holds:
                written = text.text[equation.start : equation.end]
                left = number_text(round(Decimal(equation.left.numerator) / Decimal(equation.left.denominator), 4))
                message = f"“{written}”的左边算得 {left}，右边是 {number_text(equation.right)}"
                yield Finding(text.where(written), message, "请核对算式里的数和单位", quoted=text.quoted)
