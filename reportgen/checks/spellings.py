"""Other spellings of names. In: known names and a text. Out: where a name stands with two signs swapped or a word of like meaning.

Whoever retypes a name swaps neighbouring signs (昌武区民政局) or takes a word that means nearly the same (养老单位 for 养老机构).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import permutations
from operator import add

from .seeking import is_chinese, places
from .wordlists import words

_LIKE = words(
    "能力/水平 成本/费用",
    "机构/单位 补贴/补助 补贴/津贴 老年公寓/养老公寓 老年/老人 有限公司/有限责任公司 有限公司/股份有限公司 事务所/事务公司",
    "经费/资金 项目/专项 效益/效果 比例/比率 运转/运营 运转/运行 运营/运行 环境/条件 及时/准时 设施/设备 护理员/照护员",
    "护理/照护 合规/规范 完成/实现 准确/正确 满意度/满意率 知晓率/知晓度 数/数量 社区/小区 机制/制度 培训/训练 采购/购置",
    "维修/修缮 改造/改建 奖励/奖补 建设/修建 提升/提高 改善/改进",
)  # words that stand for each other in names
_REPLACED = tuple(way for pair in _LIKE for way in permutations(pair.split("/"), 2))
_SHORTEST = 8  # signs of a name in which a word of like meaning is looked for: shorter ones are common words
_TAILS = {"中心": "站院部所", "院": "所", "站": "所"}  # kinds of institutions that nobody puts behind another …
_GO_ON = set("点长里内外有在需属址谓以部门前后")  # … unless a word begins there: 中心所在地, 中心部门


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another spelling of a name: only a word differs, two signs are swapped, or a sign was put behind it."""

    written: str
    name: str
    by_word: bool = False
    swapped: bool = False


@dataclass(frozen=True, slots=True)
class Spelt:
    """A place of a text where a name is spelt otherwise."""

    start: int
    spelling: Spelling


def spellings(names: Collection[str], pairs: AbstractSet[str]) -> list[Spelling]:
    """Other spellings of names that may stand in a text with these neighbouring signs."""
    found = [s for s in (*_swapped(names, pairs), *_reworded(names, pairs), *_extended(names, pairs)) if _may_stand(s.written, pairs)]
    return [spelling for spelling in found if spelling.swapped or not _is_part(spelling.written, names)]


def spelt(text: str, spellings: Iterable[Spelling]) -> Iterator[Spelt]:
    """Every place of a text where one of the other spellings stands."""
    for spelling in spellings:
        for at in places(text, spelling.written):
            if not _goes_on(text, at, spelling):
                yield Spelt(at, spelling)


def reworded(name: str) -> set[str]:
    """A name with one of its words replaced by one of like meaning, in every way."""
    return {name.replace(old, new, 1) for old, new in _REPLACED if old in name and not name.startswith(new, name.find(old))}


def _may_stand(written: str, pairs: AbstractSet[str]) -> bool:
    """Whether all its neighbouring signs are those of the text: far quicker than to look for it there."""
    return all(map(pairs.__contains__, map(add, written, written[1:])))


def _is_part(written: str, names: Collection[str]) -> bool:
    """Whether it is part of another name."""
    return any(written in name and written != name for name in names)


def _swapped(names: Collection[str], pairs: AbstractSet[str]) -> Iterator[Spelling]:
    for name in names:
        for at, swapped in enumerate(map(add, name[1:], name)):
            if swapped in pairs and swapped[0] != swapped[1] and all(map(is_chinese, swapped)):
                yield Spelling(name[:at] + swapped + name[at + 2 :], name, swapped=True)


def _reworded(names: Collection[str], pairs: AbstractSet[str]) -> Iterator[Spelling]:
    long = [name for name in names if len(name) >= _SHORTEST]
    together = "\n".join(long)
    for old, new in _REPLACED:
        for name in long if old in together else ():
            if old in name:
                at = name.find(old)
                if at > 0 and name[at - 1] + new[0] in pairs and not name.startswith(new, at):
                    yield Spelling(name[:at] + new + name[at + len(old) :], name, by_word=True)


def _extended(names: Collection[str], pairs: AbstractSet[str]) -> Iterator[Spelling]:
    for end, tails in _TAILS.items():
        for tail in tails:
            if end[-1] + tail in pairs:
                yield from (Spelling(name + tail, name) for name in names if name.endswith(end) and len(name) >= _SHORTEST)


def _goes_on(text: str, at: int, spelling: Spelling) -> bool:
    """Whether what seems added to a name begins a word."""
    added = spelling.written.startswith(spelling.name)
    return added and text[at + len(spelling.written) : at + len(spelling.written) + 1] in _GO_ON
