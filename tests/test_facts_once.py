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

from .reports import build, case_data, lines

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
        if self.kind == "money":
            return [f"{Decimal(value):.2f}"]
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
    """Every amount, count, date, tally and name of the case that its report states."""
    for name in ("budget", "received", "spent"):
        yield Fact(("funds", name), "money")
    for n, fact in enumerate(data["facts"]):
        yield from _fact(n, fact)
    for n, survey in enumerate(data["surveys"]):
        yield Fact(("surveys", n, "valid"), "count", "份")
        for m, stratum in enumerate(survey["strata"]):
            yield Fact(("surveys", n, "strata", m, "sample"), "count", stratum.get("unit", "家"))
    for n, question in enumerate(data["questions"]):
        if question["id"] in {"AB-3", "AB-4", "C-5", "7"}:
            yield from (Fact(("questions", n, "options", m, "count"), "tally") for m in range(len(question["options"])))
    for name in ("base_date", "submitted"):
        yield Fact(("report", name), "date")
    yield from (Fact(("report", "work", n), "date") for n in (0, 1))
    yield from _names(data)


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


def _names(data: dict[str, Any]) -> Iterator[Fact]:
    yield Fact(("report", "number"), "name")
    yield from (Fact(("project", name), "name") for name in ("name", "department", "authority"))
    yield Fact(("project", "implementers", 0), "name")
    yield from (Fact(("evaluator", name), "name") for name in ("firm", "commissioner"))
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
    if fact.kind == "money":
        return Decimal(f"{70000 + number * 13}.{10 + number % 89}")
    if fact.kind in ("count", "tally"):
        return 50000 + number * 17
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
    return "\n".join(lines(build(rewritten()[0])))


# Where an original value may still stand in the rewritten report: it is not the fact, but something else of the same form.
COINCIDENCES = {
    "2022年12月31日": "the end of the period of the evaluation",
    "2个": "a dimension has two groups",
    "6家": "the list of homes has six items; it keeps its length",
    "指标设置不够全面": "the short reason of a deduction begins like the title of its problem",
    "资金使用不规范": "the short reason of a deduction reads like the title of its problem",
}


def test_no_sentence_retypes_a_fact() -> None:
    """With a new value for every fact, none of the old values is left in the report."""
    original = case_data(CASE)
    text = without_quotations(text_of_rewritten())
    left = {
        f"{fact}: {shown}"
        for fact in rewritten()[1]
        if fact.kind != "tally"
        for shown in fact.shown(at(original, fact.key))
        if stated(text, shown) and shown not in COINCIDENCES
    }
    assert left == set()


@pytest.mark.parametrize("number", range(len(rewritten()[1])), ids=lambda n: str(rewritten()[1][n]))
def test_changed_fact_leaves_no_trace(number: int) -> None:
    """Change one fact of the rewritten case: where its value stood, it stands no more."""
    data, found = rewritten()
    fact = found[number]
    old = at(data, fact.key)
    shown = fact.shown(old)
    if fact.kind != "tally" and not any(stated(text_of_rewritten(), s) for s in shown):
        pytest.skip("this part of the report comes later")
    put(data, fact.key, own_value(number + 1000, fact, old))
    try:
        text = "\n".join(lines(build(data)))
    finally:
        put(data, fact.key, old)
    assert not any(stated(text, s) for s in shown)
    assert text != text_of_rewritten()


def test_fiscal_year_is_never_retyped() -> None:
    """Another fiscal year leaves the old one in titles of documents, their numbers and dates alone."""
    data = case_data(CASE)
    del data["published"]
    data["report"]["fiscal_year"] = 2050
    text = re.sub(r"《[^》]*》|〔2022〕|2022年\d+月\d+日", "", without_quotations("\n".join(lines(build(data)))))
    assert "2050年" in text
    assert "2022" not in text
