"""The first paragraphs below headings. In: the tree of a finished part. Out: the same tree, in which those of three lines stay whole.

Nobody splits such a paragraph, as two of its lines stay together at either end. But LibreOffice, asking whether a heading has room
with what follows, looks at the first two lines alone, finds room for them, and leaves the heading behind when the paragraph moves.
"""

from __future__ import annotations

from itertools import pairwise

from lxml.etree import _Element

from reportgen.word.measure import TEXT_LINE, rough_lines
from reportgen.word.styles import Styles
from reportgen.word.tables import is_kept
from reportgen.word.wordml import PARAGRAPH_ORDER, PPR, P, put, text_of, w

_BODY, _WHOLE = w("body"), w("keepLines")
_THREE = (2, 3)  # the estimate may be one short


def keep(root: _Element, styles: Styles) -> None:
    """Keeps them whole; only a body has any."""
    for body in root.iterchildren(_BODY):
        for above, block in pairwise(body):
            if above.tag == block.tag == P and is_kept(above, styles) and rough_lines(text_of(block).strip(), TEXT_LINE) in _THREE:
                put(put(block, PPR, (PPR,)), _WHOLE, PARAGRAPH_ORDER)
