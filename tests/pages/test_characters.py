"""Characters that no font has, and characters that were lost."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as Made

from reportgen.diagnostics import Sink
from reportgen.pages.check import check_pages
from reportgen.pages.expected import Expected, expected_of
from tests.pages.conftest import Findings
from tests.pages.workbench import Pages, blank, declare, fill, table


def _character_without_a_font() -> Made:
    made = blank()
    fill(made, 2)
    made.add_paragraph("姓名：张𓀀华")
    return made


def _character_without_a_font_in_a_cell() -> Made:
    made = blank()
    table(made, [["姓名", "单位"], ["张\u0378华", "𓀀"]])
    return made


def _ideograph_without_a_font() -> Made:
    """A character of 2022 (Extension H): LibreOffice draws a box for it or nothing at all."""
    made = blank()
    made.add_paragraph("姓名：张\U000323af华")
    return made


def _boxes_that_are_meant() -> Made:
    """Signs that look like boxes, rare but usual characters, and signs that are drawn as nothing."""
    made = blank()
    made.add_paragraph("☐项目　☑政策　□其他　○甲　口径　㐂䶮龘　①②　≥95%　3\u00d74　A\u00a0B　\u200b完\u00ad毕")
    hidden = made.add_paragraph("见附件").add_run("㊙")
    hidden.font.hidden = True
    return made


declare(
    character_without_a_font=_character_without_a_font,
    character_without_a_font_in_a_cell=_character_without_a_font_in_a_cell,
    ideograph_without_a_font=_ideograph_without_a_font,
    boxes_that_are_meant=_boxes_that_are_meant,
)


def test_boxes_in_place_of_characters_are_found(findings: Findings) -> None:
    """In text and in tables; each line once."""
    assert findings("character_without_a_font") == [("boxed-character", 1)]
    assert findings("character_without_a_font_in_a_cell") == [("boxed-character", 1), ("boxed-character", 1)]


def test_a_character_that_no_font_has_is_found_however_it_is_drawn(findings: Findings) -> None:
    """A box on the page is seen by its shape; a character left out is missed among those of the Word file."""
    assert [code for code, _ in findings("ideograph_without_a_font")] in (["boxed-character"], ["lost-character"])


def test_signs_that_look_like_boxes_are_no_finding(findings: Findings) -> None:
    """Empty boxes to tick, the character 口, hidden text, and marks without ink are as they should be."""
    assert findings("boxes_that_are_meant") == []


def test_a_lost_character_is_named(pages: dict[str, Pages]) -> None:
    """A character of the Word file that stands on no page is named with its code; a twin with the same glyph is no loss."""
    sink = Sink()
    check_pages(pages["boxes_that_are_meant"].pdf, sink, expected=Expected(characters=frozenset("项甲⼝懿\u3000\u200d")))
    (found,) = sink
    assert (found.code, str(found.place)) == ("lost-character", "PDF")
    assert found.message == "Word 文件里的字“懿”（U+61FF）在 PDF 里一个也没有"


def test_expected_characters_are_those_that_are_printed() -> None:
    """Hidden text, codes of fields and white space ask for nothing."""
    made = Document()
    line = made.add_paragraph("甲 乙")
    line.add_run("丙").font.hidden = True
    out = io.BytesIO()
    made.save(out)
    assert expected_of(out.getvalue()).characters == frozenset("甲乙")
