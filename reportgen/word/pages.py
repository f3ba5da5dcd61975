"""Page numbers of the contents. In: a document and the page of each bookmark. Out: the document with these numbers in its contents."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.etree import _Element

from reportgen.word.package import pack, unpack
from reportgen.word.runs import run_of
from reportgen.word.wordml import drop, parsed, w, written

_END = f"{w('fldChar')}[@{w('fldCharType')}='end']"


def set_pages(document: bytes, pages: Mapping[str, str]) -> bytes:
    """The document with the page numbers of bookmarks (as the contents name them) put in; entries without one stay as they are."""
    package = unpack(document)
    root = parsed(package.parts[package.main])
    for code in root.iter(w("instrText")):
        words = (code.text or "").split()
        run = code.getparent()
        if words[:1] == ["PAGEREF"] and words[1] in pages and run is not None:
            _set(run, pages[words[1]])
    return pack({**package.parts, package.main: written(root)})


def _set(code: _Element, page: str) -> None:
    """Makes `page` the result of the field whose code stands in a run: the run behind it separates, the next ends or is the result."""
    separate = code.getnext()
    while separate is not None and (old := separate.getnext()) is not None and old.find(_END) is None:
        drop(old)
    if separate is not None:
        separate.addnext(run_of(None, page))
