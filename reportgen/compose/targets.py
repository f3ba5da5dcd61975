"""Target tables: what was declared, what it became, and why.

In: a Case and the indicators composed so far. Out: a TargetsView.
"""

from __future__ import annotations

from reportgen.model.case import Adjustment, Case
from reportgen.model.prose import Prose, plain
from reportgen.model.report import AdjustmentRow, IndicatorView, TargetRow, TargetsView

from .writer import Writer

_MARKS = ("保留", "修改", "删除", "增设")


def targets_view(case: Case, indicators: tuple[IndicatorView, ...], writer: Writer) -> TargetsView | None:
    """Declared and adjusted targets; None where the case has none."""
    targets = case.targets
    if targets is None:
        return None
    values = {
        declared.name: writer.line(("targets", "declared", at, "value"), declared.value) for at, declared in enumerate(targets.declared)
    }
    by_name = {i.name: i for i in indicators}
    return TargetsView(
        form=str(writer.figures.get(f"documents.{targets.form}.title", "")),
        overall=writer.prose(("targets", "overall"), targets.overall),
        declared=tuple(TargetRow(d.dimension, d.group, d.name, plain(values[d.name]), Prose()) for d in targets.declared),
        adjusted=tuple(TargetRow(f"{i.dimension}指标", i.group, i.name, i.target, i.actual) for i in indicators if i.target),
        adjustments=tuple(_row(at, a, values, by_name, writer) for at, a in enumerate(targets.adjustments)),
    )


def _row(
    at: int, adjustment: Adjustment, values: dict[str, str], indicators: dict[str, IndicatorView], writer: Writer
) -> AdjustmentRow:
    kept, changed, dropped, added = ("√" if adjustment.kind == mark else "" for mark in _MARKS)
    target = indicators.get(adjustment.indicator or "")
    return AdjustmentRow(
        heading=adjustment.heading,
        declared=adjustment.declared or "",
        declared_value=values.get(adjustment.declared or "", ""),
        marks=(kept, changed, dropped, added),
        indicator=adjustment.indicator or "",
        value=target.target if target else Prose(),
        reason=writer.prose(("targets", "adjustments", at, "reason"), adjustment.reason),
    )
