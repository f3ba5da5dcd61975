"""The document as a whole: tags that Word split, ids, bytes, the draft, the gate."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Made
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reportgen.diagnostics import Sink, Stopped
from reportgen.model.prose import plain
from reportgen.word.gate import gate
from reportgen.word.package import pack, unpack
from reportgen.word.render import render
from reportgen.word.template import open_template
from reportgen.word.traces import Rendered, Trace
from tests.word.workbench import blank, damaged, defects, lines, made_of, opened, table, texts

CONTEXT = {"x": "值 & <b>", "rows": [("A", "1"), ("A", "2"), ("B", "2")], "prose": plain("一\n二")}


def _full() -> Made:
    made = lines("{{ x }}", "{{p prose }}")
    grid = made.add_table(3, 2)
    for cell, text in zip(
        grid._cells, ["{%tr for r in rows %}", "", "{{ r[0] | merge(1) }}", "{{ r[1] }}", "{%tr endfor %}", ""], strict=True
    ):
        cell.text = text
    made.add_paragraph("")
    return made


def _element(tag: str, **attributes: str) -> Any:  # noqa: ANN401 - python-docx's elements have no public type
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _rendered(made: Made, **context: object) -> tuple[bytes, Sink]:
    sink = Sink()
    template = opened(made, sink)
    rendered = render(template, context, sink)
    gate(rendered, template, sink)
    return rendered.document, sink


def test_split_tags() -> None:
    """A tag that Word spread over runs, with marks of the spelling checker between them, is one tag."""
    made = blank()
    paragraph = made.add_paragraph()
    for piece in ("甲{", "{ ", "na", "me", " }", "}乙"):
        paragraph.add_run(piece)
        paragraph._p.append(OxmlElement("w:proofErr"))
    for mark in paragraph._p.iter(qn("w:proofErr")):
        mark.set(qn("w:type"), "spellStart")
    assert texts(made_of(made, name="中")) == ["甲中乙"]


def test_same_input_same_bytes() -> None:
    """Two templates opened apart and two renders give the same bytes, and other data gives others."""
    first, _ = _rendered(_full(), **CONTEXT)
    template = opened(_full(), Sink())
    assert render(template, CONTEXT, Sink()).document == render(template, CONTEXT, Sink()).document == first
    assert render(template, {**CONTEXT, "x": "y"}, Sink()).document != first
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_other_parts_are_copied() -> None:
    """Every part that is not filled in comes out byte for byte, each once and in the template's order."""
    made = _full()
    before = io.BytesIO()
    made.save(before)
    document, _ = _rendered(made, **CONTEXT)
    old, new = unpack(before.getvalue()).parts, unpack(document).parts
    assert list(new) == list(old)
    assert {n for n in old if old[n] != new[n]} <= {"word/document.xml", "docProps/core.xml"}


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    """The same file with the same filters is the same Template; a changed file or other filters are not."""
    path = tmp_path / "a.docx"
    lines("{{ x }}").save(str(path))
    filters = {"f": str}
    first = open_template(path, filters, Sink())
    assert open_template(path, {"f": str}, Sink()) is first
    assert open_template(path, {"f": repr}, Sink()) is not first
    lines("{{ y }}").save(str(path))
    assert open_template(path, filters, Sink()) is not first


def test_a_part_stored_twice_comes_out_once(tmp_path: Path) -> None:
    """docProps/core.xml twice in the zip, as some programs save it, is one part in the document."""
    made = io.BytesIO()
    lines("{{ x }}").save(made)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(made, "a") as file:
        file.writestr("docProps/core.xml", unpack(made.getvalue()).parts["docProps/core.xml"])
    path = tmp_path / "a.docx"
    path.write_bytes(made.getvalue())
    document = render(open_template(path, {}, Sink()), {"x": "1"}, Sink()).document
    with zipfile.ZipFile(io.BytesIO(document)) as file:
        assert file.namelist().count("docProps/core.xml") == 1


