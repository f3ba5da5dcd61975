"""Tables as they come out: rows that may be split, what stays together, widths that fit, merged cells that say their text again."""

import io
from typing import Any

from docx import Document
from docx.document import Document as Made
from docx.oxml.ns import qn
from docx.shared import Mm, Twips

from reportgen.diagnostics import Sink
from reportgen.word.continuations import continued, mark_rows
from reportgen.word.package import unpack
from reportgen.word.pages import let_go, probe
from reportgen.word.render import render
from reportgen.word.wordml import parsed
from tests.word.workbench import blank, made_of, opened

LONG = "逐项核对支付凭证、验收记录和公示情况，补贴按标准发放。" * 40


def with_header(grid: Any) -> None:  # noqa: ANN401 - a table of python-docx
    """Marks the first row as a header."""
    properties = grid.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {}))


def grid_of(*rows: tuple[str, ...], caption: str = "", note: str = "") -> Made:
    """A document with a caption, a table with a header row, and a note."""
    made = blank()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if caption:
        made.add_paragraph(caption)
    grid = made.add_table(len(rows), len(rows[0]))
    for line, texts in enumerate(rows):
        for column, text in enumerate(texts):
            grid.cell(line, column).text = text
    with_header(grid)
    if note:
        made.add_paragraph(note)
    made.add_paragraph("后文。")
    return made


def split_allowed(made: Made) -> list[bool]:
    """Whether each row of the first table may be split."""
    return [row._tr.trPr is None or row._tr.trPr.find(qn("w:cantSplit")) is None for row in made.tables[0].rows]


def kept(made: Made) -> list[bool]:
    """Whether each row of the first table stays with the next: all its paragraphs are kept."""
    return [all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs) for row in made.tables[0].rows]


def test_only_tall_rows_may_be_split() -> None:
    """A row over a third of a page may go on over a page, others and the header stay whole, whatever the template said."""
    made = made_of(grid_of(("名称", "内容"), ("短", "一句话"), ("长", LONG), ("短", "一句话")))
    assert split_allowed(made) == [False, False, True, False]


def test_ends_of_a_table_stay_together() -> None:
    """Header and first two rows stay together, and the last two; rows between may part."""
    made = made_of(grid_of(*[(str(n), "一句话") for n in range(14)]))
    assert kept(made) == [True, True, *[False] * 10, True, False]


def test_tall_rows_are_not_kept() -> None:
    """A row that may be split is not kept with another, nor with a note: it would move as a whole."""
    made = made_of(grid_of(("名称", "内容"), ("长", LONG), ("长", LONG), note="说明：原件如此。"))
    assert kept(made) == [True, False, False]


def test_caption_and_note_stay_with_their_table() -> None:
    """The line above is kept with the table, and the last row with the note below; what follows is not."""
    made = made_of(grid_of(("甲", "乙"), ("1", "2"), ("3", "4"), ("5", "6"), caption="表1　得分", note="注：单位为分。"))
    assert made.paragraphs[0].paragraph_format.keep_with_next
    assert kept(made)[-1]
    assert not made.paragraphs[1].paragraph_format.keep_with_next


def test_equal_columns_of_a_loop_follow_their_texts() -> None:
    """Columns that a loop made get the widths that their texts need; the table's width stays."""
    made = grid_of(("{%tc for x in head %}", "{{ x }}", "{%tc endfor %}"), ("{%tc for x in row %}", "{{ x }}", "{%tc endfor %}"))
    out = made_of(made, head=["序号", "单位名称", "金额"], row=["1", "武汉市蔡甸区张湾街老年人互助照料中心（服务点）", "1234567.89"])
    widths = [int(c.get(qn("w:w"), "0")) for c in out.tables[0]._tbl.tblGrid]
    assert widths[1] > widths[2] > widths[0]
    assert abs(sum(widths) - sum(int(c.get(qn("w:w"), "0")) for c in made.tables[0]._tbl.tblGrid)) <= len(widths)


def test_widths_of_an_editor_stay() -> None:
    """Where no text is broken or stacked, the editor's widths stay to the twip."""
    made = grid_of(("序号", "名称"), ("1", "预算执行率"))
    for column, width in zip(made.tables[0].columns, (1000, 7000), strict=True):
        column.width = Twips(width)
    assert [int(c.get(qn("w:w"), "0")) for c in made_of(made).tables[0]._tbl.tblGrid] == [1000, 7000]


# ---- merged cells that go on ----


def merged() -> bytes:
    """A document whose table has a cell merged over five rows."""
    made = grid_of(("一级", "二级"), *[("产出", f"指标{n}") for n in range(1, 6)], caption="表1　得分")
    grid = made.tables[0]
    grid.cell(1, 0).merge(grid.cell(5, 0)).text = "产出"
    return render(opened(made, Sink()), {}, Sink()).document


def column(document: bytes) -> list[tuple[str, str]]:
    """The first column: the merge of each cell, and its text."""
    found = []
    for row in Document(io.BytesIO(document)).tables[0]._tbl.tr_lst:
        cell = row.tc_lst[0]
        merge = cell.tcPr.find(qn("w:vMerge")) if cell.tcPr is not None else None
        state = "" if merge is None else merge.get(qn("w:val")) or "continue"
        found.append((state, "".join(p.text for p in cell.p_lst)))
    return found


def test_a_merged_cell_says_its_text_again() -> None:
    """In the named row the merge begins anew with the same text, the rows below go on with it; without names nothing changes."""
    document = merged()
    package = unpack(document)
    crossings = mark_rows(parsed(package.parts[package.main]))
    assert [c.row for c in crossings] == ["row_1_3", "row_1_4", "row_1_5", "row_1_6"]
    assert continued(document, []) == document
    assert column(continued(document, ["row_1_4"])) == [
        ("", "一级"), ("restart", "产出"), ("continue", ""), ("restart", "产出"), ("continue", ""), ("continue", ""),
    ]  # fmt: skip


def test_rows_at_the_head_of_a_page() -> None:
    """The row whose bookmark is on another page than that of the row before is the first of its page."""
    made = probe(merged())
    pages = dict.fromkeys(made.bookmarks, 3) | {"row_1_4": 4, "row_1_5": 4, "row_1_6": 4}
    assert made.first_rows(pages) == {"row_1_4"}
    assert made.first_rows(dict.fromkeys(made.bookmarks, 3)) == frozenset()


def test_a_line_above_a_table_is_let_go() -> None:
    """Where it stands on the table's page anyway, the line above need not be kept with it; elsewhere it stays kept."""
    made = probe(merged())
    (start,) = made.starts
    assert made.loose(dict.fromkeys(made.bookmarks, 3)) == {start.above}
    assert made.loose(dict.fromkeys(made.bookmarks, 3) | {start.above: 2}) == frozenset()
    first = [
        Document(io.BytesIO(d)).paragraphs[0].paragraph_format.keep_with_next
        for d in (made.document, let_go(made.document, [start.above]))
    ]
    assert first == [True, False]
