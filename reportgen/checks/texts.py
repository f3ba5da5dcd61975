"""All texts of a case. In: a Case and its finished texts by key. Out: Texts with what was typed and what it reads.

Quoted material (declared targets, questionnaires, exhibits, what others said) is the case's evidence: nobody mends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final, get_args, get_type_hints

from pydantic import BaseModel

from reportgen.diagnostics import CasePlace, Key
from reportgen.model import values
from reportgen.model.case import Case

_REFERENCE = re.compile(r"\\\{\{|\{\{.*?\}\}", re.DOTALL)
FILLER = "\ufffc"
_KINDS = {"Name": values.Name, "Line": values.Line, "Markdown": values.Markdown}
_QUOTED = {
    "targets": {"overall", "declared"},
    "last_year": {"advice"},
    "annexes": {"text"},
    "documents": {"title", "number"},
}  # fields that hold quoted material, by table
_OWN: dict[str, set[str]] = {
    "surveys": set(),
    "questions": {"remark"},
    "interviews": set(),
    "materials": {"remark", "title"},
}  # fields that hold none, of tables that otherwise do
_Written = tuple[Key, str, str]  # a text with its key and its kind


@dataclass(unsafe_hash=True)
class Text:
    """A text: its key, what was typed, what the report prints for it, whether it is a name and whether it is quoted.

    A case has hundreds: they are final by their types, since to make a frozen one takes four times as long.
    """

    key: Final[Key]
    typed: Final[str]
    text: Final[str]
    is_name: Final[bool]
    quoted: Final[bool]

    @property
    def bare(self) -> str:
        """What was typed, with a sign nobody types in place of each sign of a reference: offsets stay those of `typed`."""
        return self._without_references if "{{" in self.typed else self.typed

    @cached_property
    def _without_references(self) -> str:
        return _REFERENCE.sub(lambda found: FILLER * len(found[0]), self.typed)

    def place(self, offset: int | None = None) -> CasePlace:
        """Its place, at an offset of `typed`."""
        return CasePlace(self.key, offset)

    def where(self, piece: str) -> CasePlace:
        """The place of a piece of the finished text: where it was typed, else where the text begins."""
        at = self.typed.find(piece)
        return CasePlace(self.key, at if at >= 0 else None)


def texts_of(case: Case, finished: Mapping[Key, str]) -> Iterator[Text]:
    """Every text of the case; one that the report does not print reads as it was typed."""
    written: list[_Written] = []
    _walk(case, (), written)
    for key, typed, kind in written:
        yield Text(key, typed, finished.get(key, typed), kind == "Name", _is_quoted(key))


def _is_quoted(key: Key) -> bool:
    table = str(key[0])
    if table in _QUOTED:
        return not _QUOTED[table].isdisjoint(key[1:3])
    return table in _OWN and _OWN[table].isdisjoint(key[1:3])


def _walk(part: BaseModel, key: Key, written: list[_Written]) -> None:
    """Adds the texts of a part of the case."""
    for name, alias, kind in _fields(type(part)):
        value = getattr(part, name)
        if value is not None:
            _add(value, (*key, alias), kind, written)


def _add(value: Any, key: Key, kind: str, written: list[_Written]) -> None:  # noqa: ANN401 - whatever a field holds
    if isinstance(value, str):
        if kind:
            written.append((key, value, kind))
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            _add(item, (*key, at), kind, written)
    elif isinstance(value, BaseModel):
        _walk(value, key, written)


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, str], ...]:
    """The fields of a part that hold texts or parts: name, name in the file, and the kind of text (empty for ids and choices)."""
    hints = get_type_hints(model, include_extras=True)
    fields = ((name, field.alias or name, _kind(hints[name])) for name, field in model.model_fields.items())
    return tuple((name, alias, kind) for name, alias, kind in fields if kind or _has_parts(hints[name]))


def _has_parts(hint: Any) -> bool:  # noqa: ANN401 - a type
    """Whether what a type allows may be a part of the case, or hold some."""
    return (isinstance(hint, type) and issubclass(hint, BaseModel)) or any(map(_has_parts, get_args(hint)))


def _kind(hint: Any) -> str:  # noqa: ANN401 - a type
    for name, kind in _KINDS.items():
        if hint == kind:
            return name
    return next((found for part in get_args(hint) if (found := _kind(part))), "")
