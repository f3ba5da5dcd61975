"""Target tables: declared, adjusted, and why. In: nothing. Out: types."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.model.prose import Prose


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A row of a target table."""

    dimension: str
    group: str
    name: str
    value: Prose
    actual: Prose


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """A row of the table of adjusted targets; marks are the four columns 保留, 修改, 删除, 增设."""

    heading: str
    declared: str
    declared_value: str
    marks: tuple[str, str, str, str]
    indicator: str
    value: Prose
    reason: Prose


@dataclass(frozen=True, slots=True)
class TargetsView:
    """Declared and adjusted targets."""

    form: str
    overall: Prose
    declared: tuple[TargetRow, ...]
    adjusted: tuple[TargetRow, ...]
    adjustments: tuple[AdjustmentRow, ...]
