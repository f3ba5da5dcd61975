"""Count the pages of a finished report and write them into its contents, with LibreOffice and its PDF.

In: a Word file, an Office. Out: the Word file with page numbers, and the PDF. Finds: no LibreOffice, one that fails, fonts that are
missing, characters that no font has.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reportgen.diagnostics import Place, Sink
from reportgen.export.fonts import preflight
from reportgen.export.office import Office, OfficeFailed, OfficeMissing
from reportgen.export.pdf import pages_of, settled
from reportgen.word.continuations import continued
from reportgen.word.pages import Probe, probe, set_pages

_MORE_LOOKS = 2  # what is said again needs no room, so that the first look is nearly always right
_INSTALL = "Debian、Ubuntu 上运行 make system-deps；Windows、macOS 请从 LibreOffice 官网下载安装"


@dataclass(frozen=True, slots=True)
class Paged:
    """A report with its pages counted; without LibreOffice the Word file as it was, and no PDF.

    `first_rows` are the rows at the head of a page in which a merged cell says its text again.
    """

    document: bytes
    pdf: bytes | None = None
    first_rows: frozenset[str] = frozenset()


def paginate(document: bytes, office: Office, place: Place, sink: Sink, remembered: Collection[str] | None = None) -> Paged:
    """The report with page numbers in its contents, and its PDF. What stands in the way is reported at `place`.

    Where pages cut merged cells is known only when pages are there, so that these need a second look; unless `remembered`, the
    first rows of an earlier time, are still right.
    """
    _report_fonts(document, place, sink)
    made = probe(document)
    try:
        pdf, rows = _laid_out(made, office, remembered)
    except OfficeMissing:
        words = "没有找到 LibreOffice，没有生成 PDF；目录的页码由 Word 在打开时填写"
        sink.warning("office-missing", place, words, _INSTALL)
        return Paged(document)
    except OfficeFailed as problem:
        words = f"LibreOffice 没有转换成功（{problem}），没有生成 PDF；目录的页码由 Word 在打开时填写"
        sink.error("office-failed", place, words, "再运行一次；仍不成功的，用 LibreOffice 打开 Word 文件看看")
        return Paged(document)
    numbers = made.numbers(pages_of(pdf, made.bookmarks))
    return Paged(set_pages(continued(document, rows), numbers), pdf, rows)


def _laid_out(made: Probe, office: Office, remembered: Collection[str] | None) -> tuple[bytes, frozenset[str]]:
    """The PDF, and the rows at which its pages cut merged cells. Raises OfficeMissing, OfficeFailed."""
    if made.crossings and remembered is None:
        office.ahead()  # one more will be needed
        rows = made.first_rows(pages_of(office.pdf(made.document, tagged=False), made.bookmarks))
    else:
        rows = frozenset(remembered or ())
    pdf, found = _look(made, office, rows)
    for _ in range(_MORE_LOOKS):
        if found == rows:
            break
        rows = found
        pdf, found = _look(made, office, rows)
    return settled(pdf), rows


def _look(made: Probe, office: Office, rows: frozenset[str]) -> tuple[bytes, frozenset[str]]:
    """The PDF with merged cells that say their text again in these rows, and the rows where its pages would have it so."""
    pdf = office.pdf(continued(made.document, rows))
    return pdf, made.first_rows(pages_of(pdf, made.bookmarks))


def _report_fonts(document: bytes, place: Place, sink: Sink) -> None:
    found = preflight(document)
    if found.stand_ins:
        pairs = "，".join(f"{asked}→{stand_in}" for asked, stand_in in found.stand_ins.items())
        sink.info("font-stand-in", place, f"本机缺少字体，PDF 和页码用代用字体排出：{pairs}", "正式的 PDF 在装有这些字体的电脑上生成")
    if found.missing:
        sink.warning("glyph-missing", place, f"本机没有字体能显示这些字：{'、'.join(found.missing)}", "装上有这些字的字体，或换一个字")
