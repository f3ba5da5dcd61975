"""What a stage found, in words that can be kept.

In: diagnostics at their places. Out: Findings.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.model.summary import Finding


def findings(found: Iterable[Diagnostic]) -> tuple[Finding, ...]:
    """Errors and warnings in words; mere information is left out, and so are files that were deleted: they are told by themselves."""
    told = (d for d in found if d.severity is not Severity.INFO and d.code != "form-outdated")
    return tuple(Finding(d.code, str(d.severity), str(d.place), d.message, d.hint) for d in told)
