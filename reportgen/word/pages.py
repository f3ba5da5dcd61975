"""Page numbers of the contents.

In: a finished document. Out: a probe of it, whose pages a layout program counts; and, from the pages of the probe's bookmarks, the
document with these numbers as the results of its fields.

A page number inside a TOC field keeps its stale result in LibreOffice, outside of one it is computed: the probe is the document
without the TOC field around its contents, and with a bookmark where a count of pages begins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lxml.etree import _Element

from reportgen.word.continuations import Crossing, mark_rows, styles_in
from reportgen.word.package import Package, pack, unpack
from reportgen.word.runs import Bookmarks, run_of
from reportgen.word.splits import keep_whole, mark_splits, whole
from reportgen.word.wordml import BOOKMARK, PARAGRAPH_ORDER, PPR, TBL, P, drop, parsed, put, text_of, w, written

_CODE, _SIGN, _TYPE, _NAME = w("instrText"), w("fldChar"), w("fldCharType"), w("name")
_END = f"{_SIGN}[@{_TYPE}='end']"
_SECTION, _COUNT, _KEEP = w("sectPr"), w("pgNumType"), w("keepNext")
_SETTINGS, _UPDATE = "settings", w("updateFields")
# So many paragraphs may be kept with the line above a table: headings, and the sentence that announces it.
_CHAIN = 4
# What may follow w:updateFields among the settings (CT_Settings).
_BEHIND_UPDATE = tuple(
    w(name)
    for name in (
        "hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "attachedSchema", "themeFontLang",
        "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions",
        "readModeInkLockDown", "smartTagType", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
    )
)  # fmt: skip
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


@dataclass(frozen=True, slots=True)
class Count:
    """A count of pages: the bookmark on its first page, the number of that page, and the form of its numbers (`w:fmt`)."""

    origin: str
    first: int
    form: str

    def number(self, page: int, origin: int) -> str:
        """What is printed on a page, given the places of it and of the origin in the whole document."""
        number = self.first + page - origin
        if self.form == "upperRoman":
            return _roman(number)
        return _roman(number).lower() if self.form == "lowerRoman" else str(number)


@dataclass(frozen=True, slots=True)
class Start:
    """The bookmarks where a table begins: on the line above it, on its first row, and some lines before (empty at the beginning)."""

    above: str
    table: str
    before: str


@dataclass(frozen=True, slots=True)
class Probe:
    """A document whose pages are to be counted: how each bookmark of its contents is numbered, where pages may cut merges."""

    document: bytes
    counts: Mapping[str, Count]
    crossings: tuple[Crossing, ...] = ()
    starts: tuple[Start, ...] = ()
    splits: tuple[str, ...] = ()

    @property
    def bookmarks(self) -> tuple[str, ...]:
        """The bookmarks whose pages are wanted."""
        tables = (name for start in self.starts for name in (start.above, start.table, start.before) if name)
        rows = (name for crossing in self.crossings for name in (crossing.before, crossing.row))
        splits = (name for split in self.splits for name in (split, whole(split)))
        return tuple(dict.fromkeys([*self.counts, *(count.origin for count in self.counts.values()), *rows, *tables, *splits]))

    def first_rows(self, pages: Mapping[str, int]) -> frozenset[str]:
        """The rows in which a merged cell goes on from the page before, given the pages of all bookmarks."""
        known = (crossing for crossing in self.crossings if crossing.row in pages and crossing.before in pages)
        return frozenset(crossing.row for crossing in known if pages[crossing.row] != pages[crossing.before])

    def loose(self, pages: Mapping[str, int]) -> frozenset[str]:
        """The lines above tables that stand there anyway: the page holds the table's first row and what comes some lines before."""
        return frozenset(
            s.above for s in self.starts if len({pages.get(name) for name in (s.above, s.table, s.before or s.above)}) == 1
        )

    def kept_whole(self, pages: Mapping[str, int]) -> tuple[str, ...]:
        """The rows that are kept whole in a document with these pages."""
        return tuple(split for split in self.splits if whole(split) in pages)

    def numbers(self, pages: Mapping[str, int]) -> dict[str, str]:
        """The page number of each bookmark of the contents, given the pages of all; those that are not known are left out."""
        found = ((name, count) for name, count in self.counts.items() if name in pages and count.origin in pages)
        return {name: count.number(pages[name], pages[count.origin]) for name, count in found}


def probe(document: bytes) -> Probe:
    """The probe of a document; one without contents has nothing to be counted."""
    package = unpack(document)
    root = parsed(package.parts[package.main])
    wanted = [words[1] for code in root.iter(_CODE) if (words := (code.text or "").split())[:1] == ["PAGEREF"]]
    counts = _counts(root, frozenset(wanted)) if wanted else {}
    for run in _wrapping(root):
        drop(run)
    crossings, starts, splits = mark_rows(root), tuple(_mark_tables(root)), mark_splits(root, styles_in(package))
    return Probe(pack({**package.parts, package.main: written(root)}), counts, crossings, starts, splits)


