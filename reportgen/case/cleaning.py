"""Texts of one case made fit for another: what may only be true of the first is taken out.

In: the data of a case. Out: a cleaner of its texts. The names of the project, its department and the parties become references;
a text that still holds a name, a document, a year, a figure or a reference to data of the first case becomes 待填写.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from reportgen.model.values import BLANK

_REFERENCE = re.compile(r"(\{\{.*?\}\})", re.DOTALL)
_PATH = re.compile(r"\{\{\s*([\w.-]+)")
# Figures of a standard, not of a finding: 每逾期1个月, 扣0.5分, 100%, 5个百分点.
_SCORING = re.compile(r"每[^\d，。；]{0,6}\d+(?:\.\d+)?|(?<![\d.])\d+(?:\.\d)?分|(?<![\d.])\d+(?:[%％]|个百分点)")
_SHORTEST = 3  # characters of a name; shorter ones are words
# Every case has these, also one that is not filled in.
_ALWAYS = re.compile(
    r"name|points|score|lost"
    r"|report\.(fiscal_year|base_date|period|period_start|period_end)"
    r"|project\.(name|department|authority|implementers|start|end|period|funding_source)"
    r"|evaluator\.(firm|commissioner)"
    r"|funds\.(budget|received|net|spent|funding_rate|execution_rate|net_execution_rate)"
)


class Cleaner:
    """Cleans the texts of one case; `facts` are the ids of the facts to which they may go on referring."""

    def __init__(self, data: Mapping[str, Any], facts: Collection[str] = ()) -> None:
        self._facts = facts
        project, evaluator = data["project"], data["evaluator"]
        parties = {
            evaluator["firm"]: "evaluator.firm",
            evaluator["commissioner"]: "evaluator.commissioner",
            project["authority"]: "project.authority",
            project["department"]: "project.department",  # of two roles of one party the last named here is meant
            project["name"]: "project.name",
        }
        named = sorted(parties, key=len, reverse=True)
        self._parties = {name: f"{{{{ {parties[name]} }}}}" for name in named if name != BLANK}
        self._year = str(data["report"]["fiscal_year"])
        self._names = {name for name in _names(data) if len(name) >= _SHORTEST and BLANK not in name}

    def clean(self, text: str) -> str:
        """The text with references for the names of the parties, or 待填写."""
        parts = [part if part.startswith("{{") else self._referring(part) for part in _REFERENCE.split(text)]
        cleaned = "".join(parts)
        return cleaned if self._is_clean(cleaned) else BLANK

    def is_named(self, text: str) -> bool:
        """Whether a text holds a name of this case."""
        return any(name in text for name in (*self._parties, *self._names))

    def _referring(self, text: str) -> str:
        for name, reference in self._parties.items():
            text = text.replace(name, reference)
        return re.sub(rf"(?<!\d){self._year}(?=年)", "{{ report.fiscal_year }}", text)

    def _is_clean(self, text: str) -> bool:
        plain = _REFERENCE.sub("", text)
        paths = (_PATH.match(part) for part in _REFERENCE.findall(text))
        if any(path is None or not self._is_allowed(path[1]) for path in paths) or re.search(r"\d", _SCORING.sub("", plain)):
            return False
        return not any(name in plain for name in self._names)

    def _is_allowed(self, path: str) -> bool:
        kind, _, rest = path.partition(".")
        return _ALWAYS.fullmatch(path) is not None or (kind == "facts" and rest in self._facts)


def _names(data: Mapping[str, Any]) -> Iterator[str]:
    """Whatever in a case names a party, a person, a place, a document or a thing."""
    project, evaluator = data["project"], data["evaluator"]
    yield from (project["name"], project["department"], project["authority"], *project["implementers"], project.get("region", ""))
    yield from (evaluator["firm"], evaluator["commissioner"], evaluator.get("commissioner_office", ""))
    yield from (member["name"] for member in evaluator["team"])
    for document in data.get("documents", ()):
        yield from (document["title"], document.get("number", ""))
    for fact in data.get("facts", ()):
        values = fact.get("value")
        yield from (v for v in (values if isinstance(values, list) else [values]) if isinstance(v, str))
    yield from (stratum["name"] for survey in data.get("surveys", ()) for stratum in survey["strata"])
