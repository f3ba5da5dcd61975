"""How paragraphs and tables look. In: a document's body and its styles. Out: their looks, whatever the editor's styles are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml.etree import _Element

from reportgen.model.looks import Look
from reportgen.word.styles import Chain
from reportgen.word.wordml import PPR, RPR, STYLE, TBL, TC, TCPR, VAL, P, near, text_of, w

_ALIGNED = {"center": Look.CENTRE, "right": Look.RIGHT, "end": Look.RIGHT, "distribute": Look.SPREAD}
_SIDES = ("top", "left", "bottom", "right")
_NO_LINE = ("nil", "none", "")
_NO_SHADE = ("auto", "ffffff", "")
# Against the body text: 二号 (22 pt) is large beside 三号 (16 pt), 小四 (12 pt) small.
_LARGE, _SMALL = 1.3, 0.8
# The text of an A4 page with the narrowest usual margins, in twips.
_WIDEST = 10_000
_USUAL_SIZE = "20"


class Looks:
    """The looks of one body; what a paragraph sets itself counts more than its style."""

    def __init__(self, root: _Element, chain: Chain, default: str) -> None:
        self._chain, self._default = chain, default
        self._of_style: dict[tuple[str, bool], tuple[Look, ...]] = {}
        self._tables: dict[_Element, tuple[Look, ...]] = {}
        self._sizes: dict[str, float] = {}
        self._usual = self._usual_size(root)

    def of(self, paragraph: _Element) -> tuple[Look, ...]:
        """The looks of a paragraph, in the order in which Look names them."""
        properties = paragraph.find(PPR)
        style = self._style(properties)
        cell, table = near(paragraph, TC), near(paragraph, TBL)
        inside = table is not None and Look.RULED in self.of_table(table)
        if properties is not None and any(child.tag != STYLE for child in properties):
            own = tuple(self._read(properties, style, inside=inside))
        else:
            if (style, inside) not in self._of_style:
                self._of_style[style, inside] = tuple(self._read(None, style, inside=inside))
            own = self._of_style[style, inside]
        return (*own, *_of_cell(cell)) if cell is not None else own

    def of_table(self, table: _Element) -> tuple[Look, ...]:
        """The looks of a table."""
        if table not in self._tables:
            self._tables[table] = self._read_table(table)
        return self._tables[table]

    def _read_table(self, table: _Element) -> tuple[Look, ...]:
        lines = self._lines(table)
        wide = sum(int(column.get(w("w"), "0")) for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")) > _WIDEST
        ruled = {"insideH", "insideV"} & lines
        framed = not ruled and lines.issuperset(_SIDES)
        found = {Look.RULED: ruled, Look.FRAMED: framed, Look.WIDE: wide}
        return tuple(look for look, holds in found.items() if holds)

    def _style(self, properties: _Element | None) -> str:
        named = properties.find(STYLE) if properties is not None else None
        return named.get(VAL, "") if named is not None else self._default

    def _read(self, own: _Element | None, style: str, *, inside: bool) -> Iterator[Look]:
        aligned = _ALIGNED.get(self._value(own, style, "jc", VAL))
        if aligned is not None:
            yield aligned
        elif any(int(self._value(own, style, "ind", w(name)) or 0) > 0 for name in ("firstLine", "firstLineChars")):
            yield Look.INDENTED
        if self._chain.is_on(style, f"{RPR}/{w('b')}"):
            yield Look.BOLD
        if not inside:
            ratio = self._size(style) / self._usual
            yield from [Look.LARGE] * (ratio >= _LARGE) + [Look.SMALL] * (ratio <= _SMALL)
        yield from self._borders(own, style)
        if self._value(own, style, f"tabs/{w('tab')}", w("leader")) == "underscore":
            yield Look.BLANK

    def _borders(self, own: _Element | None, style: str) -> Iterator[Look]:
        lines = {side for side in _SIDES if self._value(own, style, f"pBdr/{w(side)}", VAL) not in _NO_LINE}
        if lines.issuperset(_SIDES):
            yield Look.BOXED
        elif lines == {"left"}:
            yield Look.BARRED

    def _value(self, own: _Element | None, style: str, path: str, attribute: str) -> str:
        """The value of a property of paragraphs; empty where nothing sets it."""
        found = own.find(w(path)) if own is not None else None
        if found is not None and found.get(attribute) is not None:
            return found.get(attribute, "")
        return self._chain.value(style, f"{PPR}/{w(path)}", attribute)[0]

    def _size(self, style: str) -> float:
        """The size of a style's text in half points."""
        if style not in self._sizes:
            path = f"{RPR}/{w('sz')}"
            size = self._chain.value(style, path)[0] or self._chain.default(f"{w('rPrDefault')}/{path}")
            self._sizes[style] = float(size or _USUAL_SIZE)
        return self._sizes[style]

    def _usual_size(self, root: _Element) -> float:
        """The size in which most of the text outside tables is set."""
        counts: Counter[float] = Counter()
        for paragraph in root.iter(P):
            if near(paragraph, TC) is None:
                counts[self._size(self._style(paragraph.find(PPR)))] += len(text_of(paragraph))
        return max(counts, key=lambda size: counts[size], default=float(_USUAL_SIZE))

    def _lines(self, table: _Element) -> set[str]:
        """The sides at which a table has lines of its own or of its style."""
        named = table.find(f"{w('tblPr')}/{w('tblStyle')}")
        style = named.get(VAL, "") if named is not None else ""
        found = set()
        for side in (*_SIDES, "insideH", "insideV"):
            path = f"{w('tblPr')}/{w('tblBorders')}/{w(side)}"
            own = table.find(path)
            kind = own.get(VAL, "") if own is not None else self._chain.value(style, path)[0]
            found |= {side} if kind not in _NO_LINE else set()
        return found


def _of_cell(cell: _Element) -> Iterator[Look]:
    """What a cell gives its paragraphs."""
    shade, line = cell.find(f"{TCPR}/{w('shd')}"), cell.find(f"{TCPR}/{w('tcBorders')}/{w('bottom')}")
    if shade is not None and shade.get(w("fill"), "auto").lower() not in _NO_SHADE:
        yield Look.SHADED
    if line is not None and line.get(VAL, "") not in _NO_LINE:
        yield Look.LINED
