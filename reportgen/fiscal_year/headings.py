"""What a case says of its report before it is parsed: the fiscal year and the structure.

In: the texts of a case, in whatever state. Out: a Heading. A thousand cases are asked, so TOML is read only where a look does not do.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# The lines of [report] up to the next table, with a byte order mark before it or not, and nothing but ASCII in what is looked for.
_SECTION = re.compile(
    rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[ \t]*\[[ \t]*report[ \t]*\][^\n]*\n((?:(?![ \t]*\[)[^\n]*\n?)*)", re.MULTILINE
)
_YEAR = re.compile(rb"^[ \t]*fiscal_year[ \t]*=[ \t]*(\d{4})\b", re.MULTILINE)
_STRUCTURE = re.compile(rb"^[ \t]*structure[ \t]*=[ \t]*[\"']([^\"'\n]+)[\"']", re.MULTILINE)
_YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Heading:
    """The fiscal year, None where it cannot be seen; the structure, empty where it cannot be seen."""

    year: int | None
    structure: str = ""


def heading_of(name: str, texts: Iterable[bytes]) -> Heading:
    """What the first of the texts says that has a table [report]; else the year that stands in the name of the case."""
    for text in texts:
        found = _at_a_look(text) or _parsed(text)
        if found is not None and found.year is not None:
            return found
    in_name = _YEAR_IN_NAME.search(name)
    return Heading(int(in_name[1]) if in_name else None)


def _at_a_look(text: bytes) -> Heading | None:
    """What stands in [report] in plain sight; in UTF-16 as well, and in a text that is no TOML."""
    section = _SECTION.search(text.replace(b"\0", b""))
    year = _YEAR.search(section[1]) if section else None
    if section is None or year is None:
        return None
    structure = _STRUCTURE.search(section[1])
    return Heading(int(year[1]), structure[1].decode("utf-8", errors="replace") if structure else "")


def _parsed(text: bytes) -> Heading | None:
    """The same where it is written in another way, as report = { … } or report.fiscal_year = …, and is TOML."""
    if b"fiscal_year" not in text or b"report" not in text:
        return None
    try:
        report = tomllib.loads(text.decode("utf-8")).get("report")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return None
    return _of_table(report) if isinstance(report, Mapping) else None


def _of_table(report: Mapping[str, Any]) -> Heading:
    year, structure = report.get("fiscal_year"), report.get("structure")
    plain = isinstance(year, int) and not isinstance(year, bool)
    return Heading(year if plain else None, structure if isinstance(structure, str) else "")
