"""What holds for every scoring rule, whichever there are."""

from __future__ import annotations

import inspect
from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from reportgen.model.evidence import EvidenceError
from reportgen.model.rules import RULES, AnyRule, Rule
from reportgen.model.rules.base import amount_text, number_text, percent_text, require_sum, require_within

KINDS = sorted(RULES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_lives_in_the_file_of_its_kind(kind: str) -> None:
    """The rule of kind = "bands" is found in bands.py: one family, one file."""
    assert RULES[kind].__module__ == f"reportgen.model.rules.{kind}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_explains_itself(kind: str) -> None:
    """Every field has the Chinese description that TOML editors show, and every rule its documentation."""
    assert inspect.getdoc(RULES[kind])
    assert all(field.description for field in RULES[kind].model_fields.values())


@pytest.mark.parametrize("kind", KINDS)
def test_no_rule_takes_unknown_fields(kind: str) -> None:
    """A misspelt field is an error in every rule."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(AnyRule).validate_python({"kind": kind, "valeu": 1})
    assert "extra_forbidden" in {problem["type"] for problem in caught.value.errors()}


def test_texts_of_a_rule() -> None:
    """A rule's texts come with the keys that TOML has, those of nested tables too."""
    row = {"text": "每项", "points": 1, "problem": "p"}
    rule: Rule = RULES["checklist"].model_validate({"kind": "checklist", "items": [{"text": "要点", "per_unit": [row]}]})
    assert list(rule.texts()) == [
        (("kind",), "checklist"),
        (("items", 0, "text"), "要点"),
        (("items", 0, "per_unit", 0, "text"), "每项"),
        (("items", 0, "per_unit", 0, "problem"), "p"),
    ]


@pytest.mark.parametrize(("number", "text"), [("0.50", "0.5"), ("100", "100"), ("1E+2", "100"), ("2.00", "2"), ("NaN", "待填写")])
def test_numbers_as_prose(number: str, text: str) -> None:
    """Numbers stand in a standard without trailing zeros; a Blank says that it is one."""
    assert number_text(Decimal(number)) == text


def test_rates_and_amounts_as_prose() -> None:
    """Rates stand in percent; amounts (元 inside) in the unit that is asked for."""
    assert [percent_text(Decimal(rate)) for rate in ("0.9448", "1", "NaN")] == ["94.48%", "100%", "待填写"]
    assert [amount_text(Decimal(35100), unit) for unit in ("万元", "元", "家")] == ["3.51万元", "35100元", "35100家"]


def test_requirements_pass_blanks() -> None:
    """Points that are to be filled in may still do anything; known ones may not."""
    blank = Decimal("NaN")
    require_sum([Decimal(1), blank], Decimal(5), "parts-points", "各部分")
    require_within([("甲", blank), ("乙", Decimal(5))], Decimal(5))
    with pytest.raises(EvidenceError):
        require_sum([Decimal(1), Decimal(3)], Decimal(5), "parts-points", "各部分")
    with pytest.raises(EvidenceError):
        require_within([("甲", Decimal(6))], Decimal(5))
