"""Small reports that hold what shipped ones may not. In: a python-docx document. Out: its page, its Markdown."""

from __future__ import annotations

import io

from docx.document import Document as Made
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reportgen.diagnostics import Sink
from reportgen.export.html import to_html
from reportgen.export.markdown import to_markdown
from reportgen.word.package import WORD_TYPE
from reportgen.word.spelled_out import spell_out
from tests.export.texts import Element, tree
from tests.word.workbench import lines

_NOTES = (
    f"<w:footnotes {nsdecls('w')}>"
    '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote></w:footnotes>'
)
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


def footnoted(text: str, note: str) -> Made:
    """A document with a footnote behind its only paragraph."""
    made = lines(text)
    part = Part(PackURI("/word/footnotes.xml"), f"{WORD_TYPE}footnotes+xml", _NOTES.format(note=note).encode(), made.part.package)
    made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    made.paragraphs[0]._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="1"/></w:r>'))
    return made
