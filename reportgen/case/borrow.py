"""What a new case takes over of another: its indicators and targets as a form, without anything that was found.

In: the valid data of a case. Out: Borrowed, which replaces indicators, facts, survey questions and targets in the parts of a new
case. Kept are names, points, explanations, and of rules their bounds and points; every figure, finding, reason, basis and answer
becomes 待填写, and a fact or question stays only where a rule looks it up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import tomlkit

from reportgen.model.values import BLANK

from .cleaning import Cleaner
from .rule_form import RuleForms
from .toml_text import table_text, value_text

Data = Mapping[str, Any]
Row = dict[str, Any]
_PLAIN = ("dimension", "group", "name", "code", "points")


class Borrowed:
    """The indicators and targets of a case, as a form to fill in."""

    def __init__(self, data: Data) -> None:
        self._data = data
        names = Cleaner(data)
        facts = {fact["id"]: fact for fact in data.get("facts", ()) if not names.is_named(fact["id"])}
        questions = {question["id"]: question for question in data.get("questions", ())}
        self._forms = RuleForms(facts, questions)
        self._cleaner = Cleaner(data, facts=self._forms.facts)
        self._facts, self._questions = facts, questions
        self._rules = [self._forms.of(row["rule"]) if "rule" in row else None for row in data["indicators"]]

    def put_into(self, parts: dict[str, tomlkit.TOMLDocument]) -> None:
        """Replaces what the parts of a new case hold of indicators, facts, questions and targets."""
        parts["indicators.toml"] = _with(parts["indicators.toml"], "\n".join(self._indicators()))
        parts["facts.toml"] = _with(parts["facts.toml"], "\n".join(table_text("[[facts]]", row) for row in self._fact_rows()))
        self._put_surveys(parts)
        self._put_targets(parts["report.toml"])

    def _indicators(self) -> Iterator[str]:
        rows = list(zip(self._data["indicators"], self._rules, strict=True))
        for (dimension, group), found in groupby(rows, lambda row: (row[0]["dimension"], row[0]["group"])):
            yield f"# ======== {dimension}：{group} ========\n"
            yield from (f"# ---- {row['name']} ----\n{table_text('[[indicators]]', self._indicator(row, rule))}" for row, rule in found)
        coded = [{"name": row["name"], "code": row["code"]} for row in self._data.get("groups", ()) if "code" in row]
        yield from (table_text("[[groups]]", row) for row in coded)
        for scale in ("grades", "dimension_grades"):
            yield from (table_text(f"[[{scale}]]", row) for row in self._data.get(scale, ()))

    def _indicator(self, row: Data, rule: Row | None) -> Row:
        """The form of an indicator: what is known beforehand, and 待填写 for what is to be found out."""
        form: Row = {name: row[name] for name in _PLAIN if name in row}
        form["explanation"] = self._cleaner.clean(row["explanation"])
        form |= self._optional(row, "definition")
        form |= {"rule": self._worded(rule)} if rule is not None else {"deductions": [{"points": BLANK, "reason": BLANK}]}
        form |= self._optional(row, "standard") or ({"standard": BLANK} if rule is None else {})
        form["basis"] = BLANK
        form |= {name: BLANK for name in ("target", "actual") if name in row}
        form["finding"] = BLANK
        return form

    def _optional(self, row: Data, name: str) -> Row:
        """A text that need not be there: cleaned, or left out."""
        text = self._cleaner.clean(row[name]) if name in row else BLANK
        return {} if text == BLANK else {name: text}

    def _worded(self, form: Any) -> Any:  # noqa: ANN401 - TOML data
        """A rule's form with its texts cleaned; a label or 评价要点 that cannot stay is numbered, so that each differs."""
        if isinstance(form, dict):
            return {key: value if key in {"kind", "part"} else self._worded(value) for key, value in form.items()}
        if isinstance(form, list):
            return [_numbered(self._worded(value), at) for at, value in enumerate(form, 1)]
        return self._cleaner.clean(form) if isinstance(form, str) and not self._forms.is_path(form) else form

    def _fact_rows(self) -> Iterator[Row]:
        for id_ in (id_ for id_ in self._facts if id_ in self._forms.facts):
            fact = self._facts[id_]
            row: Row = {"id": id_, "sum": list(fact["sum"])} if "sum" in fact else {"id": id_, "value": BLANK}
            yield row | ({"unit": fact["unit"]} if "unit" in fact and not any(c.isdigit() for c in fact["unit"]) else {})

    def _put_surveys(self, parts: dict[str, tomlkit.TOMLDocument]) -> None:
        """The questions that rules look up, each survey with them as the form words it."""
        part: Any = parts["surveys.toml"]
        form = part["surveys"][0].unwrap()
        asked = [question for id_, question in self._questions.items() if id_ in self._forms.questions]
        surveys = [form | {"id": id_} for id_ in dict.fromkeys(question["survey"] for question in asked)]
        rows = [table_text("[[surveys]]", row) for row in surveys]
        rows += [table_text("[[questions]]", self._question(question)) for question in asked]
        parts["surveys.toml"] = _with(part, "\n".join(rows))

    def _question(self, question: Data) -> Row:
        kept = {name: question[name] for name in ("survey", "id", "number") if name in question}
        text = {"text": self._cleaner.clean(question["text"])} | self._optional(question, "measure") | self._optional(question, "unit")
        options = [self._option(option, at) for at, option in enumerate(question.get("options", ()), 1)]
        return kept | text | ({"options": options} if options else {})

    def _option(self, option: Data, at: int) -> Row:
        kept = {name: option[name] for name in ("weight", "ask_why") if name in option}
        row: Row = _numbered({"label": self._cleaner.clean(option["label"]), "count": BLANK}, at)
        return row | kept

    def _put_targets(self, part: Any) -> None:  # noqa: ANN401 - a document of tomlkit is indexed loosely
        """The declared targets by name, their values to be filled in; and the precision of scores, which the points rest on."""
        rows = [
            {name: self._cleaner.clean(row[name]) for name in ("dimension", "group", "name")} | {"value": BLANK}
            for row in self._data.get("targets", {}).get("declared", ())
        ]
        if rows:
            part["targets"]["declared"] = tomlkit.value(value_text(rows))
        if "precision" in self._data["report"]:
            part["report"]["precision"] = tomlkit.value(value_text(self._data["report"]["precision"]))


def _numbered(row: Any, at: int) -> Any:  # noqa: ANN401 - TOML data
    if isinstance(row, dict) and row.get("label") == BLANK:
        return row | {"label": f"{BLANK}{at}"}
    return row


def _with(part: tomlkit.TOMLDocument, text: str) -> tomlkit.TOMLDocument:
    """A part with other tables below the comments at its top."""
    lines = tomlkit.dumps(part).split("\n")
    end = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return tomlkit.parse("\n".join(lines[:end]) + "\n\n" + text)
