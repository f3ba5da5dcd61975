"""Headings, captions and single lines at a turn of the page. In: a Document. Out: Findings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.diagnostics import Severity
from reportgen.pages.page import Block, Document, Page
from reportgen.pages.turns import Turn, turns

from .base import Finding, quoted, rule

_OF_TABLE = re.compile(r"续?表[\d一二三四五六七八九十A-Z]")
_OF_PICTURE = re.compile(r"图[\d一二三四五六七八九十A-Z]")
_PROSE = frozenset({"P", "H"})
# A caption with more lines is a paragraph that happens to be centred.
_MOST_LINES = 3


@rule(
    "heading-at-foot",
    Severity.WARNING,
    meaning="标题在一页的最后，它下面的正文在下一页。",
    why="标题与内容分开，读起来断了。",
    example="“一、项目概况”在第 3 页最后一行，正文从第 4 页开始。",
    mend="在模板里给标题样式勾选“与下段同页”",
)
def heading_at_foot(document: Document) -> Iterator[Finding]:
    """A heading stands last on its page; what it heads begins on the next."""
    for turn in turns(document):
        if turn.last.is_heading and not turn.goes_on:
            yield Finding(turn.before.number, f"标题{quoted(turn.last.text)}在页末，后面没有正文")


@rule(
    "caption-apart",
    Severity.WARNING,
    meaning="表题与表格、图题与图片不在同一页。",
    why="看表的人不知道这是什么表，要往前翻。",
    example="“表 2.1”在第 8 页最后一行，表格从第 9 页开始。",
    mend="在模板里给表题、图片所在的段落勾选“与下段同页”",
)
def caption_apart(document: Document) -> Iterator[Finding]:
    """A caption stands on another page than its table or picture."""
    for turn in turns(document):
        caption = _table_caption(turn) or _picture_caption(turn)
        if caption:
            yield Finding(turn.before.number, f"{quoted(caption)}与它的表格或图片不在同一页", turn.after.number)


@rule(
    "lone-line",
    Severity.WARNING,
    meaning="一个段落的第一行孤立在页末，或最后一行孤立在页首。",
    why="排版的通例不许一行独处；读的人容易漏掉。",
    example="一段四行，三行在第 5 页，一行在第 6 页。",
    mend="在模板里给正文样式勾选“孤行控制”",
)
def lone_line(document: Document) -> Iterator[Finding]:
    """The first line of a paragraph stands alone at the foot of a page, or its last line at the head of the next."""
    for turn in turns(document):
        if not turn.goes_on or turn.last.kind not in _PROSE:
            continue
        is_first = len(turn.last.lines) == 1
        is_last = len(turn.first.lines) == 1 and len(turn.after.blocks) > 1
        if is_first or is_last:
            text = turn.last.text if is_first else turn.first.text
            which = "首行孤立在页末" if is_first else "末行孤立在页首"
            yield Finding((turn.before if is_first else turn.after).number, f"段落的{which}：{quoted(text)}")


def _table_caption(turn: Turn) -> str:
    """The caption at the foot of a page whose table begins on the next; a line with the unit may stand between them."""
    if turn.goes_on or turn.is_cover or not turn.first.rows:
        return ""
    *above, last = turn.before.blocks
    is_unit = last.align == "End" and len(last.lines) == 1
    caption = above[-1] if is_unit and above else last
    return caption.text if _is_caption(caption) else ""


def _is_caption(block: Block) -> bool:
    """Whether a block in front of a table can be nothing but its caption: a few centred lines, or the numbered word."""
    if block.rows or block.is_heading or len(block.lines) > _MOST_LINES:
        return False
    return bool(block.lines) and (block.align == "Center" or _OF_TABLE.match(block.text) is not None)


def _picture_caption(turn: Turn) -> str:
    """The caption at the head of a page whose picture stands last on the page before, in a paragraph or in a table's row."""
    texts = [cell.text for cell in turn.first.rows[0].cells] if turn.first.rows else [turn.first.text]
    if not all(_OF_PICTURE.match(text) for text in texts):
        return ""
    is_row = turn.goes_on and turn.last.rows[-1:] != () and turn.last.rows[-1].path != turn.first.rows[0].path
    return texts[0] if is_row or _ends_in_picture(turn.before) else ""


def _ends_in_picture(page: Page) -> bool:
    """Whether nothing stands lower on a page than a picture. One without alternative text belongs to no paragraph."""
    edge = min((picture.bottom for picture in page.pictures), default=page.height)
    return all(line.box.bottom >= edge for line in page.lines)
