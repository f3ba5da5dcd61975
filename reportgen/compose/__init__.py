"""From a Case and its Scorecard to the Report: finished text and figures, all that a template may say."""

from .numbers import FILTERS
from .report import compose

__all__ = ["FILTERS", "compose"]
