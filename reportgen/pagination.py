"""Count the pages of a finished report and write them into its contents, with LibreOffice and its PDF.

In: a Word file, an Office. Out: the Word file with page numbers, and the PDF. Finds: no LibreOffice, one that fails, fonts that are
missing, characters that no font has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.diagnostics import Place, Sink
from reportgen.export.fonts import preflight
from reportgen.export.office import Office, OfficeFailed, OfficeMissing
from reportgen.export.pdf import pages_of, settled, tops_of
from reportgen.word.continuations import continued
from reportgen.word.pages import Probe, let_go, probe, set_pages
from reportgen.word.splits import moved

_LOOKS = 2  # what is said again needs no room, so that the first look is nearly always right
_INSTALL = "Debian、Ubuntu 上运行 make system-deps；Windows、macOS 请从 LibreOffice 官网下载安装"


Pages = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Paged:
    """A report with its pages counted; without LibreOffice the Word file as it was, and no PDF. `pages` are those of its bookmarks."""

    document: bytes
    pdf: bytes | None = None
    pages: Pages = field(default_factory=dict)


def paginate(document: bytes, office: Office, place: Place, sink: Sink, remembered: Pages | None = None) -> Paged:
    """The report with page numbers in its contents, and its PDF. What stands in the way is reported at `place`.

    Where pages cut merged cells is known only when pages are there, so that these need a second look; unless the pages of an earlier
    time, `remembered`, are still right.
    """
    _report_fonts(document, place, sink)
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
    finished = set_pages(continued(document, made.first_rows(pages)), made.numbers(pages))
    return Paged(finished, settled(pdf), pages)


def _laid_out(made: Probe, office: Office, remembered: Pages | None) -> tuple[bytes, Pages]:
    """The PDF and the pages of its bookmarks. Raises OfficeMissing, OfficeFailed."""
    if remembered:
        pdf, pages = _look(made, office, remembered, loose=True)
        if pages == remembered:
            return pdf, pages
    office.ahead()  # a second look will be needed
    first = _first_look(made, office)
    pdf, pages = _look(made, office, first, loose=True)
    if pages == first:
        return pdf, pages
    return _settled_look(made, office, first)


def _first_look(made: Probe, office: Office) -> Pages:
    """The pages of the bookmarks, where rows that would leave a single line at the foot of a page begin on the next."""
    pdf = office.pdf(made.document, tagged=False)
    pages = pages_of(pdf, made.bookmarks)
    split = [split for split in made.splits if split.is_split(pages)]
    tops = tops_of(pdf, [row.first for row in split])
    return moved(pages, [row for row in split if row.is_lone(tops[row.first])])


def _settled_look(made: Probe, office: Office, first: Pages) -> tuple[bytes, Pages]:
    """The PDF whose pages cut merged cells where they say their text again."""
    pdf, pages = _look(made, office, first, loose=False)
    for _ in range(_LOOKS):
        if made.first_rows(pages) == made.first_rows(first):
            break
        first = pages
        pdf, pages = _look(made, office, first, loose=False)
    return pdf, pages


def _look(made: Probe, office: Office, pages: Pages, *, loose: bool) -> tuple[bytes, Pages]:
    """The PDF whose merged cells say their text again and whose rows are kept whole as these pages tell, and the pages that it has."""
    document = continued(made.document, made.first_rows(pages))
    pdf = office.pdf(let_go(document, made.loose(pages) if loose else (), made.whole(pages)))
    return pdf, pages_of(pdf, made.bookmarks)


def _report_fonts(document: bytes, place: Place, sink: Sink) -> None:
    found = preflight(document)
    if found.stand_ins:
        pairs = "，".join(f"{asked}→{stand_in}" for asked, stand_in in found.stand_ins.items())
        sink.info("font-stand-in", place, f"本机缺少字体，PDF 和页码用代用字体排出：{pairs}", "正式的 PDF 在装有这些字体的电脑上生成")
    if found.missing:
        sink.warning("glyph-missing", place, f"本机没有字体能显示这些字：{'、'.join(found.missing)}", "装上有这些字的字体，或换一个字")
