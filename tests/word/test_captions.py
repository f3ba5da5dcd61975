"""Captions and references: the numbers that Word would compute, and what goes with a table that is left out."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Made
from docx.oxml.ns import qn

from reportgen.diagnostics import CasePlace, Sink, TemplatePlace
from reportgen.model.prose import Paragraph, Prose, Run
from reportgen.word.gate import gate
from reportgen.word.render import render
from tests.word.workbench import DECIMAL, blank, damaged, defects, fields, found, headed, lines, made_of, opened, texts

CHINESE = (("japaneseCounting", "%1、"), ("japaneseCounting", "（%2）"), ("decimal", "%3."))


def _report(levels: Any = DECIMAL) -> Made:  # noqa: ANN401 - pairs of texts
    made = headed(*levels)
    made.add_heading("结论", 1)
    made.add_paragraph("{{ caption('表', '得分') }}　得分表，见{{ ref('目标') }}，标准见{{ ref('细则') }}。")
    made.add_heading("材料", 1)
    made.add_paragraph("{{ caption('图', '照片') }}　照片")
    made.add_paragraph("{{ caption('表', '资金') }}　资金表")
    made.add_paragraph("{{ caption('表', '目标') }}　目标表")
    made.add_heading("资料", 2)
    made.add_heading("{{ mark('细则') }}细则", 2)
    return made


def test_captions_count_by_chapter_and_label(tmp_path: Path) -> None:
    """Each label counts from 1 in each chapter, by a sequence of its own; references lead to bookmarks and print the same."""
    template = opened(_report(), Sink())
    document = render(template, {}, Sink()).document
    assert defects(document, tmp_path) == []
    out = Document(io.BytesIO(document))
    assert texts(out)[1::2] == ["表1.1　得分表，见表2.2，标准见2.2。", "图2.1　照片", "表2.2　目标表", "细则"]
    assert fields(out) == [
        (r"SEQ 表1 \* ARABIC", "1"),
        (r"REF _Ref4 \h", "表2.2"),
        (r"REF _Ref5 \r \h", "2.2"),
        (r"SEQ 图2 \* ARABIC", "1"),
        (r"SEQ 表2 \* ARABIC", "1"),
        (r"SEQ 表2 \* ARABIC", "2"),
    ]
    assert render(template, {}, Sink()).document == document


def test_a_bookmark_holds_label_and_number() -> None:
    """What Word prints for a reference once it is updated, the text of the bookmark, is what we wrote."""
    out = made_of(_report()).element.body
    held = {start.get(qn("w:name")): "" for start in out.iter(qn("w:bookmarkStart"))}
    open_now: dict[str, str] = {}
    for element in out.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:t")):
        if element.tag == qn("w:bookmarkStart"):
            open_now[element.get(qn("w:id"))] = element.get(qn("w:name"))
        elif element.tag == qn("w:bookmarkEnd"):
            del open_now[element.get(qn("w:id"))]
        for name in open_now.values() if element.tag == qn("w:t") else ():
            held[name] += element.text
    assert held == {"_Ref1": "表1.1", "_Ref2": "图2.1", "_Ref3": "表2.1", "_Ref4": "表2.2", "_Ref5": "细则"}


def test_without_chapters_captions_count_through() -> None:
    """Where no numbered heading stands above, the number is the label's alone."""
    made = lines("{{ caption('表', 'a') }}", "{{ caption('表', 'b') }}", "见{{ ref('b') }}")
    assert texts(made_of(made)) == ["表1", "表2", "见表2"]
    assert fields(made_of(made))[0] == (r"SEQ 表 \* ARABIC", "1")


