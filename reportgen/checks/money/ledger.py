"""Ledgers against the funds. In: a Subject. Out: findings, with the sum and what it should be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.payments import Row, Table
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.numbers import number_text
from reportgen.model.values import MONEY_UNITS

from .amounts import off_by, yuan


@check(
    "ledger-differs",
    Severity.WARNING,
    meaning="支出明细各行相加，不等于实际支出。",
    why="预算执行率按实际支出计算，明细附在后面，读者一加就知道对不上。",
    example="支出明细 12 行合计 2,010,950.00 元，实际支出写的是 2,019,050.00 元。",
    mend="逐行核对支出明细和 [funds] 的 spent；只列了主要支出的，补一行“其他”。",
)
def ledger_differs(subject: Subject) -> Iterator[Finding]:
    rows = _rows(subject, "ledger")
    yield from _differing(subject, rows, "实际支出", ("spent",), _sum(rows))


@check(
    "receipts-differ",
    Severity.WARNING,
    meaning="资金到位明细相加，不等于到位资金；或者收回的各行相加，不等于收回的资金。",
    why="资金到位率按到位资金计算，明细对不上，到位率就没有根据。",
    example="到位明细里收回 830,100.00 元，withdrawn 写的是 803,100.00 元。",
    mend="逐行核对到位明细和 [funds] 的 received、withdrawn；收回的在明细里写负数。",
)
def receipts_differ(subject: Subject) -> Iterator[Finding]:
    rows = _rows(subject, "receipts")
    received, withdrawn = ([row for row in rows if (row.amount < 0) == negative] for negative in (False, True))
    yield from _differing(subject, received, "到位资金", ("received",), _sum(received))
    if subject.case.funds.withdrawn is not None:
        yield from _differing(subject, withdrawn, "收回的资金", ("withdrawn",), -_sum(withdrawn), empty=bool(received))
    elif withdrawn:
        message = f"到位明细里收回 {yuan(-_sum(withdrawn))}，[funds] 没有写 withdrawn"
        yield Finding(withdrawn[0].place("amount"), message, "把收回的资金写进 withdrawn", (subject.at("funds", "received"),))


def _rows(subject: Subject, table: Table) -> list[Row]:
    """The rows of a table; none while an amount is unknown."""
    rows = [row for row in subject.rows if row.table == table]
    return [] if any(row.amount.is_nan() for row in rows) else rows


def _sum(rows: Iterable[Row]) -> Decimal:
    return sum((row.amount for row in rows), Decimal(0))


def _differing(
    subject: Subject, rows: list[Row], what: str, field: tuple[str], total: Decimal, *, empty: bool = False
) -> Iterator[Finding]:
    """A finding where the rows do not add up to the field; rounding of the field to its last digit is none."""
    stated: Decimal = getattr(subject.case.funds, field[0])
    amount = stated * MONEY_UNITS[subject.case.funds.unit]
    if not (rows or empty) or total.is_nan() or amount.is_nan() or abs(total - amount) <= _rounding(subject, stated):
        return
    table = "到位明细" if field[0] != "spent" else "支出明细"
    slip = off_by(total, amount)
    hint = "像是单位写错，请核对 [funds] 的 unit 和明细的金额" if slip else "请逐行核对"
    difference = f"正好相差 {slip}倍" if slip else f"相差 {yuan(abs(total - amount))}"
    message = f"{table}{len(rows)} 行合计 {yuan(total)}，{what}是 {yuan(amount)}，{difference}"
    also = (rows[0].place(),) if rows else ()
    yield Finding(subject.at("funds", *field), message, hint, also)


def _rounding(subject: Subject, stated: Decimal) -> Decimal:
    exponent = stated.as_tuple().exponent
    unit = MONEY_UNITS[subject.case.funds.unit]
    return unit * Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) and exponent < 0 and unit > 1 else Decimal(0)


@check(
    "reversal-unexplained",
    Severity.WARNING,
    meaning="支出明细里有一行负数（冲销、调账），备注和正文都没有说明原因。",
    why="一笔支出先付后冲，等于没有付；不说明是退回、重复还是列错，支出数就不可信。",
    example="“年终调账”−2,250,000.00 元，与“服务网点建设补贴”2,250,000.00 元正好抵消，没有备注。",
    mend="在这一行的 remark 里写明冲销的是哪一笔、为什么；或在正文里交代。",
)
def reversal_unexplained(subject: Subject) -> Iterator[Finding]:
    rows = _rows(subject, "ledger")
    for row in rows:
        if row.amount < 0 and not row.remark and not _told(subject, -row.amount):
            same = next((other for other in rows if other.amount == -row.amount), None)
            cancels = f"，与第 {same.at + 1} 行“{same.content}”正好抵消" if same is not None else ""
            message = f"{row.called}是 {yuan(row.amount)}{cancels}，没有说明原因"
            also = (same.place("amount"),) if same is not None else ()
            yield Finding(row.place("amount"), message, "在 remark 里写明原因", also)


def _told(subject: Subject, amount: Decimal) -> bool:
    """Whether prose states the amount."""
    forms = (
        yuan(amount).removesuffix(" 元"),
        f"{number_text(amount)}元",
        f"{number_text(amount / 10_000)}万元",
        f"{amount / 10_000:.2f}万元",
    )
    return any(form in text.text for text in subject.printed if text.key[0] != "funds" for form in forms)
