"""Dates in texts: each form is read as the day it means, and the calendar decides what is possible."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.checks.dates import days_of, sentence_at, spans_of, years_reversed

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
WRITTEN = ("{0.year}年{0.month}月{0.day}日", "{0.year} 年 {0.month} 月 {0.day} 日", "{0:%Y-%m-%d}", "{0:%Y/%m/%d}", "{0:%Y.%m.%d}")


@given(DAYS, st.sampled_from(WRITTEN))
def test_every_form_of_a_day_is_read(day: date, form: str) -> None:
    """A day is read wherever it stands in a sentence, in each form that people write."""
    written = form.format(day)
    (found,) = days_of(f"项目于{written}验收。")
    assert (found.value, found.possible) == (day, True)
    assert f"项目于{written}验收。"[found.start : found.end] == written


@given(DAYS, DAYS)
def test_a_span_is_reversed_when_it_ends_before_it_begins(one: date, other: date) -> None:
    """Two days with 至 between them are a span, and it is reversed exactly when the second is before the first."""
    text = f"从{one:%Y年%m月%d日}至{other:%Y年%m月%d日}"
    (span,) = spans_of(text, days_of(text))
    assert span.said
    assert span.reversed == (other < one)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023年5月10日—7月10日", date(2023, 5, 10), date(2023, 7, 10)),
        ("2023年5月10日至15日", date(2023, 5, 10), date(2023, 5, 15)),
        ("2022年11月起至次年2月", date(2022, 11, 1), date(2023, 2, 1)),
        ("2022年11月～2023年2月", date(2022, 11, 1), date(2023, 2, 1)),
        ("2022年3月至9月", date(2022, 3, 1), date(2022, 9, 1)),
    ],
)
def test_the_second_end_leaves_out_what_it_shares(text: str, start: date, end: date) -> None:
    """What the second end of a span does not say is that of the first; 次年 is the year after it."""
    (span,) = spans_of(text, days_of(text))
    assert (span.start.first, span.end.first, span.reversed) == (start, end, False)


@pytest.mark.parametrize("text", ["2月30日", "2023年2月29日", "4月31日", "13月5日", "2022年0月", "2022-11-31"])
def test_days_that_no_calendar_has(text: str) -> None:
    """A day that does not exist is read and known to be impossible; it has no value."""
    (found,) = days_of(f"于{text}。")
    assert (found.possible, found.value) == (False, None)


@pytest.mark.parametrize("text", ["12个月", "3—12月", "每月30日", "8月份以后", "1-2年", "版本2022.1", "20190801-20200731", "2022年度"])
def test_what_is_no_day(text: str) -> None:
    """Durations, months of no year, versions and years are no days."""
    assert days_of(text) == []


def test_a_day_takes_its_year_from_its_sentence() -> None:
    """A day without a year is of the last year named in its sentence, and of none in the next."""
    days = days_of("2022年7月28日公示，8月3日拨付。9月1日验收。")
    assert [day.value for day in days] == [date(2022, 7, 28), date(2022, 8, 3), None]


def test_spans_of_years() -> None:
    """A span of years that runs backwards is found, one that runs on is not, and neither is a list of years."""
    text = "2021年至2019年、2019—2021年、2021年和2019年"
    assert [text[start:end] for start, end in years_reversed(text)] == ["2021年至2019年"]


def test_the_sentence_around_a_place() -> None:
    """A sentence ends at full stops, semicolons and line ends."""
    text = "甲。乙，2022年丙；丁"
    at = text.index("2022")
    assert text[slice(*sentence_at(text, at, at + 4))] == "乙，2022年丙"