def test_chinese_headings_print_as_word_prints_them() -> None:
    """In relative context a reference from elsewhere has the outer number, one from beside it has not; a final full stop goes."""
    made = headed(*CHINESE)
    made.add_heading("甲", 1)
    made.add_paragraph("{{ caption('表', 'x') }}{{ ref('子') }}|{{ ref('项') }}|{{ ref('章') }}")
    made.add_heading("{{ mark('章') }}乙", 1)
    made.add_heading("子", 2)
    made.add_heading("{{ mark('子') }}丑", 2)
    made.add_heading("{{ mark('项') }}寅", 3)
    made.add_paragraph("{{ ref('子') }}|{{ ref('项') }}|{{ caption('表', 'y') }}")
    assert texts(made_of(made))[1::5] == ["表1.1二、（二）|二、（二）1|二、", "（二）|1|表2.1"]


def test_numbers_in_tables_and_of_computed_keys() -> None:
    """Keys may be computed in a loop; references stand in cells and in paragraphs, before and behind."""
    made = headed(*DECIMAL)
    made.add_heading("章", 1)
    made.add_table(1, 1).cell(0, 0).text = "{% for d in ds %}{{ ref('得分' ~ d.name) }} {% endfor %}"
    for text in ("{%p for d in ds %}", "{{ caption('表', '得分' ~ d.name) }}　{{ d.name }}", "{%p endfor %}"):
        made.add_paragraph(text)
    out = made_of(made, ds=[{"name": "决策"}, {"name": "过程"}])
    assert out.tables[0].cell(0, 0).text == "表1.1 表1.2 "
    assert texts(out)[-2:] == ["表1.1　决策", "表1.2　过程"]


def test_an_unnumbered_paragraph_is_referred_to_by_its_text() -> None:
    """A mark in a paragraph without a number is printed as the text that it holds."""
    made = lines("{{ mark('附') }}附件{{ n }}", "见{{ ref('附') }}。")
    out = made_of(made, n=3)
    assert texts(out) == ["附件3", "见附件3。"]
    assert fields(out) == [(r"REF _Ref1 \h", "附件3")]


LEFT_OUT = [
    ("一。二见{{ ref('表') }}。三。", ["一。三。"]),
    ("见{{ ref('表') }}。", []),
    ("一；二见{{ ref('表') }}。", ["一。"]),
    ("一；见{{ ref('表') }}；三。", ["一；三。"]),
    ("“一。”二见{{ ref('表') }}和{{ ref('在') }}", ["“一。”"]),
    ("说“见{{ ref('表') }}。”三。{{ ref('在') }}", ["三。表1"]),
    ("见{{ ref('表') }}、{{ ref('表') }}。{{ x }}", ["值。"]),
    ("{{ x }}甲见{{ ref('表') }}。", ["值。"]),
]


@pytest.mark.parametrize(("text", "left"), LEFT_OUT)
@pytest.mark.parametrize("split", [False, True])
def test_a_table_left_out_takes_its_sentences_along(text: str, left: list[str], *, split: bool) -> None:
    """The sentence that refers to it goes, and no other; a paragraph goes with its last sentence; numbers close up."""
    made = lines("{%p if no %}", "{{ caption('表', '表') }}", "{%p endif %}", "{{ caption('表', '在') }}")
    paragraph = made.add_paragraph("" if split else text)
    for sign in text if split else "":
        paragraph.add_run(sign)
    assert texts(made_of(made, no=False, x="值。")) == ["表1", *left]


def test_a_line_break_of_the_template_ends_a_sentence() -> None:
    """What stands on another line of the paragraph stays, without an empty line in the place of the sentence."""
    made = lines("{%p if no %}", "{{ caption('表', '表') }}", "{%p endif %}")
    run = made.add_paragraph().add_run("一")
    for text in ("见{{ ref('表') }}", "三"):
        run.add_break()
        run.add_text(text)
    assert texts(made_of(made, no=False)) == ["一\n三"]


def test_a_cell_keeps_its_last_paragraph() -> None:
    """A cell whose only sentence goes keeps an empty paragraph with the look that it had."""
    made = lines("{%p if no %}", "{{ caption('表', '表') }}", "{%p endif %}")
    cell = made.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].text = "见{{ ref('表') }}。"
    cell.paragraphs[0].style = "Quote"
    (kept,) = made_of(made, no=False).tables[0].cell(0, 0).paragraphs
    assert (kept.text, kept.style.name if kept.style else "") == ("", "Quote")


