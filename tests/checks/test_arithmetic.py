"""Equations in texts: they hold exactly when arithmetic says so, units included."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.checks.arithmetic import equations_of

COUNTS = st.integers(1, 10**6)


@given(COUNTS, COUNTS, st.integers(-5, 5))
def test_a_product_holds_when_it_is_one(count: int, price: int, slip: int) -> None:
    """Count × price ＝ amount holds for the product alone."""
    (equation,) = equations_of(f"共{count}家×{price}元＝{count * price + slip + 5}元，")
    assert equation.holds == (slip == -5)
    assert equation.left == Fraction(count * price)


@given(COUNTS, COUNTS)
def test_units_may_differ(count: int, price: int) -> None:
    """An amount in 万元 is the product in 元, as far as its digits go."""
    wan = Decimal(count * price) / 10_000
    assert [e.holds for e in equations_of(f"{count}人×{price}元={wan:f}万元")] == [True]
    assert [e.holds for e in equations_of(f"{count}人×{price}元={wan * 10:f}万元")] == [False]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("1+2=3", 3),
        ("10－2×3=4", 4),
        ("（10－2）×3=24", 24),
        ("1,000.5+2＝1,002.5元", Fraction("1002.5")),
        ("124人×200元/人·月×12个月=29.76万元", Fraction("29.76")),
        ("133×2.2＝292.6万元", Fraction("292.6")),
        ("（52×5＋6×3＋2×0）÷（60×5）×100%＝92.67%", Fraction(27800, 300)),
        ("3570张×130%＝4641张", 4641),
    ],
)
def test_right_equations_hold(text: str, left: Fraction | int) -> None:
    """Signs, brackets, units and rounding are read as people write them."""
    (equation,) = equations_of(f"测算：{text}，由市级承担。")
    assert (equation.left, equation.holds) == (left, True)


@pytest.mark.parametrize("text", ["完成率＝完成数÷计划数×100%", "5÷0=3", "3×=6", "A=B", "（1+2=3", "x=5"])
def test_what_is_no_equation(text: str) -> None:
    """Formulas in words, and what has no value, are not read."""
    assert list(equations_of(text)) == []
