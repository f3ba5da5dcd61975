"""Takes sentences out of rendered paragraphs. In: marks of references to what was left out. Out: the same tree without them.

A sentence goes from the end of the one before to its own 。；！？ or to the end of the line or paragraph; a paragraph of which
nothing is left goes too. A caption or mark in the paragraph stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml.etree import _Element

from reportgen.word.runs import take_out
from reportgen.word.signs import FIELD
from reportgen.word.wordml import PPR, TC, P, T, drop, near, text_of, w

_END = re.compile(r"(?:[。；！？!?;]+[”’）〉》」』】]*|\n)")
_BREAK, _TYPE = w("br"), w("type")
_CLOSING = "；;"
_KEPT = tuple(w(name) for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference"))


def leave_out(mark: _Element, others: Collection[_Element]) -> tuple[str, _Element | None]:
    """Takes out the sentence that holds a mark, and with it the marks among `others` that stand in it.

    Gives the text that the paragraph had, and the paragraph itself where it is gone now.
    """
    paragraph = near(mark, P)
    if paragraph is None:
        return "", None
    before = text_of(paragraph)
    pieces = list(_pieces(paragraph))
    text = "".join(piece.text for piece in pieces)
    at = next(start for start, piece in _starts(pieces) if piece.mark is mark)
    start = max((found.end() for found in _END.finditer(text, 0, at)), default=0)
    found = _END.search(text, at)
    end = found.end() if found is not None else len(text) + 1
    _cut(pieces, start, end, mark, others)
    if end == len(text) and found is not None:
        _close(pieces, found[0])
    return before, paragraph if _is_gone(paragraph, pieces) else None


class _Piece:
    """A stretch of text: what a w:t begins with, what stands behind a mark in it (`mark` is that mark), or a line break."""

    def __init__(self, holder: _Element, mark: _Element | None) -> None:
        self.holder, self.mark = holder, mark

    @property
    def text(self) -> str:
        if self.holder.tag == _BREAK:
            return "\n" if self.holder.getparent() is not None else ""
        return (self.holder.text if self.mark is None else self.mark.tail) or ""

    @text.setter
    def text(self, value: str) -> None:
        if self.holder.tag == _BREAK:
            if not value:
                drop(self.holder)
        elif self.mark is None:
            self.holder.text = value
        else:
            self.mark.tail = value


def _pieces(paragraph: _Element) -> Iterator[_Piece]:
    for text in paragraph.iter(T, _BREAK):
        if text.get(_TYPE) is None:  # a break of the page or column ends no sentence
            yield _Piece(text, None)
        for mark in text:
            yield _Piece(text, mark)


def _starts(pieces: list[_Piece]) -> Iterator[tuple[int, _Piece]]:
    at = 0
    for piece in pieces:
        yield at, piece
        at += len(piece.text)


def _cut(pieces: list[_Piece], start: int, end: int, mark: _Element, others: Collection[_Element]) -> None:
    """Takes the text from `start` to `end` out of the pieces, and the references that stand in it."""
    for at, piece in list(_starts(pieces)):
        text = piece.text
        piece.text = text[: max(start - at, 0)] + text[max(end - at, 0) :]
        inside = start <= at < end or piece.mark is mark
        if inside and piece.mark is not None and (piece.mark is mark or piece.mark in others):
            take_out(piece.mark)


def _close(pieces: list[_Piece], end: str) -> None:
    """Ends a paragraph with the sign that was cut off, where it would end with a semicolon now."""
    last = next((piece for piece in reversed(pieces) if piece.text), None)
    if last is not None and last.text[-1] in _CLOSING and end[0] not in _CLOSING and end != "\n":
        last.text = last.text[:-1] + end[0]


def _is_gone(paragraph: _Element, pieces: list[_Piece]) -> bool:
    """Whether a paragraph is taken out because nothing is left in it; what a cell or a section needs stays, empty."""
    marked = any(getattr(p.mark, "target", "") == FIELD and p.mark is not None and p.mark.getparent() is not None for p in pieces)
    if text_of(paragraph).strip() or marked or next(paragraph.iter(*_KEPT), None) is not None:
        return False
    cell = near(paragraph, TC)
    alone = cell is paragraph.getparent() and cell is not None and sum(1 for _ in cell.iterchildren(P)) == 1
    if alone or paragraph.find(f"{PPR}/{w('sectPr')}") is not None:
        return False
    drop(paragraph)
    return True
