"""White where text should be."""

from __future__ import annotations

import pytest
from docx.document import Document as Made
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from tests.pages.conftest import Findings
from tests.pages.workbench import LINES, blank, centred, declare, fill, heading, table, turn

_VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
_CENTRE = (
    "position:absolute;width:330pt;height:300pt;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)


def _broken(before: int, *, by: str = "") -> Made:
    """So many lines, a page break, and text behind it that may begin with something."""
    made = blank()
    fill(made, before)
    turn(made)
    if by.startswith("一、"):
        heading(made, by)
    elif by:
        made.add_paragraph(by)
    fill(made, 6)
    return made


def _two_lines_and_a_wide_table() -> Made:
    """The next page lies on its side."""
    made = blank()
    fill(made, 2)
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    table(made, [["甲", "1"]] * 4)
    fill(made, 4)
    return made


def _cover_and_text() -> Made:
    """A cover with a line on it; behind it the pages are counted."""
    made = blank()
    centred(made, "评价报告")
    made.sections[0].footer.paragraphs[0].clear()
    made.add_section(WD_SECTION.NEW_PAGE).footer.is_linked_to_previous = False
    made.sections[1].footer.paragraphs[0].text = "— 1 —"
    fill(made, 6)
    return made


def _title_behind_a_break() -> Made:
    """The next page begins with a title that is no heading."""
    made = blank()
    fill(made, 6)
    turn(made)
    centred(made, "绩效评价报告").runs[0].font.size = Pt(22)
    fill(made, 6)
    return made


def _page_without_anything() -> Made:
    made = _broken(LINES - 2)
    turn(made)
    made.add_paragraph()
    turn(made)
    fill(made, 6)
    return made


def _row_that_is_kept_whole() -> Made:
    """A row of half a page that may not be split leaves half a page white."""
    made = blank()
    fill(made, LINES // 2 + 1)
    table(made, [["甲", "1"], ["说明", "一"]], split=False).rows[0].height = Pt(330)
    fill(made, 2)
    return made


def _left_over(lines: int) -> Made:
    made = blank()
    fill(made, LINES + lines)
    turn(made)
    heading(made, "一、项目概况")
    fill(made, 4)
    return made


def _signature_left_over() -> Made:
    """The end of the report: its last two lines have a page of their own."""
    made = blank()
    fill(made, LINES)
    made.add_paragraph("某某会计师事务所")
    made.add_paragraph("2023年7月10日")
    return made


def _watermarked(*, gap: bool) -> Made:
    """Four pages with a shape in the middle of each, as a draft has it, and white below the first lines of one."""
    made = blank()
    shape = f'<w:r {nsdecls("w")} {_VML}><w:pict><v:rect style="{_CENTRE}" fillcolor="silver"/></w:pict></w:r>'
    made.sections[0].header.paragraphs[0]._p.append(parse_xml(shape))
    fill(made, LINES // 2 if gap else LINES - 1)
    turn(made)
    fill(made, 3 * LINES - 4)
    return made


declare(
    watermark_and_a_gap=lambda: _watermarked(gap=True),
    watermark_and_text=lambda: _watermarked(gap=False),
    two_lines_and_a_break=lambda: _broken(2),
    two_lines_and_a_chapter=lambda: _broken(2, by="一、项目概况"),
    two_lines_and_an_annex=lambda: _broken(2, by="附件1"),
    half_a_page_and_a_break=lambda: _broken(LINES // 2),
    most_of_a_page_and_a_break=lambda: _broken(LINES - 6),
    gap_before_a_chapter=lambda: _broken(LINES // 2, by="一、项目概况"),
    one_line_left_over=lambda: _left_over(1),
    five_lines_left_over=lambda: _left_over(5),
    two_lines_and_a_wide_table=_two_lines_and_a_wide_table,
    cover_and_text=_cover_and_text,
    title_behind_a_break=_title_behind_a_break,
    page_without_anything=_page_without_anything,
    row_that_is_kept_whole=_row_that_is_kept_whole,
    signature_left_over=_signature_left_over,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("two_lines_and_a_break", [("nearly-empty-page", 1)]),
        ("page_without_anything", [("nearly-empty-page", 3)]),
        ("half_a_page_and_a_break", [("white-gap", 1)]),
        ("watermark_and_a_gap", [("white-gap", 1)]),
        ("row_that_is_kept_whole", [("white-gap", 1)]),
        ("one_line_left_over", [("few-lines-left", 2)]),
        ("signature_left_over", [("few-lines-left", 2)]),
    ],
)
def test_white_is_found(findings: Findings, name: str, expected: list[tuple[str, int]]) -> None:
    """A page that holds next to nothing, a third of a page left white, a line or two on a page of their own: found there alone."""
    assert findings(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "two_lines_and_a_chapter", "two_lines_and_an_annex", "two_lines_and_a_wide_table", "cover_and_text", "title_behind_a_break",
        "most_of_a_page_and_a_break", "gap_before_a_chapter", "watermark_and_text", "five_lines_left_over",
    ],
)  # fmt: skip
def test_white_that_is_meant_is_no_finding(findings: Findings, name: str) -> None:
    """Before a chapter, an annex, a title, a page on its side or behind a cover a page may end where it likes."""
    assert findings(name) == []
