"""Supporting material, photos, annexes. In: nothing. Out: types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.model.pictures import Picture
from reportgen.model.prose import Prose


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a quoted table; `level` is the level on which it merges with an equal neighbour above, 0 for never."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a quoted table; `total` marks the row of sums."""

    cells: tuple[CellView, ...]
    total: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """A quoted table with its sums computed."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class FieldView:
    """A labelled field of a voucher."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class MaterialView:
    """A piece of supporting material; `amount` is in 元; `remark` is the evaluator's, taken from the problem where none is written."""

    title: str
    kind: str
    date: date | None
    number: str
    tables: tuple[TableView, ...]
    fields: tuple[FieldView, ...]
    amount: Decimal | None
    text: Prose
    note: Prose
    remark: Prose


@dataclass(frozen=True, slots=True)
class MaterialSection:
    """Supporting material of one kind."""

    title: str
    materials: tuple[MaterialView, ...]


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo; `picture` is None where its place is left empty."""

    caption: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class AnnexView:
    """An annex: scans over full pages, or text; neither where its place is left empty; `absent` ones are only listed."""

    title: str
    pictures: tuple[Picture, ...]
    text: Prose
    absent: bool