def test_valid_for_word(tmp_path: Path) -> None:
    """The validator finds nothing in a document with values, Prose, merges, and the watermark of a draft."""
    for draft in (False, True):
        document, sink = _rendered(_full(), **CONTEXT, draft=draft)
        assert sink.found == []
        assert defects(document, tmp_path) == []


def test_draft_stands_on_every_page(tmp_path: Path) -> None:
    """First pages, even pages and all others of each section have a header with 草稿; without draft there is none."""
    made = lines("{{ x }}")
    made.settings.odd_and_even_pages_header_footer = True
    made.sections[0].different_first_page_header_footer = True
    made.sections[0].header.paragraphs[0].text = "页眉"
    made.add_section(WD_SECTION.NEW_PAGE).header.is_linked_to_previous = False
    document, sink = _rendered(made, x="1", draft=True)
    assert sink.found == []
    assert defects(document, tmp_path) == []
    for section in Document(io.BytesIO(document)).sections:
        for header in (section.header, section.first_page_header, section.even_page_header):
            assert 'string="草稿"' in header._element.xml
    assert "草稿" not in "".join(data.decode("utf-8", "replace") for data in unpack(_rendered(made, x="1")[0]).parts.values())


def _turned(*behind: str) -> Made:
    """A document whose first section is landscape and whose second, upright, holds the given paragraphs alone."""
    made = lines("表")
    made.sections[0].orientation = WD_ORIENT.LANDSCAPE
    made.add_section(WD_SECTION.NEW_PAGE).orientation = WD_ORIENT.PORTRAIT
    for text in behind:
        made.add_paragraph(text)
    return made


@pytest.mark.parametrize(
    ("x", "expected"), [(1, [WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]), (0, [WD_ORIENT.LANDSCAPE])], ids=["filled", "empty"]
)
def test_a_last_section_of_which_nothing_is_left_is_no_page(x: int, expected: list[WD_ORIENT], tmp_path: Path) -> None:
    """Where a condition takes all paragraphs of the last section, the report ends with the section before, on its paper."""
    made = _turned("{%p if x %}", "其他", "{%p endif %}")
    document, _ = _rendered(made, x=x)
    assert [section.orientation for section in Document(io.BytesIO(document)).sections] == expected
    assert defects(document, tmp_path) == []


def test_a_last_page_that_an_editor_left_empty_stays() -> None:
    """An empty paragraph is something: a blank last page that is meant has one."""
    assert len(Document(io.BytesIO(_rendered(_turned(""))[0])).sections) == 2


FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="1"><w:p><w:r>'
    "<w:t>注：{{ x }}{{ typo }}</w:t></w:r></w:p></w:footnote></w:footnotes>"
)


def test_headers_footers_footnotes_and_title_are_filled_in(tmp_path: Path) -> None:
    """Each part that may hold tags is filled in, and names itself in diagnostics."""
    made = lines("正文")
    made.sections[0].header.paragraphs[0].text = made.sections[0].footer.paragraphs[0].text = "{{ x }}"
    made.core_properties.title = "{{ x }}"
    stored = io.BytesIO()
    made.save(stored)
    parts = dict(unpack(stored.getvalue()).parts)
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = b'<Override PartName="/word/footnotes.xml" ContentType="' + kind + b'"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
    parts["word/footnotes.xml"] = FOOTNOTES.encode()
    path, sink = tmp_path / "a.docx", Sink()
    path.write_bytes(pack(parts))
    template = open_template(path, {}, sink)
    document = render(template, {"x": "值 & 单位", "typo": ""}, sink).document
    assert sink.found == []
    out = Document(io.BytesIO(document))
    section = out.sections[0]
    assert [section.header.paragraphs[0].text, section.footer.paragraphs[0].text, out.core_properties.title] == ["值 & 单位"] * 3
    assert "注：值 &amp; 单位".encode() in unpack(document).parts["word/footnotes.xml"]
    with pytest.raises(Stopped):
        render(template, {"x": ""}, sink)
    assert [str(d.place) for d in sink] == ["a.docx：脚注第 1 段，标签 {{ typo }}"]


