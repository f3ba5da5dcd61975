"""Pictures and charts that values bring with them."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Made
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reportgen.diagnostics import Sink, TemplatePlace
from reportgen.model.pictures import Picture
from reportgen.word.gate import gate
from reportgen.word.package import pack, unpack
from reportgen.word.render import render
from tests.word.workbench import blank, defects, found, lines, made_of, opened

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
CHART = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:chart><c:plotArea><c:pieChart>'
    b'<c:varyColors val="1"/></c:pieChart></c:plotArea></c:chart><c:externalData r:id="rIdBook"/></c:chartSpace>'
)


@dataclass(frozen=True)
class Chart:
    """A chart in its Word form."""

    chart_xml: bytes = CHART
    workbook: bytes = b"PK workbook"
    alt: str = "得分"


def red(width: int = 300, height: int = 200, data: bytes = PNG) -> Picture:
    """A picture."""
    return Picture(data, "png", width, height, '红色 & "方块" <1>')


def _rendered(made: Made, **context: object) -> bytes:
    sink = Sink()
    template = opened(made, sink)
    rendered = render(template, context, sink)
    gate(rendered, template, sink)
    assert sink.found == []
    assert render(template, context, Sink()) == rendered
    return rendered.document


def _drawings(document: bytes) -> list[Any]:
    return list(Document(io.BytesIO(document)).element.body.iter(qn("w:drawing")))


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        ("{{ x | picture(150, 50) }}", (75, 50)),
        ("{{ x | picture(60, 50) }}", (60, 40)),
        ("{{p x | picture(90) }}", (90, 60)),
    ],
)
def test_a_picture_fits_its_room(tag: str, size: tuple[int, int], tmp_path: Path) -> None:
    """A picture keeps its proportions, is as large as its room allows, and says what it shows."""
    document = _rendered(lines("前" if "p x" in tag else "前{{ y }}", tag), x=red(), y="")
    assert defects(document, tmp_path) == []
    (shape,) = Document(io.BytesIO(document)).inline_shapes
    assert (shape.width, shape.height) == (Mm(size[0]), Mm(size[1]))
    assert shape._inline.docPr.get("descr") == '红色 & "方块" <1>'
    assert Document(io.BytesIO(document)).part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed].blob == PNG


def test_the_same_picture_is_stored_once(tmp_path: Path) -> None:
    """One part for one content, in the body and in a header; a part each for others; drawings have ids of their own."""
    made = lines("{% for p in ps %}{{ p | picture(20, 20) }}文{% endfor %}")
    made.sections[0].header.paragraphs[0].text = "{{ ps[0] | picture(10, 10) }}"
    document = _rendered(made, ps=[red(), red(data=PNG + b"other"), red()])
    assert defects(document, tmp_path) == []
    assert [n for n in unpack(document).parts if "media" in n] == ["word/media/picture1.png", "word/media/picture2.png"]
    inlines = [d[0].find(qn("wp:docPr")).get("id") for d in _drawings(document)]
    assert inlines == ["1", "2", "3"]
    assert made_of(made, ps=[red()]).paragraphs[0].text == "文"


def test_an_exact_line_pitch_gives_way() -> None:
    """Word shows a strip of a picture in a line of exact pitch: a paragraph with a picture gets a pitch of its own."""
    made = blank()
    style = made.styles.add_style("定距", WD_STYLE_TYPE.PARAGRAPH)
    style.paragraph_format.line_spacing = Pt(28)
    assert style.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    made.add_paragraph("{{ x | picture(60) }}", style="定距")
    made.add_paragraph("文字", style="定距")
    first, second = made_of(made, x=red()).paragraphs
    assert (first.paragraph_format.line_spacing, second.paragraph_format.line_spacing) == (1.0, None)


def test_a_chart_brings_its_parts(tmp_path: Path) -> None:
    """Chart and workbook are parts, related by the id by which the chart names its workbook; each chart has its own."""
    document = _rendered(lines("{% for c in cs %}{{ c | word_chart(150, 80) }}{% endfor %}"), cs=[Chart(), Chart()])
    assert [m for m in defects(document, tmp_path) if "pieChart" not in str(m)] == []
    parts = unpack(document).parts
    assert parts["word/charts/chart2.xml"] == CHART
    assert parts["word/embeddings/workbook2.xlsx"] == b"PK workbook"
    assert b'Id="rIdBook"' in parts["word/charts/_rels/chart2.xml.rels"]
    assert b'Target="../embeddings/workbook2.xlsx"' in parts["word/charts/_rels/chart2.xml.rels"]
    extents = [(d[0].find(qn("wp:extent")).get("cx"), d[0].find(qn("wp:docPr")).get("descr")) for d in _drawings(document)]
    assert extents == [(str(Mm(150)), "得分")] * 2


def test_a_chart_knows_how_high_it_is() -> None:
    """Without a height a chart has the one that it wants for its width."""

    @dataclass(frozen=True)
    class High(Chart):
        aspect: float = 0.5

    (drawing,) = _drawings(_rendered(lines("{{ c | word_chart(150) }}"), c=High()))
    assert drawing[0].find(qn("wp:extent")).get("cy") == str(Mm(75))


@pytest.mark.parametrize("tag", ["{{ p.image | picture(9, 9) }}", "{{p p.image | picture(9, 9) }}", "{{ p.image | word_chart(9, 9) }}"])
def test_a_missing_picture_is_named(tag: str) -> None:
    """None where a picture should be is an error with its tag and item."""
    made = lines("{%p for p in ps %}", tag, "{%p endfor %}")
    (diagnostic,) = found(made, ps=[{"name": "食堂", "image": None}])
    assert (diagnostic.code, diagnostic.place) == ("picture-missing", TemplatePlace("模板.docx", "正文第 2 段", tag, "食堂"))


@pytest.mark.parametrize(
    "tag", ["{{ 'x' | picture(9) }}", "{{ x | picture(0) }}", "{{ x | picture('a') }}", "{{ x | word_chart(1, 1) }}"]
)
def test_what_is_no_picture(tag: str) -> None:
    """A text, a size of nothing, a picture where a chart should be: errors at the tag."""
    assert [d.code for d in found(lines(tag), x=red())] == ["bad-value"]


def test_no_picture_in_the_title() -> None:
    """Document properties hold text only."""
    made = lines("")
    made.core_properties.title = "{{ x | picture(10) }}"
    assert [d.code for d in found(made, x=red())] == ["bad-value"]


def test_the_gate_sees_a_missing_part() -> None:
    """A relationship to a picture that is not in the file is named."""
    template = opened(lines("{{ x | picture(10) }}"), Sink())
    rendered = render(template, {"x": red()}, Sink())
    parts = dict(unpack(rendered.document).parts)
    del parts["word/media/picture1.png"]
    sink = Sink()
    gate(replace(rendered, document=pack(parts)), template, sink)
    assert [(d.code, "word/media/picture1.png" in d.message) for d in sink] == [("relation-missing", True)]
