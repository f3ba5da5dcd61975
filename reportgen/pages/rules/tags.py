"""A PDF without the marks that the other rules rest on. In: a Document. Out: Findings."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Severity
from reportgen.pages.page import Document

from .base import Finding, rule


@rule(
    "pdf-untagged",
    Severity.ERROR,
    meaning="PDF 里没有标记哪里是段落、标题和表格，页面无法检查。",
    why="没有标记，检查什么也发现不了，看上去却像没有问题；读屏软件也读不了这样的 PDF。",
    example="从别的软件“打印”出来的 PDF。",
    mend="用 reportgen 生成 PDF；自己用 LibreOffice 导出的，勾选“带标记的 PDF”",
)
def pdf_untagged(document: Document) -> Iterator[Finding]:
    """The PDF is not tagged: no other rule can find anything."""
    if not any(page.blocks for page in document.pages):
        yield Finding(0, "PDF 里没有标记段落和表格，无法检查页面")
