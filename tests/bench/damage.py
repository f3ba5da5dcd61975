"""What a killed process damaged. In: a folder of reports. Out: the names of the files that are not whole.

Looked at is all that a person or the next run opens: reports, web pages and digests, and the records of what was built. What is left
of a temporary file, hidden under a name of its own, is opened by nobody.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from reportgen.fiscal_year.records import kept

_DIGESTS = re.compile(r"(?:[0-9a-f]{64}(?: [0-9a-f]{64})?\n)+")


def files(output: Path) -> list[Path]:
    """The files in the folder and below it, but for temporary ones."""
    return sorted(path for path in output.rglob("*") if path.is_file() and path.suffix != ".tmp")


def damaged(output: Path) -> list[str]:
    """Those that are not whole, or of which nobody knows how to tell."""
    return [path.relative_to(output).as_posix() for path in files(output) if not _is_whole(path)]


def _is_whole(path: Path) -> bool:
    try:
        return _LOOKS.get(path.suffix, _is_unknown)(path)
    except (OSError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return False


def _is_package(path: Path) -> bool:
    """Every part of a Word file or a workbook can be read, and is XML where it should be."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            part = package.read(name)
            if name.endswith((".xml", ".rels")):
                etree.fromstring(part)
        return "[Content_Types].xml" in package.namelist()


def _is_json(path: Path) -> bool:
    """A record that is taken for one, or a text that is JSON."""
    if path.name.endswith(".pages.json"):
        return isinstance(json.loads(path.read_text(encoding="utf-8")), dict)
    return path.parent.name == ".built" and kept(path.parents[1], path.stem) is not None


def _is_page(path: Path) -> bool:
    return path.read_text(encoding="utf-8").rstrip().endswith("</html>")


def _is_pdf(path: Path) -> bool:
    return path.read_bytes().rstrip().endswith(b"%%EOF")


def _is_digests(path: Path) -> bool:
    return _DIGESTS.fullmatch(path.read_text(encoding="ascii")) is not None


def _is_unknown(_: Path) -> bool:
    return False


_LOOKS: dict[str, Callable[[Path], bool]] = {
    ".docx": _is_package,
    ".xlsx": _is_package,
    ".json": _is_json,
    ".html": _is_page,
    ".pdf": _is_pdf,
    ".sha256": _is_digests,
}
