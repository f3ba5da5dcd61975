"""The last paragraphs before a new page stay together, so that no line or two have a page of their own."""

import re

import pytest
from docx import Document
from docx.document import Document as Made
from docx.enum.section import WD_SECTION
from docx.text.paragraph import Paragraph

from reportgen.word.endings import keep
from reportgen.word.styles import styles_of
from reportgen.word.wordml import P, parsed, written

SHORT, MIDDLE, LONG = "短句。", "每八个字算一份。" * 6, "每八个字算一份。" * 26  # one line, two, eight


def kept(made: Made) -> list[tuple[str, bool, bool]]:
    """What each paragraph says first, whether it is kept with the next, whether it is kept whole."""
    root = parsed(written(made.element))
    keep(root, styles_of(parsed(written(made.styles.element)), {}))
    made.element.replace(made.element[0], root[0])
    paragraphs = [Paragraph(element, made._body) for element in made.element.body.iter(P)]
    return [(p.text[:2], bool(p.paragraph_format.keep_with_next), bool(p.paragraph_format.keep_together)) for p in paragraphs]


def test_a_short_ending_takes_company_with_it() -> None:
    """The last paragraph takes with it as many above as make four lines, and none that stands further up."""
    made = Document()
    for text in ("甲" + MIDDLE, "乙" + MIDDLE, "丙" + SHORT):
        made.add_paragraph(text)
    assert [(with_next, whole) for _, with_next, whole in kept(made)] == [(True, False), (True, False), (False, False)]


def test_paragraphs_far_from_the_end_are_left_alone() -> None:
    """Where the last two have four lines, those above may part from them."""
    made = Document()
    for text in ("甲" + MIDDLE, "乙" + MIDDLE, "丙" + MIDDLE):
        made.add_paragraph(text)
    assert kept(made) == [("甲每", False, False), ("乙每", True, False), ("丙每", False, True)]


def test_a_long_last_paragraph_may_be_split() -> None:
    """A paragraph of eight lines has enough for two pages, and would leave a hole if it went as a whole."""
    made = Document()
    for text in ("甲" + MIDDLE, "乙" + LONG):
        made.add_paragraph(text)
    assert [(with_next, whole) for _, with_next, whole in kept(made)] == [(False, False), (False, False)]


def test_signatures_take_a_paragraph_along() -> None:
    """What an editor has tied together at the end takes the paragraph above along, and no other; not where it is two, or many."""
    for signed, along in (("乙丙丁", True), ("乙丙", False), ("乙丙丁戊己庚辛壬癸子丑寅卯", False)):
        made = Document()
        made.add_paragraph("甲" + LONG)
        made.add_paragraph("甲" + LONG)
        for name in signed:
            made.add_paragraph(name + MIDDLE).paragraph_format.keep_with_next = name != signed[-1]
        assert [with_next for _, with_next, _ in kept(made)] == [False, along, *[True] * (len(signed) - 1), False]


def test_headings_are_no_block() -> None:
    """A heading stays with its text by its style; the paragraph above it is of another matter, and may part from it."""
    made = Document()
    made.add_paragraph("甲" + LONG)
    for _ in range(3):
        made.add_heading("标题")
    made.add_paragraph("乙" + LONG)
    assert kept(made)[0] == ("甲每", False, False)


@pytest.mark.parametrize("turn", ["section", "break before"])
def test_each_new_page_ends_a_text(turn: str) -> None:
    """A section that begins on a new page, and a break before a paragraph, end a text as the document's end does."""
    made = Document()
    for text in ("甲" + SHORT, "乙" + SHORT, ""):
        made.add_paragraph(text)
    if turn == "section":
        made.add_section(WD_SECTION.NEW_PAGE)
    made.add_paragraph("丙" + LONG).paragraph_format.page_break_before = turn != "section"
    assert [found for found in kept(made) if found[1]] == [("甲短", True, False)]


def test_a_continuous_section_ends_none() -> None:
    """Where the text goes on on the same page, nothing is kept together."""
    made = Document()
    for text in ("甲" + SHORT, "乙" + SHORT):
        made.add_paragraph(text)
    made.add_section(WD_SECTION.CONTINUOUS)
    made.add_paragraph("丙" + LONG)
    assert not any(with_next for _, with_next, _ in kept(made))


def test_tables_stand_for_themselves() -> None:
    """A text below a table asks nothing of it, nor of the note under it; text in cells is left alone."""
    made = Document()
    made.add_paragraph("甲" + SHORT)
    made.add_table(1, 1).cell(0, 0).text = "乙" + SHORT
    made.add_paragraph("注：" + SHORT)
    made.add_paragraph("丙" + SHORT)
    assert not any(with_next or whole for _, with_next, whole in kept(made))


def test_what_the_editor_says_holds() -> None:
    """A paragraph that is expressly not kept with the next stays so."""
    made = Document()
    made.add_paragraph("甲" + SHORT).paragraph_format.keep_with_next = False
    made.add_paragraph("乙" + SHORT)
    assert kept(made)[0] == ("甲短", False, False)
    assert re.search(rb'<w:keepNext w:val="(0|false)"/>', written(made.element))
