"""Long texts get the room of columns that need less, where that makes the table lower."""

from tests.word.tables_made import add_table, grid, spaced
from tests.word.workbench import made_of

LONG, SHORT = "按规定的程序申请、审批和公示，" * 8, "资料齐全"


def test_a_table_gets_lower() -> None:
    """The column with the long texts takes from the one with short ones; the width of the table stays, narrow columns too."""
    made = spaced()
    add_table(made, [("序号", "标准", "依据"), ("1", LONG, SHORT), ("2", LONG, SHORT)], (900, 6000, 5700))
    number, criteria, evidence = grid(made_of(made).tables[0]._tbl)
    assert number + criteria + evidence == 12600
    assert number == 900
    assert criteria > 7000
    assert evidence >= 5700 * 0.6


def test_what_would_gain_little_stays() -> None:
    """The widths are the editor's where others would hardly make the table lower, and where no header row is marked."""
    made = spaced()
    add_table(made, [("标准", "依据"), (LONG, LONG), (LONG, LONG)], (4500, 4300))
    add_table(made, [("标准", "依据"), (LONG, SHORT), (LONG, SHORT)], (4500, 4300), 0)
    assert [grid(table._tbl) for table in made_of(made).tables] == [[4500, 4300], [4500, 4300]]


def test_columns_of_one_width_stay_so() -> None:
    """What an editor made equally wide gives and takes together."""
    made = spaced()
    add_table(made, [("标准", "上年", "本年"), (LONG, SHORT, SHORT), (LONG, SHORT, SHORT)], (3000, 2800, 2800))
    criteria, before, now = grid(made_of(made).tables[0]._tbl)
    assert criteria > 4000
    assert before == now
