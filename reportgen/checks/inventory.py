"""The names of a case: institutions, documents, indicators, people. In: a Case. Out: each name once, with the places that give it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reportgen.diagnostics import Key

from .rule_fields import rule_field

if TYPE_CHECKING:
    from reportgen.model.case import Case

    from .texts import Text

_PERSON = re.compile(r"[\u4e00-\u9fff]{3}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BODY = re.compile(r"(?:中心|公司|事务所|研究院|银行|支行|医院|学校|福利院|养老院|敬老院|公寓|[局厅委部院所站馆园社会办室])$")
_SHORTEST = 5  # signs; two shorter names are near each other by chance


def names_of(case: Case, texts: Mapping[Key, Text]) -> dict[str, list[Key]]:
    """Names of at least five signs with the keys at which they stand, first their own, then repetitions."""
    names: defaultdict[str, list[Key]] = defaultdict(list)
    for key, name in (*_stated(case), *_printed(case, texts), *_listed(case)):
        if len(name) >= _SHORTEST and _CHINESE.search(name):
            names[name].append(key)
    return names


def people_of(case: Case) -> dict[str, Key]:
    """People whose names have three signs: members of the team, and those whom a fact names."""
    people: dict[str, Key] = {member.name: ("evaluator", "team", at, "name") for at, member in enumerate(case.evaluator.team)}
    people |= {fact.value: ("facts", at, "value") for at, fact in enumerate(case.facts) if isinstance(fact.value, str)}
    return {name: key for name, key in people.items() if _PERSON.fullmatch(name)}


_Named = Iterator[tuple[Key, str]]


def _stated(case: Case) -> _Named:
    project, evaluator = case.project, case.evaluator
    yield ("project", "name"), project.name
    yield ("project", "department"), project.department
    yield ("project", "authority"), project.authority
    yield from ((("project", "implementers", at), name) for at, name in enumerate(project.implementers))
    yield ("evaluator", "firm"), evaluator.firm
    yield ("evaluator", "commissioner"), evaluator.commissioner
    yield ("evaluator", "commissioner_office"), evaluator.commissioner_office or ""
    yield from ((("project", "duties", at, "name"), duty.name) for at, duty in enumerate(project.duties))
    for at, fact in enumerate(case.facts):
        if isinstance(fact.value, str):
            yield ("facts", at, "value"), fact.value
        elif isinstance(fact.value, tuple):
            yield from ((("facts", at, "value", n), name) for n, name in enumerate(fact.value))
    for at, document in enumerate(case.documents):
        yield ("documents", at, "title"), document.title
        if document.issuer:
            yield ("documents", at, "issuer"), document.issuer


def _printed(case: Case, texts: Mapping[Key, Text]) -> _Named:
    """Names that may hold references, as the report prints them."""
    keys: list[Key] = [("photos", at, "caption") for at in range(len(case.photos))]
    keys += [("visits", at, "place") for at in range(len(case.visits))]
    for ledger in ("ledger", "receipts"):
        keys += [("funds", ledger, at, "payee") for at in range(len(getattr(case.funds, ledger)))]
    yield from ((key, texts[key].text) for key in keys if key in texts)


def _listed(case: Case) -> _Named:
    for at, indicator in enumerate(case.indicators):
        yield ("indicators", at, "name"), indicator.name
        yield ("indicators", at, "group"), indicator.group
        for n, part in enumerate(rule_field(indicator.scoring_rule, "parts") or ()):
            yield ("indicators", at, "rule", "parts", n, "name"), part.name
    for at, survey in enumerate(case.surveys):
        yield from ((("surveys", at, "strata", n, "name"), stratum.name) for n, stratum in enumerate(survey.strata))
    for at, material in enumerate(case.materials):
        for n, table in enumerate(material.tables):
            for row, cells in enumerate(table.rows):
                place = ("materials", at, "tables", n, "rows", row)
                yield from (((*place, column), cell) for column, cell in enumerate(cells) if len(cell) < 20 and _BODY.search(cell))
