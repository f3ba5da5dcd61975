"""Numbers in a column: those that an editor centred end below one another, in the middle; what he put to a side stays there."""

from __future__ import annotations

from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from tests.word.tables_made import add_table, element, spaced
from tests.word.workbench import made_of

# A column of 3000 twips, of which python-docx's table style keeps 216 free; digits of 10.5 points are 105 twips wide, points half that.
ROOM, DIGIT, POINT = 2784, 105, 52.5


def _table(*numbers: str, alignment: WD_ALIGN_PARAGRAPH | None = WD_ALIGN_PARAGRAPH.CENTER, own: str = "") -> Any:  # noqa: ANN401
    """The w:tbl with a column of names and one of these numbers, below a header; `own` is the alignment of the last number alone."""
    made = spaced()
    made.styles["Normal"].paragraph_format.alignment = alignment
    rows = [("名称", "分值"), *(("甲", number) for number in numbers)]
    tbl = add_table(made, rows, (3000, 3000))
    if own:
        tbl.tr_lst[-1].tc_lst[1].p_lst[0].get_or_add_pPr().append(element("jc", val=own))
    return made_of(made).tables[0]._tbl


def _ends(table: Any) -> list[int | None]:  # noqa: ANN401 - python-docx's elements have no public type
    """The right indents of the numbers; None where a paragraph says nothing of its alignment."""
    properties = [row.tc_lst[1].p_lst[0].pPr for row in table.tr_lst[1:]]
    own = [pr if pr is not None and pr.find(qn("w:ind")) is not None else None for pr in properties]
    assert all(pr is None or pr.find(qn("w:jc")).get(qn("w:val")) == "right" for pr in own)
    return [int(pr.find(qn("w:ind")).get(qn("w:right"))) if pr is not None else None for pr in own]


def test_whole_numbers_end_below_one_another() -> None:
    """They all end where the widest ends, and that one stands in the middle of the column."""
    middle = round((ROOM - 3 * DIGIT) / 2)
    assert _ends(_table("15", "5", "100")) == pytest.approx([middle] * 3, abs=1)


def test_points_stand_below_one_another() -> None:
    """A number with fewer decimals ends so much earlier; together they stand in the middle."""
    room = (ROOM - 2 * DIGIT - POINT - 2 * DIGIT) / 2
    expected = [room + DIGIT, room, room + POINT + 2 * DIGIT]
    assert _ends(_table("12.5", "3.25", "7")) == pytest.approx(expected, abs=1)


@pytest.mark.parametrize(
    ("numbers", "widest"),
    [
        (("100%", "66.67%"), 4 * DIGIT + POINT + 0.833 * 210),
        (("-830,100", "2,300", "—", ""), 6 * DIGIT + POINT + 0.333 * 210),
    ],
)
def test_other_numbers(numbers: tuple[str, ...], widest: float) -> None:
    """Per cent signs stand below one another; a sign and commas count; what stands for no number stays in the middle."""
    end = (ROOM - widest) / 2
    found = _ends(_table(*numbers))
    assert [each for each in found if each is not None] == pytest.approx([end] * 2, abs=1)
    assert len(found) == len(numbers)


def test_numbers_with_a_unit() -> None:
    """Units stand below one another as well, with the gap that Word puts between digits and them."""
    assert _ends(_table("17家", "6家")) == pytest.approx([(ROOM - 2 * DIGIT - 210 * 1.25) / 2] * 2, abs=1)


@pytest.mark.parametrize(
    "numbers",
    [
        ("2.0", "3.5"),
        ("15", "甲等"),
        ("60家", "8866张"),
        ("15", "80.00%"),
        ("7",),
        ("2020年12月10日", "2020年4月15日"),
        ("1" * 30, "2"),
    ],
    ids=["equally wide", "a text among them", "other units", "other kinds", "one", "dates", "too long for a number"],
)
def test_what_stays_in_the_middle(numbers: tuple[str, ...]) -> None:
    """Nothing is said of numbers that are in line, or are none that can be compared."""
    assert set(_ends(_table(*numbers))) == {None}


@pytest.mark.parametrize("alignment", [None, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT])
def test_what_an_editor_put_to_a_side_stays(alignment: WD_ALIGN_PARAGRAPH | None) -> None:
    """Only what is centred is put in line."""
    assert _ends(_table("15", "5", alignment=alignment)) == [None, None]


def test_what_an_editor_set_apart_stays() -> None:
    """Where he aligned a cell himself, the whole column is his."""
    assert _ends(_table("15", "100", "5", own="left")) == [None] * 3


def test_header_rows_do_not_count() -> None:
    """The header may be a text or a number: it stays in the middle."""
    made = spaced()
    made.styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_table(made, [("2022", "前年"), ("15", "8"), ("5", "100")], (3000, 3000))
    table = made_of(made).tables[0]._tbl
    assert [len(list(row.iter(qn("w:jc")))) for row in table.tr_lst] == [0, 2, 2]


def test_numbers_that_do_not_fit_stay() -> None:
    """Where their ends can't be in line inside the column, nothing is changed: no text leaves its cell."""
    made = spaced()
    made.styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_table(made, [("分值",), ("1" * 12,), ("0.123456789012",)], (1400,))
    assert next(made_of(made).tables[0]._tbl.iter(qn("w:jc"), qn("w:ind")), None) is None
