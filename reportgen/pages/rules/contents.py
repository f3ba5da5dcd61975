"""The contents against the headings. In: a Document. Out: Findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.diagnostics import Severity
from reportgen.pages.page import Document, Entry, Heading

from .base import Finding, quoted, rule


@rule(
    "contents-number-missing",
    Severity.ERROR,
    meaning="目录里有条目没有印页码。",
    why="没有页码的目录没有用处，还像是没有做完。",
    example="目录的 46 条后面都是空的。",
    mend="生成时加 --pdf 或 --pages，让程序数页；模板的目录样式不要有右缩进，否则 LibreOffice 不印页码",
)
def contents_number_missing(document: Document) -> Iterator[Finding]:
    """An entry of the contents prints no page number."""
    bare: dict[int, list[Entry]] = {}
    for entry in document.entries:
        if not entry.number:
            bare.setdefault(entry.page, []).append(entry)
    for page, entries in bare.items():
        yield Finding(page, f"目录有 {len(entries)} 条没有页码，第一条是{quoted(entries[0].title)}")


@rule(
    "contents-number-wrong",
    Severity.ERROR,
    meaning="目录里的页码，与标题所在的页上印的页码不同（目录和正文各自编页码）。",
    why="读的人按目录翻不到要找的地方。多半是生成以后又改过报告。",
    example="目录里“二、评价结论”写第 2 页，标题在印着 3 的页上。",
    mend="重新生成，让程序按分页写入目录；在 Word 里改过的，右键目录，选“更新域”",
)
def contents_number_wrong(document: Document) -> Iterator[Finding]:
    """The page number in the contents is not the one printed on the heading's page (front matter counts apart)."""
    for entry, heading in _matched(document):
        if heading is not None and entry.number:
            printed = document.pages[heading.page - 1].printed
            if printed != entry.number:
                where = f"印的页码是 {printed}" if printed else "没有页码"
                yield Finding(entry.page, f"目录里{quoted(entry.title)}写第 {entry.number} 页，标题所在的页{where}")


@rule(
    "contents-entry-unknown",
    Severity.ERROR,
    meaning="目录里的一条，在正文里没有这个标题，或者次序不对。",
    why="目录与正文对不上。多半是在 Word 里改了标题的字，没有更新目录。",
    example="目录里写“（一）资金”，正文的标题是“（一）立项”。",
    mend="重新生成；在 Word 里改过标题的，右键目录，选“更新整个目录”",
)
def contents_entry_unknown(document: Document) -> Iterator[Finding]:
    """An entry of the contents names a heading that is nowhere in the report, or not in this order."""
    for entry, heading in _matched(document):
        if heading is None:
            yield Finding(entry.page, f"目录里的{quoted(entry.title)}在正文里没有这个标题，或次序不对")


@rule(
    "contents-without-outline",
    Severity.ERROR,
    meaning="报告有目录，PDF 却没有书签，目录的页码无从核对。",
    why="书签也是读 PDF 的人找章节用的；没有书签，多半是标题没有用标题样式。",
    example="章节标题是加粗的正文，不是“标题 1”。",
    mend="在模板里给章节标题用标题样式；自己导出 PDF 的，勾选“导出书签”",
)
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
