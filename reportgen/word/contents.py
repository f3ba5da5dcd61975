"""The contents. In: the headings in order, and the mark where the contents stand. Out: a TOC field whose entries are written already.

Each entry leads to its heading; its page number is a field without a result, which Word, WPS and LibreOffice fill in when the
contents are updated.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element
from markupsafe import escape

from reportgen.word.numbering import Numbered
from reportgen.word.runs import Bookmarks, end_of, field, take_out
from reportgen.word.styles import Entry, Styles
from reportgen.word.wordml import PPR, W, parsed, text_of, w

Heading = tuple[_Element, int, Numbered | None]
_SECTION = w("sectPr")
# Where an editor gave no left tab: steps of 210 twips, as Word sets them.
_STEP = 210
_A4_TEXT = 8845
_TAB = "<w:r><w:tab/></w:r>"
_SIGN = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_CODE = '<w:r><w:instrText xml:space="preserve"> PAGEREF {} \\h </w:instrText></w:r>'
_PAGE = "".join((_SIGN.format("begin"), _CODE, _SIGN.format("separate"), _SIGN.format("end")))


def write(mark: _Element, levels: int, headings: Sequence[Heading], styles: Styles, marks: Bookmarks) -> str:
    """Puts the contents before the paragraph of the mark, which ends the field and stays: it may end a section as well.

    Gives the text of the entries.
    """
    paragraph = mark.getparent()
    if paragraph is None:
        return ""
    width = _text_width(mark)
    take_out(mark)
    lines = [_line(heading, styles.contents[heading[1] + 1], marks.around(heading[0], "_Toc"), width) for heading in headings]
    # Texts are put together and parsed at once: many small elements cost more.
    made = list(parsed(f'<w:body xmlns:w="{W}">{"".join(lines)}</w:body>'.encode()))
    for line in made:
        paragraph.addprevious(line)
    first = made[0] if made else paragraph
    at = 1 + max((n for n, child in enumerate(first) if child.tag == PPR), default=-1)
    first[at:at] = field(None, rf'TOC \o "1-{levels}" \h \z \u', "")[:3]
    paragraph.append(end_of(None, "end"))
    return "".join(map(text_of, made))


def _line(heading: Heading, entry: Entry, bookmark: str, width: int) -> str:
    paragraph, _, number = heading
    label = number.label if number is not None else ""
    between = number.suffix if number is not None and label else ""
    title = text_of(paragraph).replace("\n", "").replace("\t", " ").strip()
    tabbed = between == "\t"
    text = f"{_run(label)}{_TAB}{_run(title)}" if tabbed else _run(label + between + title)
    stops = _stops(entry, label if tabbed else "", width)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{escape(entry.id)}"/>{stops}</w:pPr>'
        f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{text}{_TAB}{_PAGE.format(bookmark)}</w:hyperlink></w:p>'
    )


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _stops(entry: Entry, label: str, width: int) -> str:
    """The tabs of an entry; a style that has tabs of its own keeps them."""
    left = f'<w:tab w:val="left" w:pos="{_behind(label, entry)}"/>' if label and not entry.left else ""
    right = "" if entry.right else f'<w:tab w:val="right" w:leader="dot" w:pos="{width}"/>'
    return f"<w:tabs>{left}{right}</w:tabs>" if left or right else ""


def _behind(label: str, entry: Entry) -> int:
    """The first step behind a number, a Chinese character being as wide as the letters are high and others half of it."""
    wide = sum(entry.size if ord(sign) > 0x2E7F else entry.size // 2 for sign in label) + entry.size // 2
    return entry.indent + -(-wide // _STEP) * _STEP


def _text_width(mark: _Element) -> int:
    """The width of the text in the section of the contents, in twips; that of a usual report where none is set."""
    root = mark.getroottree().getroot()
    seen = False
    for element in root.iter(_SECTION, etree.ProcessingInstruction):
        seen = seen or element is mark
        if seen and element.tag == _SECTION:
            size, margin = element.find(w("pgSz")), element.find(w("pgMar"))
            if size is not None and margin is not None:
                return int(size.get(w("w"), "0")) - int(margin.get(w("left"), "0")) - int(margin.get(w("right"), "0"))
    return _A4_TEXT
