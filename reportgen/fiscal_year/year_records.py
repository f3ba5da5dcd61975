"""What a digest is told of a year. In: what the year came to. Out: YearRecords."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Severity
from reportgen.model.summary import Finding
from reportgen.model.year import State, YearCase, YearRecords

from .findings import findings
from .result import CaseResult, Status, YearResult

_STATES = {Status.BUILT: State.BUILT, Status.UNCHANGED: State.UNCHANGED, Status.FAILED: State.FAILED}


def year_records(result: YearResult) -> YearRecords:
    """All cases of a year by name, asked for or not, reached or not; reports as seen from the folder of the digest."""
    told, left = (*result.cases, *result.others.standing), (*result.left, *result.others.left)
    cases = [*map(_case, told), *(YearCase(name, State.LEFT) for name in left)]
    return YearRecords(result.year, tuple(sorted(cases, key=lambda case: case.name)), findings(result.findings))


def _case(case: CaseResult) -> YearCase:
    summary, record = case.summary, case.record
    state = State.DRAFT if summary is not None and summary.draft else _STATES[case.status]
    report = next((f"../{file}" for file in record.outputs if file.endswith(".docx")), "") if record is not None else ""
    found = case.findings or (summary.findings if summary is not None else ())
    return YearCase(case.name, state, report, summary, (*_fault(case), *found))


def _fault(case: CaseResult) -> Iterator[Finding]:
    """A fault of the program, told like an error."""
    if case.fault is not None:
        message = f"程序出了故障（{case.fault.kind}），不是案例写错了"
        yield Finding("", Severity.ERROR, f"cases/{case.name}", message, "把 output/ 里的故障报告发给维护程序的人")
