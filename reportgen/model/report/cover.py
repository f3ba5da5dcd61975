"""The front of a report: cover, firm, project, funds. In: nothing. Out: types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.model.prose import Prose


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several printed choices, and whether it is the one."""

    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """Cover data."""

    title: str
    series: str
    edition: str
    number: str
    fiscal_year: str
    kinds: tuple[Choice, ...]
    period_start: date
    period_end: date
    base_date: date
    work_start: date
    work_end: date
    submitted: date


@dataclass(frozen=True, slots=True)
class Firm:
    """The evaluating firm and its commissioner; `leads` and `members` are names."""

    firm: str
    commissioner: str
    office: str
    leads: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProjectView:
    """The project."""

    name: str
    department: str
    authority: str
    implementers: tuple[str, ...]
    region: str
    attributes: tuple[Choice, ...]
    recurrences: tuple[Choice, ...]
    attribute: str
    recurrence: str
    start: date
    end: date
    purpose: Prose
    content: Prose
    founding: tuple[str, ...]
    funding_source: str
    uses: str


@dataclass(frozen=True, slots=True)
class Money:
    """Funds in 元 and their two rates; `initial` and `withdrawn` are None where the case states none."""

    initial: Decimal | None
    budget: Decimal
    received: Decimal
    withdrawn: Decimal | None
    net: Decimal
    spent: Decimal
    funding_rate: Decimal
    execution_rate: Decimal
