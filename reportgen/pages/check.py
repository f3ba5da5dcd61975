"""The page check. In: the PDF of a report, and what is expected of its pages. Out: diagnostics.

PDFium shows what is drawn and the structure tree, not why a page ends: a break made by hand looks like one made by the layout, and
a cell without text like none at all. Styles are known only by what they do. The PDF must be tagged and have an outline.
"""

from __future__ import annotations

from reportgen.diagnostics import Diagnostic, PagePlace, Sink

from .expected import Expected
from .page import Document
from .reading import Unreadable, read
from .rules import RULES

_ANEW = "用 reportgen 重新生成 PDF（带标记和书签）"


def check_pages(pdf: bytes, sink: Sink, *, file: str = "PDF", expected: Expected | None = None) -> None:
    """Records what is wrong on the pages of a report. `file` is the name by which the findings call it."""
    expected = expected or Expected()
    try:
        document = read(pdf, expected)
    except Unreadable:
        sink.error("pdf-unreadable", PagePlace(file), "这不是能读的 PDF 文件", _ANEW)
        return
    if not any(page.blocks for page in document.pages):
        sink.error("pdf-untagged", PagePlace(file), "PDF 里没有标记段落和表格，无法检查页面", _ANEW)
        return
    sink.found.extend(sorted(_found(document, file), key=_order))


def _order(found: Diagnostic) -> tuple[int, str]:
    return (found.place.page if isinstance(found.place, PagePlace) else 0), found.code


def _found(document: Document, file: str) -> list[Diagnostic]:
    found = []
    for rule in RULES:
        for finding in rule.find(document):
            printed = document.pages[finding.page - 1].printed if finding.page else ""
            place = PagePlace(file, finding.page, finding.last, printed)
            found.append(Diagnostic(rule.code, rule.severity, place, finding.message, rule.hint))
    return found
