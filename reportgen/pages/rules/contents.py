"""The contents against the headings. In: a Document. Out: Findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.diagnostics import Severity
from reportgen.pages.page import Document, Entry, Heading

from .base import Finding, quoted, rule


@rule("contents-number-missing", "让程序分页并写入目录页码；模板的目录样式不要有右缩进，否则 LibreOffice 不显示页码", Severity.ERROR)
def contents_number_missing(document: Document) -> Iterator[Finding]:
    """An entry of the contents prints no page number."""
    bare: dict[int, list[Entry]] = {}
    for entry in document.entries:
        if not entry.number:
            bare.setdefault(entry.page, []).append(entry)
    for page, entries in bare.items():
        yield Finding(page, f"目录有 {len(entries)} 条没有页码，第一条是{quoted(entries[0].title)}")


@rule("contents-number-wrong", "重新生成，让程序按分页结果写入目录页码；在 Word 里则右键目录，选“更新域”", Severity.ERROR)
def contents_number_wrong(document: Document) -> Iterator[Finding]:
    """The page number in the contents is not the one printed on the heading's page (front matter counts apart)."""
    for entry, heading in _matched(document):
        if heading is not None and entry.number:
            printed = document.pages[heading.page - 1].printed
            if printed != entry.number:
                where = f"印的页码是 {printed}" if printed else "没有页码"
                yield Finding(entry.page, f"目录里{quoted(entry.title)}写第 {entry.number} 页，标题所在的页{where}")


@rule("contents-entry-unknown", "重新生成目录；标题改过字的，在 Word 里右键目录，选“更新整个目录”", Severity.ERROR)
def contents_entry_unknown(document: Document) -> Iterator[Finding]:
    """An entry of the contents names a heading that is nowhere in the report, or not in this order."""
    for entry, heading in _matched(document):
        if heading is None:
            yield Finding(entry.page, f"目录里的{quoted(entry.title)}在正文里没有这个标题，或次序不对")


@rule("contents-without-outline", "重新生成 PDF，导出时选“导出书签”", Severity.ERROR)
def contents_without_outline(document: Document) -> Iterator[Finding]:
    """The PDF has no outline, so that the contents can be held against nothing."""
    if document.entries and not document.headings:
        yield Finding(document.entries[0].page, "PDF 没有书签，无法核对目录")


def _matched(document: Document) -> Iterator[tuple[Entry, Heading | None]]:
    """Each entry and its heading: the next with this title. None without an outline."""
    left: Sequence[Heading] = document.headings
    for entry in document.entries if left else ():
        at = next((n for n, heading in enumerate(left) if heading.title == entry.title), None)
        yield entry, left[at] if at is not None else None
        left = left[at + 1 :] if at is not None else left
