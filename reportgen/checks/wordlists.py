"""Small tables of words, written as text. In: rows of entries set apart by spaces. Out: mappings and tuples."""

from __future__ import annotations

from collections.abc import Mapping


def table(*rows: str) -> Mapping[str, str]:
    """What stands before the stroke of each entry and what stands behind it, which may be nothing."""
    entries = (entry.partition("/") for row in rows for entry in row.split())
    return {left: right for left, _, right in entries}


def twice(*rows: str) -> Mapping[str, str]:
    """Words, each written twice."""
    return {word * 2: "" for row in rows for word in row.split()}


def words(*rows: str) -> tuple[str, ...]:
    """The words of all rows in their order, each once."""
    return tuple(dict.fromkeys(word for row in rows for word in row.split()))
