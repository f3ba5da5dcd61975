"""Scoring: a Case in, a Scorecard out; every score, rate, sum, share and grade in Decimal."""

from .score import score

__all__ = ["score"]
