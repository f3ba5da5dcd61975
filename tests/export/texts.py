"""What a reader reads in a report, in the same form whether Word, HTML or Markdown holds it.

In: a report. Out: its paragraphs as text and its tables as cells, each with what it spans, in order; white space is one space.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from lxml import etree, html
from markdown_it import MarkdownIt

from reportgen.word.numbering import Counters, Numbered, lists_of
from reportgen.word.package import unpack
from reportgen.word.sheet import Paragraphs
from reportgen.word.styles import styles_of
from reportgen.word.wordml import parsed

Element = Any
CONTENTS = "目录"


@dataclass(frozen=True)
class Cell:
    """A cell: its paragraphs and tables, and how many columns and rows it spans."""

    blocks: tuple[Block, ...]
    wide: int = 1
    high: int = 1


@dataclass(frozen=True)
class Grid:
    """A table."""

    rows: tuple[tuple[Cell, ...], ...]


Block = str | Grid


def plain(text: str) -> str:
    """A text with one space for any white space."""
    return " ".join(text.replace("\u00a0", " ").split())


# Word


def of_word(document: bytes, picture: str = "") -> list[Block]:
    """The body of a Word file without its contents page; `picture` is what stands for a drawing, {} for its alternative text."""
    body = Document(io.BytesIO(document)).element.body
    return [*_WordReader(document, picture).blocks(_without_contents(body))]


def contents_of(document: bytes) -> list[str]:
    """The entries of the contents page."""
    body = Document(io.BytesIO(document)).element.body
    return [plain(_text(p)) for p in body.iter(qn("w:p")) if _style(p).startswith("TOC")]


def _without_contents(body: Element) -> list[Element]:
    kept: list[Element] = []
    for block in body:
        if block.tag == qn("w:p") and _style(block).startswith("TOC"):
            if kept and "".join(_text(kept[-1]).split()) == CONTENTS:
                kept.pop()
            continue
        kept.append(block)
    return kept


class _WordReader:
    def __init__(self, document: bytes, picture: str) -> None:
        self._picture = picture
        self._numbers = _numbers(document)

    def blocks(self, elements: Iterable[Element]) -> Iterator[Block]:
        for element in elements:
            if element.tag == qn("w:p"):
                text = plain(self._label(element) + _text(element) + self._pictures(element))
                if text:
                    yield text
            elif element.tag == qn("w:tbl"):
                yield Grid(tuple(self._rows(element)))

    def _label(self, paragraph: Element) -> str:
        number = self._numbers.get("/".join(_path(paragraph)))
        if number is None or not number.label:
            return ""
        return number.label + (" " if number.suffix and number.label[-1] not in "、）" else "")

    def _pictures(self, paragraph: Element) -> str:
        return "".join(self._picture.format(e.get("descr", "")) for e in paragraph.iter(qn("wp:docPr")))

    def _rows(self, table: Element) -> Iterator[tuple[Cell, ...]]:
        rows = [list(_columns(row)) for row in table.iterchildren(qn("w:tr"))]
        for n, row in enumerate(rows):
            yield tuple(
                Cell(tuple(self.blocks(cell)), wide, 1 + _continued(rows[n + 1 :], column))
                for column, wide, cell in row
                if not _continues(cell)
            )


def _numbers(document: bytes) -> dict[str, Numbered]:
    """The numbers of paragraphs by their place."""
    package = unpack(document)
    wanted = ("document.main", "numbering", "styles")
    trees = {kind: parsed(package.parts[name]) for name, kind in package.kinds.items() if kind in wanted}
    lists = lists_of(trees.get("numbering"))
    paragraphs = Paragraphs(styles_of(trees["styles"], lists), Counters(lists))
    for properties in trees["document.main"].iter(qn("w:pPr")):
        if len(properties):
            paragraphs.meet(properties[0], set())
    return {"/".join(_path(paragraph)): number for paragraph, number in paragraphs.numbers.items()}


def _path(element: Element) -> list[str]:
    """Where an element stands: its number among the children of its parent, and so on up to the body."""
    parent = element.getparent()
    return [] if parent is None else [*_path(parent), str(parent.index(element))]


def _text(paragraph: Element) -> str:
    signs = {qn("w:tab"): " ", qn("w:br"): " "}
    found = [e for e in paragraph.iter(qn("w:t"), *signs) if e.getparent().tag != qn("w:tabs")]
    return "".join(signs.get(e.tag) or e.text or "" for e in found)


def _style(paragraph: Element) -> str:
    return str(paragraph.style or "")


def _columns(row: Element) -> Iterator[tuple[int, int, Element]]:
    column = 0
    for cell in row.iterchildren(qn("w:tc")):
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        wide = int(span.get(qn("w:val"))) if span is not None else 1
        yield column, wide, cell
        column += wide


def _continues(cell: Element) -> bool:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _continued(rows: list[list[tuple[int, int, Element]]], column: int) -> int:
    """In how many of the next rows the cell in a column goes on."""
    for n, row in enumerate(rows):
        if not any(at == column and _continues(cell) for at, _, cell in row):
            return n
    return len(rows)


# HTML and Markdown


def tree(page: str) -> Element:
    """A page as a browser parses it."""
    return html.document_fromstring(page)


_PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre")
_HOLDERS = ("main", "section", "div", "body", "ul", "ol", "blockquote")


def of_html(page: str) -> list[Block]:
    """What stands in the main part of a page."""
    (main,) = tree(page).iter("main")
    return list(_blocks(main))


def of_markdown(text: str) -> list[Block]:
    """What a reader of Markdown shows of a text."""
    made = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    return list(_blocks(html.fragment_fromstring(made, create_parent="main")))


def _blocks(holder: Element) -> Iterator[Block]:
    """The blocks of an element; text that stands between them is a paragraph of its own."""
    loose = holder.text or ""
    for element in holder:
        if element.tag in (*_PARAGRAPHS, *_HOLDERS, "table"):
            yield from [plain(loose)] if plain(loose) else []
            loose = element.tail or ""
            yield from _block(element)
        else:
            loose += _inline(element) + (element.tail or "")
    yield from [plain(loose)] if plain(loose) else []


def _block(element: Element) -> Iterator[Block]:
    if element.tag == "table":
        yield Grid(tuple(_rows(element)))
    elif element.tag in _PARAGRAPHS:
        text = plain(_inline(element))
        yield from [text] if text else []
    else:
        yield from _blocks(element)


def _inline(element: Element) -> str:
    return " " if element.tag == "br" else (element.text or "") + "".join(_inline(child) + (child.tail or "") for child in element)


def _rows(table: Element) -> Iterator[tuple[Cell, ...]]:
    assert [child.tag for child in table if child.tag not in ("colgroup", "thead", "tbody", "tr")] == []
    for row in table.xpath("./tr|./thead/tr|./tbody/tr"):
        cells = tuple(Cell(tuple(_blocks(c)), int(c.get("colspan", "1")), int(c.get("rowspan", "1"))) for c in row)
        # A table of Markdown without a header has an empty one.
        if row.getparent().tag != "thead" or any(cell.blocks for cell in cells):
            yield cells


def all_text(page: str) -> str:
    """All text of a page, whatever it stands in, styles left out."""
    root = tree(page)
    etree.strip_elements(root, "style", with_tail=False)
    return plain(str(root.text_content()))
