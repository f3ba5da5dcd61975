"""Cells of quoted tables as texts. In: a Case. Out: Texts, all quoted, in the order of the tables."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.case import Case

from .texts import Text


def cells_of(case: Case) -> Iterator[Text]:
    """The cells that hold something."""
    for at, material in enumerate(case.materials):
        for n, table in enumerate(material.tables):
            for r, row in enumerate(table.rows):
                yield from (
                    Text(("materials", at, "tables", n, "rows", r, c), cell, cell, is_name=False, quoted=True)
                    for c, cell in enumerate(row)
                    if cell
                )
