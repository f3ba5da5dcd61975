"""Prose in a template: paragraphs that look like the one that held the tag."""

from __future__ import annotations

import io

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from reportgen.diagnostics import Severity, Sink, TemplatePlace
from reportgen.model.prose import Paragraph, Prose, Run, plain
from reportgen.word.render import render
from tests.word.workbench import blank, found, lines, made_of, opened, table, texts

BOLD = Prose((Paragraph((Run("轻"), Run("重", bold=True))), Paragraph((Run("二"),))))
LIST = Prose((Paragraph((Run("甲"),), "list", 1), Paragraph((Run("乙", bold=True),), "list", 2)))


def test_each_paragraph_takes_over_the_look() -> None:
    """Alignment, style and font of the tag's paragraph stand on every paragraph of the Prose; bold runs are bold on top."""
    made = blank()
    run = made.add_paragraph(style="Quote").add_run("{{p x }}")
    run.font.size, run.font.italic = Pt(15), True
    made.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    out = made_of(made, x=BOLD).paragraphs
    assert [p.text for p in out] == ["轻重", "二"]
    assert {(p.alignment, p.style.name if p.style else "") for p in out} == {(WD_ALIGN_PARAGRAPH.CENTER, "Quote")}
    assert [(r.text, r.font.size, r.italic, r.bold) for p in out for r in p.runs] == [
        ("轻", Pt(15), True, None), ("重", Pt(15), True, True), ("二", Pt(15), True, None),
    ]  # fmt: skip


def test_a_list_takes_the_style_of_that_name() -> None:
    """List paragraphs take the style 列表, and on level 2 the style 列表 2, where the template has them."""
    made = lines("{{p x }}")
    for name in ("列表", "列表 2"):
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    out = made_of(made, x=LIST).paragraphs
    assert [(p.style.name if p.style else "", p.text) for p in out] == [("列表", "甲"), ("列表 2", "乙")]
    assert out[1].runs[0].bold


def test_a_list_without_that_style_looks_like_the_tag() -> None:
    """Without a style 列表 the list takes the look of the tag's paragraph, and one warning says so, however many lists there are."""
    made = blank()
    made.add_paragraph("{{p x }}", style="Quote")
    made.add_paragraph("{{p x }}", style="Quote")
    sink = Sink()
    rendered = render(opened(made, sink), {"x": LIST}, sink)
    assert {p.style.name if p.style else "" for p in Document(io.BytesIO(rendered.document)).paragraphs} == {"Quote"}
    place = TemplatePlace("模板.docx", "正文第 1 段", "{{p x }}")
    assert [(d.code, d.severity, d.place) for d in sink] == [("list-style-missing", Severity.WARNING, place)]


def test_a_list_in_a_cell_needs_no_style() -> None:
    """In a cell a list looks like the rest of it anyway, so that nothing is missing."""
    assert found(table(("{{p x }}",)), x=LIST) == []


def test_empty_prose_removes_the_paragraph_but_not_the_last_of_a_cell() -> None:
    """In the body nothing is left; a cell keeps one empty paragraph, without which Word would not open the file."""
    assert texts(made_of(lines("前", "{{p x }}", "后"), x=Prose())) == ["前", "后"]
    cell = made_of(table(("{{p x }}",)), x=Prose()).tables[0].rows[0].cells[0]
    assert [p.text for p in cell.paragraphs] == [""]


def test_prose_in_a_cell() -> None:
    """In a cell a Prose becomes paragraphs of that cell."""
    cell = made_of(table(("{{p x }}",)), x=plain("一\n二")).tables[0].rows[0].cells[0]
    assert [p.text for p in cell.paragraphs] == ["一", "二"]


def test_prose_in_a_loop_and_split_tag() -> None:
    """A tag that Word split over runs, inside a loop of paragraphs, works for each item."""
    made = lines("{%p for x in xs %}")
    paragraph = made.add_paragraph()
    for piece in ("{", "{p x", ".te", "xt }", "}"):
        paragraph.add_run(piece)
    made.add_paragraph("{%p endfor %}")
    assert texts(made_of(made, xs=[{"text": plain("a\nb")}, {"text": plain("c")}])) == ["a", "b", "c"]


def test_a_plain_text_is_prose_too() -> None:
    """`{{p x }}` with a text gives a paragraph for each line."""
    assert texts(made_of(lines("{{p x }}"), x="一\n二")) == ["一", "二"]


def test_none_is_reported() -> None:
    """`{{p x }}` with None is an error at its place."""
    (diagnostic,) = found(lines("{{p x }}"), x=None)
    assert (diagnostic.code, str(diagnostic.place)) == ("none-value", "模板.docx：正文第 1 段，标签 {{p x }}")


def test_a_list_in_a_cell_looks_like_the_cell() -> None:
    """The style 列表 is the body's: in a cell, list paragraphs keep the look of the tag."""
    made = table(("{{p x }}",))
    made.styles.add_style("列表", WD_STYLE_TYPE.PARAGRAPH)
    cell = made.tables[0].cell(0, 0)
    cell.paragraphs[0].style = "Quote"
    out = made_of(made, x=LIST).tables[0].cell(0, 0).paragraphs
    assert [(p.style.name if p.style else "", p.text) for p in out] == [("Quote", "甲"), ("Quote", "乙")]


def test_bold_inside_a_sentence() -> None:
    """`{{ x }}` keeps bold runs, with the look of the tag's run, and what stands around them is as it was."""
    made = blank()
    run = made.add_paragraph().add_run("前{{ x }}后")
    run.font.size = Pt(15)
    made.add_paragraph().add_run("{{ y }}").bold = True
    first, second = made_of(made, x=BOLD, y=BOLD).paragraphs
    assert [(r.text, r.font.size, bool(r.bold)) for r in first.runs] == [
        ("前轻", Pt(15), False), ("重", Pt(15), True), ("\n二后", Pt(15), False),
    ]  # fmt: skip
    assert {bool(r.bold) for r in second.runs} == {True}
