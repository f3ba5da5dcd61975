"""White where text should be. In: a Document. Out: Findings.

A page may end early where a part, an annex, a page of another size or another count of pages begins behind it, on covers, and at the
end of the report, unless all that it holds are one or two lines left over from the page before. Whether an editor broke the page
by hand elsewhere, a PDF does not tell: that counts as a defect.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Severity
from reportgen.pages.page import Block, Document
from reportgen.pages.turns import turns

from .base import Finding, quoted, rule

# A page is nearly empty where its text ends within this share of its height. Table rows up to a third of a page are kept whole, so
# that a gap of as much is no defect.
_FILLED = 0.15
_GAP = 1 / 3
# A picture is never split, so that one of up to half a page may leave as much behind.
_GAP_BEFORE_PICTURE = 1 / 2
_FEW = 2


@rule(
    "nearly-empty-page",
    Severity.WARNING,
    meaning="一页上几乎没有内容（不到版心的 15%），后文又不是新的章、附件或横向页面；或者编了页码的一页全是空白。",
    why="看上去像是漏印了，或者夹了一张白纸。",
    example="表格后面有一个多余的分页符，下一页只剩一行字。",
    mend="在模板里删去多余的分页符或空段落；只多出几行的，精简前面的文字",
)
def nearly_empty_page(document: Document) -> Iterator[Finding]:
    """A page holds next to nothing, though the text goes on behind it; or a numbered page holds nothing at all."""
    for page in document.pages:
        if not page.blocks and not page.pictures and page.furniture:
            yield Finding(page.number, "整页空白")
    for turn in turns(document):
        filled = 1 - turn.room_left
        if filled < _FILLED and not turn.is_meant:
            yield Finding(turn.before.number, f"这一页只有 {filled:.0%} 有内容，而后文并不需要另起一页")


@rule(
    "white-gap",
    Severity.WARNING,
    meaning="页面下部有三分之一以上是空白（后面是图片的，一半以上），后文却没有换章，而是接在下一页。",
    why="一大块空白打断阅读，像是缺了内容。",
    example="下一行表格有半页高，又不许跨页，整行挪到了下一页。",
    mend="在模板里允许高的表格行跨页；图片太高的，调小一些；不要在同一章里用分页符",
)
def white_gap(document: Document) -> Iterator[Finding]:
    """More than a third of a page is white (half of it where a picture follows), and the text goes on behind it."""
    for turn in turns(document):
        most = _GAP if turn.first.rows or turn.first.text else _GAP_BEFORE_PICTURE
        if most < turn.room_left <= 1 - _FILLED and not turn.is_meant:
            yield Finding(turn.before.number, f"页面下部有 {turn.room_left:.0%} 是空白，后文{_named(turn.first)}却接在下一页")


@rule(
    "few-lines-left",
    Severity.WARNING,
    meaning="一页上只有上一页余下的一两行。",
    why="为一两行字多翻一页；落款单独占一页，签字盖章时还会被怀疑换过页。",
    example="目录多出两条，独占一页。",
    mend="精简前面的文字，或把前面的表格、图片调小一些，使这一两行并入上一页",
)
def few_lines_left(document: Document) -> Iterator[Finding]:
    """One or two lines left over from the page before have a page of their own."""
    for turn in turns(document):
        lines = [line for block in turn.after.blocks for line in block.lines]
        is_all = not turn.after.pictures and not any(block.rows for block in turn.after.blocks)
        if not turn.is_meant and is_all and len(lines) <= _FEW:
            yield Finding(turn.after.number, f"这一页只有上一页余下的 {len(lines)} 行：{quoted(lines[0].text)}")


def _named(block: Block) -> str:
    """The beginning of a block in words."""
    text = block.rows[0].text if block.rows else block.text
    return f"（{'表格' if block.rows else ''}{quoted(text)}）" if text else "（图片）"
