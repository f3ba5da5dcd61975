"""The contents against the headings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from docx.document import Document as Made
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from reportgen.pages.contents import printed_number
from reportgen.pages.expected import Expected
from reportgen.pages.flow import lines_of
from reportgen.pages.page import Box, Piece
from reportgen.pages.reading import read
from tests.pages.conftest import Findings
from tests.pages.workbench import Pages, blank, centred, declare, fill, heading, number, turn

RIGHT = (("一、项目概况", "1"), ("（一）立项", "1"), ("二、评价结论 2022", "3"))


def _book(entries: Sequence[tuple[str, str]], *, field: bool = False) -> Made:
    """Contents on a page I of their own, and a body of three pages whose headings stand on pages 1 and 3."""
    made = blank()
    centred(made, "目录")
    lines = [_entry(made, title, page) for title, page in entries]
    if field:
        _in_a_field(lines)
    _count(made, "upperRoman")
    made.add_section(WD_SECTION.NEW_PAGE).footer.is_linked_to_previous = False
    number(made.sections[1].footer.paragraphs[0])
    _count(made, "decimal")
    heading(made, "一、项目概况")
    heading(made, "（一）立项", 2)
    fill(made, 40)
    turn(made)
    heading(made, "二、评价结论 2022")
    fill(made, 4)
    return made


def _entry(made: Made, title: str, page: str) -> Paragraph:
    line = made.add_paragraph(f"{title}\t{page}")
    line.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    return line


def _count(made: Made, form: str) -> None:
    """Counts the pages of the last section anew, in a form of numbers."""
    kind = OxmlElement("w:pgNumType")
    kind.set(qn("w:fmt"), form)
    kind.set(qn("w:start"), "1")
    properties = made.sections[-1]._sectPr
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    margins = properties.find(qn("w:pgMar"))
    assert margins is not None
    margins.addnext(kind)


def _in_a_field(lines: Sequence[Paragraph]) -> None:
    sign = '<w:r {}><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f'<w:r {nsdecls("w")}><w:instrText xml:space="preserve"> TOC \\o "1-2" </w:instrText></w:r>'
    for at, xml in enumerate((sign.format(nsdecls("w"), "begin"), code, sign.format(nsdecls("w"), "separate"))):
        lines[0]._p.insert(1 + at, parse_xml(xml))
    lines[-1]._p.append(parse_xml(sign.format(nsdecls("w"), "end")))


def _contents_without_headings() -> Made:
    """Contents of a report whose headings are plain text: the PDF has no outline."""
    made = blank()
    for title, page in RIGHT:
        _entry(made, title, page)
    fill(made, 8)
    return made


declare(
    contents_right=lambda: _book(RIGHT),
    contents_right_in_a_field=lambda: _book(RIGHT, field=True),
    contents_off_by_the_front_matter=lambda: _book((("一、项目概况", "2"), ("（一）立项", "1"), ("二、评价结论 2022", "3"))),
    contents_wrong_in_a_field=lambda: _book((("一、项目概况", "1"), ("（一）立项", "1"), ("二、评价结论 2022", "2")), field=True),
    contents_without_numbers=lambda: _book([(title, "") for title, _ in RIGHT], field=True),
    contents_of_another_report=lambda: _book((("一、项目概况", "1"), ("（一）资金", "1"), ("二、评价结论 2022", "3"))),
    contents_without_headings=_contents_without_headings,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("contents_off_by_the_front_matter", [("contents-number-wrong", 1)]),
        ("contents_wrong_in_a_field", [("contents-number-wrong", 1)]),
        ("contents_without_numbers", [("contents-number-missing", 1)]),
        ("contents_of_another_report", [("contents-entry-unknown", 1)]),
        ("contents_without_headings", [("contents-without-outline", 1)]),
        ("contents_right", []),
        ("contents_right_in_a_field", []),
    ],
)
def test_contents_agree_with_the_headings(findings: Findings, name: str, expected: list[tuple[str, int]]) -> None:
    """Contents in a field or typed by hand: wrong and missing numbers and unknown titles are found, right ones are not."""
    assert findings(name) == expected


@pytest.mark.parametrize("name", ["contents_right", "contents_right_in_a_field"])
def test_entries_and_headings_are_read(pages: dict[str, Pages], name: str) -> None:
    """Titles without white space, numbers as printed; headings with their pages; the numbers that the pages bear."""
    document = read(pages[name].pdf, Expected())
    assert [(entry.title, entry.number, entry.page) for entry in document.entries] == [
        ("一、项目概况", "1", 1), ("（一）立项", "1", 1), ("二、评价结论2022", "3", 1),
    ]  # fmt: skip
    assert [(h.title, h.level, h.page) for h in document.headings] == [
        ("一、项目概况", 1, 2), ("（一）立项", 2, 2), ("二、评价结论2022", 1, 4),
    ]  # fmt: skip
    assert [page.printed for page in document.pages] == ["I", "1", "2", "3"]


@pytest.mark.parametrize(
    ("foot", "printed"),
    [
        ("— 12 —", "12"), ("-3-", "3"), ("– iv –", "iv"), ("第5页", "5"), ("第 5 页 共 60 页", "5"), ("7", "7"),
        ("2022年度", ""), ("共 60 页", ""), ("", ""),
    ],
)  # fmt: skip
def test_page_numbers_as_they_are_printed(foot: str, printed: str) -> None:
    """A number counts as the page's where it stands alone, between dashes or in the usual words."""
    box = Box(100, 60, 140, 70)
    assert printed_number(lines_of([Piece(foot, box, 60, 14)])) == printed
