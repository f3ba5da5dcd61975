"""What a rule is. In: a function that looks at a Document. Out: a Rule: code, how grave it is, how to mend what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.diagnostics import Severity
from reportgen.pages.page import Document

_LONGEST_QUOTE = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong on a page, in Chinese; `last` is the page where it ends, if that is another."""

    page: int
    message: str
    last: int = 0


Find = Callable[[Document], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One defect: its code, and the function that finds it."""

    code: str
    severity: Severity
    hint: str
    find: Find


def rule(code: str, hint: str, severity: Severity = Severity.WARNING) -> Callable[[Find], Rule]:
    """Makes a rule of a function. An error is what misleads a reader or loses text, a warning what looks careless."""
    return lambda find: Rule(code, severity, hint, find)


def quoted(text: str) -> str:
    """The beginning of a text in Chinese quotation marks."""
    return f"“{text[:_LONGEST_QUOTE]}{'…' if len(text) > _LONGEST_QUOTE else ''}”"
