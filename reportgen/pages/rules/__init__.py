"""What is looked for on pages: a file for each kind of defect, and nothing else to touch when one is added.

In: the modules of this package. Out: RULES, every Rule in them, in the order of the modules' names.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from .base import Explanation, Finding, Rule


def _discover() -> Iterator[Rule]:
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        module = importlib.import_module(f"{__name__}.{name}")
        yield from (value for value in vars(module).values() if isinstance(value, Rule))


RULES: tuple[Rule, ...] = tuple(_discover())

__all__ = ["RULES", "Explanation", "Finding", "Rule"]
