"""Merged cells: equal neighbours, level inside level, and nothing else."""

from __future__ import annotations

import time
from typing import Any

import pytest
from docx.oxml import OxmlElement

from reportgen.diagnostics import Sink, TemplatePlace
from reportgen.word.render import render
from tests.word.workbench import blank, found, lines, made_of, opened, shape, table

LOOP, END = "{%tr for r in rows %}", "{%tr endfor %}"


def _merged(cells: tuple[str, ...], rows: list[tuple[Any, ...]]) -> list[list[str]]:
    gap = ("",) * (len(cells) - 1)
    return shape(made_of(table((LOOP, *gap), cells, (END, *gap)), rows=rows))


@pytest.mark.parametrize(
    ("values", "expected"),
    [("a", ["a"]), ("aaa", ["a", "↑", "↑"]), ("abc", ["a", "b", "c"]), ("aabba", ["a", "↑", "b", "↑", "a"])],
)
def test_one_level(values: str, expected: list[str]) -> None:
    """Only neighbours merge: one row, all equal, none equal, and a value that comes again later."""
    assert _merged(("{{ r }}{{ '' | merge }}",), list(values)) == [[text] for text in expected]  # type: ignore[arg-type]


def test_three_levels() -> None:
    """A level merges only inside an unbroken group of every level before it, however equal its texts are."""
    rows = [("A", "x", "1"), ("A", "x", "1"), ("A", "y", "1"), ("B", "y", "1"), ("B", "y", "2"), ("B", "z", "2")]
    cells = ("{{ r[0] | merge(1) }}", "{{ r[1] | merge(2) }}", "{{ r[2] | merge(3) }}")
    assert _merged(cells, rows) == [
        ["A", "x", "1"], ["↑", "↑", "↑"], ["↑", "y", "1"], ["B", "y", "1"], ["↑", "↑", "2"], ["↑", "z", "2"],
    ]  # fmt: skip


def test_levels_stand_in_any_order() -> None:
    """What counts is the level, not the column: the second level may stand on the left."""
    rows = [("x", "A"), ("x", "A"), ("x", "B")]
    assert _merged(("{{ r[0] | merge(2) }}", "{{ r[1] | merge(1) }}"), rows) == [["x", "A"], ["↑", "↑"], ["x", "B"]]


def test_a_key_decides_instead_of_the_text() -> None:
    """With a key, equal texts of different keys stay apart, and a key of another type is another key."""
    rows = [("6", "a"), ("6", "a"), ("6", "b"), ("6", 1), ("6", "1")]
    assert _merged(("{{ r[0] | merge(1, r[1]) }}",), rows) == [["6"], ["↑"], ["6"], ["6"], ["6"]]


def test_text_beside_the_tag_counts() -> None:
    """The whole text of the cell is compared, not the marked value alone."""
    assert _merged(("{{ r[0] | merge(1) }}（{{ r[1] }}）",), [("a", 1), ("a", 1), ("a", 2)]) == [["a（1）"], ["↑"], ["a（2）"]]


def test_a_row_between_breaks_the_group() -> None:
    """A row without marks, such as a sum, ends what stands above it; a header row is left alone."""
    made = table(("{{ h | merge(1) }}",), (LOOP,), ("{{ r | merge(1) }}",), (END,), ("合计",), (LOOP,), ("{{ r | merge(1) }}",), (END,))
    properties = made.tables[0].rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    assert shape(made_of(made, h="a", rows=["a", "a"])) == [["a"], ["a"], ["↑"], ["合计"], ["a"], ["↑"]]


def test_across() -> None:
    """Equal marked neighbours of a row become one cell, with the columns and widths of all; unmarked ones stay."""
    made = table(("{{ a | across }}", "{{ b | across }}", "{{ c | across }}", "{{ a }}"))
    widths = [cell.width for cell in made.tables[0].rows[0].cells]
    out = made_of(made, a="x", b="x", c="y")
    assert shape(out) == [["x×2", "y", "x"]]
    first = out.tables[0].rows[0]._tr.tc_lst[0]
    assert first.width == sum(width or 0 for width in widths[:2])


def test_across_and_down() -> None:
    """Cells that merged across merge down too, where they span the same columns."""
    cells = ("{{ r[0] | merge(1) | across }}", "{{ r[1] | merge(1) | across }}")
    assert _merged(cells, [("x", "x"), ("x", "x"), ("x", "y")]) == [["x×2"], ["↑×2"], ["x", "y"]]


def test_columns_that_repeat_get_a_grid() -> None:
    """{%tc %} makes columns for the items, and the table's grid follows."""
    made = table(("{%tc for c in cs %}", "{{ c }}", "{%tc endfor %}"))
    out = made_of(made, cs=["a", "b", "c", "d", "e"])
    assert shape(out) == [["a", "b", "c", "d", "e"]]
    assert len(out.tables[0].columns) == 5


