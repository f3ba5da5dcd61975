"""Small reports that hold what shipped ones may not. In: a python-docx document. Out: its page, its Markdown."""

from __future__ import annotations

import io

from docx.document import Document as Made

from reportgen.diagnostics import Sink
from reportgen.export import to_html, to_markdown
from reportgen.word.spelled_out import spell_out
from tests.export.texts import Element, tree

TITLE = "《甲 & 乙》<报告>"


def copy_of(made: Made) -> bytes:
    """The spelled-out copy of a document."""
    out = io.BytesIO()
    made.save(out)
    return spell_out(out.getvalue())


def page_of(made: Made, *, draft: bool = False) -> str:
    """The page of a document without charts."""
    sink = Sink()
    page = to_html(copy_of(made), {}, TITLE, sink, draft=draft)
    assert sink.found == []
    return page


def main_of(made: Made) -> Element:
    """The main part of that page."""
    (main,) = tree(page_of(made)).iter("main")
    return main


def markdown_of(made: Made, *, draft: bool = False) -> str:
    """The Markdown of a document."""
    sink = Sink()
    text = to_markdown(copy_of(made), sink, draft=draft)
    assert sink.found == []
    return text
