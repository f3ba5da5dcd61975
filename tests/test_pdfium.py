"""PDFium is used by one thread at a time: whoever makes PDFs and whoever looks at their pages wait for one another."""

import io
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image
from pypdfium2 import PdfiumError

from reportgen.export.pdf import pages_of
from reportgen.model.pdfium import PDFIUM
from reportgen.pages.expected import Expected
from reportgen.pages.pictures import overviews, page_pictures
from reportgen.pages.reading import Unreadable, read

USES: dict[str, Callable[[bytes], object]] = {
    "bookmarks": lambda pdf: pages_of(pdf, ["甲"]),
    "page check": lambda pdf: read(pdf, Expected()),
    "page pictures": lambda pdf: list(page_pictures(pdf, 20)),
    "overviews": lambda pdf: list(overviews(pdf)),
}


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A PDF of three pages."""
    out = io.BytesIO()
    pages = [Image.new("RGB", (90, 120), colour) for colour in ("red", "green", "blue")]
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    return out.getvalue()


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_each_use_waits_for_the_others(use: Callable[[bytes], object], pdf: bytes) -> None:
    """While another thread has PDFium, nothing is opened or drawn; afterwards all is done."""
    done = threading.Event()

    def work() -> None:
        use(pdf)
        done.set()

    with PDFIUM:
        threading.Thread(target=work, daemon=True).start()
        assert not done.wait(0.3)
    assert done.wait(30)


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_what_is_no_pdf_keeps_nobody_waiting(use: Callable[[bytes], object]) -> None:
    """After bytes that are no PDF, PDFium is free again."""
    with pytest.raises((Unreadable, PdfiumError), match="Failed to load document"):
        use(b"no PDF")
    assert not PDFIUM.locked()


def test_pictures_leave_turns_to_others(pdf: bytes) -> None:
    """Between two pictures the PDFs of others can be read; so can they where the rest is never drawn."""
    pictures = page_pictures(pdf, 20)
    next(pictures)
    assert read(pdf, Expected()).pages[2].number == 3
    assert [name for name, _ in pictures] == ["第02页.png", "第03页.png"]


def test_many_threads(pdf: bytes) -> None:
    """A pool that does everything at once gives what one thread gives."""
    alone = {name: use(pdf) for name, use in USES.items()}
    with ThreadPoolExecutor(8) as pool:
        found = [(name, pool.submit(use, pdf)) for _ in range(20) for name, use in USES.items()]
    assert all(future.result() == alone[name] for name, future in found)
