"""Points and score of anything that is scored. In: nothing. Out: types; light to import."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


def rate_of(score: Decimal, points: Decimal) -> Decimal:
    """Score rate (得分率): score ÷ points; zero where nothing can be scored."""
    return score / points if points else Decimal(0)


@dataclass(frozen=True, slots=True)
class Score:
    """Points, rounded score and what is taken of them."""

    points: Decimal
    score: Decimal

    @property
    def lost(self) -> Decimal:
        """Points − score."""
        return self.points - self.score

    @property
    def rate(self) -> Decimal:
        """Score rate, from the rounded score."""
        return rate_of(self.score, self.points)
