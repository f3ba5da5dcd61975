"""Names that are nearly the same. In: a Subject. Out: findings where one thing seems to have two names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.inventory import people_of
from reportgen.checks.lines import Lines
from reportgen.checks.nearness import Near, Nearness, nearest_title
from reportgen.checks.seeking import is_chinese, places
from reportgen.checks.spellings import Spelling, reworded, spellings, spelt
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Key, Severity

_HINT = "同一个名称的，改为一致或用引用；确是另一个的，写进 [[facts]] 再引用"
_APART = {"facts", "documents"}  # tables whose rows may well mean the same thing
_LONG = 5  # signs of a title
_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)*)》")
_BODY = re.compile(r"^.{4,12}(?:中心|公司|[院园所社店校])$")
_LOCAL = re.compile("[省市区县镇乡村街社路]")  # what such a name begins with is a place, not a brand
_QUOTED = {"materials", "documents"}  # tables of what others wrote


@check(
    "similar-names",
    Severity.WARNING,
    meaning="两处的名称只差一个字或一个词：同一个机构、指标、文件、人，像是有两种写法。",
    why="名称写错或前后不一，读者会以为是两个对象；机构和文件的名称写错，报告要退回重改。",
    example="项目单位是“蔡甸区民政局”，实施情况里写成“蔡甸区民政部”；指标叫“补贴发放准确性”，建议里写成“补贴发放准确率”。",
    mend="查原件，定一种写法；名称在案例里只写一次，别处引用，如 {{ project.department }}、{{ indicators.名称.name }}。",
)
def similar_names(subject: Subject) -> Iterator[Finding]:
    names = subject.names
    nearness = Nearness(names)
    yield from _pairs(nearness, names)
    yield from _brands(names)
    lines = subject.typed_lines
    titles = [document.title for document in subject.case.documents]
    nearly = nearness.near(lines.text, lines.pairs)
    found = [near for near in nearly if near.name not in titles and not _is_in_title(lines.text, near.start)]
    for near in found:
        yield _finding(lines, near, names[near.name][0])
    for near in _titles(lines.text, titles):
        yield _finding(lines, near, ("documents", titles.index(near.name), "title"))
    taken = {near.start for near in found}
    likely = spellings(names, lines.pairs | subject.typed_names.pairs)
    for texts in (lines, subject.typed_names):
        for near in _spelt(texts, likely, names):
            if texts is not lines or near.start not in taken:
                yield _finding(texts, near, names[near.name][0])
    for near, key in _people(lines.text, people_of(subject.case)):
        yield _finding(lines, near, key)


def _pairs(nearness: Nearness, names: dict[str, list[Key]]) -> Iterator[Finding]:
    for one, other in dict.fromkeys(nearness.pairs()):
        first, second = names[one][0], names[other][0]
        if not (_listed_together(first, second) or _opposite(first, second)):
            message = f"“{one}”和“{other}”只差一点，是不是同一个名称"
            quoted = first[0] in _QUOTED and second[0] in _QUOTED
            yield Finding(CasePlace(second), message, _HINT, (CasePlace(first),), quoted=quoted)


def _opposite(one: Key, other: Key) -> bool:
    """Whether one is who is evaluated and the other who has it evaluated: they are two."""
    return {one[0], other[0]} == {"project", "evaluator"} and "duties" not in (*one, *other)


def _brands(names: dict[str, list[Key]]) -> Iterator[Finding]:
    """Two institutions of one brand, one of them in copied material: 友缘国际康养中心 and 友缘颐康园养老中心."""
    by_brand: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if _BODY.search(name) and not _LOCAL.search(name[1:4]):
            by_brand[name[:2]].append(name)
    for same in by_brand.values():
        keys = [names[name][0] for name in same]
        if len(same) == 2 and len({key[0] in _QUOTED for key in keys}) == 2:
            message = f"“{same[0]}”和“{same[1]}”开头相同，是不是同一家"
            yield Finding(CasePlace(keys[1]), message, _HINT, (CasePlace(keys[0]),), quoted=True)


def _listed_together(one: Key, other: Key) -> bool:
    """Whether two names stand in one list, where each is another thing: items of a fact, rows of a table, all the indicators."""
    if len(one) != len(other) or (one[0] in _APART and one[:2] != other[:2]):
        return False
    last = max((at for at, step in enumerate(one) if isinstance(step, int)), default=None)
    return last is not None and all((a == b) != (at == last) for at, (a, b) in enumerate(zip(one, other, strict=True)))


def _is_in_title(text: str, at: int) -> bool:
    """Whether a place stands in book title marks: a title says things its own way, and is compared as a whole."""
    return text.rfind("《", 0, at) > text.rfind("》", 0, at) and text.rfind("\n", 0, at) < text.rfind("《", 0, at)


def _spelt(lines: Lines, likely: list[Spelling], names: dict[str, list[Key]]) -> Iterator[Near]:
    """Names with swapped signs, and with words of like meaning unless a title has them."""
    for found in spelt(lines.text, likely):
        spelling, place = found.spelling, lines.place(found.start)
        together = any(_listed_together(one, other) for one in names[spelling.name] for other in names.get(spelling.written, ()))
        titled = spelling.by_word and (place.key[0] == "documents" or _is_in_title(lines.text, found.start))
        if not (titled or together):
            yield Near(found.start, found.start + len(spelling.written), spelling.name)


def _titles(text: str, titles: list[str]) -> Iterator[Near]:
    """What stands in book title marks and is nearly the title of a document; short titles are often near each other by chance."""
    others = [found for found in _TITLE.finditer(text) if found[1] not in titles]
    if not others:
        return
    long = [title for title in titles if len(title) >= _LONG]
    meant = {"".join(sorted(title)): title for title in titles}
    meant |= {written: title for title in long for written in reworded(title)}
    for found in others:
        title = nearest_title(found[1], long) or meant.get(found[1]) or meant.get("".join(sorted(found[1])))
        if title is not None:
            yield Near(found.start(1), found.end(1), title)


def _people(text: str, people: dict[str, Key]) -> Iterator[tuple[Near, Key]]:
    """Names of three signs whose last one is another."""
    for name, key in people.items():
        for at in places(text, name[:2]):
            found = text[at : at + 3]
            if found not in people and is_chinese(found[2:]) and found[2] not in "的和":
                yield Near(at, at + 3, name), key


def _finding(lines: Lines, near: Near, key: Key) -> Finding:
    message = f"这里写“{lines.text[near.start : near.end]}”，案例里的名称是“{near.name}”"
    return Finding(lines.place(near.start), message, _HINT, (CasePlace(key),))
