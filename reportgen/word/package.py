"""A Word file as a zip. In: bytes. Out: its parts by name; and the other way round, the same parts always as the same bytes."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.word.wordml import parsed

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES = "[Content_Types].xml"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
CORE = "docProps/core.xml"
RENDERED = {"document.main": "正文", "header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
# Pictures are compressed already: deflating them again costs time and saves nothing.
_STORED = (".png", ".jpg", ".jpeg", ".gif", ".zip", ".xlsx")
# The first day that a zip can hold: without a clock the same input gives the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file and the kind of those that are filled in (`document.main`, `header`, …)."""

    parts: Mapping[str, bytes]
    kinds: Mapping[str, str]

    @property
    def main(self) -> str:
        """The name of the part with the body; empty where there is none."""
        return next((name for name, kind in self.kinds.items() if kind == "document.main"), "")


def unpack(data: bytes) -> Package:
    """The package in `data`; a part stored twice is taken once, as Word reads it (the last).

    Raises zipfile.BadZipFile, KeyError (no content types) or lxml.etree.XMLSyntaxError.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in dict.fromkeys(file.namelist()) if not name.endswith("/")}
    return Package(parts, _kinds(parts))


def _kinds(parts: Mapping[str, bytes]) -> dict[str, str]:
    out = {}
    for entry in parsed(parts[TYPES]):
        name, kind = entry.get("PartName", "").lstrip("/"), entry.get("ContentType", "")
        if name in parts and kind.startswith(WORD_TYPE):
            out[name] = kind.removeprefix(WORD_TYPE).removesuffix("+xml")
    return out


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The zip of `parts` in their order, with fixed dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_STORED if name.lower().endswith(_STORED) else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            file.writestr(info, data, compresslevel=_LEVEL)
    return out.getvalue()


def relationships_of(name: str) -> str:
    """The name of the part that holds the relationships of part `name`."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")
