"""The digest of a year: all that its template may say.

In: YearRecords. Out: a Digest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from reportgen.model.digest import Counts, Digest, DraftLine, FailureLine, Listed
from reportgen.model.year import State, YearCase, YearRecords

from .indicators import dimensions, indicators
from .recurring import problems, reasons
from .totals import bands, grades, lines, ranking, totals

T = TypeVar("T")
_MOST = 20  # lines of a list of cases that are not ready


def digest(records: YearRecords) -> Digest:
    """The digest; statistics are taken of the cases that have a total, drafts among them."""
    scored = records.scored
    ranked = lines(records.cases)
    return Digest(
        year=records.year,
        counts=_counts(records.cases),
        totals=totals(scored, ranked),
        grades=grades(scored),
        bands=bands(scored),
        dimensions=dimensions(scored),
        indicators=indicators(scored),
        problems=problems(scored),
        reasons=reasons(scored),
        failures=_listed(_failure(case) for case in records.cases if case.state is State.FAILED),
        drafts=_listed(line for case in records.cases if (line := _draft(case)) is not None),
        waiting=_listed(case.name for case in records.cases if case.state is State.LEFT),
        findings=_listed(records.findings),
        ranking=ranking(ranked),
    )


def _counts(cases: Sequence[YearCase]) -> Counts:
    states = Counter(case.state for case in cases)
    scored = [case for case in cases if case.scored is not None]
    return Counts(
        cases=len(cases),
        built=states[State.BUILT],
        unchanged=states[State.UNCHANGED],
        drafts=states[State.DRAFT],
        open_drafts=sum(case.state is State.DRAFT and case.summary is not None and case.summary.blanks > 0 for case in cases),
        failed=states[State.FAILED],
        waiting=states[State.LEFT],
        scored=len(scored),
        scored_drafts=sum(case.state is State.DRAFT for case in scored),
        warned=sum(case.warnings > 0 for case in cases),
        warnings=sum(case.warnings for case in cases),
    )


def _failure(case: YearCase) -> FailureLine:
    error = case.first_error
    place, message, hint = (error.place, error.message, error.hint) if error is not None else ("", "", "")
    return FailureLine(case.name, case.errors, place, message, hint)


def _draft(case: YearCase) -> DraftLine | None:
    own = case.summary
    if case.state is not State.DRAFT or own is None:
        return None
    return DraftLine(case.name, own.project, own.department, own.blanks, case.warnings)


def _listed(items: Iterable[T]) -> Listed[T]:
    every = tuple(items)
    return Listed(every[:_MOST], len(every))