def let_go(document: bytes, lines: Collection[str], rows: Collection[str] = ()) -> bytes:
    """The document in which lines of these bookmarks, which stand above tables, are not kept with them, and these rows kept whole.

    Where lines are kept, LibreOffice lays a table out twice, and what it once cut at the end of a page stays cut in a merged cell.
    """
    package = unpack(document)
    root = parsed(package.parts[package.main])
    for start in list(root.iter(BOOKMARK)):
        paragraph = start.getparent()
        if start.get(_NAME) in lines and paragraph is not None:
            put(put(paragraph, PPR, (PPR,)), _KEEP, PARAGRAPH_ORDER, "0")
    keep_whole(root, rows)
    return pack({**package.parts, package.main: written(root)})


def _mark_tables(root: _Element) -> Iterator[Start]:
    """Puts bookmarks on the first row of each table of the body, the line above it, and a paragraph some lines before."""
    marks = Bookmarks([root])
    for table in root[0].iterchildren(TBL):
        above, first = table.getprevious(), next(table.iter(P), None)
        if (
            above is None
            or first is None
            or above.tag != P
            or above.find(f"{PPR}/{_SECTION}") is not None
            or not text_of(above).strip()
        ):
            continue
        earlier = [block for block in islice(above.itersiblings(preceding=True), _CHAIN) if block.tag == P]
        before = marks.around(earlier[-1], "Before") if earlier else ""
        yield Start(marks.around(above, "Above"), marks.around(first, "Table"), before)


def set_pages(document: bytes, numbers: Mapping[str, str]) -> bytes:
    """The document with the page numbers of bookmarks (as the contents name them) put in; entries without one stay as they are.

    Where every entry has one, Word need not be asked to fill in fields.
    """
    package = unpack(document)
    root = parsed(package.parts[package.main])
    missing = False
    for code in root.iter(_CODE):
        words = (code.text or "").split()
        run = code.getparent()
        if words[:1] == ["PAGEREF"] and run is not None:
            missing = missing or words[1] not in numbers
            if words[1] in numbers:
                _set(run, numbers[words[1]])
    settings = {} if missing else _without_asking(package)
    return pack({**package.parts, package.main: written(root), **settings})


def _set(code: _Element, page: str) -> None:
    """Makes `page` the result of the field whose code stands in a run: the run behind it separates, the next ends or is the result."""
    separate = code.getnext()
    while separate is not None and (old := separate.getnext()) is not None and old.find(_END) is None:
        drop(old)
    if separate is not None:
        separate.addnext(run_of(None, page))


def asking(package: Package) -> dict[str, bytes]:
    """The settings by which Word fills in fields when it opens the document; it asks its user first."""
    return {name: _settings(package.parts[name], ask=True) for name, kind in package.kinds.items() if kind == _SETTINGS}


def _without_asking(package: Package) -> dict[str, bytes]:
    return {name: _settings(package.parts[name], ask=False) for name, kind in package.kinds.items() if kind == _SETTINGS}


def _settings(part: bytes, *, ask: bool) -> bytes:
    root = parsed(part)
    for element in root.findall(_UPDATE):
        drop(element)
    if ask:
        before = next((at for at, element in enumerate(root) if element.tag in _BEHIND_UPDATE), len(root))
        root.insert(before, root.makeelement(_UPDATE))
    return written(root)


def _wrapping(root: _Element) -> Sequence[_Element]:
    """The runs that begin, separate and end a TOC field, and its code."""
    open_fields: list[list[_Element]] = []
    found: list[_Element] = []
    contents: list[list[_Element]] = []
    for element in root.iter(_CODE, _SIGN):
        run = element.getparent()
        if run is None:
            continue
        kind = element.get(_TYPE) if element.tag == _SIGN else "code"
        if kind == "begin":
            open_fields.append([])
        if open_fields:
            open_fields[-1].append(run)
            if kind == "code" and (element.text or "").split()[:1] == ["TOC"]:
                contents.append(open_fields[-1])
        if kind == "end" and open_fields:
            open_fields.pop()
    for runs in contents:
        found += runs
    return found


def _counts(root: _Element, wanted: frozenset[str]) -> dict[str, Count]:
    """The count of each wanted bookmark; puts a bookmark where each count begins."""
    body = root[0]
    marks = Bookmarks([root])
    found: dict[str, Count] = {}
    current: Count | None = None
    for blocks, section in _sections(body):
        stated = section.find(_COUNT) if section is not None else None
        start = stated.get(w("start")) if stated is not None else None
        form = stated.get(w("fmt"), "decimal") if stated is not None else "decimal"
        if current is None or start is not None:
            current = Count(_mark(blocks, marks), int(start or 1), form)
        else:
            current = replace(current, form=form)
        names = (e.get(_NAME, "") for block in blocks for e in block.iter(BOOKMARK))
        found.update({name: current for name in names if name in wanted})
    return found


def _sections(body: _Element) -> Iterator[tuple[list[_Element], _Element | None]]:
    """The blocks of each section, with its properties, which stand in its last paragraph, or at the end of the body."""
    blocks: list[_Element] = []
    for block in body:
        if block.tag == _SECTION:
            yield blocks, block
            return
        blocks.append(block)
        section = block.find(f"{PPR}/{_SECTION}")
        if section is not None:
            yield blocks, section
            blocks = []
    if blocks:
        yield blocks, None


def _mark(blocks: Sequence[_Element], marks: Bookmarks) -> str:
    """Puts a bookmark into the first paragraph; gives its name."""
    first = next((paragraph for block in blocks for paragraph in block.iter(P)), None)
    return marks.around(first, "Origin") if first is not None else ""


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
