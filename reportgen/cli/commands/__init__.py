"""The commands, a file each, and nothing else to touch when one is added.

In: the words of a command. Out: commands in the app. Only the command that was asked for is imported, since cold starts are measured;
where it is none of them, all are.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence


def load(args: Sequence[str]) -> None:
    """Puts the command that the words name into the app, or all of them in the order of their names."""
    names = [m.name for m in pkgutil.iter_modules(__path__)]
    asked = next((word for word in args if not word.startswith("-")), "")
    for name in [asked] if asked in names else names:
        importlib.import_module(f"{__name__}.{name}")
