"""Numbers, rates and dates of short texts."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.checks.quantities import quantities_of


@pytest.mark.parametrize(
    ("text", "numbers", "rates"),
    [
        ("221家，其中社区43家，农村178家", (221, 43, 178), ()),
        ("实现程度100%", (), ("1",)),
        ("≥95.5%", (), ("0.955",)),
        ("1,404,000.50元", ("1404000.50",), ()),
        ("1.4万份", ("1.4", "14000"), ()),
        ("600万元", ("600", "6000000"), ()),
        ("2023年第3季度前，依照《2022年办法》（东政〔2022〕5号）", (), ()),
        ("逾期2个月，提高3个百分点", (2,), ()),
        ("未发现", (), ()),
    ],
)
def test_quantities(text: str, numbers: tuple[object, ...], rates: tuple[str, ...]) -> None:
    """What is counted, and what only names a year, a title or a document."""
    found = quantities_of(text)
    assert found.numbers == tuple(Decimal(str(n)) for n in numbers)
    assert found.rates == tuple(map(Decimal, rates))


def test_dates() -> None:
    """Full dates are dates; one that does not exist is none."""
    assert quantities_of("2022年5月30日前，不迟于2022年13月1日").dates == (date(2022, 5, 30),)


@given(st.integers(0, 10**9))
def test_a_number_is_found_as_it_is(number: int) -> None:
    """Whatever the number, with or without marks of thousands."""
    assert quantities_of(f"购书{number}册").numbers == (Decimal(number),)
    assert quantities_of(f"购书{number:,}册").numbers == (Decimal(number),)
