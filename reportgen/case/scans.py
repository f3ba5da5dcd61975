"""Pages of a PDF as pictures for print.

In: an open PDF and the pages asked for. Out: a Picture each, at 220 dpi, one page in memory at a time.
Raises Unprintable, with Chinese words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from reportgen.model.pictures import Picture

from .images import DPI, Box, Unprintable, printable

_MOST_PAGES = 30
_POINTS = 72  # PDF measures in points, 72 to an inch
_PASSWORD = 4  # FPDF_ERR_PASSWORD of PDFium


class NoSuchPage(Unprintable):
    """A page that the PDF does not have; `at` is its place in the list of pages."""

    def __init__(self, at: int, page: int, count: int) -> None:
        super().__init__("no-such-page", f"PDF 没有第 {page} 页，共 {count} 页", f"页码写 1 到 {count}")
        self.at = at


def load_pages(file: BinaryIO, pages: Sequence[int], box: Box, alt: str) -> Iterator[Picture]:
    """The pages asked for, in that order; all of them where none is named, unless they are very many."""
    import pypdfium2  # loads a library of some megabytes, and few cases have a PDF

    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as problem:
        raise _unreadable(problem) from None
    with document:
        for number in _numbers(pages, len(document)):
            try:
                yield _page(document, number, box, f"{alt}第{number}页" if len(document) > 1 else alt)
            except pypdfium2.PdfiumError:
                raise Unprintable("scan-broken", f"PDF 的第 {number} 页读不出来", "用 PDF 软件打开后另存一份") from None


def _unreadable(problem: Exception) -> Unprintable:
    if getattr(problem, "err_code", None) == _PASSWORD:
        return Unprintable("scan-password", "PDF 有打开密码，读不了", "用密码打开后“打印为 PDF”，换成没有密码的一份")
    return Unprintable("scan-broken", "PDF 文件不完整或已损坏，读不出来", "用 PDF 软件打开后另存一份，或重新扫描")


def _numbers(pages: Sequence[int], count: int) -> Sequence[int]:
    for at, page in enumerate(pages):
        if not 1 <= page <= count:
            raise NoSuchPage(at, page, count)
    if not pages and count > _MOST_PAGES:
        message = f"PDF 有 {count} 页，不写 pages 时最多印 {_MOST_PAGES} 页"
        raise Unprintable("too-many-pages", message, "写明要哪几页，如 pages = [1, 2]")
    return pages or range(1, count + 1)


def _page(document: Any, number: int, box: Box, alt: str) -> Picture:  # noqa: ANN401 - pypdfium2 publishes no types
    page = document[number - 1]
    width, height = page.get_size()
    most = box.pixels(width, height)
    scale = min(DPI / _POINTS, most[0] / width, most[1] / height)
    picture = printable(page.render(scale=scale).to_pil().convert("RGB"), alt, lossless=True)
    page.close()
    return picture
