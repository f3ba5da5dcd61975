"""Where names in cells break: no last line holds a single character, and brackets stay whole, where it may break earlier."""

from __future__ import annotations

from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.word.tables_made import add_table, element, spaced
from tests.word.workbench import made_of

# python-docx's table style keeps 216 twips free in a cell; 10.5 points are 210.
MARGINS, EM = 216, 210
LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def _indents(text: str, room: float, alignment: WD_ALIGN_PARAGRAPH | None = LEFT, **own: str) -> dict[str, str]:
    """The indents of a text in a column with room for so many characters; `own` are those that an editor gave it."""
    made = spaced()
    made.styles["Normal"].paragraph_format.alignment = alignment
    # No header row: no width changes.
    tbl = add_table(made, [(text,), ("甲",)], (round(room * EM) + MARGINS,), head=0)
    if own:
        tbl.tr_lst[0].tc_lst[0].p_lst[0].get_or_add_pPr().append(element("ind", **own))
    table: Any = made_of(made).tables[0]._tbl
    found = table.tr_lst[0].find(f".//{qn('w:ind')}")
    return {name.rpartition("}")[2]: value for name, value in found.attrib.items()} if found is not None else {}


@pytest.mark.parametrize(
    ("text", "room"),
    [("养老机构入住意外险覆盖率", 11.2), ("《养老机构入住意外险》", 9.2), ("绩效" * 11 + "率", 11.2)],
    ids=["", "mark", "three"],
)
def test_two_characters_are_left(text: str, room: float) -> None:
    """A name that leaves one character, with a mark or not, on its second or third line, has room for one less on each line."""
    assert _indents(text, room) == {"right": str(EM), "rightChars": "0"}


def test_numbers_go_on_whole() -> None:
    """Where a number stands before the last character, so much less is on each line that it goes along."""
    assert _indents("运营床位在8866所", 7.6) == {"right": str(EM), "rightChars": "0"}


@pytest.mark.parametrize(
    ("text", "room", "fewer"),
    [
        ("申报的指标（指标值）", 8.0, 2),
        ("调整后的指标（指标值）", 9.2, 2),
        ("补贴标准每月150元/人/月", 9.6, 1),
        ("注册会计师、高级会计师", 9.2, 3),
    ],
    ids=["bracket", "bracket and a single character", "rate", "list"],
)
def test_what_belongs_together(text: str, room: float, fewer: int) -> None:
    """Brackets, rates and the items of a list are not parted where the name may break before them and takes no line more."""
    assert _indents(text, room) == {"right": str(EM * fewer), "rightChars": "0"}


def test_in_the_middle() -> None:
    """A centred name stays in the middle: either side gives half a character."""
    half = str(EM // 2)
    assert _indents("可持续影响", 4.2, CENTRE) == {"left": half, "leftChars": "0", "right": half, "rightChars": "0"}


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("可持续影响", 5.0),
        ("补贴发放6家", 6.7),
        ("可持续影响", 3.2),
        ("可持续影", 1.5),
        ("绩效" * 24 + "率", 16.2),
        ("6月绩效" * 5 + "率", 5.6),
        ("1234567", 3.0),
        ("申报的指标（指标值）", 6.2),
        ("按实施方案开展，及时拨付到位。", 9.2),
        ("运营床位（8866张）", 8.5),
    ],
    ids=[
        "fits",
        "may fit",
        "two are left",
        "would take more lines",
        "too long",
        "too many lines",
        "a number",
        "bracket is whole",
        "a sentence",
        "a unit",
    ],
)
def test_what_stays(text: str, room: float) -> None:
    """No indent where none is needed, where it would cost a line, or where lines can't be foreseen."""
    assert _indents(text, room) == {}


def test_what_an_editor_did_stays() -> None:
    """A text that he put to the right or indented is his."""
    assert _indents("可持续影响", 4.2, RIGHT) == {}
    assert _indents("可持续影响", 4.2, LEFT, left="20") == {"left": "20"}


def test_a_style_with_indents_stays() -> None:
    """So is a style that has indents of its own."""
    made = spaced()
    made.styles["Normal"].paragraph_format.right_indent = Pt(2)
    add_table(made, [("可持续影响",)], (round(4.2 * EM) + MARGINS + 40,), head=0)
    table: Any = made_of(made).tables[0]._tbl
    assert next(table.iter(qn("w:ind")), None) is None
