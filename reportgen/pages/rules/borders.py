"""Tables whose cells are open at an edge. In: a Document. Out: Findings."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Severity
from reportgen.pages.grids import grids
from reportgen.pages.page import Box, Document, Page

from .base import Finding, quoted, rule


@rule(
    "cell-open",
    Severity.WARNING,
    meaning="有边框的表格里有一块没有边框：左边、右边、上边或下边敞开着。",
    why="合并的单元格提前收口，其余各行的左边没有框线也没有文字，看不出属于哪个指标。",
    example="“产出成本”有 5 行，框线只围住前 2 行，后 3 行的左边是空的。",
    mend="LibreOffice 会排坏跨页的合并单元格：在这张表前增减一行字，或不合并这一列；本来就不要框线的，整列都不画",
)
def cell_open(document: Document) -> Iterator[Finding]:
    """A part of a table with borders is open to the outside, while most of it is closed."""
    for page in document.pages:
        for table in grids(page.rules):
            for row in table.open_rows():
                yield Finding(page.number, f"表格里{_named(page, row)}有一块没有边框")


def _named(page: Page, row: Box) -> str:
    """The text that stands in a row of a table, quoted."""
    lines = [line for line in page.lines if row.bottom < (line.box.bottom + line.box.top) / 2 < row.top and line.box.left > row.left]
    return quoted("".join(line.text for line in lines)) + "一行" if lines else ""
