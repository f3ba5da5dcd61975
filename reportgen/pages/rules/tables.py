"""Tables that go on over a page. In: a Document. Out: Findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.diagnostics import Severity
from reportgen.pages.page import Document, Line, Row, words
from reportgen.pages.turns import Continued, continued_tables

from .base import Finding, quoted, rule

# A row over a third of a page may be split (DOMAIN: layout); one that is lower than a tenth looks lost alone.
_TALL = 1 / 3
_LOW = 1 / 10
_FEWEST_ROWS = 3
_FIGURES = re.compile(r"[\d.,%，％—-]+")


@rule(
    "short-row-split",
    Severity.WARNING,
    meaning="表格的一行被分在两页，而它的高度不到三分之一页。",
    why="一行的内容要翻页才能读全，数字和名称对不上。",
    example="一行 10 行字，3 行在第 8 页，7 行在第 9 页。",
    mend="在模板里取消这一行的“允许跨页断行”",
)
def short_row_split(document: Document) -> Iterator[Finding]:
    """A row that is no third of a page high is split between two pages."""
    for table in continued_tables(document):
        for row, rest in _split(table):
            height = (row.box.height + rest.box.height) / table.turn.before.area.height
            if height < _TALL:
                message = f"表格的一行{quoted(row.text)}被分在两页，全行只有页面的 {height:.0%} 高"
                yield Finding(table.turn.before.number, message, table.turn.after.number)


@rule(
    "header-not-repeated",
    Severity.WARNING,
    meaning="表格续到下一页，没有重复表头。",
    why="看下一页的人不知道各列是什么。",
    example="得分表有 26 行，第二页上只有数字。",
    mend="在模板里选中表头各行，勾选“在各页顶端以标题行形式重复出现”",
)
def header_not_repeated(document: Document) -> Iterator[Finding]:
    """A table goes on without its header row."""
    for table in continued_tables(document):
        head = [row for row in table.before if row.is_head] or _looks_like_head(table)
        top = max(row.box.top for row in table.after)
        if head and not _says(table.turn.after.furniture, head, top):
            page = table.turn.after.number
            yield Finding(page, f"表格续到这一页，没有重复表头{quoted(head[0].text)}")


@rule(
    "lone-row",
    Severity.WARNING,
    meaning="表格在页末只有表头，或表头带一行；或者在页首只剩最后一行。",
    why="一行离开了它的表格，合计行尤其如此，看不出是什么的合计。",
    example="合计行独自在第 9 页。",
    mend="在模板里给表题、表头和前几行勾选“与下段同页”，末尾两行也一样",
)
def lone_row(document: Document) -> Iterator[Finding]:
    """The header, with one row or none, stands alone at the foot of a page, or one last row at the head of the next."""
    for table in continued_tables(document):
        page = table.turn.before.number
        if any(True for _ in _split(table)):
            continue
        rows = [row for row in table.before if not row.is_head]
        if table.is_first and _are_few(rows, table):
            alone = quoted(rows[0].text) if rows else "表头"
            yield Finding(page, f"表格在页末只有{alone}一行，其余在下一页")
        rest = [row for row in table.after if not row.is_head]
        if table.is_last and rest and _are_few(rest, table):
            yield Finding(page + 1, f"表格在页首只剩{quoted(rest[0].text)}一行")


@rule(
    "merged-cell-continued",
    Severity.WARNING,
    meaning="竖向合并的单元格续到下一页，下一页上没有它的文字。",
    why="看下一页的人不知道这些行属于哪个指标。",
    example="“产出”跨 11 行，后 6 行在下一页，那里的第一列是空的。",
    mend="让程序在换页处把合并的单元格分开并重复文字，或在模板里不合并这一列",
)
def merged_cell_continued(document: Document) -> Iterator[Finding]:
    """A merged cell goes on over a page, and the next page does not say its text again."""
    for table in continued_tables(document):
        again = {cell.path for row in table.after for cell in row.cells if cell.text}
        merged = [cell for row in table.so_far for cell in row.cells if _goes_on(row, cell.rows, table)]
        named = dict.fromkeys(cell.text for cell in merged if cell.text and not cell.is_head and cell.path not in again)
        if named:
            page = table.turn.after.number
            yield Finding(page, f"合并单元格{'、'.join(map(quoted, named))}从上一页续到这一页，没有重复文字")


def _split(table: Continued) -> Iterator[tuple[Row, Row]]:
    """Rows with text on both pages, cells over several rows apart: those go on where their first row ends."""
    after = {row.path: row for row in table.after}
    for row in table.before:
        rest = after.get(row.path)
        if rest is not None and all(any(cell.rows == 1 for cell in part.cells) for part in (row, rest)):
            yield row, rest


def _are_few(rows: Sequence[Row], table: Continued) -> bool:
    """Whether these rows are at most one low one, of a table with more."""
    height = sum(row.box.height for row in rows) / table.turn.before.area.height
    last = max(row.index for row in table.after)
    return len(rows) <= 1 and height < _LOW and last + 1 >= _FEWEST_ROWS


def _goes_on(row: Row, spanned: int, table: Continued) -> bool:
    """Whether a cell of a row, over as many rows as it spans, reaches one that begins on the next page.

    In what is left of a row that is split itself, nothing can say the text again.
    """
    split = {rest.path for _, rest in _split(table)}
    begun = [rest.index for rest in table.after if rest.path not in split]
    return spanned > 1 and bool(begun) and row.index + spanned - 1 >= min(begun)


def _looks_like_head(table: Continued) -> list[Row]:
    """The first row of a table whose file names no header row, where it looks like one: words in all cells, all centred."""
    first = table.before[0]
    is_full = len(first.cells) == first.width and first.width >= _FEWEST_ROWS
    is_wordy = all(cell.is_centred and cell.text and not _FIGURES.fullmatch(cell.text) for cell in first.cells)
    return [first] if first.index == 0 and is_full and is_wordy else []


def _says(furniture: Sequence[Line], head: Sequence[Row], top: float) -> bool:
    """Whether the lines above a table's rows, outside the text, say again what its header says."""
    said = words("".join(piece.text for line in furniture if line.box.bottom > top - 2 for piece in line.pieces))
    texts = [line.text for row in head for cell in row.cells for line in cell.lines]
    return all(text in said for text in texts)