def test_a_heading_that_goes_is_not_counted() -> None:
    """A heading made of one sentence that refers to what is left out goes, and the next takes its number."""
    made = headed(*DECIMAL)
    made.add_paragraph("{%p if no %}")
    made.add_paragraph("{{ caption('表', '表') }}")
    made.add_paragraph("{%p endif %}")
    made.add_heading("{{ ref('表') }}的说明", 1)
    made.add_heading("{{ mark('后') }}后", 1)
    made.add_paragraph("{{ ref('后') }}")
    assert texts(made_of(made, no=False)) == ["后", "1"]


@pytest.mark.parametrize("tag", ["ref(d.name)", "ref('得分' ~ x)", "ref('得分过程')"])
def test_a_computed_key_may_be_left_out_too(tag: str) -> None:
    """A key computed in the same way, or of the same beginning, is known although this report does not print it."""
    made = lines("{%p for d in ds %}", "{{ caption('表', d.name) }}{{ caption('表', '得分' ~ d.name) }}", "{%p endfor %}")
    made.add_paragraph("{% set d = other %}一。见{{ " + tag + " }}。")
    assert texts(made_of(made, ds=[], other={"name": "过程"}, x="过程")) == ["一。"]


def test_a_key_that_no_tag_prints() -> None:
    """A misspelt key is an error at its tag and item, with the nearest keys."""
    made = lines("{{ caption('表', '年度目标') }}", "{% for d in ds %}见{{ ref('年度指标') }}。{% endfor %}")
    (diagnostic,) = found(made, ds=[{"name": "决策"}])
    assert diagnostic.code == "unknown-caption"
    assert diagnostic.place == TemplatePlace("模板.docx", "正文第 2 段", "{{ ref('年度指标') }}", "决策")
    assert "年度指标" in diagnostic.message
    assert diagnostic.hint == "是否想写 年度目标？"


def test_a_key_of_prose_that_no_tag_prints() -> None:
    """A reference of the case leads to its place in the case; one without a place to the tag that printed it."""
    placed = Run("", ref="目标", origin=("work", "purpose", 7))
    made = lines("{{ caption('表', '年度') }}", "{{p x }}", "{{ y }}")
    first, second = found(made, x=Prose((Paragraph((placed,)),)), y=Prose((Paragraph((Run("", ref="目标"),)),)))
    assert first.place == CasePlace(("work", "purpose"), 7)
    assert second.place == TemplatePlace("模板.docx", "正文第 3 段", "{{ y }}")
    assert {first.code, second.code} == {"unknown-caption"}


def test_a_key_used_twice() -> None:
    """Two captions of one key are an error at the second, which names the first; a loop with a fixed key is the same."""
    (twice,) = found(lines("{{ caption('表', 'a') }}", "{{ mark('a') }}"))
    assert (twice.code, str(twice.place)) == ("caption-twice", "模板.docx：正文第 2 段，标签 {{ mark('a') }}")
    assert "正文第 1 段，标签 {{ caption('表', 'a') }}" in twice.message
    (loop,) = found(lines("{% for d in ds %}{{ caption('表', 'a') }}{% endfor %}"), ds=["甲", "乙"])
    assert isinstance(loop.place, TemplatePlace)
    assert (loop.code, loop.place.item) == ("caption-twice", "乙")


def test_faults_of_all_kinds_in_one_run() -> None:
    """A wrong name does not hide a wrong reference, nor a wrong reference a missing picture."""
    out = found(
        lines("{{ typo }}", "{{ ref('x') }}", "{{ none | picture(10) }}", "{{ caption('', 'a') }}", "{{ ref(typo) }}"), none=None
    )
    assert [d.code for d in out] == ["unknown-name", "picture-missing", "bad-value", "unknown-name", "unknown-caption"]


