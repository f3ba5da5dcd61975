"""A draft may hold 待填写 wherever an analyst does not know yet: it is built, counted, and says what is missing."""

from decimal import Decimal
from typing import Any

import pytest

from .reports import build, case_data, lines

CASE = "caidian2022"
FACTS = [at for at, fact in enumerate(case_data(CASE)["facts"]) if "value" in fact]
FIELDS = [
    ("funds", "budget"),
    ("funds", "received"),
    ("funds", "spent"),
    ("report", "submitted"),
    ("report", "base_date"),
    ("report", "fiscal_year"),
    ("project", "name"),
    ("evaluator", "firm"),
]


def drafted(data: dict[str, Any]) -> str:
    """The text of the draft."""
    del data["published"]
    return "\n".join(lines(build(data, draft=True)))


@pytest.mark.parametrize("at", FACTS, ids=lambda at: str(case_data(CASE)["facts"][at]["id"]))
def test_any_fact_may_be_blank(at: int) -> None:
    """With any one fact still to be filled in, whether number, date, text or list, a draft is built."""
    data = case_data(CASE)
    data["facts"][at]["value"] = "待填写"
    assert "绩效评价得" in drafted(data)


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_any_field_may_be_blank(table: str, field: str) -> None:
    """With an amount, a date or a name still to be filled in, a draft is built and says so where the value would stand."""
    data = case_data(CASE)
    data[table][field] = "待填写"
    assert "待填写" in drafted(data)


def test_unknown_amounts_leave_the_grade_open() -> None:
    """What rests on an unknown amount is unknown itself, the total and the grade with it; the rest is scored."""
    data = case_data(CASE)
    data["funds"]["spent"] = "待填写"
    text = drafted(data)
    assert "评定等级为“待填写”" in text
    assert "决策12分" in text
    assert str(Decimal("86.7")) not in text
