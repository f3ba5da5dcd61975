"""Contents: entries as Word writes them, and headings numbered as Word numbers them."""

from __future__ import annotations

import io
from copy import deepcopy
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Made
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from reportgen.diagnostics import Sink
from reportgen.word.gate import gate
from reportgen.word.numbering import Counters, lists_of
from reportgen.word.numerals import numeral
from reportgen.word.pages import probe, set_pages
from reportgen.word.render import render
from tests.word.workbench import DECIMAL, blank, defects, fields, found, headed, made_of, opened, texts


def _book(suffix: str = "tab") -> Made:
    made = headed(*DECIMAL, suffix=suffix)
    for level in (1, 2, 3):
        made.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
    made.add_paragraph("{{p contents(2) }}")
    made.add_heading("甲 & {{ x }}", 1)
    made.add_heading("乙", 2)
    made.add_heading("丙", 3)
    made.add_heading("", 1)
    made.add_heading("丁", 1)
    return made


def test_entries_are_written(tmp_path: Path) -> None:
    """One entry for each heading down to the level, with its number, in its style, leading to the heading; nothing empty."""
    template = opened(_book(), Sink())
    rendered = render(template, {"x": "<值>"}, Sink())
    document = rendered.document
    sink = Sink()
    gate(rendered, template, sink)
    assert sink.found == []
    assert defects(document, tmp_path) == []
    out = Document(io.BytesIO(document))
    assert [(p.style.name if p.style else "", p.text) for p in out.paragraphs[:4]] == [
        ("toc 1", "1\t甲 & <值>\t"), ("toc 2", "1.1\t乙\t"), ("toc 1", "3\t丁\t"), ("Normal", ""),
    ]  # fmt: skip
    assert [code for code, _ in fields(out)] == [r'TOC \o "1-2" \h \z \u', *(rf"PAGEREF _Toc{n} \h" for n in (1, 2, 3))]
    links = [link.get(qn("w:anchor")) for link in out.element.body.iter(qn("w:hyperlink"))]
    names = {start.get(qn("w:name")): start.getparent() for start in out.element.body.iter(qn("w:bookmarkStart"))}
    assert ["".join(t.text for t in names[link].iter(qn("w:t"))) for link in links] == ["甲 & <值>", "乙", "丁"]


def test_a_number_is_parted_from_its_heading_as_in_the_heading() -> None:
    """A space behind the number of a heading is a space in its entry, and needs no tab stop of its own."""
    out = made_of(_book("space"), x="").paragraphs[0]
    assert out.text == "1 甲 &\t"
    assert [(s.position.twips if s.position else 0, str(s.alignment)) for s in out.paragraph_format.tab_stops] == [(8640, "RIGHT (2)")]


def test_the_right_tab_stands_at_the_edge_of_its_section() -> None:
    """Each section has its own text width; a style with a right tab of its own keeps it."""
    made = _book()
    made.add_section(WD_SECTION.NEW_PAGE).page_width = Mm(200)
    made.add_paragraph("{{p contents(1) }}")
    edges = [p.paragraph_format.tab_stops[-1].position.twips for p in made_of(made, x="").paragraphs if p.text.endswith("丁\t")]
    assert edges == [8640, Mm(200).twips - 3600]
    made.styles["toc 1"].paragraph_format.tab_stops.add_tab_stop(914400, 2)
    line = next(p for p in made_of(made, x="").paragraphs if p.text.endswith("丁\t"))
    assert [str(s.alignment) for s in line.paragraph_format.tab_stops] == ["LEFT (0)"]


@pytest.mark.parametrize("title", ["甲{乙", "甲{{ 乙 }}", "甲}}乙", "{%p 甲 %}"])
def test_braces_in_a_heading(title: str) -> None:
    """Braces in the data of a heading are text wherever they are printed once more: in the contents and in a reference."""
    made = blank()
    made.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    made.add_paragraph("{{p contents(1) }}")
    made.add_heading("{{ mark('标题') }}{{ x }}", 1)
    made.add_paragraph("见{{ ref('标题') }}。")
    made.sections[0].header.paragraphs[0].text = "{{ ref('标题') }}"
    out = made_of(made, x=title)
    assert texts(out) == [f"{title}\t", "", title, f"见{title}。"]
    assert out.sections[0].header.paragraphs[0].text == title


def test_contents_before_the_end_of_a_section(tmp_path: Path) -> None:
    """The paragraph of the tag keeps the end of its section, behind the entries."""
    made = _book()
    made.paragraphs[0]._p.get_or_add_pPr().append(deepcopy(made.sections[0]._sectPr))
    template = opened(made, Sink())
    document = render(template, {"x": ""}, Sink()).document
    assert defects(document, tmp_path) == []
    out = Document(io.BytesIO(document))
    assert [p.text for p in out.paragraphs if p._p.xpath("w:pPr/w:sectPr")] == [""]
    assert out.paragraphs[3]._p.xpath("w:pPr/w:sectPr")