def test_a_tag_in_an_attribute() -> None:
    """A tag in an attribute, such as a picture's description, is filled in and escaped, and the gate misses nothing."""
    made = lines("正文{{ x }}")
    mark = _element("w:bookmarkStart", id="3", name="{{ x }}")
    made.paragraphs[0]._p.append(mark)
    made.paragraphs[0]._p.append(_element("w:bookmarkEnd", id="3"))
    document, sink = _rendered(made, x='"a" & <b>')
    assert sink.found == []
    (start,) = Document(io.BytesIO(document)).element.iter(qn("w:bookmarkStart"))
    assert start.get(qn("w:name")) == '"a" & <b>'


def test_repeated_ids_become_unique(tmp_path: Path) -> None:
    """A bookmark and a drawing in a loop get an id (and a name) of their own for each item."""
    made = lines("{%p for x in rows %}", "{{ x[1] }}", "{%p endfor %}")
    paragraph = made.paragraphs[1]._p
    paragraph.insert(0, _element("w:bookmarkStart", id="3", name="点"))
    paragraph.append(_element("w:bookmarkEnd", id="3"))
    document, sink = _rendered(made, **CONTEXT)
    assert sink.found == []
    assert defects(document, tmp_path) == []
    starts = list(Document(io.BytesIO(document)).element.iter(qn("w:bookmarkStart")))
    assert [(s.get(qn("w:id")), s.get(qn("w:name"))) for s in starts] == [("3", "点"), ("4", "点_2"), ("5", "点_3")]


def test_a_cell_emptied_by_a_condition_stays_a_cell(tmp_path: Path) -> None:
    """{%p if %} around all that a cell holds leaves an empty paragraph."""
    made = table(("",))
    cell = made.tables[0].cell(0, 0)
    cell.paragraphs[0].text = "{%p if no %}"
    cell.add_paragraph("x")
    cell.add_paragraph("{%p endif %}")
    document, sink = _rendered(made, no=False)
    assert sink.found == []
    assert defects(document, tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"</w:body>", b"", "broken-xml"),
        (b"</w:tc>", b"<w:tbl/></w:tc>", "broken-table"),
        (b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="3"/>', "broken-table"),
        (b"<w:p>", b'<w:p><w:pPr><w:pStyle w:val="nowhere"/></w:pPr>', "style-missing"),
        (b"<w:p>", b'<w:p><w:bookmarkStart w:id="1" w:name="a"/>', "duplicate-id"),
        (b"<w:p>", b'<w:p><w:hyperlink r:id="rId99"/>', "relation-missing"),
    ],
)
def test_the_gate_sees_what_is_broken(old: bytes, new: bytes, code: str) -> None:
    """Each kind of damage, done to a sound document, is named."""
    template = opened(_full(), Sink())
    sink = Sink()
    gate(damaged(render(template, CONTEXT, Sink()), old, new), template, sink)
    assert {d.code for d in sink} == {code}


def test_the_gate_sees_lost_text() -> None:
    """A value that was printed and does not stand in the document is named, and a tag that does, whatever was rendered since."""
    template = opened(_full(), Sink())
    rendered = render(template, CONTEXT, Sink())
    for number in range(5):
        render(template, {**CONTEXT, "x": str(number)}, Sink())
    sink = Sink()
    gate(damaged(rendered, ">一<".encode(), b">{{ x }}<"), template, sink)
    assert [d.code for d in sink] == ["lost-text", "tag-left"]


def test_no_word_file_at_the_gate() -> None:
    """Bytes that are no zip are an error, not a crash."""
    sink = Sink()
    gate(Rendered(b"nothing", Trace({}, {}, {})), opened(lines("x"), Sink()), sink)
    assert [d.code for d in sink] == ["broken-xml"]
