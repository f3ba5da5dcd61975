"""Documents with one table, for the tests of tables. In: rows of texts, widths, what the rows and cells are like. Out: documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document as Made
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.word.workbench import blank

Element = Any  # python-docx's elements have no public type


def element(name: str, **attributes: str) -> Element:
    """A new element of WordprocessingML."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def spaced(size: float = 10.5, pitch: float = 16) -> Made:
    """An empty document whose text is so large, with an exact pitch and nothing between paragraphs."""
    made = blank()
    style = made.styles["Normal"]
    style.font.size = Pt(size)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(pitch)
    return made


def add_table(made: Made, rows: Sequence[Sequence[str]], widths: Sequence[int] = (), head: int = 1) -> Element:
    """Adds a table of these texts with columns of these widths (twips), the first `head` rows as header rows; gives its w:tbl."""
    table = made.add_table(len(rows), len(rows[0]))
    for line, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(line, column).text = text
    for row in table.rows[:head]:
        row._tr.get_or_add_trPr().append(element("tblHeader"))
    set_widths(table._tbl, widths)
    return table._tbl


def set_widths(table: Element, widths: Sequence[int]) -> None:
    """Gives the columns of a table and the cells in them widths."""
    for column, width in zip(table.tblGrid, widths, strict=False):
        column.set(qn("w:w"), str(width))
    for row in table.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=False):
            cell.get_or_add_tcPr().get_or_add_tcW().set(qn("w:w"), str(width))


def grid(table: Element) -> list[int]:
    """The widths of a table's grid columns."""
    return [int(column.get(qn("w:w"))) for column in table.tblGrid]


def cell_widths(row: Element) -> list[int]:
    """The widths that the cells of a row state."""
    return [int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row.tc_lst]


def kept(paragraph: Element) -> bool:
    """Whether a paragraph itself says that it stays with the next."""
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}")
    return found is not None and found.get(qn("w:val")) != "0"


def kept_rows(table: Element) -> list[bool]:
    """Of each row, whether all its paragraphs stay with the next."""
    return [all(kept(p) for cell in row.tc_lst for p in cell.p_lst) for row in table.tr_lst]


def whole_rows(table: Element) -> list[bool]:
    """Of each row, whether it is never split over pages."""
    return [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.tr_lst]
