"""The page in a real browser: on a phone, on a desk, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from docx.document import Document as Made
from docx.enum.style import WD_STYLE_TYPE
from PIL import Image

from reportgen.diagnostics import Sink
from reportgen.export.html import to_html
from reportgen.structures import structure_names
from reportgen.word.spelled_out import spell_out
from tests.export.browser import PROGRAM, Browser, browser
from tests.export.made import page_of
from tests.reports import ROOT, case_data, rendered
from tests.word.workbench import DECIMAL, headed

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="Chromium is not there")
PHONE, DESK = 375, 1280
URL = "https://example.org/" + "a_very_long_path_without_any_break" * 6
WIDTH = "document.documentElement.scrollWidth"
SIZES = "[...document.querySelectorAll('main *')].filter(e => e.innerText).map(e => parseFloat(getComputedStyle(e).fontSize))"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests."""
    with browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages by name: a shipped report in each shipped structure, with its charts drawn, and one made to burst."""
    folder = tmp_path_factory.mktemp("pages")
    texts = {
        path.stem: _shipped(path) for path in (ROOT / "templates" / f"{name}.docx" for name in structure_names(ROOT / "templates"))
    }
    Image.new("RGB", (3000, 2000), "grey").save(folder / "a.png")
    texts["bursting"] = page_of(_bursting(folder / "a.png"), draft=True)
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in texts}


def _shipped(template: Path) -> str:
    made = rendered(case_data("caidian2022"), template)
    return to_html(spell_out(made.document), made.charts, "蔡甸区民政局2022年养老机构经费项目评价报告", Sink())


def _bursting(picture: Path) -> Made:
    """Long words, addresses and names everywhere, a table of eleven columns, pictures wider than any screen, in a table too."""
    made = headed(*DECIMAL)
    for level in (1, 2, 3):
        made.add_heading(URL, level)
        made.add_paragraph(f"见{URL}和{'长' * 400}")
    table = made.add_table(4, 11, style="Table Grid")
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = (URL, "社区老年人活动中心建设补贴发放及时率", "5.0", "9" * 60)[number % 4]
    made.add_table(1, 2).cell(0, 0).text = URL
    made.add_picture(str(picture))
    for cell in made.add_table(1, 2).rows[0].cells:
        cell.paragraphs[0].add_run().add_picture(str(picture))
    made.styles.add_style("大", WD_STYLE_TYPE.PARAGRAPH).font.size = made.styles["Title"].font.size
    made.add_paragraph("题" * 60 + URL, style="大")
    return made


NAMES = ("bursting", "professional", "standard", "summary-first")


@pytest.mark.parametrize("width", [PHONE, DESK, 320, 768, 900, 1920])
@pytest.mark.parametrize("name", NAMES)
def test_fits_every_screen(name: str, width: int, seen: Browser, pages: dict[str, Path]) -> None:
    """The page is never wider than the screen, the console has nothing to say, nothing is fetched, and no text is below 12 px."""
    seen.open(pages[name], width)
    assert (seen.value(WIDTH), seen.complaints) == (width, [])
    assert min(seen.value(SIZES)) >= 12


def test_browser_sees_what_it_is_for(seen: Browser, tmp_path: Path) -> None:
    """A page that is too wide, that speaks on the console or asks for a file is found."""
    page = tmp_path / "a.html"
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    page.write_text(f"{head}<p style='width:500px'>甲</p><img src='b.png'><script>console.error('乙')</script>", encoding="utf-8")
    seen.open(page, PHONE)
    assert seen.value(WIDTH) > PHONE
    assert any("乙" in said for said in seen.complaints)
    assert any("asks for" in said and "b.png" in said for said in seen.complaints)


@pytest.mark.parametrize("name", NAMES)
def test_wide_tables_scroll_in_their_box(name: str, seen: Browser, pages: dict[str, Path]) -> None:
    """On a phone at least one table is wider than the screen and scrolls in its own box."""
    seen.open(pages[name], PHONE)
    boxes = seen.value(
        "[...document.querySelectorAll('.table')].map(b => [b.scrollWidth, b.clientWidth, getComputedStyle(b).overflowX])"
    )
    wide = [box for box in boxes if box[0] > box[1]]
    assert wide
    assert {(box[1] <= PHONE, box[2]) for box in wide} == {(True, "auto")}


def test_short_cells_stay_on_one_line(seen: Browser, pages: dict[str, Path]) -> None:
    """No name of up to four characters is stacked, in the table of eleven columns on a phone neither."""
    seen.open(pages["professional"], PHONE)
    lines = "c => {const r = document.createRange(); r.selectNodeContents(c); return [c.innerText, r.getBoundingClientRect().height]}"
    cells = seen.value(f"[...document.querySelectorAll('.short')].map({lines})")
    assert len(cells) > 500
    assert [text for text, height in cells if height > 30] == []


def test_contents_open_and_close_on_a_phone(seen: Browser, pages: dict[str, Path]) -> None:
    """On a phone the contents are hidden; a touch opens them, and another leads to a heading, which stands below the bar."""
    shown = "getComputedStyle(document.querySelector('nav')).display"
    seen.open(pages["professional"], PHONE)
    assert seen.value(shown) == "none"
    seen.value("document.querySelector('header a').click()")
    assert seen.value(shown) == "block"
    seen.value("document.querySelectorAll('nav li a')[9].click()")
    assert seen.value(shown) == "none"
    bar = seen.value("document.querySelector('header').getBoundingClientRect().bottom")
    top = seen.value("document.querySelector(location.hash).getBoundingClientRect().top")
    assert bar <= top < bar + 60


def test_contents_stand_at_the_side_on_a_desk(seen: Browser, pages: dict[str, Path]) -> None:
    """On a wide screen the contents stand left of the report and stay there when it is scrolled."""
    seen.open(pages["professional"], DESK)
    seen.value("window.scrollTo(0, 9000)")
    nav, main = (seen.value(f"document.querySelector('{tag}').getBoundingClientRect().toJSON()") for tag in ("nav", "main"))
    assert (nav["left"], nav["top"]) == (0, 0)
    assert nav["right"] <= main["left"]


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_charts_are_shown(width: int, seen: Browser, pages: dict[str, Path]) -> None:
    """Every picture is shown with its alternative text; a phone gets the narrow form of a chart, in which text is as large."""
    seen.open(pages["professional"], width)
    images = seen.value("[...document.images].map(i => [i.complete && i.naturalWidth, i.clientWidth, i.alt, i.currentSrc == i.src])")
    assert len(images) == 3
    for natural, shown, alt, wide_form in images:
        assert alt
        assert wide_form == (width == DESK)
        assert shown >= 0.95 * natural


def test_photos_share_the_screen(seen: Browser, pages: dict[str, Path]) -> None:
    """Photos side by side in a table stay side by side on a phone, and each is seen whole."""
    seen.open(pages["bursting"], PHONE)
    sides = seen.value("[...document.images].map(i => i.getBoundingClientRect()).map(r => [r.left, r.right])")
    assert len(sides) == 3
    assert all(0 <= left < right <= PHONE for left, right in sides)
    assert sides[1][1] <= sides[2][0]


def test_paper(seen: Browser, pages: dict[str, Path], tmp_path: Path) -> None:
    """Printed, the page is A4 without its contents; wide tables lie, all else stands, and pages are numbered."""
    seen.open(pages["professional"], DESK)
    seen.paper(tmp_path / "a.pdf")
    with pdfium.PdfDocument(tmp_path / "a.pdf") as printed:
        found = [(page.get_size(), "".join(page.get_textpage().get_text_bounded().split())) for page in printed]
    assert {tuple(sorted(map(round, size))) for size, _ in found} == {(595, 842)}
    lying = [text for (width, height), text in found if width > height]
    texts = [text for _, text in found]
    assert lying
    assert all("指标" in text for text in lying)
    assert all(f"—{n}—" in text for n, text in enumerate(texts, 1))
    assert not any("目录" in text for text in texts)
