"""Check what no stage can make impossible: contradictions inside a case and its finished texts.

In: a Subject (Case, Scorecard, Report). Out: diagnostics, each with the places of both sides. A folder for each family of checks; in
it a check is a function with its code, severity and documentation, and nothing else is touched when one is added. `run_printed` looks
through the finished Word file as well.
"""

from .check import FAMILIES, Check, Explanation, Finding, all_checks
from .printed import run_printed
from .runner import run
from .subject import Subject

__all__ = ["FAMILIES", "Check", "Explanation", "Finding", "Subject", "all_checks", "run", "run_printed"]
