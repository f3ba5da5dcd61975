"""Pages as pictures."""

from __future__ import annotations

import io

import pytest
from docx.document import Document as Made
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm
from PIL import Image

from reportgen.pages.pictures import overviews, page_pictures
from reportgen.pages.reading import Unreadable
from tests.pages.workbench import Pages, blank, declare, fill, turn


def _twenty_pages() -> Made:
    """Nineteen pages upright and one on its side."""
    made = blank()
    for _ in range(18):
        fill(made, 4)
        turn(made)
    fill(made, 4)
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    fill(made, 2)
    return made


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


declare(
    twenty_pages=_twenty_pages,
)


def test_each_page_is_a_picture(pages: dict[str, Pages]) -> None:
    """One PNG file a page, named by its number, as large as the page at the resolution asked for, and not empty."""
    made = list(page_pictures(pages["twenty_pages"].pdf, dpi=50))
    assert [name for name, _ in made] == [f"第{at:02}页.png" for at in range(1, 21)]
    pictures = [_opened(data) for _, data in made]
    assert {picture.format for picture in pictures} == {"PNG"}
    assert {picture.size for picture in pictures[:19]} == {(414, 585)}
    assert pictures[19].size == (585, 414)
    assert all(picture.convert("L").point(lambda value: 255 * (value < 100)).getbbox() for picture in pictures)


def test_pages_stand_together_on_overviews(pages: dict[str, Pages]) -> None:
    """Eighteen pages on the first picture, two on the second; no page covers another or its number."""
    made = list(overviews(pages["twenty_pages"].pdf, dpi=20))
    assert [name for name, _ in made] == ["总览-1.png", "总览-2.png"]
    first, second = (_opened(data).convert("L") for _, data in made)
    assert (_fields(first), _fields(second)) == (18, 2)


def _fields(sheet: Image.Image) -> int:
    """How many white pages stand on a grey sheet: areas of white, counted where the grey between them ends."""
    white = sheet.point(lambda value: 255 if value > 240 else 0)
    count = 0
    for box in _areas(white):
        count += (box[2] - box[0]) * (box[3] - box[1]) > 5000
    return count


def _areas(white: Image.Image) -> list[tuple[int, int, int, int]]:
    """The boxes of the white areas, found by cutting the picture along columns and rows without white."""
    out = []
    for top, bottom in _runs([white.crop((0, y, white.width, y + 1)).getbbox() is not None for y in range(white.height)]):
        band = white.crop((0, top, white.width, bottom))
        for left, right in _runs([band.crop((x, 0, x + 1, band.height)).getbbox() is not None for x in range(band.width)]):
            out.append((left, top, right, bottom))
    return out


def _runs(flags: list[bool]) -> list[tuple[int, int]]:
    edges = [at for at, (one, other) in enumerate(zip([False, *flags], [*flags, False], strict=True)) if one != other]
    return list(zip(edges[::2], edges[1::2], strict=True))


def test_what_is_no_pdf_has_no_pictures() -> None:
    """It is refused when the first picture is asked for."""
    with pytest.raises(Unreadable):
        next(page_pictures(b"no PDF"))
    with pytest.raises(Unreadable):
        next(overviews(b""))
