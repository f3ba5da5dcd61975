"""Rounding of scores: once, half up, at the report's precision.

In: an unrounded score. Out: a score that is a multiple of the precision.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

# 19 ÷ 140 × 7 is 0.95, but 0.9499…9 when the quotient is cut at 28 digits: what comes from cutting is mended before half up.
_MENDED = Decimal("1e-18")
_WIDE = Context(prec=60)


def round_score(score: Decimal, precision: Decimal) -> Decimal:
    """The multiple of `precision` (1, 0.5, 0.1, 0.01) nearest to the score, halves up; unknown stays unknown."""
    if score.is_nan() or precision.is_nan():
        return Decimal("NaN")
    mended = score.quantize(_MENDED, ROUND_HALF_EVEN, _WIDE)
    steps = _WIDE.divide(mended, precision).quantize(Decimal(1), ROUND_HALF_UP, _WIDE)
    return _WIDE.multiply(steps, precision)


def digits_of(precision: Decimal) -> int:
    """Decimal places of a score: 0 for 1, 1 for 0.5 and 0.1, 2 for 0.01; 1 where the precision is a Blank."""
    exponent = precision.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 1
