"""A fact is written once: change it in the case, and its old value is gone from every sentence and table of the report.

Two halves. First the shipped case is rewritten so that every fact has a value of its own that occurs nowhere else; no original value
may then be left in the report (a sentence that retyped a fact would keep it). Then each fact is changed in turn; its value must go.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from docx.oxml.ns import qn
from lxml import etree

from reportgen.word.package import unpack

from .reports import build, case_data

CASE = "caidian2022"
Key = tuple[str | int, ...]


@dataclass(frozen=True)
class Fact:
    """A fact of the case: where it stands, what kind it is, and how the report would print a value of it."""

    key: Key
    kind: str
    unit: str = ""

    def shown(self, value: Any) -> list[str]:  # noqa: ANN401 - TOML data
        """The forms in which a value may stand in a report."""
        if self.kind == "date":
            return [f"{value.year}年{value.month}月{value.day}日"]
        if self.kind == "money":  # in 万元; vouchers print 元
            return [f"{Decimal(value):.2f}", f"{Decimal(value) * 10_000:.2f}", f"{Decimal(value) * 10_000:,.2f}"]
        if self.kind == "yuan":
            return [f"{Decimal(value):.2f}", f"{Decimal(value):,.2f}"]
        if self.kind == "count":
            return [f"{value}{self.unit}"]
        return [str(value)]

    def __str__(self) -> str:
        return ".".join(map(str, self.key))


def at(data: Any, key: Key) -> Any:  # noqa: ANN401 - TOML data
    """What stands at a key."""
    for step in key:
        data = data[step]
    return data


def put(data: Any, key: Key, value: object) -> None:  # noqa: ANN401 - TOML data
    """Change what stands at a key; adjustments that name a declared target go on naming it."""
    old = at(data, key)
    at(data, key[:-1])[key[-1]] = value
    for adjustment in data["targets"]["adjustments"] if key[:2] == ("targets", "declared") else ():
        if adjustment.get("declared") == old:
            adjustment["declared"] = value


def facts(data: dict[str, Any]) -> Iterator[Fact]:
    """Every amount, count, date, tally, target value and name of the case that its report states."""
    for n, fact in enumerate(data["facts"]):
        yield from _fact(n, fact)
    yield from _money(data)
    yield from _surveys(data)
    yield from _dates(data)
    yield from _names(data)
    yield from _target_values(data)


def _fact(n: int, fact: dict[str, Any]) -> Iterator[Fact]:
    value = fact.get("value")
    if isinstance(value, date):
        yield Fact(("facts", n, "value"), "date")
    elif isinstance(value, list):
        yield from (Fact(("facts", n, "value", m), "name") for m in range(len(value)))
    elif isinstance(value, str):
        yield Fact(("facts", n, "value"), "name")
    elif value is not None:
        yield Fact(("facts", n, "value"), "money" if fact.get("unit") == "万元" else "count", fact.get("unit", ""))


def _money(data: dict[str, Any]) -> Iterator[Fact]:
    """The funds, ledgers and receipts if there are any, and vouchers that state their amount instead of naming a fact."""
    yield from (Fact(("funds", name), "money") for name in ("budget", "received", "spent"))
    for table in ("ledger", "receipts"):
        yield from (Fact(("funds", table, n, "amount"), "money") for n in range(len(data["funds"].get(table, ()))))
    yield from (Fact(("materials", n, "amount"), "yuan") for n, m in enumerate(data["materials"]) if is_number(m.get("amount")))


def is_number(value: object) -> bool:
    """Whether TOML states a number, and no name of one."""
    return isinstance(value, int | Decimal)


def _surveys(data: dict[str, Any]) -> Iterator[Fact]:
    for n, survey in enumerate(data["surveys"]):
        yield Fact(("surveys", n, "mode"), "name")
        yield Fact(("surveys", n, "valid"), "count", "份")
        for m, stratum in enumerate(survey["strata"]):
            yield Fact(("surveys", n, "strata", m, "name"), "name")
            yield Fact(("surveys", n, "strata", m, "sample"), "count", stratum.get("unit", "家"))
            if is_number(stratum["population"]):
                yield Fact(("surveys", n, "strata", m, "population"), "count", stratum.get("unit", "家"))
    for n, question in enumerate(data["questions"]):
        yield from (
            Fact(("questions", n, "options", m, "count"), "tally") for m, o in enumerate(question.get("options", ())) if "count" in o
        )


def _dates(data: dict[str, Any]) -> Iterator[Fact]:
    yield from (Fact(("report", name), "date") for name in ("base_date", "submitted"))
    yield from (Fact(("report", "work", n), "date") for n in (0, 1))
    for table in ("interviews", "visits", "materials"):
        yield from (Fact((table, n, "date"), "date") for n, row in enumerate(data[table]) if "date" in row)


def _target_values(data: dict[str, Any]) -> Iterator[Fact]:
    """Values of targets that are stated; those that name facts are composed."""
    rows: list[tuple[Key, str]] = [
        (("targets", "declared", n, "value"), row["value"]) for n, row in enumerate(data["targets"]["declared"])
    ]
    rows += [(("indicators", n, "target"), row["target"]) for n, row in enumerate(data["indicators"]) if "target" in row]
    yield from (Fact(key, "name") for key, value in rows if "{{" not in value)


def _names(data: dict[str, Any]) -> Iterator[Fact]:
    yield Fact(("report", "number"), "name")
    yield from (Fact(("project", name), "name") for name in ("name", "department", "authority", "funding_source"))
    yield Fact(("project", "implementers", 0), "name")
    yield from (Fact(("evaluator", name), "name") for name in ("firm", "commissioner", "commissioner_office"))
    yield from (Fact(("evaluator", "team", n, "name"), "name") for n in range(len(data["evaluator"]["team"])))
    for n, document in enumerate(data["documents"]):
        yield Fact(("documents", n, "title"), "name")
        if "number" in document:
            yield Fact(("documents", n, "number"), "name")
    yield from (Fact(("work", "methods", n, "name"), "name") for n in range(len(data["work"]["methods"])))
    for table, name in (("problems", "title"), ("problems", "group")):
        yield from (Fact((table, n, name), "name") for n in range(len(data[table])))
    yield from (Fact(("targets", "declared", n, "name"), "name") for n in range(len(data["targets"]["declared"])))


def own_value(number: int, fact: Fact, old: object) -> object:
    """A value that no other fact has; numbers are large and odd, so that they occur nowhere by chance."""
    if fact.kind == "date":
        return date(2051, 1, 1) + timedelta(days=number)
    if fact.kind in ("money", "yuan"):
        return Decimal(f"{70000 + number * 13}.{10 + number % 89}")
    if fact.kind in ("count", "tally"):
        return (30000 if fact.key[-1] == "sample" else 50000) + number * 17  # a sample is part of its population
    return f"甲{number:03}号{'〔2051〕' if '〔' in str(old) else ''}名"


@cache
def rewritten() -> tuple[dict[str, Any], tuple[Fact, ...]]:
    """The case with a value of its own for every fact, and those facts; what follows from them by sums stays a sum."""
    data = case_data(CASE)
    data.pop("published", None)
    found = tuple(facts(data))
    for number, fact in enumerate(found):
        put(data, fact.key, own_value(number, fact, at(data, fact.key)))
    return data, found


def text_of(document: bytes) -> str:
    """All that a report says, a line for each paragraph, cells' too, and for what a picture or chart says in words."""
    parts = (data for name, data in unpack(document).parts.items() if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name))
    return "\n".join(line for data in parts for line in _lines(data))


