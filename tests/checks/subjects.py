"""Subjects of small cases for tests of checks."""

from __future__ import annotations

from typing import Any

from reportgen.checks import Subject, all_checks
from reportgen.checks.check import Finding
from reportgen.compose import compose
from reportgen.diagnostics import Sink
from reportgen.scoring import score
from tests.scoring.sample_case import case_of


def subject_of(*indicators: dict[str, Any], **tables: object) -> Subject:
    """What checks see of a case with these indicators and tables."""
    sink = Sink()
    case = case_of(*indicators, **tables)
    card = score(case, sink)
    return Subject(case, card, compose(case, card, sink))


def found(code: str, subject: Subject) -> list[Finding]:
    """What one check finds."""
    return list(all_checks()[code].find(subject))
