"""Parts that a document has beyond its template: pictures, charts, headers. In: a package. Out: its parts with the new ones.

Names count up in the order in which things are put in, so that the same document has the same names.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element

from reportgen.word.package import TYPES, Package, relationships_of
from reportgen.word.wordml import R, parsed, written

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_RELATIONS = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
_MEDIA = {"png": "image/png", "jpeg": "image/jpeg"}
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


class Additions:
    """The parts of a document to be. Content types and relationships are written by `finish`."""

    def __init__(self, package: Package) -> None:
        self.parts: dict[str, bytes] = dict(package.parts)
        self._folder = posixpath.dirname(package.main)
        self._types: _Element | None = None
        self._relations: dict[str, _Element] = {}
        self._media: dict[tuple[str, bytes], str] = {}
        self._related: dict[tuple[str, str], str] = {}

    def picture(self, owner: str, data: bytes, kind: str) -> str:
        """The relationship id by which part `owner` shows a picture; the same content is stored once."""
        name = self._media.get((kind, data))
        if name is None:
            name = self._media[kind, data] = self._free("media/picture{}." + kind)
            self.parts[name] = data
            self._default(kind, _MEDIA[kind])
        if (owner, name) not in self._related:
            self._related[owner, name] = self.relate(owner, name, "image")
        return self._related[owner, name]

    def chart(self, owner: str, xml: bytes, workbook: bytes, link: str) -> str:
        """The relationship id by which part `owner` shows a chart; `link` is the id by which the chart names its workbook."""
        name = self._free("charts/chart{}.xml")
        self.add(name, xml, CHART)
        book = self._free("embeddings/workbook{}.xlsx")
        self.parts[book] = workbook
        self._default("xlsx", _WORKBOOK)
        self.relate(name, book, "package", link)
        return self.relate(owner, name, "chart")

    def add(self, name: str, data: bytes, kind: str) -> None:
        """Adds a part with a content type of its own."""
        self.parts[name] = data
        types = self._all_types()
        etree.SubElement(types, f"{{{types.nsmap[None]}}}Override", PartName=f"/{name}", ContentType=kind)

    def relate(self, owner: str, target: str, kind: str, identity: str = "") -> str:
        """Relates part `owner` to part `target`; gives the relationship's id."""
        relations = self._relations_of(owner)
        taken = {entry.get("Id") for entry in relations}
        number = len(taken) + 1
        while not identity or identity in taken:
            identity, number = f"rId{number}", number + 1
        path = posixpath.relpath(target, posixpath.dirname(owner))
        etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", Id=identity, Type=f"{R}/{kind}", Target=path)
        return identity

    def finish(self) -> Mapping[str, bytes]:
        """All parts."""
        if self._types is not None:
            self.parts[TYPES] = written(self._types)
        for owner, relations in self._relations.items():
            self.parts[relationships_of(owner)] = written(relations)
        return self.parts

    def _all_types(self) -> _Element:
        if self._types is None:
            self._types = parsed(self.parts[TYPES])
        return self._types

    def _default(self, extension: str, kind: str) -> None:
        types = self._all_types()
        tag = f"{{{types.nsmap[None]}}}Default"
        if all(entry.get("Extension", "").lower() != extension for entry in types.iterchildren(tag)):
            types.insert(0, etree.Element(tag, Extension=extension, ContentType=kind))

    def _relations_of(self, owner: str) -> _Element:
        if owner not in self._relations:
            data = self.parts.get(relationships_of(owner))
            self._relations[owner] = parsed(data if data is not None else _NO_RELATIONS)
        return self._relations[owner]

    def _free(self, pattern: str) -> str:
        number = 1
        while (name := posixpath.join(self._folder, pattern.format(number))) in self.parts:
            number += 1
        return name
