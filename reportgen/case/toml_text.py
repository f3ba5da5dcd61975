"""Tables of a case as TOML text, in the style of the cases that people write.

In: plain data (text, numbers, dates, lists, tables). Out: TOML text; what tomllib reads from it is the same data.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import tomlkit


def table_text(header: str, row: Mapping[str, Any]) -> str:
    """A table with its header, a line for each field: `[[facts]]`, `id = "…"`."""
    return "\n".join([header, *(f"{_key(name)} = {value_text(value)}" for name, value in row.items())]) + "\n"


def value_text(value: object, indent: int = 0) -> str:
    """A value; a list of tables has a line for each of them."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {value_text(part, indent)}" for name, part in value.items()) + " }"
    if isinstance(value, list):
        return _list_text(value, indent)
    if isinstance(value, str):
        return _string_text(value.strip("\n"))
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else f"{Decimal(str(value)):f}"


def _string_text(text: str) -> str:
    """One line, or several between triple quotes, the first on a line of its own: TOML passes over the line end before it."""
    written = tomlkit.string(text, multiline="\n" in text).as_string()
    return f"{written[:3]}\n{written[3:]}" if "\n" in text else written


def _list_text(rows: list[Any], indent: int) -> str:
    if not any(isinstance(row, Mapping) for row in rows):
        return "[" + ", ".join(value_text(row, indent) for row in rows) + "]"
    inner = " " * (indent + 2)
    return "[\n" + "".join(f"{inner}{value_text(row, indent + 2)},\n" for row in rows) + " " * indent + "]"


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if bare else tomlkit.string(name).as_string()