def test_data_forges_no_mark() -> None:
    """The text of a mark in data is text."""
    rows = ["<?reportgen-merge 1?>"] * 2
    assert _merged(("{{ r }}",), rows) == [[rows[0]], [rows[0]]]  # type: ignore[arg-type]


def test_merge_outside_a_table_is_reported() -> None:
    """A mark in a paragraph would do nothing, so it is an error."""
    (diagnostic,) = found(lines("{{ x | merge(1) }}"), x="a")
    assert diagnostic.message == "merge 只能用在表格单元格里"


@pytest.mark.parametrize(("tag", "code"), [("{{ x | merge(0) }}", "merge-level"), ("{{ x | merge(r) }}", "bad-value")])
def test_a_bad_level_is_reported(tag: str, code: str) -> None:
    """A level is a number from 1; the message says so, once where the template writes it down and at the item that gives it."""
    (diagnostic,) = found(table((LOOP,), (tag,), (END,)), x="a", rows=[0, 1])
    assert diagnostic.code == code
    assert "级别" in diagnostic.message


def test_two_columns_of_one_level() -> None:
    """Two cells of one row must not share a level; the message names both."""
    (diagnostic,) = found(table((LOOP, ""), ("{{ r | merge }}", "{{ r | num | merge(1) }}"), (END, "")), {"num": str}, rows=["a"])
    assert (diagnostic.code, diagnostic.place) == (
        "merge-level", TemplatePlace("模板.docx", "正文表 1 第 2 行第 2 格", "{{ r | num | merge(1) }}"),
    )  # fmt: skip
    assert "正文表 1 第 2 行第 1 格的 {{ r | merge }} 也是第 1 级" in diagnostic.message


def test_where_a_level_may_stand_twice() -> None:
    """Twice in one cell, in two rows, and in cells of which a condition prints one."""
    one = "{% if r %}{{ r[0] | merge(1) }}{% else %}{{ 'x' | merge(1) }}{% endif %}"
    choice = ("{%tc if r %}", "{{ r[0] | merge(1) }}", "{%tc else %}", "{{ 'x' | merge(1) }}", "{%tc endif %}")
    assert _merged((one,), [("a",), ("a",)]) == [["a"], ["↑"]]
    assert _merged(choice, [("a",), ("a",)]) == [["a"], ["↑"]]


def test_a_filter_behind_merge() -> None:
    """What stands behind merge would change its mark: one error, before anything is printed, that says the right order."""
    (diagnostic,) = found(table((LOOP,), ("{{ r | merge(2) | num }}",), (END,)), {"num": str}, rows=["a", "b"])
    assert (diagnostic.code, diagnostic.message, diagnostic.hint) == (
        "merge-not-last", "merge 后面不能再写过滤器 num", "先写 num，最后写 merge",
    )  # fmt: skip


def test_no_mark_is_shown() -> None:
    """A mark that comes to a filter by way of a variable is refused without being printed in the message."""
    (diagnostic,) = found(table(("{% set y = x | merge %}{{ y | num }}",)), {"num": str}, x="a")
    assert diagnostic.code == "bad-value"
    assert "reportgen" not in diagnostic.message


def test_merging_is_linear() -> None:
    """Eight times the rows take nowhere near sixty-four times as long."""
    template = opened(table((LOOP, ""), ("{{ r[0] | merge(1) }}", "{{ r[1] | merge(2) }}"), (END, "")), Sink())

    def seconds(count: int) -> float:
        start = time.perf_counter()
        render(template, {"rows": [(str(n // 9), str(n // 3)) for n in range(count)]}, Sink())
        return time.perf_counter() - start

    seconds(100)
    assert min(seconds(4000) for _ in range(2)) < 24 * min(seconds(500) for _ in range(5))


def test_an_empty_loop_leaves_no_broken_table() -> None:
    """A table whose only rows repeat over nothing goes away; the paragraph after it stays."""
    made = table((LOOP,), ("{{ r }}",), (END,))
    made.add_paragraph("后")
    assert made_of(made, rows=[]).tables == []


def test_tables_side_by_side_stay_apart() -> None:
    """A table repeated by a paragraph loop gets a paragraph between its copies: Word would fuse them."""
    made = blank()
    made.add_paragraph("{%p for x in xs %}")
    made.add_table(1, 1).cell(0, 0).text = "{{ x }}"
    made.add_paragraph("{%p endfor %}")
    out = made_of(made, xs=["a", "b"])
    assert [t.cell(0, 0).text for t in out.tables] == ["a", "b"]
    assert len(out.paragraphs) == 1
