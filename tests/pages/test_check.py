"""The page check as a whole, and what it says of files that it can't check."""

from __future__ import annotations

import io
from dataclasses import astuple

import pytest
from docx.document import Document as Made
from pypdf import PdfWriter

from reportgen.diagnostics import Diagnostic, FilePlace, PagePlace, Severity, Sink, placed, text
from reportgen.pages.check import check_pages
from reportgen.pages.reading import Unreadable
from reportgen.pages.rules import RULES
from tests.pages.workbench import LINES, Pages, blank, centred, declare, fill, heading, table


def _report_with_defects() -> Made:
    """Two defects on one page."""
    made = blank()
    made.add_paragraph("姓名：张𓀀华")
    fill(made, LINES - 2)
    heading(made, "一、项目概况", kept=False)
    fill(made, 3)
    return made


def _report_as_it_should_be() -> Made:
    made = blank()
    heading(made, "一、项目概况")
    fill(made, LINES)
    centred(made, "表1 发放情况", kept=True)
    table(made, [["名称", "数量"], ["甲", "1"]], head=1, split=False)
    fill(made, 3)
    return made


declare(
    report_with_defects=_report_with_defects,
    report_as_it_should_be=_report_as_it_should_be,
)


def test_findings_come_by_page_with_hints(pages: dict[str, Pages]) -> None:
    """Each finding names file, page and printed number, says what was found and how to mend it; they come page by page."""
    sink = Sink()
    check_pages(pages["report_with_defects"].pdf, sink, file="output/甲.pdf")
    place = "output/甲.pdf：第 1 页（页码 1）"
    glyph = "“姓名：张𓀀华”这一行有 1 个字没有字体，印成了方框"
    mended = "安装含有这个字的字体后重新生成；没有这样的字体，就在案例里改用常用字，并在括号里说明写法"
    assert [text(d) for d in sink] == [
        f"{place}: 错误[boxed-character] {glyph}\n  提示：{mended}",
        f"{place}: 警告[heading-at-foot] 标题“一、项目概况”在页末，后面没有正文\n  提示：在模板里给标题样式勾选“与下段同页”",
    ]


def test_a_good_report_has_no_findings(pages: dict[str, Pages]) -> None:
    """Headings, a captioned table and text over two pages."""
    sink = Sink()
    check_pages(pages["report_as_it_should_be"].pdf, sink)
    assert sink.found == []


@pytest.mark.parametrize("data", [b"no PDF", b""])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    """Bytes that are no PDF are no finding but a mistake of who asks."""
    with pytest.raises(Unreadable):
        check_pages(data, Sink())


def test_a_pdf_without_tags_is_said() -> None:
    """A PDF whose paragraphs are not marked can't be checked: one error, and no false silence."""
    writer, out, sink = PdfWriter(), io.BytesIO(), Sink()
    writer.add_blank_page(595, 842)
    writer.write(out)
    check_pages(out.getvalue(), sink)
    assert [d.code for d in sink] == ["pdf-untagged"]


def test_every_rule_has_a_code_of_its_own_and_its_documentation() -> None:
    """Rules are found by themselves in their package; no two share a code, and each says meaning, reason, example and cure."""
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes) > 15
    assert [rule.code for rule in RULES if not all(astuple(rule.explanation))] == []


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (PagePlace("甲.pdf"), "甲.pdf"),
        (PagePlace("甲.pdf", 3), "甲.pdf：第 3 页"),
        (PagePlace("甲.pdf", 3, 4, "1"), "甲.pdf：第 3—4 页（页码 1）"),
    ],
)
def test_places_of_pages_in_words(place: PagePlace, words: str) -> None:
    """A file, a page as viewers count, the pages that a finding touches, and the number that is printed."""
    assert str(place) == words


def test_findings_are_put_in_the_order_of_pages() -> None:
    """Page 2 stands before page 10 when findings of all stages are put in order."""
    found = [Diagnostic("white-gap", Severity.WARNING, PagePlace("甲.pdf", page), "空白") for page in (10, 2)]
    assert [str(d.place) for d in placed(found, lambda _: FilePlace("甲"))] == ["甲.pdf：第 2 页", "甲.pdf：第 10 页"]
