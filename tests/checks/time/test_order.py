"""A period and a project: which of them can belong together."""

from datetime import date

import pytest

from reportgen.checks.time.order import _outside

PROJECT = (date(2022, 3, 1), date(2022, 10, 31))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2022, 1, 1), date(2022, 12, 31)),
        (date(2022, 3, 1), date(2022, 10, 31)),
        (date(2022, 10, 31), date(2023, 6, 30)),
        (date(2022, 5, 1), date(2022, 6, 30)),
    ],
)
def test_a_period_that_fits(start: date, end: date) -> None:
    """The fiscal year of the project, a part of it, and what follows it are periods to evaluate."""
    assert _outside(*PROJECT, start, end) == ""


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        (date(2021, 1, 1), date(2022, 2, 28), "没有一天重合"),
        (date(2022, 11, 1), date(2022, 12, 31), "没有一天重合"),
        (date(2021, 1, 1), date(2022, 12, 31), "2021年1月1日项目还没有开始"),
        (date(2022, 2, 28), date(2022, 12, 31), "2022年2月28日项目还没有开始"),
    ],
)
def test_a_period_that_does_not_fit(start: date, end: date, why: str) -> None:
    """A period that misses the project, or begins before it without being a whole year, is named with its reason."""
    assert _outside(*PROJECT, start, end) == why
