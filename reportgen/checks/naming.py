"""Which named figure a typed figure means. In: the named figures of a case and its references. Out: the one meant, or None.

What counts: its unit; the words around it against the name and against the words beside references to it; whether the text belongs
to the same indicator; whether the value looks mistyped; whether nothing else refers to it any more. A figure that agrees with one
that it may mean as well is in order.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from reportgen.diagnostics import Key
from reportgen.model.case import Case
from reportgen.model.values import MONEY_UNITS

from .figures import DAY, MONTH, Figure
from .mentions import Mentions, rule_paths
from .named import Named
from .slips import slipped, slipped_day, slipped_month

ENOUGH = 1.6  # points of likeness from which a figure is taken to mean another; found by measuring
_ELSEWHERE = {"facts", "funds", "accepted", "published", "report", "evaluator"}  # tables that are facts themselves
_RULES = {"standard", "explanation", "rule"}  # what a score is made by, not what was found
_AIMS = {"target", "plan", "definition"}
_AIMED = re.compile("(?:计划|目标|要求|应当|标准)(?![^，。；]{0,4}[数量额]的$)")  # 占目标床位数的58% is found, not aimed at
_AIM_NAMES = ("目标", "要求", "标准", "计划")
_IS_AIM = re.compile("的(?:目标|要求|标准|计划)")
_MANY = re.compile("[多余]")
_SLIP = 0.8  # what is stated as a bound or for each one must look mistyped
_HARDLY = 0.3  # so little likeness of words is none, unless four digits and more can hardly be there by chance
_SUPPORT = 0.45  # so much of the best likeness is enough for a figure that agrees
_SIMILAR = {"个": "家", "所": "家", "处": "家", "名": "人", "床": "张", "月": "个月", "万元": "元", "亿元": "元", "日": "天"}
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+")
_CLAUSE = re.compile(r"[，,、：:；。（）“”]")
_LINK = re.compile(r"(?:只|仅|均|分别)?(?:占到?|为|达到?|是|有|在|高于|低于|超过|共有?|约|：|:)?[“”\s]*$")
_RATE_ENDS = 2
_FAR = 3
_SURVEYED = re.compile("受访|问卷|调查|认为|表示|[选占]|作答|满意")
_LABELS = {
    "funds.budget": re.compile(r"(?:安排|调整后的?)?预算(?:资金|安排|总额|金额|数|批复)?$"),
    "funds.initial": re.compile(r"(?:年初)?(?:安排)?预算(?:资金|安排|总额|金额|数)?$"),
    "funds.received": re.compile(r"(?:实际|资金)?到位(?:资金|金额|数)?$"),
    "funds.withdrawn": re.compile(r"(?:被|年末)?收回(?:资金|额度|金额|数)?$"),
    "funds.spent": re.compile(r"(?:实际)?支出(?:资金|金额|总额|数)?$"),
}  # how prose says right before an amount which one it is
_WHOLE = re.compile(r"截至|截止|全年|年末|年底|本|该|项目|财政|专项|资金|经费|实际|累计|总共|总计|合计|共|总|已|均|其中|[\d年月日度的]")
_PART = 0.6  # for an amount of something narrower
_SPANS = tuple("至到—-～")
_OTHER = 0.3  # the same of one digit, which may be there by chance
_AMOUNT = re.compile(r"^[\d.,\s]+")
_NAMED = 2.5  # likeness of a figure that is named in full right before it
_LONG = 3  # digits from which a number is hardly there by chance


def may_mean(figure: Figure) -> bool:
    """Whether a typed figure can mean a fact at all: not in a rule, not in a fact itself; a rate that is aimed at is another fact."""
    key = figure.text.key
    if key[0] in _ELSEWHERE or key[-1] in _RULES or figure.unit in ("", "分") or figure.written.startswith("两"):
        return False
    if figure.rough and not _MANY.search(figure.written):
        return False
    return figure.unit != "%" or not (
        key[-1] in _AIMS or _AIMED.search(figure.before) or (figure.vague and not _IS_AIM.match(figure.after))
    )


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How much speaks for one named figure: by words, by the value, by where the text stands."""

    named: Named
    words: float
    value: float
    agrees: bool

    @property
    def total(self) -> float:
        return self.words + self.value


@dataclass(frozen=True, slots=True)
class _Around:
    """A typed figure and the pairs of signs around it: before it in its clause, around it in its clause, in its sentence."""

    figure: Figure
    before: str
    after: str
    leading: set[str]
    near: set[str]
    far: set[str]


