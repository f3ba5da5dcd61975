"""Citations that do not fit the list of documents, and documents that cannot be what they say they are.

In: a Subject. Out: sites.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from tests.bench.mutation.model import Mutation, MutationSite, Put, Side
from tests.bench.mutation.subject import Reference, Subject
from tests.bench.mutation.surface import Text
from tests.bench.mutation.values import other_digits, other_name, other_of

_Way = Callable[[str, Random], str | None]
_YEAR = re.compile(r"〔(\d{4})〕")
_SERIAL = re.compile(r"(?<=〕)第?(\d+)(?=号)")
_TITLE = re.compile(r"《(.+)》", re.DOTALL)
_BRACKETS = (("[", "]"), ("(", ")"), ("（", "）"), ("【", "】"), ("［", "］"))
# Documents that every evaluator knows, by what their titles hold.
_KNOWN = {
    "项目支出绩效评价管理办法": "财预〔2020〕10号",
    "国务院关于加快发展养老服务业的若干意见": "国发〔2013〕35号",
    "国务院办公厅关于全面放开养老服务市场提升养老服务质量的若干意见": "国办发〔2016〕91号",
    "预算绩效评价共性指标体系框架": "财预〔2013〕53号",
}


def citations(subject: Subject) -> list[MutationSite]:
    """A citation typed with another year, serial number, style of brackets or title than the document has."""
    found = [r for r in subject.references if r.path.startswith("documents.")]
    sites: list[MutationSite] = []
    for reference in found:
        ways = [
            way
            for way, fits in ((_year, _YEAR), (_serial, _SERIAL), (_bracket, _YEAR), (_title, _TITLE))
            if fits.search(reference.printed)
        ]
        sites += [partial(_cited, subject, reference, way) for way in ways]
    return sites


def _cited(subject: Subject, reference: Reference, way: _Way, chance: Random) -> Mutation | None:
    new = way(reference.printed, chance)
    if new is None or new == reference.printed:
        return None
    sides = (Side(_home(subject, reference), reference.printed), *subject.second_mentions(reference))
    return subject.retyped("citation", reference.text, (reference.start, reference.end), new, sides, (7,))


def _home(subject: Subject, reference: Reference) -> tuple[str | int, ...]:
    return subject.home(re.sub(r"\.(title|number)$", "", reference.path))


def _year(cited: str, chance: Random) -> str:
    return _YEAR.sub(lambda m: f"〔{int(m[1]) + chance.choice((-3, -2, -1, 1, 2))}〕", cited, count=1)


def _serial(cited: str, chance: Random) -> str | None:
    found = _SERIAL.search(cited)
    new = other_digits(found[1], chance) if found else None
    return cited[: found.start(1)] + new + cited[found.end(1) :] if found and new else None


def _bracket(cited: str, chance: Random) -> str:
    opening, closing = chance.choice(_BRACKETS)
    return _YEAR.sub(lambda m: f"{opening}{m[1]}{closing}", cited, count=1)


def _title(cited: str, chance: Random) -> str | None:
    found = _TITLE.search(cited)
    new = other_name(found[1], chance) if found else None
    return cited[: found.start(1)] + new + cited[found.end(1) :] if found and new else None


def entries(subject: Subject) -> list[MutationSite]:
    """A document with another's number or title, brackets unlike the others', a year to come, a number that is known to be another."""
    rows = list(enumerate(subject.data.get("documents", ())))
    numbered = [(at, row) for at, row in rows if _YEAR.search(row.get("number", ""))]
    sites: list[MutationSite] = []
    for at, row in numbered:
        sites += [partial(_borrowed, subject, at, "number"), partial(_borrowed, subject, at, "title")]
        sites += [partial(_unlike, subject, at), partial(_to_come, subject, at)]
        if any(part in row["title"] and known == row["number"] for part, known in _KNOWN.items()):
            sites += [partial(_misremembered, subject, at, way) for way in (_year, _serial)]
        if _typed_elsewhere(subject, at):
            sites += [partial(_misremembered, subject, at, way) for way in (_year, _serial)]
    return sites


def _borrowed(subject: Subject, at: int, field: str, chance: Random) -> Mutation | None:
    """The number or title of another document that has both, and not the same."""
    rows = subject.data["documents"]
    own = rows[at][field]
    others = [(n, row[field]) for n, row in enumerate(rows) if n != at and "number" in row and row[field] != own]
    others = [(n, value) for n, value in others if rows[n]["number"] != rows[at]["number"]]
    if not others:
        return None
    n, new = chance.choice(others)
    sides = (Side(("documents", n), new),)
    return subject.mutated("document", (Put(("documents", at, field), new),), (own, new), sides, (7,))


def _unlike(subject: Subject, at: int, chance: Random) -> Mutation:
    old = subject.data["documents"][at]["number"]
    opening, closing = chance.choice(_BRACKETS)
    new = _YEAR.sub(f"{opening}\\1{closing}", old)
    return subject.mutated("document", (Put(("documents", at, "number"), new),), (old, new), (Side(("documents",)),), (7,))


def _to_come(subject: Subject, at: int, chance: Random) -> Mutation:
    """A document of a year after the report's."""
    old = subject.data["documents"][at]["number"]
    year = subject.outcome.case.report.submitted.year + chance.choice((1, 2, 3, 5, 10))
    new = _YEAR.sub(f"〔{year}〕", old)
    sides = (Side(("report", "submitted")),)
    return subject.mutated("document", (Put(("documents", at, "number"), new),), (old, new), sides, (6, 7))


