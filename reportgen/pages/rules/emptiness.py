"""White where text should be. In: a Document. Out: Findings.

A page may end early where a part, an annex, a page of another size or another count of pages begins behind it, on covers, and at the
end of the report, unless all that it holds are one or two lines left over from the page before. Whether an editor broke the page
by hand elsewhere, a PDF does not tell: that counts as a defect.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.pages.page import Document
from reportgen.pages.turns import turns

from .base import Finding, quoted, rule

# A page is nearly empty where its text ends within this share of its height. Table rows up to a third of a page are kept whole, so
# that a gap of as much is no defect.
_FILLED = 0.15
_GAP = 1 / 3
_FEW = 2


@rule("nearly-empty-page", "删去多余的分页符或空段落；只多出几行时，精简前面的文字或调小图片，使它并入上一页")
def nearly_empty_page(document: Document) -> Iterator[Finding]:
    """A page holds next to nothing, though the text goes on behind it; or a numbered page holds nothing at all."""
    for page in document.pages:
        if not page.blocks and not page.pictures and page.furniture:
            yield Finding(page.number, "整页空白")
    for turn in turns(document):
        filled = 1 - turn.room_left
        if filled < _FILLED and not turn.is_meant:
            yield Finding(turn.before.number, f"这一页只有 {filled:.0%} 有内容，而后文并不需要另起一页")


@rule("white-gap", "在模板里允许高的表格行跨页，或调小图片、把图片移到文字之后；不要用分页符把同一部分隔开")
def white_gap(document: Document) -> Iterator[Finding]:
    """More than a third of a page is white, and the text goes on behind it."""
    for turn in turns(document):
        if _GAP < turn.room_left <= 1 - _FILLED and not turn.is_meant:
            yield Finding(turn.before.number, f"页面下部有 {turn.room_left:.0%} 是空白，后文却接在下一页")


@rule("few-lines-left", "精简前面的文字或表格，使这一两行并入上一页")
def few_lines_left(document: Document) -> Iterator[Finding]:
    """One or two lines left over from the page before have a page of their own."""
    for turn in turns(document):
        lines = [line for block in turn.after.blocks for line in block.lines]
        is_all = not turn.after.pictures and not any(block.rows for block in turn.after.blocks)
        if not turn.is_meant and is_all and len(lines) <= _FEW:
            yield Finding(turn.after.number, f"这一页只有上一页余下的 {len(lines)} 行：{quoted(lines[0].text)}")
