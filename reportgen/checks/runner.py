"""Run all checks. In: a Subject. Out: diagnostics in the sink; those that the case accepts become information with the reason."""

from __future__ import annotations

import difflib

from reportgen.diagnostics import CasePlace, Diagnostic, Severity, Sink
from reportgen.model.case import Acceptance

from .check import Check, Finding, all_checks
from .paths import covers, path_of
from .subject import Subject

_AS_IT_STANDS = "原文如此："


def run(subject: Subject, sink: Sink, *, draft: bool = False) -> None:
    """Reports every finding of every check; in a draft, what would be an error is a warning."""
    used: set[int] = set()
    for check in all_checks().values():
        for finding in check.find(subject):
            sink.found.append(_diagnostic(check, finding, subject, used, draft=draft))
    _report_unused(subject, used, sink)


def _diagnostic(check: Check, finding: Finding, subject: Subject, used: set[int], *, draft: bool) -> Diagnostic:
    path = path_of(subject.case, finding.place.key)
    at = _accepting(check.code, path, subject.case.accepted)
    if at is not None:
        used.add(at)
        words = f"已接受：{finding.message}（理由：{subject.case.accepted[at].reason}）"
        also = (*finding.also, CasePlace(("accepted", at)))
        return Diagnostic(check.code, Severity.INFO, finding.place, words, "", also, path, accepted=True)
    if finding.quoted:
        return Diagnostic(check.code, Severity.INFO, finding.place, _AS_IT_STANDS + finding.message, "", finding.also)
    severity = Severity.WARNING if draft and check.severity is Severity.ERROR else check.severity
    return Diagnostic(check.code, severity, finding.place, finding.message, finding.hint, finding.also, path)


def _accepting(code: str, path: str, accepted: tuple[Acceptance, ...]) -> int | None:
    return next((at for at, a in enumerate(accepted) if a.check == code and covers(a.at, path)), None)


def _report_unused(subject: Subject, used: set[int], sink: Sink) -> None:
    """An acceptance that accepts nothing hides what comes later: it must go."""
    known = all_checks()
    for at, acceptance in enumerate(subject.case.accepted):
        if acceptance.check not in known:
            near = difflib.get_close_matches(acceptance.check, known, n=1, cutoff=0.5)
            hint = f"是否想写 {near[0]}？" if near else "代码是检查结果方括号里的名称"
            sink.error("unknown-check", CasePlace(("accepted", at, "check")), f"没有名为“{acceptance.check}”的检查", hint)
        elif at not in used:
            message = f"没有要接受的结果：{acceptance.check} 在“{acceptance.at}”没有发现什么"
            sink.warning("accepted-nothing", CasePlace(("accepted", at)), message, "删去这一条；或用 reportgen check -v 核对位置的写法")
