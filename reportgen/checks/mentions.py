"""References in prose: which text refers to which figure, and in what words. In: texts. Out: mentions by path."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from reportgen.diagnostics import Key
from reportgen.model.case import Case

from .texts import Text

_REFERENCE = re.compile(r"\{\{(?<!\\\{\{)\s*([^\s|}]+)\s*(?:\|\s*(\w+))?[^}]*\}\}")
_PATH = re.compile(r"[^\W\d][\w-]*(?:\.[\w-]+)+")
_WORDS = {"text", "label", "name", "reason", "detail", "unit", "note"}  # fields of rules that are prose
_BEFORE, _AFTER = 16, 12
_FILLER = "\ufffc"


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference: the text in which it stands, and the words that were typed on both sides of it."""

    key: Key
    before: str
    after: str


@dataclass(frozen=True)
class Mentions:
    """All references of a case, by path; `.count` stands for the filter of that name. `evidence` are paths that no text refers to."""

    by_path: Mapping[str, list[Mention]]
    evidence: frozenset[str]
    _near: Mapping[Key, set[str]] = field(repr=False)

    def of(self, path: str) -> list[Mention]:
        """The mentions of a path."""
        return self.by_path.get(path, [])

    def beside(self, key: Key) -> set[str]:
        """The paths that the texts of the same part of the case refer to, an indicator for example."""
        return self._near.get(key[:2], set())

    def is_idle(self, path: str) -> bool:
        """Whether nothing refers to a path any more."""
        return path not in self.by_path and path.removesuffix(".count") not in self.by_path and path not in self.evidence


def mentions_of(case: Case, texts: Iterable[Text]) -> Mentions:
    """The references in all texts, and the figures that rules, sums and strata rest on."""
    by_path: defaultdict[str, list[Mention]] = defaultdict(list)
    near: defaultdict[Key, set[str]] = defaultdict(set)
    for text in texts:
        if "{{" in text.typed:
            for path, mention in _references(text):
                by_path[path].append(mention)
                near[text.key[:2]].add(path)
    return Mentions(by_path, frozenset(_evidence(case)), near)


def _references(text: Text) -> Iterator[tuple[str, Mention]]:
    bare = text.bare
    for found in _REFERENCE.finditer(text.typed):
        before = bare[max(0, found.start() - _BEFORE) : found.start()].rpartition(_FILLER)[2]
        after = bare[found.end() : found.end() + _AFTER].partition(_FILLER)[0]
        path = found[1] if found[2] != "count" else f"{found[1]}.count"
        yield _own(path, text.key), Mention(text.key, before, after)


def _own(path: str, key: Key) -> str:
    """`value` and the like stand for the indicator's own."""
    return path if "." in path else f"{key[0]}.{key[1]}.{path}" if len(key) > 1 else path


def rule_paths(part: object) -> Iterator[str]:
    """The figures that a rule rests on: paths, and `questions.编号.` for each question."""
    if isinstance(part, str):
        yield from [part] if _PATH.fullmatch(part) else []
    elif isinstance(part, tuple):
        for item in part:
            yield from rule_paths(item)
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields.keys() - _WORDS:
            value = getattr(part, name)
            yield from (f"questions.{id_}." for id_ in value) if name == "questions" else rule_paths(value)


def _evidence(case: Case) -> Iterator[str]:
    for indicator in case.indicators:
        for path in rule_paths(indicator.rule):
            yield from (path, f"{path}.count")
    yield from (f"facts.{id_}" for fact in case.facts for id_ in fact.sum)
    yield from (str(stratum.population) for survey in case.surveys for stratum in survey.strata)
