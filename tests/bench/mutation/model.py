"""Changes of a case: single edits of its data, mutations that make it contradict itself, neutral changes that do not.

In: the data of a case. Out: the data with edits applied (the original stays as it was), and types that can be sent to another process.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from reportgen.diagnostics import Key

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Put:
    """Sets a field or an item, whether or not it is there already."""

    key: Key
    value: object


@dataclass(frozen=True, slots=True)
class Drop:
    """Takes a field or a row out."""

    key: Key


@dataclass(frozen=True, slots=True)
class Add:
    """Puts a row into a list, before the one that stands at `at`."""

    key: Key
    at: int
    value: object


@dataclass(frozen=True, slots=True)
class Reorder:
    """Puts the rows of a list into another order: `order` holds their former places."""

    key: Key
    order: tuple[int, ...]


Edit = Put | Drop | Add | Reorder


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction: where it stands, and what stands there."""

    key: Key
    value: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A changed case: which kind of change, of which case, and the edits that make it."""

    kind: str
    case: str
    edits: tuple[Edit, ...]
    what: str

    @property
    def id(self) -> str:
        """The name by which a change is found again, as long as what it changes stays in the case."""
        return f"{self.case}/{self.kind}/{self.what}"


@dataclass(frozen=True, slots=True)
class Mutation(Change):
    """A change at `key` that contradicts the sides in `against`, and the families (1 to 8) or codes of findings that would say so."""

    key: Key
    old: str
    new: str
    against: tuple[Side, ...]
    families: frozenset[int]
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Neutral(Change):
    """A change that contradicts nothing; `renamed` are its new words with the old ones, which messages may say instead."""

    renamed: tuple[tuple[str, str], ...] = ()


MutationSite = Callable[[Random], Mutation | None]  # None where chance found no value that contradicts anything
NeutralSite = Callable[[Random], Neutral | None]


def value_at(data: Any, key: Key) -> Any:  # noqa: ANN401 - TOML data
    """What stands at a key. Raises KeyError or IndexError where nothing does."""
    for step in key:
        data = data[step]
    return data


def applied(data: Data, edits: Sequence[Edit]) -> Data:
    """The data with all edits, one after the other; what is not on their way is shared with the original."""
    for edit in edits:
        data = _on_way(data, edit.key, edit)
    return data


def _on_way(data: Any, rest: Key, edit: Edit) -> Any:  # noqa: ANN401 - TOML data
    """A copy of a table or list in which the edit is made, `rest` steps below it."""
    last = isinstance(edit, Put | Drop) and len(rest) == 1
    if not rest:
        return _listed(data, edit)
    copied = list(data) if isinstance(data, list) else dict(data)
    step: Any = rest[0]
    if last and isinstance(edit, Drop):
        del copied[step]
    elif last and isinstance(edit, Put):
        copied[step] = edit.value
    else:
        copied[step] = _on_way(data[step], rest[1:], edit)
    return copied


def _listed(rows: list[Any], edit: Edit) -> list[Any]:
    if isinstance(edit, Add):
        return [*rows[: edit.at], edit.value, *rows[edit.at :]]
    assert isinstance(edit, Reorder)
    return [rows[at] for at in edit.order]


def former(key: Key, edits: Sequence[Edit]) -> Key:
    """Where a key of the changed case stood before its edits; a row that was not there before is marked as new."""
    for edit in reversed(edits):
        key = _before(key, edit)
    return key


def _before(key: Key, edit: Edit) -> Key:
    parent = edit.key[:-1] if isinstance(edit, Drop) else edit.key
    depth = len(parent)
    at = key[depth] if len(key) > depth and key[:depth] == parent else None
    if not isinstance(at, int):
        return key
    return (*parent, _row_before(at, edit), *key[depth + 1 :])


def _row_before(at: int, edit: Edit) -> str | int:
    if isinstance(edit, Drop):
        gone = edit.key[-1]
        return at + 1 if isinstance(gone, int) and at >= gone else at
    if isinstance(edit, Add):
        return "new" if at == edit.at else at - (at > edit.at)
    return edit.order[at] if isinstance(edit, Reorder) else at
