"""The fonts of a report: which are asked for, what stands in for them, and which characters no font has.

In: a Word file. Out: a Preflight. Asks fontconfig, which only Linux has; elsewhere nothing is known.

Free faces stand in for the official ones as fonts.conf says, where the user has no configuration of their own.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_VARIABLE = "FONTCONFIG_FILE"
_TEXTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_STYLES = re.compile(r"word/(styles|numbering)\.xml")
_FONTS = re.compile(r"<w:rFonts [^>]*>")
_FACES = re.compile(r'w:(?:ascii|hAnsi|eastAsia)="([^"]+)"')
_WRITTEN = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


@dataclass(frozen=True, slots=True)
class Preflight:
    """What stands in for each face that is missing, and the characters that no font on this machine has."""

    stand_ins: Mapping[str, str]
    missing: str = ""


def environment() -> dict[str, str]:
    """What fontconfig must find, so that the free faces stand in: nothing where the user has set it."""
    if os.environ.get(_VARIABLE):
        return {}
    with resources.as_file(resources.files(__package__) / "fonts.conf") as path:
        return {_VARIABLE: str(path)}


def preflight(document: bytes) -> Preflight:
    """What is known of the fonts of a Word file."""
    if shutil.which("fc-match") is None:
        return Preflight({})
    with zipfile.ZipFile(io.BytesIO(document)) as file:
        parts = {name: file.read(name).decode("utf-8", "replace") for name in file.namelist() if name.endswith(".xml")}
    asking = "".join("".join(_FONTS.findall(text)) for name, text in parts.items() if _STYLES.fullmatch(name) or _TEXTS.fullmatch(name))
    faces = set(_FACES.findall(asking))
    found = {face: _match(face) for face in sorted(faces)}
    signs = set("".join(text for name, part in parts.items() if _TEXTS.fullmatch(name) for text in _WRITTEN.findall(part)))
    missing = sorted(
        sign for sign in signs - _covered(found.values()) if sign.isprintable() and not sign.isspace() and not _is_somewhere(sign)
    )
    stand_ins = {face: families[0] for face, (families, _) in found.items() if face not in families}
    return Preflight(stand_ins, "".join(missing))


@cache
def _match(face: str) -> tuple[tuple[str, ...], str]:
    """The names of the family that fontconfig takes for a face, and the characters that it has."""
    families, _, signs = _asked("fc-match", "-f", "%{family}|%{charset}", face.replace("-", r"\-")).partition("|")
    return tuple(families.split(",")), signs


def _covered(found: Iterable[tuple[tuple[str, ...], str]]) -> set[str]:
    """The characters of some fonts; fontconfig writes them as ranges of hexadecimal codes."""
    covered: set[str] = set()
    for signs in {signs for _, signs in found}:
        covered |= _signs(signs)
    return covered


@cache
def _signs(ranges: str) -> frozenset[str]:
    ends = ((first, last or first) for first, _, last in (step.partition("-") for step in ranges.split()))
    return frozenset(chr(code) for first, last in ends for code in range(int(first, 16), int(last, 16) + 1))


@cache
def _is_somewhere(sign: str) -> bool:
    """Whether any font has a character."""
    return bool(_asked("fc-list", f":charset={ord(sign):x}", "family"))


def _asked(*command: str) -> str:
    made = subprocess.run(  # noqa: S603 - fontconfig's own programs, with names of fonts
        command, capture_output=True, check=False, env={**os.environ, **environment()}, timeout=30
    )
    return made.stdout.decode("utf-8", "replace").strip()
