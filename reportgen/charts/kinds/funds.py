"""Budget, received and spent (资金情况). In: a Report. Out: a bar for each amount."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.charts.wording import fixed, known, percent, sentences
from reportgen.model.charts import ChartSpec, Series
from reportgen.model.report import Money, Report

_WAN = Decimal(10_000)


def chart(report: Report, name: str, _item: str) -> ChartSpec | None:
    """Amounts in 万元; None while none is known."""
    amounts = list(_amounts(report.funds))
    values = known(amount / _WAN for _, amount in amounts)
    if not any(values):
        return None
    return ChartSpec(
        name,
        "资金预算、到位与支出情况",
        tuple(label for label, _ in amounts),
        (Series("金额", values, 2),),
        sentences((f"{label}{fixed(amount / _WAN, 2)}万元" for label, amount in amounts if amount.is_finite()), _rates(report.funds)),
        unit="万元",
    )


def _amounts(funds: Money) -> Iterator[tuple[str, Decimal]]:
    if funds.initial is not None:
        yield "年初预算", funds.initial
    yield ("预算资金" if funds.initial is None else "调整后预算"), funds.budget
    yield "到位资金", funds.received
    if funds.withdrawn:
        yield "收回后净到位", funds.net
    yield "支出资金", funds.spent


def _rates(funds: Money) -> Iterator[str]:
    if funds.funding_rate.is_finite():
        yield f"资金到位率{percent(funds.funding_rate)}"
    if funds.execution_rate.is_finite():
        yield f"预算执行率{percent(funds.execution_rate)}"
