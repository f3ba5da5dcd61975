"""What charts say in words. In: figures. Out: Chinese text and the digits that figures carry."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from reportgen.model.numbers import exact as score
from reportgen.model.numbers import fixed, percent

__all__ = ["digits_of", "fixed", "known", "percent", "score", "sentences"]


def known(values: Iterable[Decimal]) -> tuple[Decimal | None, ...]:
    """Figures for a chart: what is not known yet (NaN) is left out."""
    return tuple(None if v.is_nan() else v for v in values)


def digits_of(values: Iterable[Decimal]) -> int:
    """The most digits behind the point that any of the figures carries: 2 for 12.0 and 0.25."""
    exponents = [int(v.as_tuple().exponent) for v in values if v.is_finite()]
    return -min([*exponents, 0])


def sentences(*clauses: Iterable[str] | str) -> str:
    """Clauses as sentences: parts of one are joined by ；, empty ones are left out."""
    texts = [clause if isinstance(clause, str) else "；".join(clause) for clause in clauses]
    return "".join(text + "。" for text in texts if text)