def _typed_elsewhere(subject: Subject, at: int) -> tuple[Side, ...]:
    """Sources of figures and quoted documents in which the number is typed."""
    number = subject.data["documents"][at]["number"]
    return tuple(Side(text.key, number) for text in subject.texts if text.key[0] != "documents" and number in text.text)


def _misremembered(subject: Subject, at: int, way: _Way, chance: Random) -> Mutation | None:
    old = subject.data["documents"][at]["number"]
    new = way(old, chance)
    if new is None or new == old:
        return None
    sides = _typed_elsewhere(subject, at)
    return subject.mutated("document", (Put(("documents", at, "number"), new),), (old, new), sides, (7,))


_METHODS = ("成本效益分析法", "最低成本法", "标杆管理法", "层次分析法", "专家咨询法", "德尔菲法", "平衡计分卡法")
_FIGURES = ("具体情况如下图所示。", "各项占比见下图。", "变化趋势如图所示。", "有关情况详见下图。")


def absences(subject: Subject) -> list[MutationSite]:
    """A sentence that relies on what is not there: a method that was not declared, a figure, an indicator of another case."""
    passages = [text for text in subject.narrative if text.passage]
    sites: list[MutationSite] = []
    for text in passages:
        sites += [partial(_method, subject, text), partial(_figure, subject, text), partial(_indicator, subject, text)]
    return sites


def _method(subject: Subject, text: Text, chance: Random) -> Mutation:
    method = chance.choice([m for m in _METHODS if not any(m in other.text for other in subject.texts)])
    sentence = chance.choice((f"评价采用{method}进行分析。", f"评价工作组运用{method}作出判断。"))
    return subject.added("nothing-there", text, sentence, (Side(("work", "methods")),), (7,))


def _figure(subject: Subject, text: Text, chance: Random) -> Mutation:
    return subject.added("nothing-there", text, chance.choice(_FIGURES), (), (7,))


def _indicator(subject: Subject, text: Text, chance: Random) -> Mutation | None:
    name = other_of(list(_foreign_indicators(subject)), chance, "")
    if name is None:
        return None
    sentence = chance.choice((f"“{name}”指标得分较低。", f"三级指标“{name}”尚有提升空间。"))
    return subject.added("nothing-there", text, sentence, (Side(("indicators",)),), (7,))


def _foreign_indicators(subject: Subject) -> Iterator[str]:
    """Indicators of the other cases that this one has not, nor any text of it."""
    for data in subject.others:
        for row in data["indicators"]:
            if not any(row["name"] in text.text for text in subject.texts):
                yield row["name"]