def test_styles_of_the_contents_must_be_there() -> None:
    """Each level without a style is named, at the tag."""
    made = headed(*DECIMAL)
    made.add_paragraph("{{p contents(2) }}")
    made.add_heading("甲", 1)
    (diagnostic,) = found(made)
    assert (diagnostic.code, str(diagnostic.place)) == ("style-missing", "模板.docx：正文第 1 段，标签 {{p contents(2) }}")
    assert "目录 1（TOC 1）、目录 2（TOC 2）" in diagnostic.message


@pytest.mark.parametrize(("tag", "code"), [("{{ contents(3) }}", "template-syntax"), ("{{p contents(0) }}", "bad-value")])
def test_contents_written_wrong(tag: str, code: str) -> None:
    """Contents inside a sentence, or down to a level that is none."""
    made = _book()
    made.paragraphs[0].text = tag
    assert [d.code for d in found(made, x="")] == [code]


def test_a_report_without_headings() -> None:
    """There is a field, and nothing in it."""
    made = headed(*DECIMAL)
    made.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    made.add_paragraph("{{p contents(1) }}")
    assert fields(made_of(made)) == [(r'TOC \o "1-1" \h \z \u', "")]


def test_pages_are_put_in() -> None:
    """Pages become the results of their fields, once and again; entries without one stay empty."""
    template = opened(_book(), Sink())
    document = render(template, {"x": ""}, Sink()).document
    for pages in ({"_Toc1": "7", "_Toc3": "12"}, {"_Toc1": "8"}):
        document = set_pages(document, pages)
    assert [p.text for p in Document(io.BytesIO(document)).paragraphs[:3]] == ["1\t甲 &\t8", "1.1\t乙\t", "3\t丁\t12"]


def test_direct_numbers_and_levels_count() -> None:
    """A paragraph may be numbered, taken out of a list or made a heading by itself, not only by its style."""
    made = _book()
    for text, properties in (
        ("附", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
        ("戊", ""),
        ("正文里的标题", '<w:outlineLvl w:val="0"/>'),
    ):
        paragraph = made.add_heading(text, 1) if "outline" not in properties else made.add_paragraph(text)
        for element in parse_xml(f"<w:pPr {nsdecls('w')}>{properties}</w:pPr>"):
            paragraph._p.get_or_add_pPr().append(element)
    made.add_paragraph("{{ mark('x') }}列表", style="List Number")._p.get_or_add_pPr()
    entries = [t for t in texts(made_of(made, x="")) if t.endswith("\t")]
    assert entries[2:] == ["3\t丁\t", "附\t", "4\t戊\t", "正文里的标题\t"]


NUMBERING = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="第%1章"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="0"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlRestart w:val="1"/><w:lvlText w:val="(%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlRestart w:val="0"/><w:lvlText w:val="%4."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_levels_begin_anew_as_the_list_says() -> None:
    """Levels start where they say, begin anew behind the levels that they name, and a second list may begin elsewhere."""
    counters = Counters(lists_of(parse_xml(NUMBERING)))
    steps = [("1", n) for n in (0, 1, 1, 2, 3, 1, 2, 0, 1, 2, 3)] + [("2", 0), ("2", 0), ("1", 0)]
    labels = [counted.label for number, level in steps if (counted := counters.count(number, level)) is not None]
    assert labels == ["第一章", "1.0", "1.1", "(a)", "I.", "1.2", "(b)", "第二章", "2.0", "(a)", "II.", "第五章", "第六章", "第七章"]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (10, "chineseCounting", "十"), (21, "chineseCountingThousand", "二十一"), (105, "japaneseCounting", "一百零五"),
        (110, "japaneseCounting", "一百一十"), (1010, "japaneseCounting", "一千零一十"), (20, "ideographDigital", "二〇"),
        (12, "chineseLegalSimplified", "壹拾贰"), (11, "ideographTraditional", "甲"), (3, "decimalEnclosedCircleChinese", "③"),
        (28, "lowerLetter", "bb"), (14, "upperRoman", "XIV"), (3, "decimalFullWidth", "３"), (7, "decimalZero", "07"),
        (1, "bullet", ""), (9, "unheard", "9"), (0, "decimal", "0"),
    ],
)  # fmt: skip
def test_forms_of_numbers(number: int, form: str, text: str) -> None:
    """Each format of a list writes its numbers as Word does."""
    assert numeral(number, form) == text


def test_word_is_asked_until_pages_are_known() -> None:
    """The settings have Word fill in page numbers when it opens the document, until every entry has its number."""
    asks = OxmlElement("w:updateFields").tag
    document = render(opened(_book(), Sink()), {"x": ""}, Sink()).document
    known = dict.fromkeys(probe(document).counts, "1")
    assert [len(list(Document(io.BytesIO(made)).settings.element.iter(asks))) for made in (document, set_pages(document, known))] == [
        1,
        0,
    ]
