"""Children in the order that the schema wants. In: a part as some program wrote it. Out: the same part, as Word writes it.

LibreOffice writes the end of a section before the other properties of its paragraph, and the form of a list level's numbers too late.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from reportgen.word.wordml import PPR, parsed, w, written

if TYPE_CHECKING:
    from lxml.etree import _Element

    from reportgen.word.package import Package

# What comes behind all other properties of a paragraph, and the properties of a list level (CT_PPr, CT_Lvl in ECMA-376 part 1).
_LAST = tuple(w(name) for name in ("rPr", "sectPr", "pPrChange"))
_LEVEL = tuple(
    w(name)
    for name in (
        "start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "lvlPicBulletId", "legacy", "lvlJc", "pPr", "rPr",
    )
)  # fmt: skip


def order_sections(root: _Element) -> None:
    """Puts each end of a section behind the other properties of its paragraph."""
    for section in root.iter(w("sectPr")):
        properties = section.getparent()
        if properties is not None and properties.tag == PPR:
            _sort(properties, _LAST)


def with_ordered_lists(package: Package) -> Package:
    """The package whose list levels hold their properties in order; the same where they do already, or where it can't be read."""
    name = next((n for n, kind in package.kinds.items() if kind == "numbering"), "")
    try:
        root = parsed(package.parts[name]) if name else None
    except etree.XMLSyntaxError:
        root = None
    levels = [] if root is None else list(root.iter(w("lvl")))
    changed = [_sort(level, _LEVEL) for level in levels if all(child.tag in _LEVEL for child in level)]
    return replace(package, parts={**package.parts, name: written(root)}) if root is not None and any(changed) else package


def _sort(parent: _Element, order: tuple[str, ...]) -> bool:
    """Sorts children by `order`, those that it does not name first; gives whether they were out of order."""
    rank = {name: n for n, name in enumerate(order, 1)}
    found = list(parent)
    wanted = sorted(found, key=lambda child: rank.get(str(child.tag), 0))
    parent[:] = wanted
    return wanted != found
