"""Count the pages of a finished report and write them into its contents, with LibreOffice and its PDF.

In: a Word file, an Office. Out: the Word file with page numbers, and the PDF. Finds: no LibreOffice, one that fails, fonts that are
missing, characters that no font has.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from reportgen.diagnostics import Place, Sink
from reportgen.export.fonts import Preflight, preflight
from reportgen.export.listener import RULES
from reportgen.export.office import Office, OfficeFailed, OfficeMissing
from reportgen.export.pdf import pages_of, settled
from reportgen.word.continuations import continued
from reportgen.word.pages import Probe, let_go, probe, set_pages
from reportgen.word.splits import kept_whole

_LOOKS = 2  # what is said again needs no room, so that the first look is nearly always right
# Among remembered pages: the rules by which they were counted.
_RULES = "Rules"
_INSTALL = "Debian、Ubuntu 上运行 make system-deps；Windows、macOS 请从 LibreOffice 官网下载安装"


Pages = Mapping[str, int]
_Look = tuple[bytes, Pages]  # a PDF, and the pages that its bookmarks have


@dataclass(frozen=True, slots=True)
class Paged:
    """A report with its pages counted; without LibreOffice the Word file as it was, and no PDF. `pages` are those of its bookmarks."""

    document: bytes
    pdf: bytes | None = None
    pages: Pages = field(default_factory=dict)


def paginate(document: bytes, office: Office, place: Place, sink: Sink, remembered: Pages | None = None) -> Paged:
    """The report with page numbers in its contents, and its PDF. What stands in the way is reported at `place`.

    Where pages cut merged cells is known only when pages have been counted, unless those of an earlier time, `remembered`, are right.
    """
    with ThreadPoolExecutor(1) as besides:
        fonts = besides.submit(preflight, document)  # while LibreOffice is at work
        paged = _paged(document, office, place, sink, remembered)
        _report_fonts(fonts.result(), place, sink)
    return paged


def _paged(document: bytes, office: Office, place: Place, sink: Sink, remembered: Pages | None) -> Paged:
    made = probe(document)
    try:
        pdf, pages = _laid_out(made, office, remembered)
    except OfficeMissing:
        words = "没有找到 LibreOffice，没有生成 PDF；目录的页码由 Word 在打开时填写"
        sink.warning("office-missing", place, words, _INSTALL)
        return Paged(document)
    except OfficeFailed as problem:
        words = f"LibreOffice 没有转换成功（{problem}），没有生成 PDF；目录的页码由 Word 在打开时填写"
        sink.error("office-failed", place, words, "再运行一次；仍不成功的，用 LibreOffice 打开 Word 文件看看")
        return Paged(document)
    whole = kept_whole(document, [made.splits.index(split) for split in made.kept_whole(pages)])
    finished = set_pages(continued(whole, made.first_rows(pages)), made.numbers(pages))
    return Paged(finished, settled(pdf), {**pages, _RULES: RULES})


def _laid_out(made: Probe, office: Office, remembered: Pages | None) -> _Look:
    """The PDF whose pages cut merged cells where they say their text again. Raises OfficeMissing, OfficeFailed."""
    if not (made.crossings or made.splits):
        return _printed(made.document, made, office)
    if remembered and remembered.get(_RULES) == RULES and (right := _guessed(made, office, remembered)):
        return right
    pages = office.counted(made.document, made.bookmarks)
    return _guessed(made, office, pages) or _settled(made, office, pages)


def _guessed(made: Probe, office: Office, pages: Pages) -> _Look | None:
    """The PDF of the document as it must be on these pages; None where its pages turn out to ask for another."""
    look = _printed(_as_on(made, pages), made, office)
    return look if _asked(made, look[1]) == _asked(made, pages) else None


def _as_on(made: Probe, pages: Pages) -> bytes:
    """The document as it must be on these pages."""
    return let_go(continued(made.document, made.first_rows(pages)), made.loose(pages), made.kept_whole(pages))


def _asked(made: Probe, pages: Pages) -> tuple[frozenset[str], frozenset[str]]:
    """What these pages ask of the document: rows that say their text again, lines above tables that need not be kept."""
    return made.first_rows(pages), made.loose(pages)


def _settled(made: Probe, office: Office, pages: Pages) -> _Look:
    """The PDF where letting lines above tables go has moved the pages: these lines are kept."""
    rows, whole = made.first_rows(pages), made.kept_whole(pages)
    for _ in range(_LOOKS):
        before, rows = rows, made.first_rows(office.counted(_kept(made, rows, whole), made.bookmarks))
        if rows == before:
            break
    return _printed(_kept(made, rows, whole), made, office)


def _kept(made: Probe, rows: Collection[str], whole: Collection[str]) -> bytes:
    """The document whose merged cells say their text again in these rows, with those kept whole."""
    return let_go(continued(made.document, rows), (), whole)


def _printed(document: bytes, made: Probe, office: Office) -> _Look:
    pdf = office.pdf(document)
    return pdf, pages_of(pdf, made.bookmarks)


def _report_fonts(found: Preflight, place: Place, sink: Sink) -> None:
    if found.stand_ins:
        pairs = "，".join(f"{asked}→{stand_in}" for asked, stand_in in found.stand_ins.items())
        sink.info("font-stand-in", place, f"本机缺少字体，PDF 和页码用代用字体排出：{pairs}", "正式的 PDF 在装有这些字体的电脑上生成")
    if found.missing:
        sink.warning("glyph-missing", place, f"本机没有字体能显示这些字：{'、'.join(found.missing)}", "装上有这些字的字体，或换一个字")
