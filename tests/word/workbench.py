"""Small templates for the tests of the Word stage. In: a python-docx document and a context. Out: what comes of them."""

from __future__ import annotations

import importlib.util
import io
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Made
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from reportgen.diagnostics import Diagnostic, Sink, Stopped
from reportgen.word.compiled import Template
from reportgen.word.gate import gate
from reportgen.word.package import pack, unpack
from reportgen.word.render import render
from reportgen.word.template import open_template
from reportgen.word.traces import Rendered

VALIDATOR = Path(__file__).parents[2].parent / "shared/ooxml/validate.py"
Filters = dict[str, Callable[..., Any]]


def blank() -> Made:
    """An empty document of python-docx, with the one defect of its template mended (w:zoom without percent)."""
    made = Document()
    for zoom in made.settings.element.iter(qn("w:zoom")):
        zoom.set(qn("w:percent"), "100")
    return made


def lines(*texts: str) -> Made:
    """A document with a paragraph for each text."""
    made = blank()
    for text in texts:
        made.add_paragraph(text)
    return made


def headed(*levels: tuple[str, str], suffix: str = "tab") -> Made:
    """An empty document whose headings are numbered: the format and the text of each level."""
    made = blank()
    numbering = made.part.numbering_part.element
    lines = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="Heading{n + 1}"/>'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    whole = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>{lines}</w:abstractNum>'
    numbering.insert(0, parse_xml(whole))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for n in range(len(levels)):
        properties = made.styles[f"Heading {n + 1}"].element.get_or_add_pPr()
        before = [child for child in properties if child.tag in (qn("w:keepNext"), qn("w:keepLines"))]
        link = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{n}"/><w:numId w:val="90"/></w:numPr>'
        properties.insert(len(before), parse_xml(link))
    return made


DECIMAL = (("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))


def table(*rows: tuple[str, ...]) -> Made:
    """A document with one table."""
    made = blank()
    grid = made.add_table(len(rows), len(rows[0]))
    for line, texts in enumerate(rows):
        for column, text in enumerate(texts):
            grid.cell(line, column).text = text
    return made


def opened(made: Made, sink: Sink, filters: Filters | None = None) -> Template:
    """The compiled template made of a document."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "模板.docx"
        made.save(str(path))
        return open_template(path, filters or {}, sink)


def filled(template: Template, **context: object) -> Made:
    """What a template becomes; nothing must be found wrong by rendering or by the gate."""
    sink = Sink()
    rendered = render(template, context, sink)
    gate(rendered, template, sink)
    assert sink.found == []
    return Document(io.BytesIO(rendered.document))


def made_of(made: Made, filters: Filters | None = None, /, **context: object) -> Made:
    """A document filled in with a context."""
    sink = Sink()
    template = opened(made, sink, filters)
    assert sink.found == []
    return filled(template, **context)


def found(made: Made, filters: Filters | None = None, /, **context: object) -> list[Diagnostic]:
    """What opening and filling in a document finds."""
    sink = Sink()
    try:
        template = opened(made, sink, filters)
        gate(render(template, context, sink), template, sink)
    except Stopped:
        assert sink.failed
    return sink.found


def damaged(rendered: Rendered, old: bytes, new: bytes) -> Rendered:
    """The same document with something else in its body."""
    parts = dict(unpack(rendered.document).parts)
    parts["word/document.xml"] = parts["word/document.xml"].replace(old, new)
    return replace(rendered, document=pack(parts))


def texts(made: Made) -> list[str]:
    """The texts of the paragraphs of the body."""
    return [paragraph.text for paragraph in made.paragraphs]


def fields(made: Made) -> list[tuple[str, str]]:
    """The fields of the body in order, inner ones behind outer ones: code and result."""
    out: list[tuple[str, str]] = []
    opened: list[list[str]] = []
    order: list[list[str]] = []
    for element in made.element.body.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t")):
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            opened.append(["", ""])
            order.append(opened[-1])
        elif kind == "end":
            opened.pop()
        elif kind is None and opened:
            opened[-1][element.tag == qn("w:t")] += element.text or ""
    out = [(code.strip(), result) for code, result in order]
    assert not opened
    return out


def shape(made: Made) -> list[list[str]]:
    """The first table, a cell each: its own text, ↑ where it goes on with the one above; ×n behind one that spans n columns."""
    return [[_cell(cell) for cell in row.iterchildren(qn("w:tc"))] for row in made.tables[0]._tbl.iterchildren(qn("w:tr"))]


def _cell(cell: Any) -> str:  # noqa: ANN401 - python-docx's elements have no public type
    merge, span = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}"), cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    goes_on = merge is not None and merge.get(qn("w:val")) is None
    text = "".join(t.text or "" for t in cell.iter(qn("w:t")))
    return ("↑" if goes_on else "") + text + (f"×{span.get(qn('w:val'))}" if span is not None else "")


def defects(document: bytes, folder: Path) -> list[tuple[str, str]]:
    """What the validator for Word files finds; skips the test where it is not there."""
    if not VALIDATOR.exists():
        pytest.skip("the validator for Word files is not there")
    path = folder / "document.docx"
    path.write_bytes(document)
    return list(_validator().check(str(path), braces_are_data=True))


def _validator() -> Any:  # noqa: ANN401 - a script without types
    if "validate" not in sys.modules:
        spec = importlib.util.spec_from_file_location("validate", VALIDATOR)
        assert spec is not None
        assert spec.loader is not None
        sys.modules["validate"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["validate"])
    return sys.modules["validate"]
