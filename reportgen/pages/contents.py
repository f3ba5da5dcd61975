"""Page numbers and contents as they are printed. In: lines at the foot of a page, blocks. Out: the printed number, and Entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from .page import Block, Entry, Line, Piece, words

_DASH = r"[-\u2010-\u2015\u2212]?"
_PRINTED = re.compile(rf"{_DASH}(?:第)?(\d+|[IVXLCDM]+|[ivxlcdm]+)(?:页(?:共\d+页)?)?{_DASH}")
# What fills the way from a title to its number; LibreOffice draws it outside the text.
_LEADER = re.compile(r"[.…·]{3,}")
_ENTRY = "TOCI"
_ONE_LINE = 2.0


def printed_number(foot: Iterable[Line]) -> str:
    """The page number among the lines at the foot of a page; empty where none stands there alone."""
    found = (_PRINTED.fullmatch(words("".join(piece.text for piece in line.pieces))) for line in foot)
    return next((match[1] for match in found if match), "")


def entries_on(page: int, blocks: Iterable[Block], furniture: Iterable[Line]) -> Iterator[Entry]:
    """The entries of the contents on a page.

    LibreOffice names them TOCI inside a TOC field; outside one they are paragraphs with a leader.
    """
    leaders = [piece for line in furniture for piece in line.pieces if _LEADER.fullmatch(words(piece.text))]
    for block in blocks:
        leader = _leader_of(block, leaders)
        if block.lines and (leader is not None or block.kind == _ENTRY):
            yield _entry(block, leader, page)


def _leader_of(block: Block, leaders: Sequence[Piece]) -> Piece | None:
    """The leader on the last line of a block."""
    here = block.lines[-1].pieces[0].baseline if block.lines else 0.0
    return next((piece for piece in leaders if block.lines and abs(piece.baseline - here) < _ONE_LINE), None)


def _entry(block: Block, leader: Piece | None, page: int) -> Entry:
    """Title and number: what stands left and right of the leader; without one, of the widest gap."""
    *before, last = block.lines
    edge = leader.box.left if leader is not None else _gap(last)
    left, right = (_text(piece for piece in last.pieces if (piece.box.left < edge) is is_left) for is_left in (True, False))
    found = _PRINTED.fullmatch(right)
    title = "".join(line.text for line in before) + left
    return Entry(words(title), found[1], page) if found else Entry(words(title + right), "", page)


def _gap(line: Line) -> float:
    """Where the last gap in a line ends that no space between words makes."""
    pairs = zip(line.pieces, line.pieces[1:], strict=False)
    return max((right.box.left for left, right in pairs if right.box.left - left.box.right > line.size), default=line.box.right)


def _text(pieces: Iterable[Piece]) -> str:
    return words("".join(piece.text for piece in pieces))
