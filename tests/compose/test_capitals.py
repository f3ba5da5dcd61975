"""Amounts in capitals, Chinese numerals, and spans of time."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.compose.numbers import FILTERS, BadValue, display
from reportgen.model.values import BLANK, BLANK_DATE, BLANK_NUMBER

CAPITALS = "零壹贰叁肆伍陆柒捌玖"
NUMERALS = "零一二三四五六七八九"
UNITS = {"仟": 1000, "佰": 100, "拾": 10, "千": 1000, "百": 100, "十": 10}
AMOUNTS = st.decimals(min_value=-(10**15), max_value=10**15, places=2, allow_nan=False, allow_infinity=False)


def below_ten_thousand(text: str, digits: str) -> int:
    """A section of four digits as a reader adds it up."""
    total, digit = 0, 0
    for character in text:
        if character in UNITS:
            total, digit = total + (digit or 1) * UNITS[character], 0
        else:
            digit = digits.index(character)
    return total + digit


def read_whole(text: str) -> int:
    """A whole amount in capitals as a reader adds it up, from the greatest unit down."""
    for unit, worth in (("亿", 10**8), ("万", 10**4)):
        if unit in text:
            head, _, tail = text.rpartition(unit) if unit == "亿" else text.partition(unit)
            return read_whole(head) * worth + read_whole(tail)
    return below_ten_thousand(text, CAPITALS)


def read_capital(text: str) -> Decimal:
    """The amount that a text in capitals states."""
    found = re.fullmatch(r"(负)?(?:(.+)元)?(?:零)?(?:(.)角)?(?:(.)分)?整?", text)
    assert found, text
    sign, yuan, jiao, fen = found.groups()
    total = Decimal(read_whole(yuan or "零")) + sum(
        CAPITALS.index(digit) * Decimal(worth) for digit, worth in ((jiao, "0.1"), (fen, "0.01")) if digit
    )
    return -total if sign else total


# The first ten are the examples of 《支付结算办法》附一, article 3, or of its rules where it leaves a choice.
@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("35100", "叁万伍仟壹佰元整"),
        ("107000", "壹拾万柒仟元整"),
        ("10001", "壹万零壹元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("10001000000000", "壹拾万零壹拾亿元整"),
        ("10", "壹拾元整"),
        ("0", "零元整"),
        ("0.50", "伍角"),
        ("0.05", "伍分"),
        ("-35100", "负叁万伍仟壹佰元整"),
        ("0.005", "壹分"),
        ("-0.001", "零元整"),
        ("9.999", "壹拾元整"),
    ],
)
def test_capitals_are_written_by_the_rules(amount: str, text: str) -> None:
    """整 behind 元 only, one 零 for zeros in a row, 零 before 分 without 角, rounded half up to 分."""
    assert FILTERS["capital"](Decimal(amount)) == text


@given(AMOUNTS)
def test_capitals_state_the_amount(amount: Decimal) -> None:
    """Whoever adds up the characters gets the amount; no two 零 meet; 整 ends what has no 角 or 分, and nothing else."""
    text = str(FILTERS["capital"](amount))
    assert read_capital(text) == amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert "零零" not in text
    assert text.endswith("整") == (amount == amount.to_integral_value())
    assert set(text) <= set(CAPITALS + "负仟佰拾万亿元角分整")


@given(st.integers(0, 9999))
def test_numerals_state_the_number(number: int) -> None:
    """Whoever adds up the characters of a Chinese numeral gets the number, and headings of both levels hold it."""
    text = str(FILTERS["cn"](number))
    assert below_ten_thousand(text, NUMERALS) == number
    assert not re.search("零零|零$", text) or number == 0
    assert (FILTERS["ordinal"](number), FILTERS["ordinal"](number, 2)) == (f"{text}、", f"（{text}）")


@given(st.dates(min_value=date(1000, 1, 1)))
def test_chinese_dates_state_the_date(when: date) -> None:
    """A date with 〇 names its year digit by digit, its month and day as numerals."""
    found = re.fullmatch(r"([〇一二三四五六七八九]{4})年(.{1,2})月(.{1,3})日", str(FILTERS["cn_date"](when)))
    assert found
    year = int("".join(str("〇一二三四五六七八九".index(c)) for c in found[1]))
    assert date(year, below_ten_thousand(found[2], NUMERALS), below_ten_thousand(found[3], NUMERALS)) == when
    assert FILTERS["cn_year"](when) == FILTERS["cn_year"](Decimal(when.year)) == found[1]
    assert str(FILTERS["cn_date"](when)).startswith(str(FILTERS["cn_month"](when)))


def test_chinese_date() -> None:
    """二〇二二年七月二十八日."""
    assert FILTERS["cn_date"](date(2022, 7, 28)) == "二〇二二年七月二十八日"


def test_ordinals() -> None:
    """The five levels of GB/T 9704 and circled numbers, up to 50."""
    assert [FILTERS["ordinal"](3, level) for level in range(1, 6)] == ["三、", "（三）", "3.", "（3）", "③"]
    circled = [str(FILTERS["circled"](n)) for n in range(1, 51)]
    assert "".join(circled[:1] + circled[19:21] + circled[34:36] + circled[49:]) == "①⑳㉑㉟㊱㊿"


@given(st.decimals(min_value=-1, max_value=1, places=6, allow_nan=False, allow_infinity=False))
def test_points_are_the_rate_without_its_sign(rate: Decimal) -> None:
    """Percentage points print the figure of the rate, and no unit."""
    assert f"{FILTERS['points'](rate)}%" == FILTERS["rate"](rate)


def test_points() -> None:
    """4.52 个百分点, and zeros at the end are dropped."""
    assert [FILTERS["points"](Decimal(r)) for r in ("0.0452", "0.05")] == ["4.52", "5"]


@given(st.dates(min_value=date(1000, 1, 1)), st.dates(min_value=date(1000, 1, 1)))
def test_spans_can_be_read_back(one: date, other: date) -> None:
    """With what it shares with the first, the second date of a span is whole again; one month or one day stands alone."""
    first, second = sorted((one, other))
    for name, written in (("span", FILTERS["month"]), ("date_span", FILTERS["date"])):
        head, dash, tail = str(FILTERS[name]((first, second))).partition("—")
        assert head == written(first)
        assert bool(dash) == (written(first) != written(second))
        assert str(written(second)).endswith(tail)
        assert not dash or (tail[:5] == f"{second.year}年") == (first.year != second.year)


def test_spans() -> None:
    """A span within a year names it once."""
    assert FILTERS["span"]((date(2022, 1, 1), date(2022, 12, 31))) == "2022年1月—12月"
    assert FILTERS["span"]((date(2016, 4, 1), date(2020, 12, 31))) == "2016年4月—2020年12月"
    assert FILTERS["date_span"]((date(2023, 5, 10), date(2023, 5, 31))) == "2023年5月10日—31日"
    assert display((date(2022, 1, 1), date(2022, 12, 31))) == "2022年1月1日、2022年12月31日"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("capital", "三万"),
        ("points", date(2022, 1, 1)),
        ("cn_date", Decimal(2022)),
        ("cn_year", Decimal("2022.5")),
        ("ordinal", Decimal("1.5")),
        ("circled", 51),
        ("span", date(2022, 1, 1)),
        ("span", (date(2022, 1, 1),)),
        ("date_span", ("甲", "乙")),
    ],
)
def test_wrong_kind_is_named(name: str, value: object) -> None:
    """A value that a filter cannot write is refused with the filter's name in a Chinese message."""
    with pytest.raises(BadValue, match=f"{name} 只能用于"):
        FILTERS[name](value)


@pytest.mark.parametrize(("name", "value", "message"), [
    ("circled", 0, "从 1 数起"),
    ("span", (date(2022, 2, 1), date(2022, 1, 1)), "颠倒"),
])  # fmt: skip
def test_what_cannot_be_written(name: str, value: object, message: str) -> None:
    """No circled zero, no span that runs backwards."""
    with pytest.raises(BadValue, match=message):
        FILTERS[name](value)


def test_ordinal_level() -> None:
    """An unknown level is refused."""
    with pytest.raises(BadValue, match="1 到 5"):
        FILTERS["ordinal"](1, 6)


@pytest.mark.parametrize("name", ["capital", "points", "ordinal", "circled", "cn_year"])
def test_blank_number(name: str) -> None:
    """A number that is still to be filled in prints 待填写, whatever the filter."""
    assert FILTERS[name](BLANK_NUMBER) == BLANK


@pytest.mark.parametrize("name", ["cn_date", "cn_month", "cn_year", "span", "date_span"])
def test_blank_date(name: str) -> None:
    """A date that is still to be filled in prints 待填写, also as one end of a span."""
    value = (date(2022, 1, 1), BLANK_DATE) if "span" in name else BLANK_DATE
    assert FILTERS[name](value) == BLANK
