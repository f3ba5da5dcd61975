"""Tables as data: what is read of them, and how high their rows are."""

from __future__ import annotations

from docx.document import Document as Made
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, Twips

from reportgen.word.styles import styles_of
from reportgen.word.table_reader import read
from reportgen.word.tables import Table
from reportgen.word.wordml import parsed
from tests.word.tables_made import add_table, element, spaced


def _tables(made: Made) -> list[Table]:
    styles = styles_of(parsed(made.part._styles_part.blob), {})
    return read(made.element.body, styles)


def test_rows_and_cells() -> None:
    """Spans, free columns, merges and header rows are read, with the words of each cell."""
    made = spaced()
    tbl = add_table(made, [("一", "二", "三"), ("四", "五", "六")], (1000, 2000, 3000))
    tbl.tr_lst[1].remove(tbl.tr_lst[1].tc_lst[0])
    tbl.tr_lst[1].get_or_add_trPr().append(element("gridBefore", val="1"))
    tbl.tr_lst[1].tc_lst[1].get_or_add_tcPr().append(element("vMerge"))
    tbl.tr_lst[0].tc_lst[1].get_or_add_tcPr().append(element("gridSpan", val="2"))
    tbl.tr_lst[0].remove(tbl.tr_lst[0].tc_lst[2])
    (table,) = _tables(made)
    found = [[(cell.column, cell.span, cell.words, cell.merge) for cell in row.cells] for row in table.rows]
    assert found == [[(0, 1, "一", ""), (1, 2, "二", "")], [(1, 1, "五", ""), (2, 1, "六", "continue")]]
    assert [row.columns for row in table.rows] == [3, 3]
    assert (table.grid, table.head, table.room(table.rows[0].cells[1])) == ([1000, 2000, 3000], 1, 5000 - 216)


def test_a_table_in_a_cell() -> None:
    """It is a table of its own, its rows are not the outer one's, and the cell around it is more than text."""
    made = spaced()
    add_table(made, [("外", "右"), ("下", "角")], (4000, 4000))
    inner = made.tables[0].cell(0, 0).add_table(1, 1)
    inner.cell(0, 0).text = "内"
    outer, nested = _tables(made)
    assert (len(outer.rows), len(nested.rows), outer.nested, nested.nested) == (2, 1, False, True)
    assert [[cell.words for cell in row.cells] for row in outer.rows] == [["外", "右"], ["下", "角"]]
    assert [cell.plain for cell in outer.rows[0].cells] == [False, True]
    assert [text.words for text in outer.texts(outer.rows[0].cells[0])] == ["外", ""]


def test_margins() -> None:
    """A table's own margins count more than those of its style, a side that it does not give is its style's."""
    made = spaced()
    own = add_table(made, [("一",)], (1000,))
    add_table(made, [("二",)], (1000,))
    own.tblPr.append(parse_xml(f'<w:tblCellMar {nsdecls("w")}><w:top w:w="30"/><w:left w:w="50"/></w:tblCellMar>'))
    assert [(t.margins.across, t.margins.down) for t in _tables(made)] == [(50 + 108, 30), (216, 0)]


def test_each_table_knows_its_page() -> None:
    """The text area is that of the section in which a table stands, landscape or portrait."""
    made = spaced()
    add_table(made, [("一",)], (1000,))
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Twips(16838), Twips(11906)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(1000)
    add_table(made, [("二",)], (1000,))
    assert [table.area for table in _tables(made)] == [(8640, 12960), (14838, 9906)]


def _heights(*, pitch: float = 16, change: str = "") -> list[int]:
    made = spaced(10.5, pitch)
    tbl = add_table(made, [("绩效",), ("绩效" * 9,)], (2316,))
    if change:
        tbl.tr_lst[1].tc_lst[0].p_lst[0].r_lst[0].insert(0, parse_xml(f"<w:rPr {nsdecls('w')}>{change}</w:rPr>"))
    (table,) = _tables(made)
    return [table.height(row) for row in table.rows]


def test_heights_follow_the_style() -> None:
    """Eighteen characters take two lines of ten in the pitch of their style."""
    assert _heights() == [320, 640]
    assert _heights(pitch=20) == [400, 800]


def test_heights_follow_what_a_run_says() -> None:
    """Letters of twice the size take twice the lines."""
    assert _heights(change='<w:sz w:val="42"/>') == [320, 1280]


def test_stated_heights() -> None:
    """A row is at least as high as it says, and exactly so where it says that."""
    made = spaced()
    tbl = add_table(made, [("绩效" * 19,), ("绩效" * 19,), ("绩效",)], (2316,))
    for row, rule, value in zip(tbl.tr_lst, ("exact", "atLeast", "atLeast"), ("300", "300", "900"), strict=True):
        row.get_or_add_trPr().append(element("trHeight", val=value, hRule=rule))
    (table,) = _tables(made)
    assert [table.height(row) for row in table.rows] == [300, 4 * 320, 900]


def test_spacing_and_indents_count() -> None:
    """Space around paragraphs is part of a row's height, and indents leave less room."""
    made = spaced()
    add_table(made, [("绩效" * 9,)], (2316,))
    style = made.styles["Normal"].paragraph_format
    style.space_after, style.left_indent = Pt(4), Twips(1050)
    (table,) = _tables(made)
    assert table.height(table.rows[0]) == 4 * 320 + 80