class Naming:
    """The named figures of one case, ready to be compared with typed ones."""

    def __init__(self, case: Case, named: Iterable[Named], mentions: Mentions, typed: Iterable[Figure] = ()) -> None:
        self._case, self._named, self._mentions = case, tuple(named), mentions
        self._stated = {named.path for figure in typed for named in self.candidates(figure) if agree(figure, named.value)}

    def meant(self, figure: Figure) -> Named | None:
        """The named figure that a typed one means and contradicts; None where it agrees or means none."""
        around = _around(figure)
        found = [self._likeness(named, around) for named in self.candidates(figure)]
        differing = [like for like in found if not like.agrees]
        best = max(differing, key=lambda like: like.total, default=None)
        if best is None or best.total < ENOUGH or best.words < (_HARDLY if best.value < 2 else 0):
            return None
        if (figure.vague and best.value < _SLIP) or (figure.rough and best.words < 1):
            return None
        if any(like.agrees and self._supports(like, best, figure) for like in found):
            return None
        return best.named

    def _supports(self, agreeing: _Likeness, best: _Likeness, figure: Figure) -> bool:
        """Whether a figure means the one that it agrees with, at least as likely: nothing else states that one, or its words do."""
        if agreeing.words + 0.3 >= _SUPPORT * best.words or self._is_idle(agreeing.named):
            return True
        if _digits(figure) == 1:
            return agreeing.words >= max(_HARDLY / 2, _OTHER * best.words)  # one digit is a slip of any other
        return _digits(figure) >= _LONG and (best.words < _NAMED or agreeing.words >= _HARDLY)

    def _is_idle(self, named: Named) -> bool:
        return named.key[0] == "facts" and self._mentions.is_idle(named.path)

    def candidates(self, figure: Figure) -> list[Named]:
        """The named figures of a like unit; how many items a list has may be counted in any."""
        found = self._by_unit.get(alike(figure.unit), [])
        return found if figure.unit in ("", "%", DAY, MONTH, *MONEY_UNITS) else found + self._counts

    @cached_property
    def _counts(self) -> list[Named]:
        return [named for named in self._named if not named.unit and named.path.endswith(".count")]

    @cached_property
    def _by_unit(self) -> dict[str, list[Named]]:
        by_unit: defaultdict[str, list[Named]] = defaultdict(list)
        for named in self._named:
            by_unit[alike(named.unit)].append(named)
            if named.unit.startswith(("亿", "万")) and named.unit not in MONEY_UNITS:
                by_unit[named.unit[0]].append(named)  # 1.94 亿 of 亿人
        return by_unit

    @cached_property
    def _pairs_of(self) -> dict[str, set[str]]:
        return {named.words: _pairs(named.words) for named in self._named}

    @cached_property
    def _rarity(self) -> dict[str, float]:
        counts = Counter(pair for named in self._named for pair in self._pairs_of[named.words])
        return {pair: 1 / count for pair, count in counts.items()}

    @cached_property
    def _rules(self) -> dict[Key, tuple[str, ...]]:
        """The figures that each indicator's score rests on, and the answers of each question, by where they stand."""
        rules: dict[Key, tuple[str, ...]] = {
            ("indicators", at): (*rule_paths(i.rule), f"indicators.{i.name}.") for at, i in enumerate(self._case.indicators)
        }
        rules |= {("questions", at): (f"questions.{q.id}.",) for at, q in enumerate(self._case.questions)}
        return rules

    def _likeness(self, named: Named, around: _Around) -> _Likeness:
        figure, place = around.figure, self._by_place(named, around.figure.text.key)
        words = self._by_name(named, around, place) + self._by_mentions(named, around) + place
        if named.key[0] in ("questions", "surveys") and not place and _SURVEYED.search(around.before + around.after) is None:
            words /= 2  # how many chose an answer, where nobody was asked
        if agree(figure, named.value):
            return _Likeness(named, words, 0, agrees=True)
        value = 1.2 if self._is_idle(named) and named.path not in self._stated else 0.0
        if _slipped(figure, named.value):
            value += (0.85, 1.1, 1.5, 2.0)[min(_digits(figure), 4) - 1]
        elif figure.value and not 1 / _FAR <= named.value / amount(figure) <= _FAR:
            value -= 1  # a part of it more likely
        return _Likeness(named, words, value, agrees=False)

    def _by_name(self, named: Named, around: _Around, place: float) -> float:
        """Up to 2 for words before it in its clause, less for those behind it and those of its sentence."""
        if around.figure.unit == "%" and _IS_AIM.match(around.after) and not named.words.endswith(_AIM_NAMES):
            return 0.0  # 高于70%的目标 is no rate that was reached
        if around.figure.unit == "%" and (exact := _rate_named(named.words, around.before)) is not None:
            return min(exact, 1.0) if _is_general(named) and not place else exact
        if (label := _LABELS.get(named.path)) is not None:
            return _fund_named(label, around.before)
        pairs = self._pairs_of[named.words]
        if not pairs & around.far:
            return 0.0
        shares = (self._weight(pairs & some) for some in (around.leading, around.near, around.far))
        return max(weight * share for weight, share in zip((2, 1.3, 0.8), shares, strict=True)) / self._weight(pairs)

    def _weight(self, pairs: set[str]) -> float:
        """How much pairs of signs tell: rare ones more."""
        return sum(self._rarity[pair] for pair in pairs)

    def _by_mentions(self, named: Named, around: _Around) -> float:
        """Up to 3 for the words that stand beside a reference to it in another text."""
        figure = around.figure
        others = [m for m in self._mentions.of(named.path) if m.key != figure.text.key]
        if not others:
            return 0.0
        before = max(_shared(around.before[::-1], m.before[::-1]) for m in others)
        unit = _AMOUNT.sub("", figure.written) or figure.unit  # 多批次 of 40多批次
        behind = max((_shared(around.after, m.after[len(unit) :]) for m in others if m.after.startswith(unit)), default=0)
        span = figure.unit in (DAY, MONTH) and any(_same_end(around, m.before, m.after) for m in others)
        return min(before, 6) / 4 + min(behind, 4) / 4 + 0.5 * span

    def _by_place(self, named: Named, key: Key) -> float:
        """1 in a text of the indicator that rests on it or the question that it counts, half where its neighbours mention it."""
        paths = self._rules.get(key[:2], ())
        if any(named.path in (path, f"{path}.count") or (path[-1] == "." and named.path.startswith(path)) for path in paths):
            return 1.0
        return 0.5 if named.path in self._mentions.beside(key) else 0.0