def test_no_data_can_forge_a_mark() -> None:
    """A value that looks like our mark is text."""
    assert texts(made_of(lines("{{ x }}{{ caption('表', 'a') }}"), x="<?reportgen-field 0?>")) == ["<?reportgen-field 0?>表1"]


def test_references_in_prose() -> None:
    """`{{p }}` and `{{ }}` both write the references of Prose, and keep the texts around them."""
    runs = (Run("见"), Run("", ref="a"), Run("、"), Run("", bold=True, ref="b"), Run("。"))
    made = lines("{{ caption('表', 'a') }}", "{{ caption('图', 'b') }}", "{{p x }}", "前{{ x }}后")
    out = made_of(made, x=Prose((Paragraph(runs),)))
    assert texts(out)[2:] == ["见表1、图1。", "前见表1、图1。后"]
    assert [r.text for p in out.paragraphs for r in p.runs if r.bold and r.text] == ["图1", "图1"]


def test_a_filter_that_would_lose_a_reference() -> None:
    """A filter that makes text of Prose with references is refused; `~` and `join` keep them."""
    prose = Prose((Paragraph((Run("见"), Run("", ref="a"))),))
    (diagnostic,) = found(lines("{{ x | trim }}"), x=prose)
    assert diagnostic.code == "bad-value"
    assert (
        texts(made_of(lines("{{ caption('表', 'a') }}", "{{ x ~ '。' }}{{ [x, x] | join('；') }}"), x=prose))[1]
        == "见表1。见表1；见表1"
    )


@pytest.mark.parametrize("tag", ["{{ caption('表', 'a') | upper }}", "{{ ref('a') | length }}", "{{ ref('a') | replace('a', 'b') }}"])
def test_a_filter_behind_a_number(tag: str) -> None:
    """A number is put in its place later: a filter behind it would see our mark, not the number."""
    assert [d.code for d in found(lines("{{ mark('a') }}x" if "ref" in tag else "", tag))] == ["bad-value"]


def test_a_caption_kept_in_a_name() -> None:
    """`set` keeps a caption or reference for later; it is printed where the name stands."""
    assert texts(made_of(lines("{% set k = caption('表', 'a') %}{% set r = ref('a') %}{{ k }}，{{ r }}、{{ r }}"))) == ["表1，表1、表1"]


def test_a_header_refers_to_the_body() -> None:
    """References stand in headers too; their targets are the body's."""
    made = lines("{{ caption('表', 'a') }}")
    made.sections[0].header.paragraphs[0].text = "见{{ ref('a') }}"
    assert made_of(made).sections[0].header.paragraphs[0].text == "见表1"


def test_the_gate_sees_a_mark_that_is_left() -> None:
    """A mark that no step took out is named."""
    template = opened(_report(), Sink())
    sink = Sink()
    gate(damaged(render(template, {}, Sink()), b"</w:body>", b"<?reportgen-field 0?></w:body>"), template, sink)
    assert [d.code for d in sink] == ["tag-left"]


def test_cells_with_different_references_do_not_merge() -> None:
    """Cells that hold references are compared by these, not by the text that is not there yet."""
    made = blank()
    grid = made.add_table(3, 1)
    for row, text in enumerate(("{%tr for k in ks %}", "{{ ref(k) | merge(1) }}", "{%tr endfor %}")):
        grid.cell(row, 0).text = text
    for key in ("a", "b"):
        made.add_paragraph("{{ caption('表', '" + key + "') }}")
    out = made_of(made, ks=["a", "b"])
    assert [cell.text for cell in out.tables[0].columns[0].cells] == ["表1", "表2"]


def test_the_gate_sees_a_reference_that_leads_nowhere() -> None:
    """A field or link whose bookmark is gone is named."""
    template = opened(_report(), Sink())
    sink = Sink()
    gate(damaged(render(template, {}, Sink()), b'w:name="_Ref4"', b'w:name="other"'), template, sink)
    assert [(d.code, "_Ref4" in d.message) for d in sink] == [("reference-missing", True)]
