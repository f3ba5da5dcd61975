"""Scoring rules: one file each family, and nothing else to touch when one is added.

In: the modules of this package. Out: RULES, every Rule subclass in them by its `kind`, and AnyRule, their union for the case.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Annotated, Any, Union

from pydantic import Field

from .base import Deduction, Outcome, Rule, number_text, percent_text


def _discover() -> dict[str, type[Rule]]:
    for module in sorted(m.name for m in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}")
    return {rule.model_fields["kind"].annotation.__args__[0]: rule for rule in Rule.__subclasses__()}  # type: ignore[union-attr]


RULES: dict[str, type[Rule]] = _discover()
AnyRule: Any = Annotated[Union[tuple(RULES.values())], Field(discriminator="kind")]  # noqa: UP007 - built at run time

__all__ = ["RULES", "AnyRule", "Deduction", "Outcome", "Rule", "number_text", "percent_text"]
