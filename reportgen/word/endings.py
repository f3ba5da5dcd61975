"""The last paragraphs before a new page. In: the tree of a finished part. Out: the same tree, in which they stay together.

A line or two left over from the page before would have a page of their own: before a section that begins on a new page, a break
before a paragraph, and the end. So the last paragraph is not split unless it is long, and takes with it as many as make four lines.
Where an editor has tied the last paragraphs together, a list of annexes and the signatures, the one above goes along: nobody signs a
page without a line of the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lxml.etree import _Element

from reportgen.word.measure import TEXT_LINE, rough_lines
from reportgen.word.styles import BODY_TEXT, Styles
from reportgen.word.tables import is_kept
from reportgen.word.wordml import OFF, PARAGRAPH_ORDER, PPR, STYLE, TBL, VAL, P, put, text_of, w

_BODY, _SECTION, _TYPE = w("body"), w("sectPr"), w("type")
_BREAK, _WITH_NEXT, _WHOLE = w("pageBreakBefore"), w("keepNext"), w("keepLines")
_PICTURES = (w("drawing"), w("pict"), w("object"))
_ENOUGH = 4
# So many paragraphs that an editor has tied together are a block; a higher one would leave too much of the page before empty.
_BLOCK, _HIGH = 3, 12
# More than these would leave a third of the page before empty.
_LONGEST = 6


def keep(root: _Element, styles: Styles) -> None:
    """Keeps the ends of the texts of a part together; only a body has any."""
    for body in root.iterchildren(_BODY):
        for block in _ends(body):
            tied = _tied(block, styles)
            _keep(block)
            above = tied[-1].getprevious()
            if _BLOCK <= len(tied) <= _HIGH and above is not None and _may_go_along(above):
                _put(above, _WITH_NEXT)


def _ends(body: _Element) -> Iterator[_Element]:
    """The last block before each new page, empty paragraphs passed over."""
    for block, following in pairwise([*body, None]):
        if block is not None and block.tag == P and (following is None or following.tag == _SECTION or _turns(block, following)):
            yield _shown(block) if not _words(block) else block


def _tied(last: _Element, styles: Styles) -> list[_Element]:
    """The paragraph and those above that stay with the next, from below; not beyond a heading."""
    block = [last]
    while (above := block[-1].getprevious()) is not None and above.tag == P and not _ending(above) and is_kept(above, styles):
        if _is_heading(above, styles):
            return block
        block.append(above)
    return block


def _is_heading(block: _Element, styles: Styles) -> bool:
    named = block.find(f"{PPR}/{STYLE}")
    style = styles.paragraphs.get(named.get(VAL, "") if named is not None else styles.default)
    return style is not None and style.outline < BODY_TEXT


def _turns(block: _Element, following: _Element) -> bool:
    """Whether a new page begins behind a paragraph: how a section begins, it says itself, at its end."""
    if _ending(block):
        section = next((found for later in block.itersiblings() for found in later.iter(_SECTION)), None)
        kind = section.find(_TYPE) if section is not None else None
        return kind is None or kind.get(VAL) != "continuous"
    before = following.find(f"{PPR}/{_BREAK}")
    return before is not None and before.get(VAL) not in OFF


def _shown(block: _Element) -> _Element:
    """The nearest block above that shows something; the block itself where there is none."""
    above = block.getprevious()
    while above is not None and above.tag == P and not _words(above) and not _pictured(above) and not _ending(above):
        above = above.getprevious()
    return block if above is None else above


def _keep(last: _Element) -> None:
    """Keeps a paragraph whole if it is short, and paragraphs above with it until there are lines enough."""
    if not _is_text(last):
        return
    lines = _lines(last)
    if 1 < lines <= _LONGEST:
        _put(last, _WHOLE)
    while lines < _ENOUGH and (above := last.getprevious()) is not None and _may_go_along(above):
        _put(above, _WITH_NEXT)
        lines, last = lines + _lines(above), above


def _may_go_along(above: _Element) -> bool:
    """Whether a block is text of the same section, and not below a table: a note is kept with its table, which would go along too."""
    before = above.getprevious()
    return _is_text(above) and not _ending(above) and (before is None or before.tag != TBL)


def _put(paragraph: _Element, name: str) -> None:
    put(put(paragraph, PPR, (PPR,)), name, PARAGRAPH_ORDER)


def _is_text(block: _Element) -> bool:
    """Whether a block is a paragraph of words alone."""
    return block.tag == P and bool(_words(block)) and not _pictured(block)


def _pictured(block: _Element) -> bool:
    return next(block.iter(*_PICTURES), None) is not None


def _ending(block: _Element) -> bool:
    return block.find(f"{PPR}/{_SECTION}") is not None


def _words(block: _Element) -> str:
    return text_of(block).strip()


def _lines(block: _Element) -> int:
    return rough_lines(_words(block), TEXT_LINE)
