"""What stands too far out. In: a Document. Out: Findings.

Headers, footers and what else the file places outside the text may stand in the margins, never beyond the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.diagnostics import Severity
from reportgen.pages.page import Box, Document, Line, Page

from .base import Finding, quoted, rule

# Three millimetres: Word lets a table's border stand out by the padding of its cells (1.9 mm) and a hanging comma by less.
_TOLERANCE = 8.5
# LibreOffice cuts a table off at the edge of the paper: what reaches it, to the width of a border, was too wide.
_EDGE = 1.0
_POINTS_OF_MM = 72 / 25.4
_Named = tuple[str, Box]


@rule(
    "outside-page",
    Severity.ERROR,
    meaning="文字、表格或图片到了纸边，或在纸外。",
    why="打印机印不到纸边，内容会缺一块。LibreOffice 把太宽的表格截在纸边。",
    example="表格宽 220 毫米，纸宽 210 毫米。",
    mend="调小表格的列宽或图片；放不下的，把这一节改为横向页面",
)
def outside_page(document: Document) -> Iterator[Finding]:
    """Text, a table or a picture reaches beyond the edge of the paper."""
    for page in document.pages:
        paper = Box(_EDGE, _EDGE, page.width - _EDGE, page.height - _EDGE)
        beyond, side, name = _farthest(paper, [*_inside(page), *_lines("页眉页脚", page.furniture)])
        if beyond > 0:
            yield Finding(page.number, f"{name}{side}面到了纸边，印不全")


@rule(
    "outside-margins",
    Severity.WARNING,
    meaning="文字、表格或图片伸进了页边 3 毫米以上。",
    why="装订会压住内容，版面也不齐。",
    example="六列的表格比版心宽 20 毫米。",
    mend="调小表格的列宽或图片；放不下的，把这一节改为横向页面",
)
def outside_margins(document: Document) -> Iterator[Finding]:
    """Text, a table or a picture reaches into the margin of the page."""
    for page in document.pages:
        area, give = page.area, _TOLERANCE
        frame = Box(area.left - give, area.bottom - give, area.right + give, area.top + give)
        beyond, side, name = _farthest(frame, _inside(page))
        if beyond > 0:
            yield Finding(page.number, f"{name}{side}面伸进页边 {(beyond + give) / _POINTS_OF_MM:.0f} 毫米")


def _inside(page: Page) -> list[_Named]:
    """All that belongs to the text, with words for it."""
    tables = [block.box for block in page.blocks if block.rows]
    borders = [("表格", border) for border in page.rules if any(_beside(border, table) for table in tables)]
    return [*_lines("文字", page.lines), *borders, *(("图片", box) for box in page.pictures)]


def _beside(border: Box, table: Box) -> bool:
    """Whether a ruled line belongs to a table: it stands within the table's height."""
    return border.bottom >= table.bottom - _TOLERANCE and border.top <= table.top + _TOLERANCE


def _lines(noun: str, lines: Iterable[Line]) -> Iterator[_Named]:
    yield from ((f"{noun}{quoted(line.text)}", line.box) for line in lines)


def _farthest(frame: Box, named: Iterable[_Named]) -> tuple[float, str, str]:
    """Which of the named things reaches farthest beyond a frame: by how many points (not above 0 where none does), where, its name."""
    return max(((*_beyond(frame, box), name) for name, box in named), default=(0.0, "", ""))


def _beyond(frame: Box, box: Box) -> tuple[float, str]:
    """The farthest that a box reaches beyond a frame, in points, and the side."""
    return max(
        (frame.left - box.left, "左"), (box.right - frame.right, "右"), (frame.bottom - box.bottom, "下"), (box.top - frame.top, "上")
    )
