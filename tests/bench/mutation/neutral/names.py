"""Names that change everywhere at once: indicators, places and institutions, members of the team, ids.

In: a Subject. Out: sites. Whoever reads the report finds one name for one thing, as before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import Any

from reportgen.diagnostics import Key
from tests.bench.mutation.model import Edit, Neutral, NeutralSite, Put
from tests.bench.mutation.subject import Subject

Rewrite = Callable[[str], str]
# Computed by official formulas: under another name they would have to be computed otherwise.
_OFFICIAL = frozenset({"资金到位率", "预算执行率", "成本节约率"})
# Distinctive characters of the places, firms and institutions of the shipped cases, and others that nothing else bears.
_PLACES = {
    "caidian2022": ("蔡甸", "永信行", "友缘", "孙家畈", "张湾", "西湾湖", "后官湖", "侏儒山", "洪北", "玉贤"),
    "wuchang2019": ("武昌", "康力", "逸飞", "楚都", "楠山", "国棉", "纺器", "胭脂路", "圣景", "康怡"),
    "linyi2020": ("临猗", "河东", "温泉", "农家乐", "七级", "义堂", "西街", "康乐园", "楚侯", "正源"),
}
_NEW_PLACES = ("青岩", "明川", "福缘", "李家垭", "恒泰", "云溪", "长岭", "诚达", "松鹤", "宁远", "瑞阳", "白鹭")
_NEW_MEMBERS = ("周建国", "吴晓梅", "郑国强", "孙丽华", "马志远", "高文静", "林海峰", "何秀英", "宋立新", "唐雨晴")


def rewritten(data: Any, rewrite: Rewrite, key: Key = ()) -> Iterator[Edit]:  # noqa: ANN401 - TOML data
    """The edits that rewrite every text of a case, and the names by which published results are found."""
    if isinstance(data, str):
        if (new := rewrite(data)) != data:
            yield Put(key, new)
    elif isinstance(data, dict):
        renamed = {rewrite(name): value for name, value in data.items()} if key[:1] == ("published",) else data
        if list(renamed) != list(data):
            yield Put(key, renamed)
            return
        for name, value in data.items():
            yield from rewritten(value, rewrite, (*key, name))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from rewritten(value, rewrite, (*key, at))


def _everywhere(subject: Subject, kind: str, old: str, new: str) -> Neutral:
    edits = tuple(rewritten(subject.data, lambda text: text.replace(old, new)))
    return Neutral(kind, subject.name, edits, f"{old} → {new}", ((new, old),))


def indicators(subject: Subject) -> list[NeutralSite]:
    """An indicator under another name."""
    return [partial(_indicator, subject, i.name) for _, i in subject.indicators if i.name not in _OFFICIAL]


def _indicator(subject: Subject, old: str, chance: Random) -> Neutral | None:
    new = chance.choice((f"项目{old}", f"本年度{old}", f"全区{old}"))
    taken = any(new in text.text for text in subject.texts)
    return None if taken else _everywhere(subject, "rename-indicator", old, new)


def places(subject: Subject) -> list[NeutralSite]:
    """A place, a firm or an institution under another name."""
    return [partial(_place, subject, old) for old in _PLACES[subject.name]]


def _place(subject: Subject, old: str, chance: Random) -> Neutral:
    return _everywhere(subject, "rename-institution", old, chance.choice(_NEW_PLACES))


def members(subject: Subject) -> list[NeutralSite]:
    """Another member of the team, or another person in charge."""
    team = [member["name"] for member in subject.data["evaluator"]["team"]]
    people = [row["value"] for row in subject.data.get("facts", ()) if row["id"].endswith(("组长", "主任", "组员"))]
    return [partial(_member, subject, name) for name in [*team, *people]]


def _member(subject: Subject, old: str, chance: Random) -> Neutral:
    return _everywhere(subject, "other-members", old, chance.choice(_NEW_MEMBERS))


def ids(subject: Subject) -> list[NeutralSite]:
    """A fact, a document or a problem under another id, in the references to it as well."""
    tables = {"facts": "facts", "documents": "documents", "problems": "problem"}
    return [partial(_id, subject, table, row["id"]) for table in tables for row in subject.data.get(table, ())]


def _id(subject: Subject, table: str, old: str, chance: Random) -> Neutral:
    new = old + chance.choice(("甲", "一", "记录"))
    path = re.compile(rf"(?<=\b{table}\.){re.escape(old)}(?![\w-])")
    edits = [*rewritten(subject.data, lambda text: path.sub(new, text)), *_named(subject, table, old, new)]
    return Neutral("rename-id", subject.name, tuple(edits), f"{table}.{old} → {new}", ((new, old),))


# Where an id stands alone, by its table.
_ALONE = {
    "facts": re.compile(r"facts\.\d+\.(id|sum\.\d+)"),
    "documents": re.compile(r"documents\.\d+\.id|work\.(basis|framework)\.\d+|targets\.form"),
    "problems": re.compile(r"problems\.\d+\.id|recommendations\.\d+\.answers\.\d+|(indicators|materials)\..*\bproblem"),
}


def _named(subject: Subject, table: str, old: str, new: str) -> Iterator[Edit]:
    for text in subject.texts:
        if text.text == old and _ALONE[table].fullmatch(".".join(map(str, text.key))):
            yield Put(text.key, new)
