"""Paragraphs, headings and tables of a page. In: its structure tree and what it draws. Out: Blocks in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .objects import Drawn
from .page import Block, Box, Cell, Line, Piece, Row
from .structure import Node

# Elements that only group others. A list's labels stand beside its paragraphs and say nothing of pages.
_GROUPS = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "NonStruct", "L", "LI", "LBody", "TOC"})
_BESIDE = "Lbl"
_PICTURE = "Figure"
# Two pieces stand on one line where their baselines differ by less than this share of the larger: raised figures do.
_ONE_LINE = 0.4
# A rule and the ink beside it may touch.
_TOUCH = 2.0


def blocks_of(tree: Sequence[Node], drawn: Drawn) -> tuple[Block, ...]:
    """The blocks of a page; such without anything on it are left out."""
    return tuple(block for node in tree for block in _blocks(node, drawn))


def _blocks(node: Node, drawn: Drawn) -> Iterator[Block]:
    if node.kind in _GROUPS:
        for child in node.children:
            yield from _blocks(child, drawn)
    elif node.kind != _BESIDE:
        made = _table(node, drawn) if node.kind == "Table" else _paragraph(node, drawn)
        if made is not None:
            yield made


def _paragraph(node: Node, drawn: Drawn) -> Block | None:
    lines = lines_of(_pieces(node, drawn))
    pictures = tuple(_pictures(node, drawn))
    box = Box.around([*(line.box for line in lines), *pictures])
    return Block(node.kind, node.path, _align(node), box, lines, pictures=pictures) if box is not None else None


def _table(node: Node, drawn: Drawn) -> Block | None:
    rows = tuple(row for child in _rows(node) if (row := _row(child, drawn)) is not None)
    box = Box.around(row.box for row in rows)
    return Block(node.kind, node.path, "", box, rows=rows) if box is not None else None


def _rows(table: Node) -> Iterator[Node]:
    """The rows of a table, which may stand in groups (THead, TBody)."""
    for child in table.children:
        if child.kind == "TR":
            yield child
        elif child.kind in ("THead", "TBody", "TFoot"):
            yield from _rows(child)


def _row(node: Node, drawn: Drawn) -> Row | None:
    cells = tuple(_cell(child, drawn) for child in node.children)
    # A cell over several rows says nothing of the height of this one, unless there is no other.
    inside = [box for cell in cells if cell.rows == 1 for box in _inside(cell)] or [box for cell in cells for box in _inside(cell)]
    box = Box.around(inside)
    return Row(node.path, node.path[-1], node.places, cells, _between_rules(box, drawn.rules)) if box is not None else None


def _inside(cell: Cell) -> list[Box]:
    return [*(line.box for line in cell.lines), *cell.pictures]


def _cell(node: Node, drawn: Drawn) -> Cell:
    paragraphs = [inner for inner in node.nodes() if inner.align]
    is_centred = bool(paragraphs) and all(inner.align == "Center" for inner in paragraphs)
    lines = lines_of(_pieces(node, drawn))
    return Cell(node.path, node.rows, node.columns, node.kind == "TH", is_centred, lines, tuple(_pictures(node, drawn)))


def _between_rules(box: Box, rules: Iterable[Box]) -> Box:
    """A row's text, widened up and down to the ruled lines that enclose it, where there are any."""
    level = [rule for rule in rules if rule.width > rule.height and rule.left < box.right and rule.right > box.left]
    top = min((rule.top for rule in level if rule.bottom >= box.top - _TOUCH), default=box.top)
    bottom = max((rule.bottom for rule in level if rule.top <= box.bottom + _TOUCH), default=box.bottom)
    return Box(box.left, bottom, box.right, top)


def _pieces(node: Node, drawn: Drawn) -> Iterator[Piece]:
    """The texts of an element, without those of drawings."""
    for mark in node.all_marks(without=_PICTURE):
        yield from drawn.texts.get(mark, ())


def _pictures(node: Node, drawn: Drawn) -> Iterator[Box]:
    """Each drawing of an element: a box around all that it draws. A picture without a drawing of its own counts as one."""
    figures = [inner for inner in node.nodes() if inner.kind == _PICTURE]
    for figure in figures:
        marks = list(figure.all_marks())
        drawings = [box for mark in marks for box in drawn.pictures.get(mark, ())]
        texts = [piece.box for mark in marks for piece in drawn.texts.get(mark, ())]
        box = Box.around([*drawings, *texts])
        if box is not None:
            yield box
    if not figures:
        yield from (box for mark in node.all_marks() for box in drawn.pictures.get(mark, ()))


def _align(node: Node) -> str:
    """How a paragraph is aligned, as the PDF says: Start, Center, End, Justify; that of an entry stands in its paragraph."""
    return next((inner.align for inner in node.nodes() if inner.align), "")


def lines_of(pieces: Iterable[Piece]) -> tuple[Line, ...]:
    """Pieces put on lines, from the top; pieces without ink belong to none."""
    lines: list[list[Piece]] = []
    for piece in sorted((p for p in pieces if p.box.width or p.box.height), key=lambda p: -p.baseline):
        last = lines[-1][0] if lines else None
        if last is not None and last.baseline - piece.baseline < _ONE_LINE * max(last.size, piece.size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return tuple(_line(line) for line in lines)


def _line(pieces: list[Piece]) -> Line:
    pieces.sort(key=lambda piece: piece.box.left)
    box = Box.around(piece.box for piece in pieces) or pieces[0].box
    return Line(tuple(pieces), box, max(piece.size for piece in pieces))