def _lines(part: bytes) -> Iterator[str]:
    for element in etree.fromstring(part).iter(qn("w:p"), qn("wp:docPr")):
        yield "".join(t.text or "" for t in element.iter(qn("w:t"))) if element.tag == qn("w:p") else element.get("descr", "")


def without_quotations(text: str) -> str:
    """The report without what it quotes verbatim: supporting material may well state what a fact states."""
    before, _, rest = text.partition("\n其他支撑材料\n")
    return before + rest[rest.index("\n评价现场照片\n") :]


def stated(text: str, shown: str) -> bool:
    """Whether a value stands in a text, not as a part of a longer number."""
    before = r"(?<![\d.])" if shown[0].isdigit() else ""
    after = r"(?![\d.]\d|\d)" if shown[-1].isdigit() else ""
    return re.search(before + re.escape(shown) + after, text) is not None


@cache
def text_of_rewritten() -> str:
    """The report of the rewritten case."""
    return text_of(build(rewritten()[0]))


# Where an original value may still stand in the rewritten report: it is not the fact, but something else of the same form.
COINCIDENCES = {
    "2022年12月31日": "the end of the period of the evaluation",
    "2个": "a dimension has two groups",
    "6家": "the list of homes has six items; it keeps its length",
    "指标设置不够全面": "the short reason of a deduction begins like the title of its problem",
    "资金使用不规范": "the short reason of a deduction reads like the title of its problem",
    "≥95%": "the standard of the rule states its bound in the same form",
    "电话访谈": "the phases of the work name the ways of asking in general",
    "100%": "rates that are computed, and standards that name full completion",
}

