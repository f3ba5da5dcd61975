"""Supporting material, photos and annexes: quoted as the case holds them, sums computed, each with the evaluator's remark.

In: a Case, the problems composed so far, pictures by key. Out: views in the order of the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import groupby

from reportgen.diagnostics import CasePlace, Key
from reportgen.model.case import Case
from reportgen.model.materials import Annex, Material, Photo, Table
from reportgen.model.pictures import Picture
from reportgen.model.prose import Prose
from reportgen.model.report import (
    AnnexView,
    CellView,
    FieldView,
    MaterialSection,
    MaterialView,
    PhotoView,
    ProblemGroup,
    RowView,
    TableView,
)

from .numbers import num
from .writer import Writer

Pictures = Mapping[Key, tuple[Picture, ...]]
_TOTAL = "合计"


def material_sections(case: Case, problems: tuple[ProblemGroup, ...], writer: Writer) -> tuple[MaterialSection, ...]:
    """Supporting material under the headings of its sections."""
    stated = dict(zip((p.id for p in case.problems), (view.text for group in problems for view in group.problems), strict=True))
    views = [(m.section, _material(at, m, stated, writer)) for at, m in enumerate(case.materials)]
    return tuple(MaterialSection(title, tuple(view for _, view in rows)) for title, rows in groupby(views, key=lambda row: row[0]))


def _material(at: int, material: Material, stated: Mapping[str, Prose], writer: Writer) -> MaterialView:
    key: Key = ("materials", at)
    remark = writer.prose((*key, "remark"), material.remark)
    return MaterialView(
        title=writer.line((*key, "title"), material.title),
        kind=material.kind,
        date=material.date,
        number=material.number or "",
        tables=tuple(_table((*key, "tables", n), table, writer) for n, table in enumerate(material.tables)),
        fields=tuple(
            FieldView(field.label, writer.line((*key, "fields", n, "value"), field.value)) for n, field in enumerate(material.fields)
        ),
        amount=_amount((*key, "amount"), material.amount, writer),
        text=writer.prose((*key, "text"), material.text),
        note=writer.prose((*key, "note"), material.note),
        remark=remark or stated.get(material.problem or "", Prose()),
    )


def _amount(key: Key, amount: Decimal | str | None, writer: Writer) -> Decimal | None:
    """The amount of a voucher in 元, stated or referred to."""
    if not isinstance(amount, str):
        return amount
    found = writer.figure(key, amount)
    return found if isinstance(found, Decimal) else None


def _table(key: Key, table: Table, writer: Writer) -> TableView:
    merged = 0 if table.merge.is_nan() else int(table.merge)
    rows = [RowView(tuple(CellView(text, at + 1 if at < merged else 0) for at, text in enumerate(r)), total=False) for r in table.rows]
    if table.sums:
        rows.append(_sums(key, table, writer))
    return TableView(writer.line((*key, "title"), table.title), table.columns, tuple(rows))


def _sums(key: Key, table: Table, writer: Writer) -> RowView:
    """The row of sums: 合计 in the first column, each summed column's total in its own."""
    cells = []
    for at, column in enumerate(table.columns):
        summed = column in table.sums
        text = num(_sum(key, table, at, writer)) if summed else _TOTAL if at == 0 else ""
        cells.append(CellView(text, 0))
    return RowView(tuple(cells), total=True)


def _sum(key: Key, table: Table, column: int, writer: Writer) -> Decimal:
    total = Decimal(0)
    for at, row in enumerate(table.rows):
        try:
            total += Decimal(row[column].replace(",", "").strip() or "0")
        except InvalidOperation:
            place = CasePlace((*key, "rows", at, column))
            writer.sink.error("not-a-number", place, f"要合计的列里有不是数的内容“{row[column]}”", "改成数字，或不合计这一列")
    return total


def photo_views(case: Case, pictures: Pictures, writer: Writer) -> tuple[PhotoView, ...]:
    """Photos of the field work; a caption also says what a photo shows to those who cannot see it."""
    return tuple(_photo(at, photo, pictures, writer) for at, photo in enumerate(case.photos))


def _photo(at: int, photo: Photo, pictures: Pictures, writer: Writer) -> PhotoView:
    caption = writer.line(("photos", at, "caption"), photo.caption)
    found = [replace(picture, alt=caption) for picture in pictures.get(("photos", at), ())]
    return PhotoView(caption, found[0] if found else None)


def annex_views(case: Case, pictures: Pictures, writer: Writer) -> tuple[AnnexView, ...]:
    """Annexes, each with its scans."""
    return tuple(_annex(at, annex, pictures, writer) for at, annex in enumerate(case.annexes))


def _annex(at: int, annex: Annex, pictures: Pictures, writer: Writer) -> AnnexView:
    title = writer.line(("annexes", at, "title"), annex.title)
    scans = pictures.get(("annexes", at), ())
    shown = tuple(replace(scan, alt=f"{title}（第{n}页，共{len(scans)}页）") for n, scan in enumerate(scans, 1))
    return AnnexView(title, shown, writer.paragraphs(annex.text), annex.absent)
