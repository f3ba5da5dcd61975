"""Where tables may break. In: Tables. Out: the same tables, whose rows say what may be split and what stays together.

A row whose text is higher than a third of the page may go on over a page, others stay whole. Captions stay with their tables, header
rows with the first two rows of data, the last two rows with one another, and a note or formula below with the last row; small tables
stay in one piece. What stays together is never so high that Word would give it up: longer chains of rows, which an editor may have
made, are cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.etree import _Element

from reportgen.word.measure import rough_width
from reportgen.word.tables import Row, Table, keep, setting_of
from reportgen.word.wordml import PPR, P, text_of, w

_SECTION = f"{PPR}/{w('sectPr')}"
_DRAWING = w("drawing")
# In parts of the page: what is tall, what may stay together at either end of a table, and the longest chain that is left.
_TALL, _TOGETHER, _CHAIN = 1 / 3, 1 / 2, 2 / 3
# Rows without longer texts are low: they need not be measured.
_SHORT = 40
# A table up to so many rows and such a part of the page is small: moved whole, it leaves little white behind.
_ROWS, _SMALL = 12, 0.32
# So few low rows make no long chain.
_FEW = 12
_ABOVE = 3
_NOTE = re.compile(
    r"\s*(?:[（(【]?(?:注|(?:评价)?说明|备注|资料来源|数据来源|来源)[0-9一二三四五]?[】]?[：:、]|[^\s，。；：]{1,16}[=＝])"
)


def settle(tables: Iterable[Table]) -> None:
    """Says of each row of each table whether it may be split and whether it stays with the next."""
    for table in tables:
        if not table.nested and table.rows:
            tall = [_settle_split(table, row) for row in table.rows]
            _keep_ends(table, tall)
            if not any(tall):
                _keep_small(table)
            _cut_chains(table)
            _keep_above(table)
            if not tall[-1]:
                _keep_note(table)


def _settle_split(table: Table, row: Row) -> bool:
    """Lets a tall row be split and others not; gives whether it is tall. Rows with more than text stay as the editor has them."""
    tall = row.longest > _SHORT and _is_tall(table, row)
    if tall is row.whole and all(cell.plain for cell in row.cells):
        row.split(allowed=tall and not row.header)
    return tall


def _is_tall(table: Table, row: Row) -> bool:
    limit = table.area[1] * _TALL
    # A text fills at least a quarter of this area, or it has too few lines.
    long = (c for c in row.cells if not c.merge and len(c.words) * table.setting.size**2 * 4 > limit * table.room(c))
    return any(table.cell_height(cell) > limit for cell in long)


def _keep_ends(table: Table, tall: Sequence[bool]) -> None:
    rows, head = table.rows, table.head
    if _is_low(table, rows[:head]):
        for row in rows[:head]:
            table.keep(row)
    last = len(rows) - 2
    for at, together in ((head, rows[: head + 2]), (last, rows[last:])):
        if head <= at <= last and not any(tall[at : at + 2]) and _is_low(table, together):
            table.keep(rows[at])


def _keep_small(table: Table) -> None:
    """Keeps all rows of a small table together, one of text alone: pictures make any table high."""
    rows = table.rows
    plain = len(rows) <= _ROWS and all(cell.plain for row in rows for cell in row.cells)
    if plain and sum(map(table.height, rows)) <= table.area[1] * _SMALL:
        for row in rows[:-1]:
            table.keep(row)


def _is_low(table: Table, rows: Sequence[Row]) -> bool:
    """Whether some rows may stay together."""
    return all(row.longest <= _SHORT for row in rows) or sum(map(table.height, rows)) <= table.area[1] * _TOGETHER


def _cut_chains(table: Table) -> None:
    """Cuts what would keep more rows together than part of a page holds."""
    most, together = table.area[1] * _CHAIN, 0
    between = table.rows[table.head + 1 : -2]
    if (len(between) < _FEW and all(row.longest <= _SHORT for row in between)) or not any(map(table.kept, between)):
        return
    for row in table.rows:
        if not table.kept(row):
            together = 0
            continue
        together += table.height(row)
        if together > most:
            table.keep(row, on=False)
            together = 0


def _keep_above(table: Table) -> None:
    """Keeps lines above a table with it: its caption, its unit of measure, the sentence that announces it if it takes one line.

    What stands below a picture belongs to the picture, and a note or formula to the table before.
    """
    for paragraph in _siblings(table.element, before=True):
        words, above = text_of(paragraph), paragraph.getprevious()
        if above is not None and above.tag == P and next(above.iter(_DRAWING), None) is not None:
            return
        if not words.strip() or _NOTE.match(words) or rough_width(words) * setting_of(paragraph, table.styles).size > table.area[0]:
            return
        keep(paragraph, table.styles)


def _keep_note(table: Table) -> None:
    """Keeps the last row with a note or formula below; an empty paragraph may stand between."""
    spacers: list[_Element] = []
    for paragraph in _siblings(table.element, before=False):
        words = text_of(paragraph)
        if _NOTE.match(words):
            table.keep(table.rows[-1])
            for spacer in spacers:
                keep(spacer, table.styles)
        if words.strip() or spacers:
            return
        spacers.append(paragraph)


def _siblings(table: _Element, *, before: bool) -> Iterator[_Element]:
    """The paragraphs next to a table, up to three; not beyond the end of a section."""
    sibling = table
    for _ in range(_ABOVE):
        found = sibling.getprevious() if before else sibling.getnext()
        if found is None or found.tag != P or found.find(_SECTION) is not None:
            return
        yield found
        sibling = found
