"""A copy in which everything is written out that Word works out: numbers, looks, drawings; and no contents."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Made
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, Twips
from docx.styles.style import ParagraphStyle

from reportgen.diagnostics import Sink
from reportgen.word.package import unpack
from reportgen.word.render import render
from reportgen.word.spelled_out import spell_out
from tests.word.test_drawings import Chart
from tests.word.workbench import DECIMAL, blank, headed, lines, opened

BOX = (
    "<w:r {names}><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
    "<mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def saved(made: Made) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def filled(made: Made, **context: object) -> bytes:
    """What a template becomes."""
    sink = Sink()
    rendered = render(opened(made, sink), context, sink)
    assert sink.found == []
    return rendered.document


def spelled(document: bytes) -> Made:
    """The copy."""
    return Document(io.BytesIO(spell_out(document)))


def said(made: Made) -> list[tuple[str, str]]:
    """The paragraphs with any text: the name of the style, behind that of the heading on which it is based, and the text."""
    return [(_named(p), p.text) for p in made.paragraphs if p.text]


def _named(paragraph: Any) -> str:  # noqa: ANN401 - a paragraph of python-docx
    if paragraph._p.pPr is None or paragraph._p.pPr.pStyle is None:
        return ""
    styles = [style for style in (paragraph.style.base_style, paragraph.style) if style is not None]
    return " ".join(style.element.name_val for style in styles)


def look(change: Callable[[ParagraphStyle], object]) -> str:
    """The looks of a paragraph whose style an editor has changed; most text is set in 10 pt."""
    made = lines("正文" * 50)
    made.styles["Normal"].font.size = Pt(10)
    style = made.styles.add_style("编辑起的名字", WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    change(style)
    made.add_paragraph("甲", style=style)
    return said(spelled(saved(made)))[-1][0]


def test_numbers_become_text() -> None:
    """A heading says its number, as Word would print it, and is known by its level."""
    made = headed(*DECIMAL)
    for level, text in ((1, "甲"), (2, "乙"), (2, "丙"), (1, "丁")):
        made.add_heading(text, level)
    found = [(name.removesuffix(" bold"), text) for name, text in said(spelled(saved(made)))]
    assert found == [("heading 1", "1 甲"), ("heading 2", "1.1 乙"), ("heading 2", "1.2 丙"), ("heading 1", "2 丁")]


def test_chinese_numbers_stand_close() -> None:
    """Nothing is put between a number that ends with a full-width sign and its heading, whatever Word puts there."""
    made = headed(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"))
    made.add_heading("甲", 1)
    made.add_heading("乙", 2)
    assert [text for _, text in said(spelled(saved(made)))] == ["一、甲", "（一）乙"]


def test_bullets_become_signs() -> None:
    """A bullet of a symbol font is one that every font has."""
    made = lines()
    made.add_paragraph("甲", style="List Bullet")
    assert said(spelled(saved(made))) == [("", "• 甲")]


def test_outline_makes_a_heading() -> None:
    """A style with an outline level is a heading, though it is called something else."""

    def outlined(style: ParagraphStyle) -> None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), "1")
        style.element.get_or_add_pPr().append(level)

    assert look(outlined) == "heading 2"


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda s: setattr(s.paragraph_format, "alignment", WD_ALIGN_PARAGRAPH.CENTER), "centre"),
        (lambda s: setattr(s.paragraph_format, "alignment", WD_ALIGN_PARAGRAPH.RIGHT), "right"),
        (lambda s: setattr(s.paragraph_format, "alignment", WD_ALIGN_PARAGRAPH.DISTRIBUTE), "spread"),
        (lambda s: setattr(s.paragraph_format, "first_line_indent", Pt(20)), "indented"),
        (lambda s: setattr(s.font, "bold", True), "bold"),
        (lambda s: setattr(s.font, "bold", False), ""),
        (lambda s: setattr(s.font, "size", Pt(13)), "large"),
        (lambda s: setattr(s.font, "size", Pt(12.5)), ""),
        (lambda s: setattr(s.font, "size", Pt(8)), "small"),
        (lambda s: setattr(s.paragraph_format, "page_break_before", True), "opening"),
        (lambda s: s.element.get_or_add_pPr().append(_borders("top", "left", "bottom", "right")), "boxed"),
        (lambda s: s.element.get_or_add_pPr().append(_borders("left")), "barred"),
        (lambda s: s.element.get_or_add_pPr().append(_borders("bottom")), ""),
        (lambda s: s.element.get_or_add_pPr().append(_line_to_write_on()), "blank"),
    ],
)
def test_a_style_is_named_by_its_looks(change: Callable[[ParagraphStyle], object], name: str) -> None:
    """Whatever an editor calls a style, the copy calls it by what it looks like."""
    assert look(change) == name


def _borders(*sides: str) -> Any:  # noqa: ANN401 - an element of python-docx
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="1" w:color="000000"/>' for side in sides)
    return parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>")


def _line_to_write_on() -> Any:  # noqa: ANN401 - the same
    return parse_xml(f'<w:tabs {nsdecls("w")}><w:tab w:val="right" w:leader="underscore" w:pos="8000"/></w:tabs>')


def test_a_paragraph_counts_more_than_its_style() -> None:
    """What a paragraph says itself overrules its style."""
    made = lines("甲")
    made.styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_paragraph("乙").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    assert said(spelled(saved(made))) == [("centre", "甲"), ("right", "乙")]


def test_captions_are_known() -> None:
    """A paragraph that counts tables or figures is a caption."""
    assert said(spelled(filled(lines('{{ caption("表", "甲") }}　费用', "正文")))) == [("caption", "表1　费用"), ("", "正文")]


def test_new_pages_are_known() -> None:
    """The first paragraph behind a page break or the end of a section begins a page; empty ones do not count."""
    made = lines("甲")
    made.paragraphs[0].add_run().add_break(WD_BREAK.PAGE)
    made.add_paragraph("")
    made.add_paragraph("乙")
    made.add_section()
    made.add_paragraph("丙")
    made.add_paragraph("丁")
    assert [name for name, _ in said(spelled(saved(made)))] == ["", "opening", "opening", ""]


def test_contents_are_left_out() -> None:
    """The contents, their title and the numbers of pages are gone; headings and what they lead to stay."""
    made = headed(*DECIMAL)
    made.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    made.add_paragraph("目　录")
    made.add_paragraph("{{p contents(1) }}")
    made.add_heading("甲", 1)
    made.add_paragraph("目录")
    document = filled(made)
    assert "PAGEREF" in unpack(document).parts["word/document.xml"].decode()
    found = spelled(document)
    assert said(found) == [("heading 1 bold", "1 甲"), ("", "目录")]
    assert len(list(found.element.body.iter(qn("w:bookmarkStart")))) == 1


def test_bold_of_a_style_is_said_by_the_run() -> None:
    """Other programs don't know the editor's styles: a run says itself that it is bold, and hidden text is gone."""
    made = lines()
    style = made.styles.add_style("段首", WD_STYLE_TYPE.CHARACTER)
    style.font.bold = True
    paragraph = made.add_paragraph()
    paragraph.add_run("甲", style="段首")
    paragraph.add_run("乙").font.hidden = True
    paragraph.add_run("丙")
    runs = [(run.text, run.bold) for run in spelled(saved(made)).paragraphs[-1].runs]
    assert runs == [("甲", True), ("丙", None)]


def test_tables_are_named_by_their_lines() -> None:
    """A table has lines between its cells, a frame, or none; one wider than an upright page is wide."""
    made = blank()
    plain = made.add_table(1, 1)
    ruled, framed, wide = (made.add_table(1, 1, style=name) for name in ("Table Grid", "Normal Table", "Table Grid"))
    sides = "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right"))
    framed._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>"))
    wide.columns[0].width = Twips(12_000)
    for table in (plain, ruled, framed, wide):
        table.cell(0, 0).text = "甲"
    names = [table._tbl.tblPr.style for table in spelled(saved(made)).tables]
    assert names == ["plain", "ruled", "framed", "ruled wide"]


def test_a_cell_gives_its_looks() -> None:
    """Paragraphs in a shaded cell are shaded, in one with a line below lined; sizes count in tables without lines alone."""
    made = lines("正文" * 50)
    made.styles["Normal"].font.size = Pt(10)
    big = made.styles.add_style("大字", WD_STYLE_TYPE.PARAGRAPH)
    big.font.size = Pt(20)
    for name in ("Normal Table", "Table Grid"):
        cell = made.add_table(1, 1, style=name).cell(0, 0)
        cell.text = "甲"
        cell.paragraphs[0].style = big
        properties = cell._tc.get_or_add_tcPr()
        properties.append(parse_xml(f'<w:tcBorders {nsdecls("w")}><w:bottom w:val="single"/></w:tcBorders>'))
        properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="D9D9D9"/>'))
    names = [_named(table.cell(0, 0).paragraphs[0]) for table in spelled(saved(made)).tables]
    assert names == ["large shaded lined", "shaded lined"]


def test_a_chart_becomes_a_picture_of_its_part() -> None:
    """In place of a chart stands a picture of the same size and words; its file is the chart's part."""
    found = spelled(filled(lines("{{ x | word_chart(100, 50) }}"), x=Chart(alt="得分 & 分值")))
    (shape,) = found.inline_shapes
    blip = shape._inline.graphic.graphicData.pic.blipFill.blip
    assert shape._inline.docPr.get("descr") == "得分 & 分值"
    assert (shape.width, shape.height) == (Pt(100 / 25.4 * 72), Pt(50 / 25.4 * 72))
    assert found.part.rels[blip.embed].target_ref == "media/1.chart"
    assert found.part.related_parts[blip.embed].blob == Chart().chart_xml


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    """A text box, which a file holds twice for old programs, becomes paragraphs behind the one in which it is anchored."""
    made = lines("前")
    made.paragraphs[0]._p.append(parse_xml(BOX.format(names=nsdecls("w"))))
    made.add_paragraph("后")
    assert [text for _, text in said(spelled(saved(made)))] == ["前", "框里", "后"]


def test_the_same_report_gives_the_same_copy() -> None:
    """The copy is a matter of the report alone."""
    document = filled(lines("{{ x | word_chart(100) }}", '{{ caption("图", "甲") }}'), x=Chart())
    assert spell_out(document) == spell_out(document)
