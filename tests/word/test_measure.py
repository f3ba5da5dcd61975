"""How much room texts take, by estimate."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.word.measure import UNITS, breaks, broken, piece, rough_lines, rough_width, width

TEMPLATES = sorted((Path(__file__).parents[2] / "templates").glob("*.docx"))
TEXTS = st.text("绩效评价指标0123456789.%，。（）《》 ABc", max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("绩效", 2), ("100.00%", 5 * 0.5 + 0.25 + 0.833), ("A1", 0.722 + 0.5), ("7家", 0.5 + 0.25 + 1), ("（7）", 2.5)],
)
def test_width(text: str, expected: float) -> None:
    """Full-width characters count one, others as in Times, and a gap stands between letters or digits and Chinese."""
    assert width(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("绩效", 0),
        ("共2,300,850.00元", width("2,300,850.00")),
        ("2020年4月30日前", width("2020年4月30日")),
        ("第3个", 0),
        ("按150元/人/月", width("150元/人/月")),
        ("（临财预〔2020〕1号）、", width("〔2020〕1号）、")),
    ],
)
def test_piece(text: str, expected: float) -> None:
    """Numbers, words, rates and whole dates should stay on one line; a single digit is in no danger."""
    assert piece(text) == pytest.approx(expected)


def test_numbers_and_punctuation_stay_together() -> None:
    """A number is not broken where it fits, and a comma never begins a line."""
    assert broken("金额2300850元，合计", 4) == pytest.approx((2, 3.5, 4))
    assert broken("至2019年", 10) == pytest.approx((4.5,))
    assert broken("绩效评价，目标", 4) == pytest.approx((3, 4))


def test_units_begin_no_line() -> None:
    """A unit of measure goes on to the next line with its number; one that has no room beside it does not."""
    assert broken("其中床位6314张", 6) == pytest.approx((4, 3.25))
    assert breaks("其中床位6314张", 6) == (4,)
    assert broken("共6314张", 2.5) == pytest.approx((1, 2, 1))


def test_units_are_those_of_the_templates() -> None:
    """Word and LibreOffice are told the same units."""
    for template in TEMPLATES:
        with ZipFile(template) as package:
            assert UNITS in package.read("word/settings.xml").decode(), template


@given(TEXTS, st.floats(2, 20))
def test_lines_begin_where_they_break(text: str, room: float) -> None:
    """There is a place for the beginning of each line but the first, and they follow one another."""
    places = breaks(text, room)
    assert len(places) == max(len(broken(text, room)) - 1, 0)
    assert all(before < after for before, after in pairwise((0, *places)))


@given(TEXTS, st.floats(2, 20))
def test_breaking_loses_nothing(text: str, room: float) -> None:
    """The lines of a text are together as wide as its parts, and none is wider than the room."""
    lines = broken(text, room)
    assert sum(lines) <= width(text) + 0.01
    assert all(line <= room + 0.01 for line in lines)


@given(TEXTS.filter(lambda text: len(text) > 10), st.floats(8, 20))
def test_the_quick_estimate_is_near(text: str, room: float) -> None:
    """Counting bytes gives about as many lines as breaking the text does."""
    assert abs(rough_lines(text, room) - len(broken(text, room))) <= 1 + len(text) // 12


def test_line_breaks_count() -> None:
    """Each part of a text with line breaks takes lines of its own; an empty text takes one."""
    assert (rough_lines("绩\n效", 10), rough_lines("", 10), rough_lines("绩" * 25, 10)) == (2, 1, 3)


def test_bytes_tell_the_width() -> None:
    """Full-width characters take three bytes."""
    assert rough_width("绩效100") == 3.5
