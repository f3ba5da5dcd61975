"""Small templates for the tests of the Word stage. In: a python-docx document and a context. Out: what comes of them."""

from __future__ import annotations

import importlib.util
import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Made
from docx.oxml.ns import qn

from reportgen.diagnostics import Diagnostic, Sink, Stopped
from reportgen.word.compiled import Template
from reportgen.word.gate import gate
from reportgen.word.render import render
from reportgen.word.template import open_template

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
    document = render(template, context, sink)
    gate(document, template, sink)
    assert sink.found == []
    return Document(io.BytesIO(document))


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


def texts(made: Made) -> list[str]:
    """The texts of the paragraphs of the body."""
    return [paragraph.text for paragraph in made.paragraphs]


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
