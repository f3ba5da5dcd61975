"""Where each key of a TOML text stands, by tree-sitter.

In: the text. Out: a Position for every key and array element. Used only when something has to be said about a key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.diagnostics import Key

if TYPE_CHECKING:
    from tree_sitter import Node


@dataclass(frozen=True, slots=True)
class Position:
    """Line and column of a key, from 1; for a string also where its text begins."""

    line: int
    column: int
    text_line: int = 0
    text_column: int = 0


def positions(text: str) -> dict[Key, Position]:
    """The position of every key, table and array element of a TOML text; broken passages are left out."""
    import tree_sitter_toml  # loaded only when there is something to say
    from tree_sitter import Language, Parser

    walk = _Walk(text)
    root = Parser(Language(tree_sitter_toml.language())).parse(text.encode()).root_node
    for node in root.children:
        walk.top(node)
    return walk.found


class _Walk:
    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.found: dict[Key, Position] = {}
        self.counts: dict[Key, int] = {}

    def top(self, node: Node) -> None:
        if node.type == "pair":
            self.pair(node, ())
        elif node.type in ("table", "table_array_element"):
            self.table(node)

    def table(self, node: Node) -> None:
        header = node.named_children[0]
        base = self.resolve(_key(header), array=node.type == "table_array_element")
        if base and isinstance(base[-1], int):
            self.note(base[:-1], header)  # the list stands where its first element does
        self.note(base, header)
        for child in node.named_children[1:]:
            if child.type == "pair":
                self.pair(child, base)

    def resolve(self, key: Key, *, array: bool) -> Key:
        """The key of a header with the index of the latest element of every array of tables in it."""
        out: Key = ()
        for at, step in enumerate(key):
            out = (*out, step)
            last = at == len(key) - 1
            if array and last:
                self.counts[out] = self.counts.get(out, -1) + 1
            if out in self.counts:
                out = (*out, self.counts[out])
        return out

    def pair(self, node: Node, base: Key) -> None:
        name, value = node.named_children[:2]  # a comment may follow
        key = (*base, *_key(name))
        self.note(key, name, value)
        self.value(value, key)

    def value(self, node: Node, key: Key) -> None:
        if node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    self.pair(child, key)
        elif node.type == "array":
            for at, child in enumerate(c for c in node.named_children if c.type != "comment"):
                self.note((*key, at), child, child)
                self.value(child, (*key, at))

    def note(self, key: Key, node: Node, value: Node | None = None) -> None:
        line, column = self.point(node)
        text_line, text_column = 0, 0
        if value is not None and value.type == "string":
            text_line, text_column = self.point(value)
            opening = self.lines[text_line - 1][text_column - 1 :]
            if opening[:3] in ('"""', "'''"):
                text_line, text_column = (text_line + 1, 1) if len(opening.rstrip("\r")) == 3 else (text_line, text_column + 3)
            else:
                text_column += 1
        self.found.setdefault(key, Position(line, column, text_line, text_column))

    def point(self, node: Node) -> tuple[int, int]:
        row, byte = node.start_point
        return row + 1, len(self.lines[row].encode()[:byte].decode(errors="ignore")) + 1


def _key(node: Node) -> Key:
    if node.type == "dotted_key":
        return tuple(step for child in node.named_children for step in _key(child))
    raw = (node.text or b"").decode()
    return (raw[1:-1] if node.type == "quoted_key" else raw,)
