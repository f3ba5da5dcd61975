"""What stands too far out."""

from __future__ import annotations

import pytest
from docx.document import Document as Made
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from reportgen.diagnostics import Sink
from reportgen.pages.check import check_pages
from tests.pages.conftest import Findings
from tests.pages.workbench import Pages, blank, declare, fill, picture, prose, table, widths

ROWS = [["名称", "数量"], ["甲", "1"], ["乙", "2"]]


def _wide(*columns: int) -> Made:
    made = blank()
    fill(made, 3)
    widths(table(made, ROWS), *map(Mm, columns))
    prose(made, 5)
    return made


def _picture_into_the_margin() -> Made:
    made = blank()
    fill(made, 3)
    made.add_paragraph().add_run().add_picture(picture(), width=Mm(156))
    made.paragraphs[-1].paragraph_format.line_spacing = 1.0
    made.paragraphs[-1].paragraph_format.left_indent = Mm(-20)
    return made


def _text_into_the_margin() -> Made:
    made = blank()
    prose(made, 4).paragraph_format.right_indent = Mm(-15)
    return made


def _page_on_its_side() -> Made:
    """Margins of its own, and a table that fills them."""
    made = blank()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    widths(table(made, ROWS), Mm(130), Mm(137))
    return made


declare(
    table_into_the_margin=lambda: _wide(90, 85),
    table_beyond_the_paper=lambda: _wide(110, 110),
    table_of_full_width=lambda: _wide(80, 76),
    picture_into_the_margin=_picture_into_the_margin,
    text_into_the_margin=_text_into_the_margin,
    page_on_its_side=_page_on_its_side,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("table_into_the_margin", [("outside-margins", 1)]),
        ("table_beyond_the_paper", [("outside-margins", 1), ("outside-page", 1)]),
        ("picture_into_the_margin", [("outside-margins", 1)]),
        ("text_into_the_margin", [("outside-margins", 1)]),
    ],
)
def test_what_stands_out_is_found(findings: Findings, name: str, expected: list[tuple[str, int]]) -> None:
    """Tables, pictures and text in a margin are found, and beyond the paper as well."""
    assert findings(name) == expected


@pytest.mark.parametrize("name", ["table_of_full_width", "page_on_its_side"])
def test_what_stands_inside_is_no_finding(findings: Findings, name: str) -> None:
    """A table as wide as the text, whose borders stand half a cell's padding out, and another section's margins are right."""
    assert findings(name) == []


def test_margins_of_the_standard(pages: dict[str, Pages]) -> None:
    """Without a Word file the margins of GB/T 9704 hold: right for A4 upright, too wide for a page that has margins of its own."""
    codes = []
    for name in ("table_of_full_width", "table_into_the_margin", "page_on_its_side"):
        sink = Sink()
        check_pages(pages[name].pdf, sink)
        codes.append([(d.code, str(d.place)) for d in sink])
    place = "PDF：第 1 页（页码 1）"
    assert codes == [[], [("outside-margins", place)], [("outside-margins", place)]]


def test_the_message_says_what_stands_out_where_and_how_far(pages: dict[str, Pages]) -> None:
    """The thing that reaches farthest, the side, the millimetres, and how to mend it."""
    sink = Sink()
    check_pages(pages["table_into_the_margin"].pdf, sink, file="output/甲.pdf")
    (found,) = sink
    assert str(found.place) == "output/甲.pdf：第 1 页（页码 1）"
    assert found.message == "表格右面伸进页边 17 毫米"
    assert "横向页面" in found.hint
