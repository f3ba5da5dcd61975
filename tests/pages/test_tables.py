"""Tables that go on over a page."""

from __future__ import annotations

import pytest
from docx.document import Document as Made
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from tests.pages.conftest import Findings
from tests.pages.workbench import LINES, blank, declare, fill, say, table

HEAD = ["指标", "得分", "说明"]


def _rows(count: int) -> list[list[str]]:
    return [[f"指标{at + 1}", f"{at + 1}.0", "完成"] for at in range(count)]


def _split(lines: int, *, split: bool) -> Made:
    """A table whose second row has so many lines in one cell, and begins four text lines before the foot of the page."""
    made = blank()
    fill(made, LINES - 5)
    added = table(made, [HEAD, *_rows(3)], head=1, split=split)
    say(added.rows[1].cells[2], "\n".join(f"第{at + 1}点" for at in range(lines)))
    fill(made, 2)
    return made


def _headed(head: int, first: list[str] = HEAD) -> Made:
    made = blank()
    fill(made, LINES - 6)
    table(made, [first, *_rows(12)], head=head, split=False)
    fill(made, 2)
    return made


def _form_of_two_columns() -> Made:
    """Names at the left, what belongs to them at the right: no row heads the others."""
    made = blank()
    fill(made, LINES - 3)
    form = table(made, [["项目名称", "养老服务"], ["单位", "民政局"], *[["年度", "2022"]] * 6], split=False)
    for row in form.rows:
        say(row.cells[1], row.cells[1].text, WD_ALIGN_PARAGRAPH.LEFT)
    fill(made, 2)
    return made


def _cut(before: int, rows: int) -> Made:
    """A table of so many rows with its header, begun behind so many lines."""
    made = blank()
    fill(made, before)
    table(made, [HEAD, *_rows(rows)], head=1, split=False)
    fill(made, 2)
    return made


def _one_tall_row_at_head() -> Made:
    made = _cut(LINES - 6, 6)
    made.tables[0].rows[6].height = Pt(200)
    return made


def _second_table_at_foot() -> Made:
    """One table comes from the page before, and another begins with a single row at the foot."""
    made = blank()
    fill(made, LINES - 6)
    table(made, [HEAD, *_rows(8)], head=1, split=False)
    fill(made, LINES - 6)
    table(made, [HEAD, *_rows(6)], head=1, split=False)
    fill(made, 2)
    return made


def _merged(*spans: tuple[int, int], before: int = LINES - 6, rows: int = 12) -> Made:
    """Rows on several pages, by default five on the first; cells of the first column merged from row to row."""
    made = blank()
    fill(made, before)
    added = table(made, [HEAD, *_rows(rows)], head=1, split=False)
    for first, last in spans:
        for row in range(first, last + 1):
            say(added.cell(row, 0), "")
        say(added.cell(first, 0).merge(added.cell(last, 0)), "产出")
        for empty in added.cell(first, 0).paragraphs[1:]:
            empty._p.getparent().remove(empty._p)
    fill(made, 2)
    return made


def _merged_without_text() -> Made:
    made = _merged((2, 9))
    say(made.tables[0].cell(2, 0), "")
    return made


def _edges(*nil: tuple[int, int, str]) -> Made:
    """A table of six rows in which cells lack the line at a side."""
    made = blank()
    added = table(made, [HEAD, *_rows(5)], head=1, split=False)
    for row, column, side in nil:
        cell = added.cell(row, column)
        say(cell, "")
        cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:tcBorders {nsdecls("w")}><w:{side} w:val="nil"/></w:tcBorders>'))
    fill(made, 2)
    return made


declare(
    open_at_the_left=lambda: _edges((3, 0, "left"), (4, 0, "left")),
    open_at_the_foot=lambda: _edges((5, 0, "bottom")),
    open_in_all_rows=lambda: _edges(*((row, 0, "left") for row in range(6))),
    closed_on_all_sides=_edges,
    short_row_split=lambda: _split(10, split=True),
    short_row_whole=lambda: _split(10, split=False),
    tall_row_split=lambda: _split(20, split=True),
    head_said_once=lambda: _headed(0),
    head_said_again=lambda: _headed(1),
    rows_without_a_head=lambda: _headed(0, ["指标甲", "3.0", "完成"]),
    one_row_at_foot=lambda: _cut(LINES - 2, 6),
    three_rows_at_foot=lambda: _cut(LINES - 4, 6),
    one_row_at_head=lambda: _cut(LINES - 6, 6),
    merged_over_the_page=lambda: _merged((2, 9)),
    merged_on_each_page=lambda: _merged((2, 5), (6, 9)),
    form_of_two_columns=_form_of_two_columns,
    one_tall_row_at_head=_one_tall_row_at_head,
    second_table_at_foot=_second_table_at_foot,
    merged_over_three_pages=lambda: _merged((1, 3 * LINES - 8), before=0, rows=3 * LINES - 8),
    merged_without_text=_merged_without_text,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("short_row_split", [("short-row-split", 1)]),
        ("head_said_once", [("header-not-repeated", 2)]),
        ("one_row_at_foot", [("lone-row", 1)]),
        ("one_row_at_head", [("lone-row", 2)]),
        ("second_table_at_foot", [("lone-row", 2)]),
        ("open_at_the_left", [("cell-open", 1), ("cell-open", 1)]),
        ("open_at_the_foot", [("cell-open", 1)]),
        ("merged_over_the_page", [("merged-cell-continued", 2)]),
        ("merged_over_three_pages", [("merged-cell-continued", 2), ("merged-cell-continued", 3)]),
    ],
)
def test_a_table_that_breaks_badly_is_found(findings: Findings, name: str, expected: list[tuple[str, int]]) -> None:
    """Each way in which a table goes on badly is found on its page, and nothing else is."""
    assert findings(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "short_row_whole", "tall_row_split", "head_said_again", "rows_without_a_head", "form_of_two_columns", "three_rows_at_foot",
        "one_tall_row_at_head", "merged_on_each_page", "merged_without_text",
        "open_in_all_rows", "closed_on_all_sides",
    ],
)  # fmt: skip
def test_a_table_that_breaks_well_is_no_finding(findings: Findings, name: str) -> None:
    """Rows kept whole or tall, headers said again, rows in company, merged cells that end with the page, a column without lines."""
    assert findings(name) == []
