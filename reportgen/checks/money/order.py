"""Budget, received, withdrawn and spent in order. In: a Subject. Out: findings, with both amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.values import MONEY_UNITS

from .amounts import in_unit

_EXPLAINED = re.compile("追加|追减|结转|结余|上年|垫付|自筹|配套|超支|超预算|超出预算|其他资金|自有资金|捐赠|利息|统筹|调剂")
_ABOUT = re.compile(r"funds\.(?:budget|received|spent|net|funding_rate|execution_rate)|\bvalue\b")


@check(
    "funds-order",
    Severity.WARNING,
    meaning="资金数的大小次序不合常理：到位多于预算、支出多于扣除收回后的到位、收回多于到位，而且没有说明。",
    why="没有的钱花不出去；这样的数多半是抄错，或者漏了追加、结转的资金。",
    example="到位 950.78 万元，预算只有 906.29 万元，正文没有提到追加预算。",
    mend="核对 [funds] 的各个数；确有追加、结转、垫付的，在评价情况或 source 里写明。",
)
def funds_order(subject: Subject) -> Iterator[Finding]:
    funds, unit = subject.case.funds, subject.case.funds.unit
    withdrawn = funds.withdrawn if funds.withdrawn is not None else Decimal(0)
    net = "扣除收回后的到位资金" if withdrawn else "到位资金"
    pairs = (
        ("withdrawn", "收回的资金", withdrawn, "received", "到位资金", funds.received),
        ("spent", "实际支出", funds.spent, "received", net, funds.received - withdrawn),
        ("received", "到位资金", funds.received, "budget", "预算资金", funds.budget),
    )
    for field, more, amount, other, less, most in pairs:
        if not (amount.is_nan() or most.is_nan()) and amount > most and (field == "withdrawn" or not _explained(subject)):
            shown = [in_unit(value * MONEY_UNITS[unit], unit) for value in (amount, most)]
            message = f"{more} {shown[0]}，多于{less} {shown[1]}"
            yield Finding(subject.at("funds", field), message, "请核对两个数；有原因的在正文里写明", (subject.at("funds", other),))


def _explained(subject: Subject) -> bool:
    """Whether a text about the funds says where more money came from."""
    return any(_EXPLAINED.search(text.text) for text in subject.narrative if _about_funds(text.key, text.typed))


def _about_funds(key: tuple[str | int, ...], typed: str) -> bool:
    return key == ("funds", "source") or (key[0] != "funds" and _ABOUT.search(typed) is not None and "资金" in typed)
