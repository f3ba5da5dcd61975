"""A finished report for programs that don't work out what Word works out. In: a .docx. Out: a copy in which all of it is written out.

Numbers of headings and lists become text, headings are known by their level, every paragraph and table is named by its looks, drawings
are plain, hidden text is gone, and so are the contents, which mean nothing without pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.etree import _Element

from reportgen.model.looks import Look
from reportgen.word.additions import Additions
from reportgen.word.looks import Looks
from reportgen.word.numbering import Counters, Numbered, lists_of
from reportgen.word.package import Package, pack, unpack
from reportgen.word.plain_drawings import plain_drawings
from reportgen.word.runs import run_of
from reportgen.word.sheet import Paragraphs
from reportgen.word.styles import Chain, Styles, chain_of, styles_of
from reportgen.word.wordml import OFF, PPR, RPR, RUN, RUN_ORDER, STYLE, TBL, VAL, P, W, drop, parsed, put, text_of, w, written

_HEADING = "heading {}"
_CONTENTS = ("目录", "目次")
_NOTHING: set[_Element] = set()
_TIGHT = "、。．）)】」"


def spell_out(document: bytes) -> bytes:
    """The copy. Its paragraphs have styles named by their looks, apart by spaces; headings are `heading 1` to `heading 9`."""
    package = unpack(document)
    additions = Additions(package)
    root = plain_drawings(parsed(package.parts[package.main]), package, additions)
    _take_out_contents(root)
    names = _spell(root, package)
    styles = {name: _stylesheet(names) for name, kind in package.kinds.items() if kind == "styles"}
    return pack({**additions.finish(), package.main: written(root), **styles})


def _spell(root: _Element, package: Package) -> set[tuple[int, str]]:
    """Writes out what the body holds; gives the levels (0: none) and names of the styles that it has then."""
    lists = lists_of(_tree(package, "numbering"))
    chain = chain_of(_tree(package, "styles"))
    styles = styles_of(_tree(package, "styles"), lists)
    counted = _counted(root, Paragraphs(styles, Counters(lists)))
    named = _named(root, chain, styles, {paragraph: level + 1 for paragraph, level, _ in counted.headings})
    for paragraph, number in counted.numbers.items():
        _write_number(paragraph, number)
    for run in list(root.iter(RUN)):
        _plain(run, chain)
    return named


def _tree(package: Package, kind: str) -> _Element | None:
    name = next((n for n, found in package.kinds.items() if found == kind), "")
    return parsed(package.parts[name]) if name else None


def _counted(root: _Element, paragraphs: Paragraphs) -> Paragraphs:
    for properties in root.iter(PPR):
        if len(properties):
            paragraphs.meet(properties[0], _NOTHING)
    return paragraphs


def _take_out_contents(root: _Element) -> None:
    """Empties the paragraphs of every TOC field, and the title above it."""
    depth, inside = 0, False
    last: _Element | None = None
    for paragraph in list(root.iter(P)):
        begins = any((code.text or "").split()[:1] == ["TOC"] for code in paragraph.iter(w("instrText")))
        if begins and not inside:
            inside, depth = True, 0
            if last is not None and "".join(text_of(last).split()) in _CONTENTS:
                _empty(last)
        if inside:
            kinds = [sign.get(w("fldCharType")) for sign in paragraph.iter(w("fldChar"))]
            depth += kinds.count("begin") - kinds.count("end")
            _empty(paragraph)
            inside = depth > 0
        elif text_of(paragraph).strip():
            last = paragraph


def _empty(paragraph: _Element) -> None:
    for child in list(paragraph):
        if child.tag != PPR:
            drop(child)


def _named(root: _Element, chain: Chain, styles: Styles, levels: dict[_Element, int]) -> set[tuple[int, str]]:
    """Names paragraphs and tables by their looks; gives the styles of paragraphs."""
    looks = Looks(root, chain, styles.default)
    opening = set(_openings(root, chain, styles.default))
    found = {
        paragraph: (*looks.of(paragraph), *[Look.CAPTION] * _is_caption(paragraph), *[Look.OPENING] * (paragraph in opening))
        for paragraph in root.iter(P)
    }
    for table in root.iter(TBL):
        put(put(table, w("tblPr"), (w("tblPr"),)), w("tblStyle"), (w("tblStyle"),), " ".join(looks.of_table(table)) or "plain")
    names = {paragraph: (levels.get(paragraph, 0), " ".join(look)) for paragraph, look in found.items()}
    for paragraph, (level, name) in names.items():
        _name(paragraph, level, name)
    return set(names.values())


def _is_caption(paragraph: _Element) -> bool:
    return any((code.text or "").split()[:1] == ["SEQ"] for code in paragraph.iter(w("instrText")))


def _openings(root: _Element, chain: Chain, default: str) -> Iterator[_Element]:
    """The paragraphs with which a new page begins: the first with anything in it behind a break."""
    broken = False
    for paragraph in root.iter(P):
        properties = paragraph.find(PPR)
        broken = broken or _breaks_before(properties, chain, default)
        if broken and (text_of(paragraph).strip() or paragraph.find(f".//{w('drawing')}") is not None):
            yield paragraph
            broken = False
        broken = broken or _breaks_behind(paragraph, properties)


def _breaks_before(properties: _Element | None, chain: Chain, default: str) -> bool:
    name = "pageBreakBefore"
    own = properties.find(w(name)) if properties is not None else None
    if own is not None:
        return own.get(VAL) not in OFF
    named = properties.find(STYLE) if properties is not None else None
    return chain.is_on(named.get(VAL, "") if named is not None else default, f"{PPR}/{w(name)}")


def _breaks_behind(paragraph: _Element, properties: _Element | None) -> bool:
    ends = properties is not None and properties.find(w("sectPr")) is not None
    return ends or any(mark.get(w("type")) == "page" for mark in paragraph.iter(w("br")))


def _name(paragraph: _Element, level: int, name: str) -> None:
    """Makes a style all that a paragraph says of its looks."""
    properties = put(paragraph, PPR, (PPR,))
    properties[:] = []
    if level or name:
        etree.SubElement(properties, STYLE).set(VAL, _identity(level, name))


def _identity(level: int, name: str) -> str:
    return f"{_HEADING.format(level) if level else ''} {name}".strip().replace(" ", "-")


def _stylesheet(names: Iterable[tuple[int, str]]) -> bytes:
    """A styles.xml with the headings and all looks."""
    base = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/>{}</w:style>'
    lines = [base.format(_identity(n, ""), _HEADING.format(n), "") for n in range(1, 10)]
    for level, name in sorted(names):
        if name:
            based = f'<w:basedOn w:val="{_identity(level, "")}"/>' if level else ""
            lines.append(base.format(_identity(level, name), name, based))
    return f'<w:styles xmlns:w="{W}">{"".join(lines)}</w:styles>'.encode()


def _write_number(paragraph: _Element, number: Numbered) -> None:
    """Puts the number of a paragraph before its text."""
    # Bullets stand in a symbol font's private area.
    label = "".join("•" if "\ue000" <= sign <= "\uf8ff" else sign for sign in number.label)
    between = "" if not label or number.suffix == "" or label[-1] in _TIGHT else " "
    paragraph.insert(1, run_of(None, label + between))


def _plain(run: _Element, chain: Chain) -> None:
    """Takes out a hidden run; one that a style makes bold says so itself, since other programs don't know that style."""
    properties = run.find(RPR)
    hidden, named = (properties.find(w(name)) for name in ("vanish", "rStyle")) if properties is not None else (None, None)
    if hidden is not None and hidden.get(VAL) not in OFF:
        drop(run)
    if properties is None or named is None:
        return
    bold = chain.is_on(named.get(VAL, ""), f"{RPR}/{w('b')}") and properties.find(w("b")) is None
    properties.remove(named)
    if bold:
        put(properties, w("b"), RUN_ORDER)
