"""The tables of a part as data: rows, cells, texts, and the room of the page. In: nothing. Out: types.

The elements stay at hand, so that what is found wrong can be changed; sizes are in twips. A report has thousands of cells: how their
paragraphs are set is read only where it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.etree import _Element

from reportgen.word.measure import rough_lines, rough_width
from reportgen.word.styles import Margins, Setting, Styles, pitch_of
from reportgen.word.wordml import OFF, PARAGRAPH_ORDER, PPR, STYLE, VAL, P, T, drop, put, w

_SIZE, _KEEP, _WHOLE = w("sz"), w("keepNext"), w("cantSplit")
# What makes a paragraph other than its style says.
SET_APART = (w("br"), _SIZE, w("spacing"))
_ROW, _EXCEPTIONS = w("trPr"), w("tblPrEx")
CENTRE = "center"
_JUSTIFY, _INDENT = w("jc"), w("ind")
_USUAL = Setting()
# What stands before w:keepNext.
_FIRST = (STYLE, _KEEP)


@dataclass(slots=True)
class Text:
    """A paragraph of a cell: how its lines are set, and its words with their line breaks."""

    setting: Setting
    words: str = ""

    def height(self, room: float) -> int:
        """What the paragraph takes in a column of that width."""
        setting = self.setting
        # An indent of the first line counts as so many spaces.
        words = "　" * (setting.first // setting.size) + self.words
        free = max(room - setting.sides, setting.size) / setting.size
        return rough_lines(words, free) * setting.pitch + setting.space


class Cell:
    """A cell and its words, paragraphs run together.

    `merge` is "restart" where a vertical merge begins, "continue" where it goes on; `plain` cells hold only text, that of `turned`
    ones runs down; in `mixed` ones there are line breaks, or text that is not set as its style says.
    """

    # Few cells have any of these: to set them in each would cost more than to read it.
    span, words, merge, plain, turned, mixed = 1, "", "", True, False, False
    texts: list[Text] | None = None

    def __init__(self, element: _Element, column: int) -> None:
        self.element, self.column = element, column

    @property
    def paragraphs(self) -> list[_Element]:
        """Its own paragraphs, not those of a table inside it."""
        # Most cells hold their properties and one paragraph.
        return [self.element[1]] if len(self.element) == 2 else list(self.element.iterchildren(P))


@dataclass(slots=True)
class Row:
    """A row.

    Its cells, how many columns it takes up to the last and leaves free behind it, whether it is a header row, its least height
    (`exact`: its height, whatever it holds), and whether it stays whole.
    """

    element: _Element
    cells: list[Cell] = field(default_factory=list)
    taken: int = 0
    after: int = 0
    header: bool = False
    least: int = 0
    exact: bool = False
    whole: bool = False

    @property
    def columns(self) -> int:
        """How many columns it takes, with those that it leaves free."""
        return self.taken + self.after

    @property
    def longest(self) -> int:
        """How many characters its longest text has."""
        return max([len(cell.words) for cell in self.cells], default=0)

    def split(self, *, allowed: bool) -> None:
        """Lets a page break fall into it, or not."""
        if self.whole is allowed:
            properties = put(self.element, _ROW, (_EXCEPTIONS, _ROW))
            mark = put(properties, _WHOLE, (_WHOLE,))
            mark.attrib.pop(VAL, "")
            if allowed:
                drop(mark)
            self.whole = not allowed


@dataclass(slots=True, eq=False)
class Table:
    """A table: the widths of its grid columns, its rows, the margins of its cells, the page's text area, and the styles.

    `loops` says that a loop made its columns, `nested` that it stands in a cell.
    """

    element: _Element
    styles: Styles
    margins: Margins
    nested: bool
    loops: bool = False
    grid: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    area: tuple[int, int] = (0, 0)
    usual: Setting | None = None

    @property
    def head(self) -> int:
        """How many rows at the top are header rows."""
        return next((n for n, row in enumerate(self.rows) if not row.header), len(self.rows))

    @property
    def setting(self) -> Setting:
        """How the largest texts at either end of it are set, which tells for all short ones."""
        if self.usual is None:
            ends = [cell for row in (*self.rows[: self.head + 1], *self.rows[-1:]) for cell in row.cells[:1]]
            found = (text.setting for cell in ends for text in self.texts(cell))
            self.usual = max(found, key=lambda setting: (setting.size, setting.pitch), default=_USUAL)
        return self.usual

    def is_broken(self, cell: Cell) -> bool:
        """Whether its text may take more than one line."""
        return len(cell.words) * self.setting.size > self.room(cell)

    def room(self, cell: Cell) -> int:
        """The width that is left for the text of a cell; in a table without widths, that of the page."""
        return (sum(self.grid[cell.column : cell.column + cell.span]) or self.area[0]) - self.margins.across

    def texts(self, cell: Cell) -> list[Text]:
        """The paragraphs of a cell; none of a table inside it."""
        if cell.texts is None:
            paragraphs = cell.paragraphs
            if len(paragraphs) == 1 and cell.plain and not cell.mixed:
                cell.texts = [Text(setting_of(paragraphs[0], self.styles), cell.words)]
            else:
                cell.texts = [_text(paragraph, self.styles) for paragraph in paragraphs]
        return cell.texts

    def free_setting(self, cell: Cell) -> Setting | None:
        """How the text of a cell is set, if that is all it holds, and neither it nor its style has indents; None for any other.

        What an editor indented or aligned by itself is his.
        """
        texts = self.texts(cell)
        if len(texts) != 1 or not cell.plain or cell.turned or texts[0].setting.sides or texts[0].setting.first:
            return None
        properties = _properties(cell.paragraphs[0])
        only_style = properties is None or (len(properties) == 1 and properties[0].tag == STYLE)
        own = None if only_style or properties is None else next(properties.iterchildren(_JUSTIFY, _INDENT), None)
        return texts[0].setting if own is None else None

    def height(self, row: Row) -> int:
        """What a row takes; the text of a merged cell may use the rows below and does not count."""
        if row.exact:
            return row.least
        high = [cell for cell in row.cells if not cell.merge and (self.is_broken(cell) or cell.turned or cell.mixed)]
        # Where all texts are short, they take one line.
        least = max(row.least, self.setting.pitch + self.setting.space + self.margins.down)
        return max([least, *[self.cell_height(cell) for cell in high]]) if high else least

    def cell_height(self, cell: Cell) -> int:
        """What the text of a cell takes."""
        room, texts = self.room(cell), self.texts(cell)
        if cell.turned:
            return int(max([rough_width(text.words) * text.setting.size for text in texts], default=0))
        return sum([text.height(room) for text in texts]) + self.margins.down

    def kept(self, row: Row) -> bool:
        """Whether a row stays with the next: its first paragraph tells."""
        paragraphs = row.cells[0].paragraphs if row.cells else []
        return bool(paragraphs) and is_kept(paragraphs[0], self.styles)

    def keep(self, row: Row, *, on: bool = True) -> None:
        """Makes a row stay with the next, or not. All paragraphs say so: Word and LibreOffice ask different ones."""
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                keep(paragraph, self.styles, on=on)


def setting_of(paragraph: _Element, styles: Styles) -> Setting:
    """How a paragraph is set by its style."""
    properties = _properties(paragraph)
    # The style stands first.
    named = properties[0] if properties is not None and len(properties) else None
    style = styles.paragraphs.get(named.get(VAL, "") if named is not None and named.tag == STYLE else styles.default)
    return style.setting if style is not None else _USUAL


def is_kept(paragraph: _Element, styles: Styles) -> bool:
    """Whether a paragraph stays with the next."""
    properties = paragraph[0] if len(paragraph) else None
    only_style = properties is not None and len(properties) == 1 and properties[0].tag == STYLE
    stated = properties.find(_KEEP) if properties is not None and not only_style else None
    return stated.get(VAL) not in OFF if stated is not None else setting_of(paragraph, styles).kept


def keep(paragraph: _Element, styles: Styles, *, on: bool = True) -> None:
    """Makes a paragraph stay with the next, or not."""
    if is_kept(paragraph, styles) is on:
        return
    properties = paragraph[0] if len(paragraph) else None
    if on and properties is not None and len(properties) == 1 and properties[0].tag == STYLE:
        etree.SubElement(properties, _KEEP)
    else:
        mark = put(put(paragraph, PPR, (PPR,)), _KEEP, _FIRST)
        mark.attrib.pop(VAL, "")
        mark.attrib.update({} if on else {VAL: "0"})


def indent(paragraph: _Element, *, left: float = 0, right: float = 0, aligned: str = "") -> None:
    """Keeps so much free (twips) at either side of a paragraph without indents, and aligns it anew where that is given."""
    properties = _properties(paragraph)
    if properties is None:
        properties = put(paragraph, PPR, (PPR,))
    found = _last(properties, _INDENT)
    for side, room in (("left", left), ("right", right)):
        if room:
            found.set(w(side), str(round(room)))
            # Characters would count more.
            found.set(w(f"{side}Chars"), "0")
    if aligned:
        _last(properties, _JUSTIFY).set(VAL, aligned)


def _last(properties: _Element, name: str) -> _Element:
    """A property that comes late, put in: quicker where only the style or another late one stands before it."""
    if len(properties) and properties[-1].tag in (STYLE, _INDENT):
        return etree.SubElement(properties, name)
    return put(properties, name, PARAGRAPH_ORDER)


def _properties(paragraph: _Element) -> _Element | None:
    """The properties of a paragraph: the schema wants them first, and to search for them would cost more than all else here."""
    first = paragraph[0] if len(paragraph) else None
    return first if first is not None and first.tag == PPR else None


def _text(paragraph: _Element, styles: Styles) -> Text:
    text = Text(setting_of(paragraph, styles))
    for element in paragraph.iter(T, *SET_APART):
        tag = element.tag
        if tag == T:
            text.words += element.text or ""
        elif tag == SET_APART[0]:
            text.words += "\n"
        else:
            text.setting = _changed(text.setting, element)
    return text


def _changed(setting: Setting, element: _Element) -> Setting:
    """A setting with the size or the spacing that a paragraph or a run gives itself."""
    if element.tag == _SIZE:
        size = int(element.get(VAL, "0")) * 10 or setting.size
        return replace(setting, size=size, pitch=setting.pitch if setting.exact else setting.pitch * size // setting.size)
    line, rule = element.get(w("line")), element.get(w("lineRule"), "")
    if line:
        setting = replace(setting, pitch=pitch_of(int(line), rule, setting.size), exact=rule == "exact")
    space = [int(value) for name in ("before", "after") if (value := element.get(w(name)))]
    return replace(setting, space=sum(space)) if space else setting
