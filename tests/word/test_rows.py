"""Rows: short ones stay whole, tall ones may be split, and the ends of a table stay with what belongs to them."""

from __future__ import annotations

from typing import Any

import pytest
from docx.document import Document as Made
from docx.oxml.ns import qn

from tests.word.tables_made import add_table, element, kept, kept_rows, set_widths, spaced, whole_rows
from tests.word.workbench import made_of

# The page of python-docx is 11 inches high with an inch of margin at both ends: 40 lines of 16 points.
LINES = 40


def _rows(*texts: str, head: int = 1) -> Any:  # noqa: ANN401 - python-docx's elements have no public type
    """The w:tbl of a table with these texts in a column of ten characters."""
    made = spaced()
    add_table(made, [(text,) for text in texts], (2316,), head)
    return made_of(made).tables[0]._tbl


@pytest.mark.parametrize("stated", [True, False])
def test_short_rows_stay_whole_and_tall_ones_may_be_split(stated: bool) -> None:  # noqa: FBT001 - a case of the test
    """What the template says of it does not matter: a third of the page decides."""
    made = spaced()
    tbl = add_table(made, [("指标",), ("绩效" * 5,), ("绩效" * 5 * (LINES // 4),), ("绩效" * 5 * (LINES // 2),)], (2316,))
    for row in tbl.tr_lst if stated else ():
        row.get_or_add_trPr().append(element("cantSplit"))
    assert whole_rows(made_of(made).tables[0]._tbl) == [True, True, True, False]


def test_lines_and_paragraphs_count() -> None:
    """A row is as tall as its paragraphs together, and a merged cell makes none tall: it may use the rows below."""
    made = spaced()
    tbl = add_table(made, [("指标", "说明"), ("", "甲"), ("", "乙")], (2316, 2316))
    for _ in range(LINES // 2):
        made.tables[0].cell(1, 1).add_paragraph("第一段说明文字")
        made.tables[0].cell(2, 0).add_paragraph("第二段说明文字")
    for row, value in zip(tbl.tr_lst[1:], ("restart", "continue"), strict=True):
        row.tc_lst[0].get_or_add_tcPr().append(element("vMerge", val=value))
    assert whole_rows(made_of(made).tables[0]._tbl) == [True, False, True]


def test_a_row_with_a_picture_is_left() -> None:
    """What stands beside a picture may be as tall as it is: the editor says whether the row may be split."""
    made = spaced()
    tbl = add_table(made, [("图",), ("绩效" * 200,)], (2316,))
    tbl.tr_lst[0].tc_lst[0].p_lst[0].append(element("r"))
    tbl.tr_lst[1].tc_lst[0].p_lst[0].append(element("r"))
    for row in tbl.tr_lst:
        row.tc_lst[0].p_lst[0][-1].append(element("pict"))
    assert whole_rows(made_of(made).tables[0]._tbl) == [False, False]


def test_the_ends_stay_together() -> None:
    """Header rows stay with the first row of data and that with the second, and the last but one with the last: no more."""
    many = [f"第{n}行" for n in range(12)]
    assert kept_rows(_rows("表头", "表头", *many, head=2)) == [True] * 3 + [False] * 9 + [True, False]
    assert kept_rows(_rows("表头", "一")) == [True, False]
    assert kept_rows(_rows(*many, "末", head=0)) == [True, *[False] * 10, True, False]


def test_a_small_table_stays_in_one_piece() -> None:
    """All rows but the last stay with the next, in a table of up to twelve rows that takes less than a third of a page."""
    rows = [f"第{n}行" for n in range(11)]
    assert kept_rows(_rows("表头", *rows)) == [True] * 11 + [False]
    assert kept_rows(_rows("表头", *rows, "多一行")).count(False) > 1
    assert kept_rows(_rows("表头", *["绩效" * 5 * 3] * 5)).count(False) > 1


def test_a_small_table_of_pictures_is_not_tied() -> None:
    """How high pictures are is not known here: only the editor ties their rows."""
    made = spaced()
    tbl = add_table(made, [(f"第{n}行",) for n in range(6)], (2316,), 0)
    tbl.tr_lst[3].tc_lst[0].p_lst[0].append(element("r"))
    tbl.tr_lst[3].tc_lst[0].p_lst[0][-1].append(element("pict"))
    assert kept_rows(made_of(made).tables[0]._tbl) == [True, False, False, False, True, False]


def test_tall_rows_are_not_tied() -> None:
    """A row that may be split needs no company, and rows that together take half a page are not forced onto one."""
    tall, high = "绩效" * 5 * (LINES // 2), "绩效" * 5 * (LINES // 3 - 1)
    assert kept_rows(_rows("表头", tall, "二", "三", "四")) == [True, False, False, True, False]
    assert kept_rows(_rows("表头", high, high, "三", high, high)) == [True, False, False, False, False, False]


def test_a_long_chain_is_cut() -> None:
    """Rows that an editor tied all together, more than a page holds, are cut where two thirds of it are full."""
    made = spaced()
    tbl = add_table(made, [("表头",), *[(f"第{n}行",) for n in range(60)]], (2316,))
    for paragraph in tbl.iter(qn("w:p")):
        paragraph.get_or_add_pPr().append(element("keepNext"))
    found = kept_rows(made_of(made).tables[0]._tbl)
    assert found.count(False) in (2, 3)
    assert max(len(run) for run in "".join("k" if each else " " for each in found).split()) <= LINES * 2 // 3 + 1


def test_an_editor_may_tie_a_short_table() -> None:
    """Rows that fit on a page together stay tied."""
    made = spaced()
    tbl = add_table(made, [(f"第{n}行",) for n in range(8)], (2316,), 0)
    for paragraph in tbl.iter(qn("w:p")):
        paragraph.get_or_add_pPr().append(element("keepNext"))
    assert kept_rows(made_of(made).tables[0]._tbl) == [True] * 8


def _between(above: list[str], below: list[str]) -> Made:
    made = spaced()
    for text in above:
        made.add_paragraph(text)
    add_table(made, [("表头",), ("一",), ("二",)], (2316,))
    for text in below:
        made.add_paragraph(text)
    return made_of(made)


def test_a_caption_stays_with_its_table() -> None:
    """So do the lines next to it, such as a unit of measure; a paragraph of several lines and what is above it do not."""
    made = _between(["绩效" * 50, "表2.1 资金", "单位：万元"], ["正文"])
    assert [kept(p._p) for p in made.paragraphs] == [False, True, True, False]


def test_a_note_stays_with_its_table() -> None:
    """A note or a source under a table stays with its last row, over an empty paragraph too; other text does not."""
    made = _between([], ["", "注：金额为含税价。"])
    assert kept_rows(made.tables[0]._tbl) == [True, True, True]
    assert [kept(p._p) for p in made.paragraphs] == [True, False]
    assert kept_rows(_between([], ["数据来源：财政局"]).tables[0]._tbl)[-1]
    assert kept_rows(_between([], ["评价说明：资金使用不规范。"]).tables[0]._tbl)[-1]
    assert kept_rows(_between([], ["满意度＝（72×1＋4×0.5）÷76"]).tables[0]._tbl)[-1]
    assert not kept_rows(_between([], ["经核对，甲＝乙。"]).tables[0]._tbl)[-1]
    assert not kept_rows(_between([], ["说明了资金的用途。"]).tables[0]._tbl)[-1]
    assert not kept_rows(_between([], ["", "", "注：金额为含税价。"]).tables[0]._tbl)[-1]


def test_what_belongs_to_the_table_before_stays_with_that() -> None:
    """A note or formula above a table is of the one before, and not tied to this one."""
    for text in ("注：金额为含税价。", "满意度＝（72×1＋4×0.5）÷76"):
        made = _between([text, "表2.2 资金"], [])
        assert [kept(p._p) for p in made.paragraphs[:2]] == [False, True]


def test_a_section_ends_what_stays_together() -> None:
    """What ends the section before a table stands on another page: it is not tied to it."""
    made = spaced()
    made.add_paragraph("表2.1 资金")
    made.add_section()
    add_table(made, [("表头",), ("一",)], (2316,))
    assert not any(kept(p._p) for p in made_of(made).paragraphs)


def test_a_table_in_a_cell_is_left() -> None:
    """A table inside a cell goes where its row goes: its own rows are as the editor has them, and the outer row too."""
    made = spaced()
    add_table(made, [("表头",), ("",)], (6000,))
    inner = made.tables[0].cell(1, 0).add_table(2, 1)
    inner.cell(0, 0).text = "绩效" * 300
    set_widths(inner._tbl, (5000,))
    made.tables[0].cell(1, 0).add_paragraph("后")
    found = made_of(made).tables[0]
    assert whole_rows(found._tbl) == [True, False]
    assert kept_rows(found.cell(1, 0).tables[0]._tbl) == [False, False]
