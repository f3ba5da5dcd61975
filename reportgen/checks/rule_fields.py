"""Fields that some rules have and others have not. In: a rule and the name of a field. Out: what the rule says there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportgen.model.rules import Rule


def rule_field(rule: Rule | None, field: str) -> Any:  # noqa: ANN401 - whatever the field of a rule holds
    """What a rule says in a field; None where the field, or the whole rule, is missing.

    Where a field is missing, `getattr` makes pydantic raise, which takes ten times as long.
    """
    return vars(rule).get(field) if rule is not None else None
