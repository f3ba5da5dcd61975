"""How figures are written: rounding, units, dates, Blanks, and values of the wrong kind."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose.numbers import FILTERS, BadValue, display
from reportgen.model.values import BLANK, BLANK_DATE, BLANK_NUMBER

WRITTEN = [
    ("num", Decimal("12.0"), "12"),
    ("num", Decimal("12.40"), "12.4"),
    ("num", Decimal(8866), "8866"),
    ("num", Decimal("1E+3"), "1000"),
    ("num", Decimal("-0.0"), "0"),
    ("score", Decimal("12.0"), "12.0"),
    ("wan", Decimal(9507800), "950.78"),
    ("wan", Decimal(35100), "3.51"),
    ("wan", Decimal("19671848.14"), "1967.18"),
    ("yi", Decimal(123456789), "1.23"),
    ("yuan", Decimal(35100), "35100.00"),
    ("comma", Decimal("19671848.14"), "19,671,848.14"),
    ("money", Decimal(9507800), "950.78万元"),
    ("money", Decimal(7420000), "742万元"),
    ("money", Decimal(2841050), "2,841,050.00元"),
    ("money", Decimal("19671848.14"), "1967.18万元"),
    ("pct", Decimal(1), "100.00%"),
    ("pct", Decimal("0.948350"), "94.84%"),
    ("rate", Decimal(1), "100%"),
    ("rate", Decimal("0.944840"), "94.48%"),
    ("rate", Decimal("0.999999"), "100%"),
    ("date", date(2022, 7, 8), "2022年7月8日"),
    ("month", date(2022, 7, 8), "2022年7月"),
    ("year", date(2022, 7, 8), "2022"),
    ("cn", Decimal(0), "零"),
    ("cn", Decimal(10), "十"),
    ("cn", Decimal(12), "十二"),
    ("cn", Decimal(105), "一百零五"),
    ("cn", Decimal(110), "一百一十"),
    ("cn", Decimal(1001), "一千零一"),
    ("cn", ("甲", "乙"), "二"),
    ("names", ("甲", "乙"), "甲、乙"),
    ("quoted_names", ("甲", "乙"), "“甲”“乙”"),
]


@pytest.mark.parametrize(("name", "value", "text"), WRITTEN)
def test_filter_writes(name: str, value: object, text: str) -> None:
    """Each filter writes its figure as the handbook says."""
    assert FILTERS[name](value) == text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("wan", "文字"),
        ("pct", date(2022, 1, 1)),
        ("date", Decimal(3)),
        ("names", "甲乙"),
        ("count", Decimal(2)),
        ("cn", Decimal("1.5")),
        ("num", True),
    ],
)
def test_wrong_kind_is_named(name: str, value: object) -> None:
    """A value that a filter cannot write is refused with the filter's name in a Chinese message."""
    with pytest.raises(BadValue, match=f"{name} 只能用于"):
        FILTERS[name](value)


@pytest.mark.parametrize("name", ["num", "score", "wan", "yuan", "comma", "money", "pct", "rate", "cn"])
def test_blank_number(name: str) -> None:
    """A number that is still to be filled in prints 待填写, whatever the filter."""
    assert FILTERS[name](BLANK_NUMBER) == BLANK


def test_amounts_named_together_share_a_unit() -> None:
    """An amount that 万元 would tell exactly is in 元 beside one that it would not; what has no value, or not yet, decides nothing."""
    together = (None, BLANK_NUMBER, Decimal(2841050), Decimal(830100))
    assert FILTERS["money"](Decimal(830100)) == "83.01万元"
    assert FILTERS["money"](Decimal(830100), together) == "830,100.00元"
    assert FILTERS["money"](Decimal(830100), together[:2]) == "83.01万元"
    assert FILTERS["money"](Decimal("-51450.50"), (Decimal(10**7),)) == "-5.15万元"


def test_money_beside_no_list() -> None:
    """What is named beside an amount is a list of amounts, and nothing else is taken for one."""
    with pytest.raises(BadValue, match="money 只能用于列表"):
        FILTERS["money"](Decimal(1), 2)


@pytest.mark.parametrize("name", ["date", "month", "year"])
def test_blank_date(name: str) -> None:
    """A date that is still to be filled in prints 待填写."""
    assert FILTERS[name](BLANK_DATE) == BLANK


@given(st.decimals(min_value=0, max_value=10**12, places=4, allow_nan=False, allow_infinity=False))
def test_wan_rounds_half_up(amount: Decimal) -> None:
    """万元 with two decimals is never further than half of the last digit from the amount, and a tie goes up."""
    error = Decimal(FILTERS["wan"](amount)) * 10_000 - amount
    assert Decimal(-50) < error <= Decimal(50)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_num_keeps_the_value(number: Decimal) -> None:
    """A plain number loses zeros only, never its value, and has no exponent."""
    text = FILTERS["num"](number)
    assert Decimal(str(text)) == number
    assert "E" not in str(text)


def test_display() -> None:
    """A figure without a filter prints as its kind does."""
    shown = [display(v) for v in (Decimal("12.0"), date(2022, 7, 28), ("甲", "乙"), "良", 3)]
    assert shown == ["12", "2022年7月28日", "甲、乙", "良", "3"]
