r"""The JSON Schema of a case: TOML editors complete fields from it and explain them in Chinese.

In: the models. Out: a schema as plain data; `reportgen schema` prints it and cases/case.schema.json holds it.

It differs from what pydantic gives in what TOML and editors need:
- no `required` at the top, because a case may be split over several files, and each of them would miss the tables of the others;
- no null (TOML has none), and no English titles and descriptions made from class names and docstrings;
- a number or a date may also be 待填写, as in a draft;
- a rule is one of the kinds (`oneOf`), each with its own fields;
- patterns are JavaScript's, whose \w knows ASCII only.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from reportgen.model.case import Case
from reportgen.model.rules import RULES
from reportgen.model.values import BLANK

Schema = dict[str, Any]

_PATTERNS = {r"^[\w-]+$": r"^[^\s!-,./:-@\[-^`{-~]+$"}


def case_schema() -> Schema:
    """The schema of a case, or of one file of a case that is split."""
    raw = Case.model_json_schema(by_alias=True)
    definitions = {name: _cleaned(part) for name, part in raw["$defs"].items()}
    _name_rules(definitions)
    top = _cleaned({name: part for name, part in raw.items() if name != "$defs"})
    top.pop("required")
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": "reportgen 案例"}
    return {**head, **top, "$defs": definitions}


def schema_text() -> str:
    """The schema as JSON, ended by a line end."""
    return json.dumps(case_schema(), ensure_ascii=False, indent=2) + "\n"


def _cleaned(table: Schema) -> Schema:
    """A model's schema in its own words only."""
    kept = {key: part for key, part in table.items() if key not in {"title", "description"}}
    kept["properties"] = {name: _field(part) for name, part in table["properties"].items()}
    return kept


def _field(schema: Schema) -> Schema:
    """A field: its kinds without null, its default as TOML writes it; the description stays first."""
    described = {"description": schema["description"]} if "description" in schema else {}
    default = schema.get("default")
    written = {"default": _default(schema, default)} if default or default is False else {}
    kind = _kind({k: v for k, v in schema.items() if k not in {"description", "default"}})
    if "$ref" in kind:
        kind = {"allOf": [kind]}  # beside a bare $ref editors pass over the description
    return {**described, **kind, **written}


def _kind(schema: Schema) -> Schema:
    """A type of value, and the types inside it."""
    kept = {key: part for key, part in schema.items() if key not in {"title", "discriminator"}}
    for key in ("items", "additionalProperties"):
        if isinstance(kept.get(key), dict):
            kept[key] = _kind(kept[key])
    for key in ("anyOf", "oneOf", "prefixItems"):
        if key in kept:
            kept[key] = [_kind(part) for part in kept[key] if part != {"type": "null"}]
    if "pattern" in kept:
        kept["pattern"] = _PATTERNS[kept["pattern"]]
    if "prefixItems" in kept:
        kept["items"] = kept.pop("prefixItems")  # draft 7's word for it, which editors know
    if len(kept.get("anyOf", ())) == 1:
        kept = {**kept.pop("anyOf")[0], **kept}
    return _or_blank(kept) if _is_numeric(kept) or kept.get("format") == "date" else kept


def _is_numeric(schema: Schema) -> bool:
    return schema.get("type") in ("number", "integer")


def _or_blank(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"const": BLANK}]}


def _default(schema: Schema, default: Any) -> Any:  # noqa: ANN401 - JSON
    """The default as a number where the field holds one: pydantic writes a Decimal as text."""
    numeric = any(map(_is_numeric, (schema, *schema.get("anyOf", ()))))
    if not numeric or not isinstance(default, str):
        return _default_rows(default) if isinstance(default, list) else default
    number = Decimal(default)
    return int(number) if number == number.to_integral_value() else float(number)


def _default_rows(rows: list[Any]) -> list[Any]:
    """The default of a list of tables ([[grades]]), its numbers as numbers."""
    number = {"type": "number"}
    return [
        {key: _default(number, value) if _is_number(value) else value for key, value in row.items()} if isinstance(row, dict) else row
        for row in rows
    ]


def _is_number(value: object) -> bool:
    return isinstance(value, str) and value.replace(".", "", 1).isdecimal()


def _name_rules(definitions: dict[str, Schema]) -> None:
    """Gives each kind of rule its Chinese name, which editors show beside it."""
    for part in definitions.values():
        kind = part["properties"].get("kind", {}).get("const")
        if kind in RULES:
            part["description"] = RULES[kind].model_fields["kind"].description
