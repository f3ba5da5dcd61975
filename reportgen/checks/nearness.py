"""Names that are nearly another. In: known names and a text. Out: where a name stands with one sign or word wrong.

A name is found by its first or its last signs; what follows (or goes before) must then be the rest of it but for one sign that was
changed, left out, put in or swapped with its neighbour, or for one of the words that tell institutions of a kind apart. So the other
end of the name stands where it should or one sign beside, unless just that sign is wrong: other names need no closer look.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from operator import add

from .seeking import is_chinese, places

_ANCHOR = 3
_FUNCTIONS = re.compile(r"服务|活动|照料|养护|康养|颐养|养老|托养|护理|福利|救助|培训|管理|指导|文化|医疗|卫生|保健|日间|康复")
_KINDS = re.compile(r"(?:中心|院|站|园|馆|公司|所|平台|基地)$")
_ENDINGS = ("局厅委部办科处股室", "院所站园馆社寓苑", "率性度数量")
_CONTRASTS = (
    *("一二三四五六七八九十甲乙丙丁0123456789", "东西南北中", "上下", "前后", "左右", "大小", "新老旧", "男女", "初中高"),
    *("省市区县镇乡村", "内外", "正副", "公民国私", "城乡镇", "水电气", "数质量", "年月日季", "民财市", "收支", "进出", "早晚"),
    *("自他", "应实已未", "户人", "支大总分"),
)  # signs that tell two true names apart
_PLACES = set("湖园山河江海口州城安宁平阳川泉林桥港岭庄家沟湾塘堰店集")  # second signs of many places: 梅园 and 兰园
_PARTICLES = set("的由向对在为与和及是该本各全从到至把被将已均按经等其有无、，。；：")


@dataclass(frozen=True, slots=True)
class Near:
    """A place of a text, from `start` to `end`, that is nearly `name`."""

    start: int
    end: int
    name: str


class Nearness:
    """A set of names, ready to be looked for."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(dict.fromkeys(names))
        self._by_head: defaultdict[str, list[str]] = defaultdict(list)
        self._by_tail: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._names:
            self._by_head[name[:_ANCHOR]].append(name)
            self._by_tail[name[-_ANCHOR:]].append(name)

    def near(self, text: str, pairs: Container[str]) -> Iterator[Near]:
        """Every place that is nearly a name, and no name itself; `pairs` are all neighbouring signs of the text."""
        found: dict[int, Near] = {}
        for at in _places(text, _standing(self._by_head, pairs)):
            likely = [
                name
                for name in self._by_head[text[at : at + _ANCHOR]]
                if name[-1] in text[at + len(name) - 2 : at + len(name) + 1] or text.startswith(name[:-1], at)
            ]
            for near in self._from_head(text, at, likely) if likely else ():
                found.setdefault(near.start, near)
        for at in _places(text, _standing(self._by_tail, pairs)):
            end = at + _ANCHOR
            likely = [
                name
                for name in self._by_tail[text[at:end]]
                if name[0] in text[max(0, end - len(name) - 1) : end - len(name) + 2] or text.endswith(name[1:], 0, end)
            ]
            for near in self._from_tail(text, end, likely) if likely else ():
                found.setdefault(near.start, near)
        yield from (found[at] for at in sorted(found))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Names that are nearly each other, in the order in which they were given."""
        for names in (*self._by_head.values(), *self._by_tail.values()):
            for one, other in combinations(names, 2):
                if abs(len(one) - len(other)) <= 1 and (_is_nearly(other, one) or _is_nearly(one, other)):
                    yield one, other

    def _from_head(self, text: str, at: int, names: list[str]) -> Iterator[Near]:
        known = max((n for n in names if text.startswith(n, at)), key=len, default="")
        for name in names:
            if len(name) <= len(known) or not name.startswith(known):
                continue
            window = text[at : at + len(name) + 2]
            same = _alike(name, window, max(_ANCHOR, len(known)))
            if len(known) < same < len(name) and (length := _rest(name[same:], window[same:], name)) is not None:
                yield Near(at, at + same + length, name)

    def _from_tail(self, text: str, end: int, names: list[str]) -> Iterator[Near]:
        known = max((n for n in names if text.endswith(n, 0, end)), key=len, default="")
        for name in names:
            if len(name) <= len(known) or not name.endswith(known):
                continue
            window = text[max(0, end - len(name) - 2) : end]
            same = _alike(name[::-1], window[::-1], max(_ANCHOR, len(known)))
            if (
                len(known) < same < len(name)
                and (length := _front(name[: len(name) - same], window[: len(window) - same], name[1])) is not None
            ):
                yield Near(end - same - length, end, name)


def nearest_title(title: str, titles: Iterable[str]) -> str | None:
    """The title of which another one is a slip: but for one sign or two neighbours they are the same."""
    return next((other for other in titles if abs(len(title) - len(other)) <= 1 and _one_off(title, other)), None)


def _one_off(one: str, other: str) -> bool:
    same = _alike(one, other, 0)
    a, b = one[same:], other[same:]
    if a[1:] == b[1:]:
        return not any(a[0] in pair and b[0] in pair for pair in _CONTRASTS) if a and b else len(a + b) == 1
    return a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _is_nearly(name: str, other: str) -> bool:
    """Whether a whole name is nearly another."""
    same = _alike(other, name, 0)
    if same >= _ANCHOR and same < len(other):
        return _rest(other[same:], name[same:], other) == len(name) - same
    same = _alike(other[::-1], name[::-1], 0)
    return same < len(other) and _front(other[: len(other) - same], name[: len(name) - same], other[1]) == len(name) - same


def _standing(pieces: Iterable[str], pairs: Container[str]) -> list[str]:
    """The pieces that may stand in a text with these neighbouring signs: far fewer than have to be looked for otherwise."""
    return [piece for piece in pieces if all(pair in pairs for pair in map(add, piece, piece[1:]))]


def _places(text: str, pieces: Iterable[str]) -> list[int]:
    """Where one of the pieces begins, in order; they may overlap."""
    return sorted(at for piece in pieces for at in places(text, piece))


def _alike(one: str, other: str, at: int) -> int:
    """How many signs two texts begin with alike, `at` at least."""
    most = min(len(one), len(other))
    while at < most and one[at] == other[at]:
        at += 1
    return at


def _rest(rest: str, window: str, name: str) -> int | None:
    """How much of the window stands for the rest of a name that goes on otherwise; None where it is something else."""
    if len(rest) == 1:
        doubled = window[:1] == name[-2] and window[1:2] == rest
        return 2 if doubled else 1 if _ends_alike(rest, window) else None
    if len(window) >= len(rest) and window[1 : len(rest)] == rest[1:]:
        return len(rest) if _mistaken(rest[0], window[0]) else None
    if window[1 : len(rest) + 1] == rest and is_chinese(window[0]):
        return len(rest) + 1 if window[0] not in _PARTICLES or window[0] == name[-len(rest) - 1] else None
    if window[: len(rest) - 1] == rest[1:]:
        return len(rest) - 1
    if len(rest) > 2 and window[:2] == rest[1::-1] and window[2 : len(rest)] == rest[2:]:
        return len(rest)
    return _other_function(rest, window, name)


def _front(front: str, window: str, second: str) -> int | None:
    """The same for the beginning of a name, when its end agrees."""
    if not window:
        return None
    if len(window) >= len(front) and window[-len(front) : -1] == front[:-1] and _mistaken(front[-1], window[-1]):
        return None if len(front) == 1 and second in _PLACES else len(front)
    if window[:-1].endswith(front) and is_chinese(window[-1]) and window[-1] not in _PARTICLES:
        return len(front) + 1
    if len(front) > 1 and window.endswith(front[:-1]) and (len(front) > 2 or not is_chinese(window[-2:-1]) or window[-2] in _PARTICLES):
        return len(front) - 1  # one sign alone may belong to the word before it
    return None


def _mistaken(right: str, typed: str) -> bool:
    """Whether one sign can stand for another by mistake: both are letters or Chinese, and they are no pair of opposites."""
    if not is_chinese(typed) or typed in _PARTICLES:
        return False
    return not any(right in pair and typed in pair for pair in _CONTRASTS)


def _ends_alike(rest: str, window: str) -> bool:
    """Whether a last sign was exchanged for another of its kind: 局 for 部, 率 for 性."""
    typed, behind = window[:1], window[1:2]
    return any(rest in kind and typed in kind for kind in _ENDINGS) and not (typed == "部" and behind in "门分") and typed != ""


def _other_function(rest: str, window: str, name: str) -> int | None:
    """服务中心 for 活动中心."""
    if not _KINDS.search(name):
        return None
    ours, theirs = _FUNCTIONS.match(rest), _FUNCTIONS.match(window)
    same = ours and theirs and rest[ours.end() :] and window[theirs.end() :].startswith(rest[ours.end() :])
    return len(rest) if same else None
