"""The mutation test itself: every kind makes mutations, each changes its site alone, a seed gives the same ones again."""

import ast
import pickle
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportgen.case import parse
from reportgen.case.source import Source
from reportgen.diagnostics import Key, Sink
from tests.bench.mutation.catalogue import KINDS, NEUTRAL
from tests.bench.mutation.draw import SEED, mutations, neutral_changes, of_kind
from tests.bench.mutation.model import Add, Change, Drop, Mutation, Reorder, applied, value_at
from tests.bench.mutation.relations import relations
from tests.bench.mutation.subject import Subject, subject, subjects

FOLDER = Path(__file__).parent
SOME = 8


def _some(name: str) -> list[Mutation]:
    sites = [site for case in subjects() for site in KINDS[name].sites(case)]
    return of_kind(name, sites, SOME, SEED)


def _leaves(data: Any, key: Key = ()) -> Iterator[tuple[Key, object]]:  # noqa: ANN401 - TOML data
    if isinstance(data, dict | list) and data:
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _leaves(value, (*key, step))
    else:
        yield key, data


def _lists(change: Change) -> tuple[Key, ...]:
    """Lists of which an edit moves the rows."""
    return tuple(e.key[:-1] if isinstance(e, Drop) else e.key for e in change.edits if isinstance(e, Drop | Add | Reorder))


def _changed(change: Change) -> set[Key]:
    """Keys at which the data of a case differ after a change; where rows moved, the list."""
    before = subject(change.case).data
    one, other = dict(_leaves(before)), dict(_leaves(applied(before, change.edits)))
    keys = {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
    return {next((rows for rows in _lists(change) if key[: len(rows)] == rows), key) for key in keys}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_makes_mutations(name: str) -> None:
    """Each kind finds sites in at least one case, and no two of its mutations are the same."""
    made = _some(name)
    assert len({mutation.id for mutation in made}) == SOME
    assert {mutation.kind for mutation in made} == {name}
    assert all(mutation.families <= set(range(1, 9)) and mutation.families for mutation in made)


@pytest.mark.parametrize("name", KINDS)
def test_each_mutation_changes_its_site_alone(name: str) -> None:
    """What differs in the data stands below the edits, each of which makes a difference; the shipped data stay as they are."""
    shipped = {case.name: list(_leaves(case.data)) for case in subjects()}
    for mutation in _some(name):
        changed, edited = _changed(mutation), [edit.key for edit in mutation.edits]
        assert changed
        assert all(any(key[: len(at)] == at or at[: len(key)] == key for at in edited) for key in changed)
        assert all(any(key[: len(at)] == at or at[: len(key)] == key for key in changed) for at in edited)
        assert mutation.old != mutation.new
    assert {case.name: list(_leaves(case.data)) for case in subjects()} == shipped


def test_there_are_kinds_enough_and_all_weigh_alike() -> None:
    """At least twelve kinds of mutation and six of neutral changes; no kind has two more of the draw than another."""
    assert len(KINDS) >= 12
    assert len(NEUTRAL) >= 6
    counts = Counter(mutation.kind for mutation in mutations(3 * len(KINDS) + 5))
    assert set(counts) == set(KINDS)
    assert set(counts.values()) == {3, 4}


def test_a_seed_gives_the_same_changes() -> None:
    """The same seed makes the same mutations, in the same order; another seed makes others."""
    number = 2 * len(KINDS)
    assert mutations(number) == mutations(number)
    assert neutral_changes(2 * len(NEUTRAL)) == neutral_changes(2 * len(NEUTRAL))
    assert {m.id for m in mutations(number, 1)} != {m.id for m in mutations(number, 2)}


def test_changes_travel_to_other_processes() -> None:
    """A change is the same after it was sent to another process."""
    for change in (*mutations(len(KINDS)), *neutral_changes(len(NEUTRAL))):
        assert pickle.loads(pickle.dumps(change)) == change  # noqa: S301 - what we have just written


def _imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_what_makes_mutations_does_not_know_the_checks(path: Path) -> None:
    """Sites, kinds and what is expected of them come from code that imports nothing of the checks; only the connection may."""
    known = [name for name in _imports(path.read_text(encoding="utf-8")) if name.startswith("reportgen.checks")]
    assert known == [] or path.name == "line.py"


@pytest.mark.parametrize("case", subjects(), ids=lambda case: case.name)
def test_relations_hold_in_the_shipped_cases(case: Subject) -> None:
    """What a case is said to state of its figures, it does state: a mutation that breaks it makes a contradiction."""
    assert len(relations(case.name)) > 20
    assert [relation.text for relation in relations(case.name) if not relation.holds(case.outcome)] == []


@pytest.mark.parametrize("name", ["typed-amount", "typed-rate", "typed-count", "typed-answer", "typed-date", "institution-name"])
def test_what_is_typed_wrong_stands_in_another_place_too(name: str) -> None:
    """A second mention is only changed where a first one stays: another text, a rule, a table."""
    for mutation in _some(name):
        assert any(side.key != mutation.key for side in mutation.against)
        assert all(value_at(subject(mutation.case).data, side.key) is not None for side in mutation.against)


@pytest.mark.parametrize("name", NEUTRAL)
def test_every_neutral_kind_makes_valid_cases(name: str) -> None:
    """A neutral change differs from the shipped case, and the line reads it as a case."""
    sites = [site for case in subjects() for site in NEUTRAL[name].sites(case)]
    made = of_kind(name, sites, SOME, SEED)
    assert len(made) == SOME
    for change in made:
        data = applied(subject(change.case).data, change.edits)
        assert data != subject(change.case).data or "order" in name
        parse(Source(change.case, "made", data, {}, {}), Sink())
