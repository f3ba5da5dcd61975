"""The form of a scoring rule: its bounds and points, without the evidence that it was applied to.

In: the rules of a case as data, its facts and questions by id. Out: the same rules to be applied anew. What a rule looks up keeps
its path where it is a fact or a question; a figure that was written into the rule, a deduction and a verdict become 待填写.
Which fields are evidence is read from the rules' models, so that a new rule needs nothing here.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from reportgen.model.rules import RULES, Deduction
from reportgen.model.values import BLANK, PATH

Row = dict[str, Any]
_WORDS = {"reason", "detail", "problem"}  # said of what was found
_VERDICT = "label"  # which of its labels a rule of labels gave


class RuleForms:
    """Forms of rules; `facts` and `questions` are the ids of what they look up, as far as they were made."""

    def __init__(self, facts: Mapping[str, Any], questions: Mapping[str, Any]) -> None:
        self._known_facts, self._known_questions = facts, questions
        self.facts: set[str] = set()
        self.questions: set[str] = set()

    def of(self, rule: Mapping[str, Any]) -> Row:
        """The form of a rule; where nothing in it is left to find out, its first row that may have deductions gets one to fill in."""
        model = RULES[rule["kind"]]
        form = self._table(rule, model)
        if _VERDICT in form:
            form[_VERDICT] = BLANK
        if not any(self._is_open(text) for text in _texts(form)):
            _place_deduction(form, model)
        return form

    def is_path(self, text: str) -> bool:
        """Whether a text of a form is the path of something that it looks up."""
        return PATH.fullmatch(text) is not None

    def _is_open(self, text: str) -> bool:
        return text == BLANK or self.is_path(text) or text in self.questions

    def _table(self, row: Mapping[str, Any], model: type[BaseModel]) -> Row:
        form: Row = {}
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        counted = [key for key, field in fields.items() if _is_evidence(field) and isinstance(field.default, Decimal)]
        for key in dict.fromkeys((*row, *counted)):  # what is not stated because nothing was found is to be found out as well
            field = fields[key]
            if _is_evidence(field):
                form[key] = self._looked_up(row.get(key))
            elif key not in _WORDS and _row_model(field) is not Deduction:
                form[key] = self._field(row[key], field)
        return form

    def _field(self, value: Any, field: FieldInfo) -> Any:  # noqa: ANN401 - TOML data
        inner = _row_model(field)
        if inner is not None and isinstance(value, list):
            return [self._table(row, inner) for row in value]
        if isinstance(value, list):
            return [self._asked(id_) for id_ in value]
        return self._looked_up(value) if isinstance(value, str) and self.is_path(value) else value

    def _asked(self, id_: str) -> str:
        if id_ not in self._known_questions:
            return BLANK
        self.questions.add(id_)
        return id_

    def _looked_up(self, value: object) -> str:
        """The path of a fact, of funds or of a question; 待填写 for a figure, and for what a new case does not have."""
        kind, _, rest = value.partition(".") if isinstance(value, str) else ("", "", "")
        id_ = rest.split(".", maxsplit=1)[0]
        if kind == "funds" and id_ not in {"initial", "withdrawn"}:
            return f"funds.{rest}"
        if kind == "facts" and id_ in self._known_facts:
            self._add_fact(id_)
            return f"facts.{id_}"  # of a list the path itself is its number of items
        if kind == "questions" and id_ in self._known_questions:
            self.questions.add(id_)
            return f"questions.{rest}"
        return BLANK

    def _add_fact(self, id_: str) -> None:
        """Notes a fact, and those that it is the sum of."""
        if id_ in self.facts or id_ not in self._known_facts:
            return
        self.facts.add(id_)
        for part in self._known_facts[id_].get("sum", ()):
            self._add_fact(part)


def _place_deduction(form: Row, model: type[BaseModel]) -> None:
    """A deduction to fill in, so that what nobody has looked into yet gets no full marks."""
    for name, field in model.model_fields.items():
        inner = _row_model(field)
        if inner is not None and form.get(name) and any(_row_model(f) is Deduction for f in inner.model_fields.values()):
            place = next(n for n, f in inner.model_fields.items() if _row_model(f) is Deduction)
            form[name][0][place] = [{"points": BLANK, "reason": BLANK}]
            return


def _texts(form: object) -> Iterator[str]:
    if isinstance(form, str):
        yield form
    elif isinstance(form, dict | list):
        for part in form.values() if isinstance(form, dict) else form:
            yield from _texts(part)


def _kinds(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - a type form
    """The types that a field accepts."""
    if get_origin(annotation) is Annotated:
        yield from _kinds(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, types.UnionType):
        for kind in get_args(annotation):
            yield from _kinds(kind)
    else:
        yield annotation


def _is_evidence(field: FieldInfo) -> bool:
    """Whether a field takes a number or the path of one: an operand."""
    return {Decimal, str} <= set(_kinds(field.annotation))


def _row_model(field: FieldInfo) -> type[BaseModel] | None:
    """The model of the rows of a list."""
    for kind in _kinds(field.annotation):
        if get_origin(kind) is tuple:
            row = next(_kinds(get_args(kind)[0]))
            return row if isinstance(row, type) and issubclass(row, BaseModel) else None
    return None