def _around(figure: Figure) -> _Around:
    before, after = figure.before, figure.after
    leading, behind = _pairs(_CLAUSE.split(before)[-1]), _pairs(_CLAUSE.split(after)[0])
    return _Around(figure, before, after, leading, leading | behind, _pairs(before) | _pairs(after))


def alike(unit: str) -> str:
    """One unit for those that count the same things: 个 and 家, 名 and 人, 万元 and 元."""
    return _SIMILAR.get(unit, unit)


def amount(figure: Figure) -> Decimal:
    """Its value; in 元 where it is money."""
    return figure.value * MONEY_UNITS.get(figure.unit, Decimal(1))


def agree(figure: Figure, value: Decimal) -> bool:
    """Whether a figure is the value, as far as its digits go."""
    half = Decimal(5).scaleb(int(figure.value.as_tuple().exponent) - 1)
    return abs(figure.value - _in_unit(value, figure.unit)) <= half


def _in_unit(value: Decimal, unit: str) -> Decimal:
    return value / MONEY_UNITS.get(unit, Decimal(1))


def _slipped(figure: Figure, right: Decimal) -> bool:
    if figure.unit == DAY:
        return slipped_day(date.fromordinal(int(figure.value)), date.fromordinal(int(right)))
    if figure.unit == MONTH:
        return slipped_month(int(figure.value), int(right))
    return slipped(figure.value, _in_unit(right, figure.unit))


def _digits(figure: Figure) -> int:
    if figure.unit in (DAY, MONTH):
        return _LONG - (figure.unit == MONTH)
    digits = str(figure.value).replace(".", "").lstrip("0")
    return max(len(digits.rstrip("0")), len(digits) - 1, 1)


def _fund_named(label: re.Pattern[str], before: str) -> float:
    """2.5 for an amount of the whole project named right before it, less for one of something in it, 0 for another."""
    clause = _CLAUSE.split(_LINK.sub("", before))[-1]
    found = label.search(clause)
    if found is None:
        return 0.0
    return _PART if _WHOLE.sub("", clause[: found.start()]) else 2.5


def _rate_named(words: str, before: str) -> float | None:
    """2.5 for a rate that is named in full right before its value, −9 for another rate, None where nothing tells."""
    stem = _LINK.sub("", before)
    if stem.endswith(words):
        return 2.5
    return -9.0 if stem.endswith(("率", "度", "比例")) and stem[-_RATE_ENDS:] != words[-_RATE_ENDS:] else None


def _same_end(around: _Around, before: str, after: str) -> bool:
    """Whether both begin a span of time, or both end one."""
    return (around.after[:1] in _SPANS and after[:1] in _SPANS) or (around.before[-1:] in _SPANS and before[-1:] in _SPANS)


def _is_general(named: Named) -> bool:
    """Whether a rate of an indicator has another name than the indicator, such as 完成率: many may have it."""
    return named.path.startswith("indicators.") and f".{named.words}." not in named.path


def _pairs(text: str) -> set[str]:
    """Neighbouring signs of words."""
    return {word[at : at + 2] for word in _WORDS.findall(text) for at in range(len(word) - 1)}


def _shared(one: str, other: str) -> int:
    """How many signs two texts begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