# Facts that no sentence states as they stand, by id; they act through what is computed of them.
UNPRINTED = {"已补贴网点": "nothing was paid, which the report says in words; the zero makes the rate and the score of its indicator"}


def test_no_sentence_retypes_a_fact() -> None:
    """With a new value for every fact, no old value is left in the report but the named coincidences, each of which occurs."""
    original = case_data(CASE)
    text = without_quotations(text_of_rewritten())
    left = {
        shown: str(fact)
        for fact in rewritten()[1]
        if fact.kind != "tally"
        for shown in fact.shown(at(original, fact.key))
        if stated(text, shown)
    }
    assert {shown: fact for shown, fact in left.items() if shown not in COINCIDENCES} == {}
    assert set(left) == set(COINCIDENCES)


def is_unprinted(data: dict[str, Any], fact: Fact) -> bool:
    """Whether no sentence states a fact as it stands."""
    return fact.key[0] == "facts" and data["facts"][fact.key[1]]["id"] in UNPRINTED


def changed_value(number: int, fact: Fact, old: object, *, unprinted: bool) -> object:
    """Another value of its own: work begins before it ended, and what acts through a rate leaves one that is below full marks."""
    if unprinted:
        return 1
    return own_value(number - 1000 if fact.key == ("report", "work", 0) else number + 1000, fact, old)


@pytest.mark.parametrize("number", range(len(rewritten()[1])), ids=lambda n: str(rewritten()[1][n]))
def test_changed_fact_leaves_no_trace(number: int) -> None:
    """Change one fact of the rewritten case: where its value stood, it stands no more."""
    data, found = rewritten()
    fact = found[number]
    old = at(data, fact.key)
    shown = fact.shown(old)
    assert fact.kind == "tally" or any(stated(text_of_rewritten(), s) for s in shown) == (not is_unprinted(data, fact))
    put(data, fact.key, changed_value(number, fact, old, unprinted=is_unprinted(data, fact)))
    try:
        text = text_of(build(data))
    finally:
        put(data, fact.key, old)
    assert not any(stated(text, s) for s in shown)
    assert text != text_of_rewritten()


def test_fiscal_year_is_never_retyped() -> None:
    """Another fiscal year leaves the old one in titles of documents, their numbers and dates alone."""
    data = case_data(CASE)
    del data["published"]
    data["report"]["fiscal_year"] = 2050
    text = re.sub(r"《[^》]*》|〔2022〕|2022年\d+月\d+日", "", without_quotations(text_of(build(data))))
    assert "2050年" in text
    assert "2022" not in text
