"""What a rule is. In: a function that looks at a Document. Out: a Rule: code, severity, its documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.diagnostics import Severity
from reportgen.pages.page import Document

_LONGEST_QUOTE = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong on a page, in Chinese; `last` is the page where it ends, if that is another. Page 0 is the whole file."""

    page: int
    message: str
    last: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a rule is about, in Chinese: what it found, why that matters, an example, how to mend it."""

    meaning: str
    why: str
    example: str
    mend: str


Find = Callable[[Document], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One defect: an error is what misleads a reader or loses text, a warning what looks careless."""

    code: str
    severity: Severity
    explanation: Explanation
    find: Find


def rule(code: str, severity: Severity, *, meaning: str, why: str, example: str, mend: str) -> Callable[[Find], Rule]:
    """Makes a rule of a function."""
    return lambda find: Rule(code, severity, Explanation(meaning, why, example, mend), find)


def quoted(text: str) -> str:
    """The beginning of a text in Chinese quotation marks."""
    return f"“{text[:_LONGEST_QUOTE]}{'…' if len(text) > _LONGEST_QUOTE else ''}”"
