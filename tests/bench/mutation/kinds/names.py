"""Names in two forms: an indicator, a dimension, an institution that is called slightly otherwise in one place.

In: a Subject. Out: sites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from random import Random

from tests.bench.mutation.model import Mutation, MutationSite, Put, Side
from tests.bench.mutation.subject import Reference, Subject
from tests.bench.mutation.surface import REFERENCE, Text, dotted
from tests.bench.mutation.values import other_indicator, other_name, other_of

_INSTITUTIONS = re.compile(
    r"project\.(name|department|authority|region)|evaluator\.(firm|commissioner|commissioner_office)|surveys\..*\.name|facts\..+"
)
# Fields that hold an institution's name as data: the same one stands in others of them, or in prose.
_NAMED = re.compile(r"project\.(authority|department)|project\.implementers\.\d+|project\.duties\.\d+\.name|evaluator\.commissioner")
_DIMENSIONS = ("决策", "过程", "产出", "效益", "效果", "投入", "管理")
_LONGEST = 30  # characters of a name that somebody would type again
_SHORTEST = 3


def indicators(subject: Subject) -> list[MutationSite]:
    """A name of an indicator in prose, in its rule or among the adjusted targets; of a dimension in prose; of a group in the tree."""
    names = {i.name: at for at, i in subject.indicators}
    named = [r for r in subject.references if r.path.startswith("indicators.") and r.path.endswith(".name")]
    sites: list[MutationSite] = [partial(_referred, subject, reference, tuple(names)) for reference in named]
    for text in subject.texts:
        if text.narrative or dotted(text.key).endswith(("rule.name", ".indicator")):
            sites += [partial(_typed, subject, text, span, names) for span in _occurrences(text, tuple(names))]
    sites += [partial(_dimension, subject, text, span) for text, span in _dimensions_in_prose(subject)]
    for field in ("dimension", "group"):
        branches = dict.fromkeys(row[field] for row in subject.data["indicators"])
        sites += [partial(_branch, subject, field, branch) for branch in branches]
    return sites


def _occurrences(text: Text, names: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the name of an indicator is typed; of names within names the longest."""
    pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
    return text.matches(pattern)


def _referred(subject: Subject, reference: Reference, names: tuple[str, ...], chance: Random) -> Mutation | None:
    new = other_indicator(reference.printed, chance, names)
    if new is None:
        return None
    span = reference.start, reference.end
    sides = Side(subject.home(reference.path), reference.printed), Side(("targets",))
    return subject.retyped("indicator-name", reference.text, span, new, sides, (7,))


def _typed(subject: Subject, text: Text, span: tuple[int, int], names: dict[str, int], chance: Random) -> Mutation | None:
    old = text.text[slice(*span)]
    new = other_indicator(old, chance, tuple(names))
    if new is None:
        return None
    return subject.retyped("indicator-name", text, span, new, (Side(("indicators", names[old]), old),), (7,))


def _dimensions_in_prose(subject: Subject) -> Iterator[tuple[Text, tuple[int, int]]]:
    """Dimensions where prose lists several of them: 决策、过程、产出、效益."""
    names = [d.name for d in subject.outcome.card.dimensions]
    listed = re.compile(f"(?:{'|'.join(names)})(?:[、和](?:{'|'.join(names)}))+")
    for text in subject.narrative:
        for start, end in text.matches(listed):
            within = re.finditer("|".join(names), text.text[start:end])
            yield from ((text, (start + m.start(), start + m.end())) for m in within)


def _dimension(subject: Subject, text: Text, span: tuple[int, int], chance: Random) -> Mutation | None:
    names = [d.name for d in subject.outcome.card.dimensions]
    new = other_of([d for d in _DIMENSIONS if d not in names], chance, "")
    return subject.retyped("indicator-name", text, span, new, (Side(("indicators",)),), (7,)) if new else None


def _branch(subject: Subject, field: str, old: str, chance: Random) -> Mutation | None:
    """One indicator's dimension or group under a slightly different name, while others keep the old one."""
    rows = [at for at, row in enumerate(subject.data["indicators"]) if row[field] == old]
    changed = chance.choice(rows)
    peers = [at for at in rows if at != changed]
    if not peers:
        return None
    worded = [
        old.replace(*pair) for pair in (("数量", "数额"), ("效果", "效益"), ("效益", "效果"), ("管理", "监管"), ("影响", "性影响"))
    ]
    new = chance.choice([f"{old}指标", f"{old}情况", f"项目{old}", *(word for word in worded if word != old)])
    sides = tuple(Side(("indicators", at), old) for at in peers)
    return subject.mutated("indicator-name", (Put(("indicators", changed, field), new),), (old, new), sides, (7, 8))


def institutions(subject: Subject) -> list[MutationSite]:
    """A name of an institution, a project or a place, referred to or typed, while another place keeps the right one."""
    sites: list[MutationSite] = []
    for reference in subject.references:
        sides = subject.second_mentions(reference)
        if _INSTITUTIONS.fullmatch(reference.path) and _nameable(reference.value) and sides:
            sites.append(partial(_institution, subject, reference, sides))
    for text in subject.texts:
        if _NAMED.fullmatch(dotted(text.key)) and not REFERENCE.search(text.text):
            sites += [partial(_field, subject, text)] if _elsewhere(subject, text) else []
    return sites


def _nameable(value: object) -> bool:
    return isinstance(value, str) and _SHORTEST < len(value) <= _LONGEST and not any(map(str.isdigit, value))


def _institution(subject: Subject, reference: Reference, sides: tuple[Side, ...], chance: Random) -> Mutation | None:
    new = other_name(reference.printed, chance)
    if new is None:
        return None
    return subject.retyped("institution-name", reference.text, (reference.start, reference.end), new, sides, (7,))


def _elsewhere(subject: Subject, text: Text) -> tuple[Side, ...]:
    """Other fields that hold the same name, and texts that have it typed."""
    return tuple(Side(other.key, text.text) for other in subject.texts if other.key != text.key and text.text in other.text)


def _field(subject: Subject, text: Text, chance: Random) -> Mutation | None:
    new = other_name(text.text, chance)
    if new is None:
        return None
    return subject.mutated("institution-name", (Put(text.key, new),), (text.text, new), _elsewhere(subject, text), (7,))
