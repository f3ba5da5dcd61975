"""Count the pages of a finished report and write them into its contents, with LibreOffice and its PDF.

In: a Word file, an Office. Out: the Word file with page numbers, and the PDF. Finds: no LibreOffice, one that fails, fonts that are
missing, characters that no font has.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.diagnostics import Place, Sink
from reportgen.export.fonts import preflight
from reportgen.export.office import Office, OfficeFailed, OfficeMissing
from reportgen.export.pdf import pages_of, settled
from reportgen.word.pages import probe, set_pages

_INSTALL = "Debian、Ubuntu 上运行 make system-deps；Windows、macOS 请从 LibreOffice 官网下载安装"


@dataclass(frozen=True, slots=True)
class Paged:
    """A report with its pages counted; without LibreOffice the Word file as it was, and no PDF."""

    document: bytes
    pdf: bytes | None = None


def paginate(document: bytes, office: Office, place: Place, sink: Sink) -> Paged:
    """The report with page numbers in its contents, and its PDF. What stands in the way is reported at `place`."""
    _report_fonts(document, place, sink)
    made = probe(document)
    try:
        pdf = settled(office.pdf(made.document))
    except OfficeMissing:
        words = "没有找到 LibreOffice，没有生成 PDF；目录的页码由 Word 在打开时填写"
        sink.warning("office-missing", place, words, _INSTALL)
        return Paged(document)
    except OfficeFailed as problem:
        words = f"LibreOffice 没有转换成功（{problem}），没有生成 PDF；目录的页码由 Word 在打开时填写"
        sink.error("office-failed", place, words, "再运行一次；仍不成功的，用 LibreOffice 打开 Word 文件看看")
        return Paged(document)
    return Paged(set_pages(document, made.numbers(pages_of(pdf, made.bookmarks))), pdf)


def _report_fonts(document: bytes, place: Place, sink: Sink) -> None:
    found = preflight(document)
    if found.stand_ins:
        pairs = "，".join(f"{asked}→{stand_in}" for asked, stand_in in found.stand_ins.items())
        sink.info("font-stand-in", place, f"本机缺少字体，PDF 和页码用代用字体排出：{pairs}", "正式的 PDF 在装有这些字体的电脑上生成")
    if found.missing:
        sink.warning("glyph-missing", place, f"本机没有字体能显示这些字：{'、'.join(found.missing)}", "装上有这些字的字体，或换一个字")
