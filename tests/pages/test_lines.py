"""Headings, captions and single lines at a turn of the page."""

from __future__ import annotations

import pytest
from docx.document import Document as Made
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from tests.pages.conftest import Findings
from tests.pages.workbench import LINES, blank, centred, declare, fill, heading, number, picture, prose, table

ROWS = [["名称", "数量"], ["甲", "1"], ["乙", "2"], ["丙", "3"]]


def _headed(*, kept: bool) -> Made:
    made = blank()
    fill(made, LINES - 1)
    heading(made, "一、项目概况", kept=kept)
    fill(made, 5)
    return made


def _heading_before_one_line() -> Made:
    made = blank()
    fill(made, LINES - 2)
    heading(made, "一、项目概况", kept=False)
    fill(made, 5)
    return made


def _captioned(*, kept: bool, unit: bool = False) -> Made:
    made = blank()
    fill(made, LINES - 1 - unit)
    centred(made, "表1 发放情况", kept=kept)
    if unit:
        line = made.add_paragraph("单位：万元")
        line.alignment, line.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.RIGHT, kept
    table(made, ROWS)
    fill(made, 3)
    return made


def _sentence_before_table() -> Made:
    """What stands before the table is text, set like all text."""
    made = blank()
    fill(made, LINES - 1)
    made.add_paragraph("发放情况见下表。")
    table(made, ROWS)
    return made


def _cover_before_table() -> Made:
    """A cover ends with a centred line, and the page behind it begins with a table; pages are counted from there."""
    made = blank()
    centred(made, "评价报告")
    centred(made, "2023年7月10日")
    made.sections[0].footer.paragraphs[0].clear()
    made.add_section(WD_SECTION.NEW_PAGE).footer.is_linked_to_previous = False
    number(made.sections[1].footer.paragraphs[0])
    table(made, ROWS)
    fill(made, 3)
    return made


def _pictured(*, kept: bool) -> Made:
    made = blank()
    fill(made, LINES - 6)
    place = made.add_paragraph()
    place.paragraph_format.line_spacing, place.paragraph_format.keep_with_next = 1.0, kept
    place.add_run().add_picture(picture(), height=Mm(52))
    centred(made, "图1 现场照片")
    fill(made, 3)
    return made


def _photos_without_captions() -> Made:
    """A table of photos breaks between a row of pictures and the row of their captions."""
    made = blank()
    fill(made, LINES - 4)
    photos = table(made, [["", ""], ["图1 甲", "图2 乙"]])
    for cell in photos.rows[0].cells:
        cell.paragraphs[0].paragraph_format.line_spacing = 1.0
        cell.paragraphs[0].add_run().add_picture(picture(), height=Mm(38))
    return made


def _prosaic(before: int, lines: int, *, controlled: bool) -> Made:
    made = blank()
    fill(made, before)
    prose(made, lines).paragraph_format.widow_control = controlled
    fill(made, 3)
    return made


declare(
    heading_left_at_foot=lambda: _headed(kept=False),
    heading_kept=lambda: _headed(kept=True),
    caption_left=lambda: _captioned(kept=False),
    caption_left_with_unit=lambda: _captioned(kept=False, unit=True),
    caption_kept=lambda: _captioned(kept=True),
    picture_without_its_caption=lambda: _pictured(kept=False),
    picture_with_its_caption=lambda: _pictured(kept=True),
    first_line_alone=lambda: _prosaic(LINES - 1, 4, controlled=False),
    last_line_alone=lambda: _prosaic(LINES - 3, 4, controlled=False),
    two_lines_each=lambda: _prosaic(LINES - 2, 4, controlled=False),
    lines_controlled=lambda: _prosaic(LINES - 1, 4, controlled=True),
    heading_before_one_line=_heading_before_one_line,
    sentence_before_table=_sentence_before_table,
    cover_before_table=_cover_before_table,
    photos_without_captions=_photos_without_captions,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("heading_left_at_foot", [("heading-at-foot", 1)]),
        ("caption_left", [("caption-apart", 1)]),
        ("caption_left_with_unit", [("caption-apart", 1)]),
        ("picture_without_its_caption", [("caption-apart", 1)]),
        ("photos_without_captions", [("caption-apart", 1)]),
        ("first_line_alone", [("lone-line", 1)]),
        ("last_line_alone", [("lone-line", 2)]),
    ],
)
def test_what_is_left_alone_is_found(findings: Findings, name: str, expected: list[tuple[str, int]]) -> None:
    """A heading or caption without what it belongs to, and a paragraph's single line, are found on their page, and nothing else is."""
    assert findings(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "heading_kept", "heading_before_one_line", "caption_kept", "sentence_before_table", "cover_before_table",
        "picture_with_its_caption", "two_lines_each", "lines_controlled",
    ],
)  # fmt: skip
def test_what_is_kept_together_is_no_finding(findings: Findings, name: str) -> None:
    """Where the same things stand together the check is silent."""
    assert findings(name) == []
