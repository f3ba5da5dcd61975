"""A fiscal year: all its cases in parallel, what has not changed left alone, one failure isolated from the rest.

In: a workspace, a year, options. Out: a YearResult, and on disk the reports and their records.
"""

from .result import CaseResult, Fault, Nobody, Observer, Options, Status, YearResult
from .run import run_year

__all__ = ["CaseResult", "Fault", "Nobody", "Observer", "Options", "Status", "YearResult", "run_year"]
