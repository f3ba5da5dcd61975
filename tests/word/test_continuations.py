"""Merged cells that go on over a page: which rows are marked, and what is said again in those that are first on a page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Made
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from reportgen.diagnostics import Sink
from reportgen.word.continuations import Crossing, continued, mark_rows
from reportgen.word.render import render
from tests.word.tables_made import Element, add_table, element, spaced
from tests.word.workbench import defects, opened, shape

LOOP, END = ("{%tr for r in rows %}", "", "", ""), ("{%tr endfor %}", "", "", "")
CELLS = ("{{ r[0] | merge(1) }}", "{{ r[1] | merge(2) }}", "{{ r[2] | merge(3) }}", "{{ r[3] }}")
ROWS = [
    ("决策", "立项", "甲", "1"),
    ("决策", "立项", "甲", "2"),
    ("决策", "立项", "乙", "3"),
    ("决策", "目标", "丙", "4"),
    ("过程", "资金", "丁", "5"),
]


def _document(rows: Sequence[tuple[str, ...]] = ROWS, cells: tuple[str, ...] = CELLS) -> bytes:
    """A table with merged cells of three levels below a header row."""
    made = spaced()
    add_table(made, [("一级", "二级", "三级", "序号"), LOOP, cells, END], (1200, 1200, 1200, 1200))
    sink = Sink()
    return render(opened(made, sink), {"rows": rows}, sink).document


def _read(document: bytes) -> Made:
    return Document(io.BytesIO(document))


def _row(document: bytes, line: int) -> Element:
    return _read(document).tables[0]._tbl.tr_lst[line]


def test_rows_in_which_a_merged_cell_goes_on_are_marked() -> None:
    """They and the rows before them get bookmarks of stable names, unique ids, in a paragraph that is seen; no other row does."""
    made = _read(_document())
    made.add_paragraph()._p.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="7" w:name="自己的"/>'))
    body = made.element.body
    assert mark_rows(body) == (Crossing("row_1_3", "row_1_2"), Crossing("row_1_4", "row_1_3"), Crossing("row_1_5", "row_1_4"))
    marks = list(body.iter(qn("w:bookmarkStart")))
    assert sorted(m.get(qn("w:name")) for m in marks) == ["row_1_2", "row_1_3", "row_1_4", "row_1_5", "自己的"]
    assert len({m.get(qn("w:id")) for m in marks}) == 5
    assert sorted(m.get(qn("w:id")) for m in body.iter(qn("w:bookmarkEnd"))) == ["10", "11", "8", "9"]
    seen = [
        next(m.iterancestors(qn("w:tc"))).find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") for m in marks if m.get(qn("w:name"))[:3] == "row"
    ]
    assert all(merge is None or merge.get(qn("w:val")) == "restart" for merge in seen)


def test_a_table_without_merged_cells_is_not_marked() -> None:
    """Nothing can go on over a page in it."""
    made = _read(_document([("决策", "立项", "甲", "1"), ("过程", "资金", "丁", "5")]))
    assert mark_rows(made.element.body) == ()
    assert list(made.element.body.iter(qn("w:bookmarkStart"))) == []


def test_merged_cells_begin_anew(tmp_path: Path) -> None:
    """In a first row every level that goes on says its text again, if only one row is left for it, and what follows goes on."""
    out = continued(_document(), {"row_1_4"})
    assert shape(_read(out)) == [
        ["一级", "二级", "三级", "序号"], ["决策", "立项", "甲", "1"], ["↑", "↑", "↑", "2"],
        ["决策", "立项", "乙", "3"], ["↑", "目标", "丙", "4"], ["过程", "资金", "丁", "5"],
    ]  # fmt: skip
    assert defects(out, tmp_path) == []


def test_every_page_says_it() -> None:
    """With a first row on each of several pages the text comes on each, and cells that end up alone are merged with none."""
    document = continued(_document([("决策", "立项", "甲", str(n)) for n in range(5)]), ["row_1_3", "row_1_5"])
    assert [row[0] for row in shape(_read(document))[1:]] == ["决策", "决策", "↑", "决策", "↑"]
    assert "vMerge" not in "".join(child.tag for child in _row(document, 1).tc_lst[0].tcPr)
    assert _row(document, 2).tc_lst[0].tcPr.find(qn("w:vMerge")).get(qn("w:val")) == "restart"


@pytest.mark.parametrize("names", [(), ("row_2_3", "row_1_1", "row_1_2", "row_1_6", "row_9_9", "_Toc1")])
def test_other_rows_stay_as_they_are(names: tuple[str, ...]) -> None:
    """Nothing named, nothing done; rows in which nothing goes on have nothing to say."""
    document = _document()
    assert shape(_read(continued(document, names))) == shape(_read(document))
    assert continued(document, ()) is document


def test_the_look_is_taken_along() -> None:
    """Paragraphs keep style and runs, several stay several; the cell has the shading of the first and the line above it."""
    made = spaced()
    tbl = add_table(made, [("指标", "序号"), ("", "1"), ("", "2"), ("", "3")], (1200, 1200))
    first = made.tables[0].cell(1, 0)
    first.paragraphs[0].style = "Heading 1"
    first.paragraphs[0].add_run("决").bold = True
    first.paragraphs[0].add_run("策")
    first.add_paragraph("（15分）")
    for row, value in zip(tbl.tr_lst[1:], ("restart", "continue", "continue"), strict=True):
        row.tc_lst[0].get_or_add_tcPr().append(element("vMerge", val=value))
    first._tc.get_or_add_tcPr().append(element("shd", val="clear", fill="D9D9D9"))
    merged = tbl.tr_lst[3].tc_lst[0].tcPr
    merged.append(parse_xml(f'<w:tcBorders {nsdecls("w")}><w:top w:val="nil"/><w:bottom w:val="single"/></w:tcBorders>'))
    made.tables[0].rows[1].height = made.tables[0].rows[3].height = Pt(80)
    cell = _read(continued(_saved(made), {"row_1_4"})).tables[0].rows[3].cells[0]
    properties: Element = cell._tc.tcPr
    assert [(p.text, p.style.name) for p in cell.paragraphs if p.style] == [("决策", "Heading 1"), ("（15分）", "Normal")]
    assert [run.bold for run in cell.paragraphs[0].runs] == [True, None]
    assert [child.tag.split("}")[1] for child in properties] == ["tcW", "tcBorders", "shd"]
    assert [child.tag.split("}")[1] for child in properties.find(qn("w:tcBorders"))] == ["bottom"]


def _saved(made: Made) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_only_text_is_said_again() -> None:
    """Of a field its result, of a bookmark or a note nothing: what is counted or referred to stays single."""
    made = _read(_document([("决策", "立项", "甲", str(n)) for n in range(3)]))
    runs = (
        '<w:bookmarkStart w:id="1" w:name="_Ref1"/><w:r><w:t>表</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> SEQ 表 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:bookmarkEnd w:id="1"/><w:r><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:br w:type="page"/><w:t>内</w:t></w:r>'
    )
    cell = made.tables[0]._tbl.tr_lst[1].tc_lst[0]
    cell.replace(cell.p_lst[0], parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"))
    cell = _row(continued(_saved(made), {"row_1_3"}), 2).tc_lst[0]
    assert "".join(t.text or "" for t in cell.iter(qn("w:t"))) == "表1内"
    names = {e.tag.split("}")[1] for e in cell.iter()}
    assert names.isdisjoint({"bookmarkStart", "fldChar", "instrText", "footnoteReference", "br"})


def test_what_does_not_fit_stays_merged() -> None:
    """A text that needs more room than its rows have up to the next page would push the rest down: it is not said again."""
    name = "嵌入式服务网点建设补贴发放及时率"
    document = _document([(name, "立项", "甲", str(n)) for n in range(7)])
    found = [
        [row[0] for row in shape(_read(continued(document, names)))] for names in ({"row_1_5"}, {"row_1_6"}, {"row_1_4", "row_1_5"})
    ]
    assert found == [
        ["一级", name, "↑", "↑", name, "↑", "↑", "↑"], ["一级", name, *"↑↑↑↑↑↑"], ["一级", name, "↑", "↑", name, "↑", "↑", "↑"],
    ]  # fmt: skip


def test_pictures_and_numbers_are_not_said_again() -> None:
    """A cell with a picture stays merged, and one with a numbered paragraph, which would count on."""
    for content in (
        "<w:r><w:pict/><w:t>图</w:t></w:r>",
        "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>一</w:t></w:r>",
    ):
        made = _read(_document([("决策", "立项", "甲", str(n)) for n in range(3)]))
        cell = made.tables[0]._tbl.tr_lst[1].tc_lst[0]
        cell.replace(cell.p_lst[0], parse_xml(f"<w:p {nsdecls('w')}>{content}</w:p>"))
        row = shape(_read(continued(_saved(made), {"row_1_3"})))[2]
        assert row == ["↑", "立项", "甲", "1"]


def test_twice_the_same_bytes() -> None:
    """The same document and rows give the same bytes, in whatever order the rows are named."""
    document = _document([("决策", "立项", "甲", str(n)) for n in range(5)])
    assert continued(document, ["row_1_3", "row_1_5"]) == continued(document, ["row_1_5", "row_1_3"])
