"""The text of a finished document. In: the trees of its parts. Out: one text, a line for each paragraph, for the checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.word.wordml import W

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

_PARAGRAPH, _TEXT = f"{{{W}}}p", f"{{{W}}}t"


def text_of(trees: Iterable[_Element]) -> str:
    """What the parts read, in order; a paragraph inside another (a text box) begins a line of its own."""
    return "".join("\n" if e.tag == _PARAGRAPH else e.text or "" for tree in trees for e in tree.iter(_PARAGRAPH, _TEXT))
