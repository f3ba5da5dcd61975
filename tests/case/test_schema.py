"""The JSON Schema: what editors complete and explain a case from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportgen.case.schema import case_schema, schema_text
from reportgen.model.case import Case
from reportgen.model.rules import RULES

CASES = Path(__file__).parents[2] / "cases"
SCHEMA = case_schema()


def fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of every table, with its name."""
    for name, table in [("Case", schema), *schema["$defs"].items()]:
        for field, part in table["properties"].items():
            yield f"{name}.{field}", part


def nodes(value: object) -> Iterator[dict[str, Any]]:
    """Every object in JSON data."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


def rule_kinds() -> dict[str, dict[str, Any]]:
    """The alternatives of a rule, by kind."""
    refs = [part["$ref"].removeprefix("#/$defs/") for part in SCHEMA["$defs"]["Indicator"]["properties"]["rule"]["oneOf"]]
    return {SCHEMA["$defs"][ref]["properties"]["kind"]["const"]: SCHEMA["$defs"][ref] for ref in refs}


def test_committed_schema_is_the_present_one() -> None:
    """cases/case.schema.json is what `make schema` writes."""
    assert (CASES / "case.schema.json").read_text("utf-8") == schema_text()


def test_it_is_json_with_a_title() -> None:
    """The text is JSON, says which draft it follows, and calls itself by a Chinese title."""
    data = json.loads(schema_text())
    assert data["$schema"].startswith("http://json-schema.org/draft-07/")
    assert data["title"] == "reportgen 案例"


def test_every_field_is_explained_in_chinese() -> None:
    """Each field of each table has a description with Chinese in it, and no English that pydantic made up."""
    missing = [name for name, part in fields(SCHEMA) if not re.search(r"[\u4e00-\u9fff]", part.get("description", ""))]
    assert missing == []
    assert [n for n in nodes(SCHEMA) if isinstance(n.get("title"), str) and n is not SCHEMA] == []


def test_all_tables_of_a_case_are_there_and_none_is_required() -> None:
    """The top names every table, requires none, because a case may be split over files, and knows no other."""
    assert list(SCHEMA["properties"]) == list(Case.model_fields)
    assert "required" not in SCHEMA
    assert SCHEMA["additionalProperties"] is False


def test_inside_a_table_required_fields_are_required() -> None:
    """Below the top a missing field is noticed while it is typed."""
    assert SCHEMA["$defs"]["Funds"]["required"] == ["unit", "budget", "received", "spent"]


def test_rules_are_told_apart_by_their_kind() -> None:
    """Every scoring rule is an alternative with its own kind, its Chinese name and its own fields."""
    kinds = rule_kinds()
    assert set(kinds) == set(RULES)
    for kind, rule in RULES.items():
        assert kinds[kind]["description"] == rule.model_fields["kind"].description
        assert set(kinds[kind]["properties"]) == {f.alias or name for name, f in rule.model_fields.items()}
        assert "kind" in kinds[kind]["required"]


def test_toml_has_no_null() -> None:
    """Nothing may be null, by type or by default."""
    assert [n for n in nodes(SCHEMA) if n.get("type") == "null" or ("default" in n and n["default"] is None)] == []


def test_dates_and_blanks() -> None:
    """A date is a string with the format date, as TOML editors take it; a date or number may also be 待填写."""
    blank = {"const": "待填写"}
    heading = SCHEMA["$defs"]["Heading"]["properties"]
    assert heading["submitted"]["anyOf"] == [{"format": "date", "type": "string"}, blank]
    assert heading["fiscal_year"]["anyOf"] == [{"minimum": 1990, "maximum": 2100, "type": "integer"}, blank]


def test_fields_are_named_as_toml_names_them() -> None:
    """`from` and `to`, which Python cannot use as names, are what the schema calls those fields."""
    assert {"from", "to"} <= set(rule_kinds()["linear"]["properties"])


def test_defaults_are_numbers_where_fields_are() -> None:
    """A default that editors insert is of the field's own type."""
    assert SCHEMA["$defs"]["Heading"]["properties"]["precision"]["default"] == 0.1
    assert SCHEMA["properties"]["grades"]["default"][0] == {"name": "优", "from": 90}


def test_patterns_take_chinese() -> None:
    r"""Identifiers may be Chinese: patterns do not rely on \w, which editors take as ASCII."""
    patterns = {n["pattern"] for n in nodes(SCHEMA) if isinstance(n.get("pattern"), str)}
    assert patterns
    for pattern in patterns:
        assert "\\w" not in pattern
        assert re.search(pattern, "失能床位-计划_1")
        assert not re.search(pattern, "失能 床位")
        assert not re.search(pattern, "a.b")


@pytest.mark.parametrize("part", sorted({*CASES.glob("*/*.toml"), *CASES.glob("[!.]*.toml")}), ids=lambda p: p.name)
def test_every_part_of_a_case_names_the_schema(part: Path) -> None:
    """The first line of each file leads an editor to the schema."""
    first = part.read_text("utf-8").split("\n", maxsplit=1)[0]
    assert first.startswith("#:schema ")
    assert (part.parent / first.removeprefix("#:schema ")).resolve() == CASES / "case.schema.json"
