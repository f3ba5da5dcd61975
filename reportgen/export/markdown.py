"""A report as Markdown. In: the spelled-out Word file. Out: GitHub's Markdown; a table with merged cells stands in it as HTML.

A Markdown file is text alone: where the report has a picture, its alternative text stands.
"""

from __future__ import annotations

import re
import unicodedata

from lxml import etree
from lxml.etree import _Element

from reportgen.diagnostics import Sink
from reportgen.export.pandoc import convert
from reportgen.export.reading import add_before, headings, read, take, unwrap

# pandoc 3.9 loses a sign behind a backslash when it writes Markdown; it does not meet this one.
_BACKSLASH = "\ue05c"
# It gives widths to columns with more than one paragraph in a cell.
_COLUMNS = re.compile(r"^<colgroup>\n(?:<col .*/>\n)*</colgroup>\n", re.MULTILINE)


def to_markdown(document: bytes, sink: Sink, *, draft: bool = False) -> str:
    """The text; a draft says so first. Records `pandoc-missing` or `pandoc-failed` and raises Stopped."""
    main = read(document, sink)
    for image in list(main.iter("img")):
        _tell(image)
    for table in main.iter("table"):
        _bare(table)
    targets = {f"#{heading.get('id')}" for heading in headings(main)}
    for link in [link for link in main.iter("a") if link.get("href") not in targets and link.get("href", "").startswith("#")]:
        unwrap(link)
    for bold in list(main.iter("strong")):
        _free_punctuation(bold)
    for notes in list(main.iter("section")):
        unwrap(notes)  # pandoc leaves out what is called footnotes
    for element in main.iter("*"):
        for name in ("class", "id"):
            take(element, name)
    page = etree.tostring(main, encoding="unicode").replace("\\", _BACKSLASH)
    text = _COLUMNS.sub("", convert(page.encode(), "html", "gfm", sink)).replace(_BACKSLASH, "&#92;")
    return f"> **草稿**\n\n{text}" if draft else text


def _tell(image: _Element) -> None:
    told = etree.Element("em")
    told.text = f"［图：{image.get('alt', '')}］"
    told.tail, image.tail = image.tail, None
    image.addprevious(told)
    unwrap(image)


def _bare(table: _Element) -> None:
    """Leaves out widths, and the title that only a screen reader tells."""
    take(table, "style")
    for child in [child for child in table if child.tag in ("caption", "colgroup")]:
        table.remove(child)


def _free_punctuation(bold: _Element) -> None:
    """Moves a sign out of a bold stretch: at its end where a word follows at once, at its beginning where a word is before it.

    `**甲。**乙` is not bold in Markdown, `**甲**。乙` is (CommonMark 0.31, 6.2: between punctuation and a word a delimiter belongs to
    the word).
    """
    if len(bold):
        return
    text, behind, ahead = bold.text or "", bold.tail or "", _ahead(bold)
    if text and behind and _parts_words(text[-1]) and not _parts_words(behind[0]):
        text, behind = text[:-1], text[-1] + behind
    if text and ahead and _parts_words(text[0]) and not _parts_words(ahead[-1]):
        add_before(bold, text[0])
        text = text[1:]
    bold.text, bold.tail = text, behind
    if not text:
        unwrap(bold)


def _ahead(element: _Element) -> str:
    """The text right before an element."""
    previous, parent = element.getprevious(), element.getparent()
    return (previous.tail if previous is not None else parent.text if parent is not None else "") or ""


def _parts_words(sign: str) -> bool:
    """Whether a sign is white space or punctuation."""
    return sign.isspace() or unicodedata.category(sign)[0] in "PS"
