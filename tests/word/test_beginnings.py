"""The first paragraph below a heading stays whole where nobody could split it anyway, so that the heading has company."""

import pytest
from docx.text.paragraph import Paragraph

from tests.word.tables_made import spaced
from tests.word.workbench import made_of

LINE = "每七个字为一份，" * 3 + "共二十八"  # characters of 三号 between the margins of an official document
END = LINE * 8  # a long last paragraph, which may be split


@pytest.mark.parametrize(("lines", "whole"), [(1, False), (2, True), (3, True), (4, False)])
def test_three_lines_stay_whole(lines: int, whole: bool) -> None:  # noqa: FBT001 - a case of the test
    """One line needs nothing, and four may be two and two; the estimate of three may be one short."""
    made = spaced()
    made.add_paragraph("标题").paragraph_format.keep_with_next = True
    made.add_paragraph(LINE * (lines - 1) + LINE[:14])
    made.add_paragraph(END)
    assert _whole(made_of(made).paragraphs[-2]) is whole


def test_headings_by_their_style() -> None:
    """A style may say that a paragraph stays with the next; and what stays with one that does, is asked as well."""
    made = spaced()
    made.add_heading("标题")
    made.add_paragraph(LINE * 2)
    made.add_paragraph(END)
    assert _whole(made_of(made).paragraphs[-2])


def test_text_below_text_is_left() -> None:
    """Where nothing stays with the paragraph, it is as the editor has it; so is what stands below a table."""
    made = spaced()
    made.add_paragraph("正文")
    made.add_paragraph(LINE * 2)
    made.add_table(1, 1)
    made.add_paragraph(LINE * 2)
    made.add_paragraph(END)
    assert not any(_whole(paragraph) for paragraph in made_of(made).paragraphs)


def _whole(paragraph: Paragraph) -> bool:
    return bool(paragraph.paragraph_format.keep_together)
