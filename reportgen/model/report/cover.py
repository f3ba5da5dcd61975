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
class MemberView:
    """A member of the team."""

    name: str
    role: str
    group: str
    title: str
    duty: str


@dataclass(frozen=True, slots=True)
class Firm:
    """The evaluating firm and its commissioner; `leads` and `members` are names, `team` is everybody."""

    firm: str
    commissioner: str
    office: str
    leads: tuple[str, ...]
    members: tuple[str, ...]
    team: tuple[MemberView, ...]


@dataclass(frozen=True, slots=True)
class DutyView:
    """A party to the project and what it is responsible for."""

    name: str
    role: str
    text: str


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
    background: Prose
    purpose: Prose
    content: Prose
    approval: Prose
    implementation: Prose
    beneficiaries: str
    duties: tuple[DutyView, ...]
    founding: tuple[str, ...]
    funding_source: str
    uses: str


@dataclass(frozen=True, slots=True)
class PaymentView:
    """A row of a ledger, in 元."""

    content: str
    amount: Decimal
    date: date | None
    payee: str
    remark: str


@dataclass(frozen=True, slots=True)
class LedgerView:
    """Payments or receipts in order, and their sum in 元."""

    rows: tuple[PaymentView, ...]
    total: Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """Funds in 元, their rates and ledgers; `initial` and `withdrawn` are None where the case states none."""

    initial: Decimal | None
    budget: Decimal
    received: Decimal
    withdrawn: Decimal | None
    net: Decimal
    spent: Decimal
    funding_rate: Decimal
    execution_rate: Decimal
    net_execution_rate: Decimal | None
    ledger: LedgerView
    receipts: LedgerView
