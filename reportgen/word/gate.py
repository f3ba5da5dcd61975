"""Looks at a finished document. In: what was rendered, and its template. Out: diagnostics; nothing is changed.

Structure only, and quick: what a schema says is a test's business. Texts and tags are compared with what was printed.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from reportgen.diagnostics import TemplatePlace
from reportgen.word.package import CORE, RENDERED, relationships_of, unpack
from reportgen.word.wordml import BOOKMARK, TBL, TC, TR, VAL, WP, Grid, P, T, near, parsed, reader, w

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element

    from reportgen.diagnostics import Sink
    from reportgen.word.compiled import CompiledPart, Template
    from reportgen.word.package import Package
    from reportgen.word.traces import Rendered, Trace

_RELATED = reader("descendant::*/@r:*")
_TO_BOOKMARK = re.compile(r'\s*(?:PAGE)?REF\s+"?([^\s"\\]+)')
_MARK = b"<?reportgen-"
_TEXTS = (T, w("instrText"))
# Line breaks and tabs of a text become elements.
_UNWRITTEN = str.maketrans("", "", "\n\t")
_FAULT = "这是程序的错误，请把模板和数据交给维护的人"


def gate(rendered: Rendered, template: Template, sink: Sink) -> None:
    """Records what is wrong with the structure of a document, and what was lost on the way to it.

    Codes: `broken-xml`, `style-missing`, `relation-missing`, `reference-missing`, `duplicate-id`, `broken-table`, `tag-left` and
    `lost-text`.
    """
    try:
        package = unpack(rendered.document)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        sink.error("broken-xml", TemplatePlace(template.file), "生成的文件不是 Word 文档", _FAULT)
        return
    styles, numbers = _defined(package)
    compiled = {part.name: part for part in template.parts}
    looks: list[_Look] = []
    for name in [*(n for n, kind in package.kinds.items() if kind in RENDERED), CORE]:
        if name in package.parts:
            part = compiled.get(name)
            look = _Look(TemplatePlace(template.file, part.title.strip() if part else name), sink)
            look.at(package, name, styles, numbers)
            looks.append(look)
            if part is not None:
                look.texts(part, rendered.trace)
    _check_targets(looks)
    for owner, path in _broken_links(package.parts):
        sink.error("relation-missing", TemplatePlace(template.file, owner), f"引用的部件 {path} 不在文件里", _FAULT)


def _check_targets(looks: Sequence[_Look]) -> None:
    """Every bookmark to which a field or a link leads is somewhere in the document."""
    names = {name for look in looks if look.root is not None for name in _values(look.root, w("name"), BOOKMARK)}
    for look in looks:
        for name in sorted(set(_wanted(look.root)) - names) if look.root is not None else ():
            look.error("reference-missing", f"引用的书签 {name} 不在文件里", "在 Word 里打开模板，重新插入交叉引用后保存")


def _wanted(root: _Element) -> Iterator[str]:
    """The bookmarks that REF and PAGEREF fields, links and entries of the contents lead to."""
    code = ""
    for element in root.iter(w("fldChar"), w("instrText"), w("fldSimple"), w("hyperlink")):
        if element.tag == w("instrText"):
            code += element.text or ""
            continue
        if element.tag == w("hyperlink"):
            yield from filter(None, [element.get(w("anchor"))])
            continue
        found = _TO_BOOKMARK.match(element.get(w("instr")) or code)
        code = ""
        if found:
            yield found[1]


def _broken_links(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The relationships to parts that are not there: the owner and the path."""
    for name, data in parts.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for entry in parsed(data):
            path = posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/")
            if entry.get("TargetMode") != "External" and "#" not in path and unquote(path) not in parts and path not in parts:
                yield posixpath.basename(name).removesuffix(".rels"), path


def _defined(package: Package) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of the styles and numberings that a document defines; 0 means no numbering."""
    data = {kind: package.parts[name] for name, kind in package.kinds.items()}
    return _ids(data.get("styles"), "style", "styleId"), _ids(data.get("numbering"), "num", "numId") | {"0"}


@lru_cache(maxsize=8)
def _ids(data: bytes | None, element: str, attribute: str) -> frozenset[str]:
    """The ids in a part; a document's styles are its template's, so that they are read once."""
    return frozenset(e.get(w(attribute), "") for e in parsed(data).iter(w(element))) if data is not None else frozenset()


@dataclass(slots=True)
class _Look:
    """One part under observation."""

    place: TemplatePlace
    sink: Sink
    root: _Element | None = None

    def error(self, code: str, message: str, hint: str = _FAULT) -> None:
        self.sink.error(code, self.place, message, hint)

    def at(self, package: Package, name: str, styles: frozenset[str], numbers: frozenset[str]) -> None:
        """Structure: what is referred to exists, ids are unique, tables are whole."""
        if _MARK in package.parts[name]:
            self.error("tag-left", "有编号、引用或图片没有放到位")
        try:
            self.root = root = parsed(package.parts[name])
        except etree.XMLSyntaxError:
            self.error("broken-xml", "这一部分的 XML 读不了")
            return
        for message, missing in (
            ("样式 {0} 在模板里没有定义", set(_values(root, VAL, w("pStyle"), w("rStyle"), w("tblStyle"))) - styles),
            ("编号 {0} 在模板里没有定义", set(_values(root, VAL, w("numId"))) - numbers),
        ):
            for found in sorted(missing):
                hint = "在 Word 里打开模板，重新指定样式或编号后保存"
                self.error("style-missing", message.format(found) + _first_use(root, found), hint)
        for found in sorted(set(_RELATED(root)) - _relations(package.parts, name)):
            self.error("relation-missing", f"引用的图片、图表或链接 {found} 不在文件里", "在 Word 里打开模板，删去再插入后保存")
        self.ids(root)
        for message in _table_faults(root):
            self.error("broken-table", message, "在 Word 里打开模板，检查这个表格的合并单元格")

    def ids(self, root: _Element) -> None:
        for noun, found in (("图形", _values(root, "id", f"{{{WP}}}docPr")), ("书签", _values(root, w("id"), BOOKMARK))):
            for identity in sorted({i for i in found if found.count(i) > 1} if len(set(found)) != len(found) else ()):
                self.error("duplicate-id", f"{noun}编号 {identity} 重复")
        if sorted(_values(root, w("id"), BOOKMARK)) != sorted(_values(root, w("id"), w("bookmarkEnd"))):
            self.error("duplicate-id", "书签的首尾不成对", "在 Word 里打开模板，检查书签是否一半在重复的部分里")

    def texts(self, part: CompiledPart, trace: Trace) -> None:
        """Every printed text came out, and no brace did that is not data, where the template's own text has none."""
        if self.root is None:
            return
        text = _text(self.root, ("*",) if part.name == CORE else _TEXTS)
        if part.ordered:
            for lost in _lost(text, trace.printed[part.name], trace.removed[part.name]):
                self.error("lost-text", f"数据里的文字“{lost[:30]}”没有出现在文件里")
        if not part.braces and text.count("{") > trace.braces[part.name]:
            left = [tag for tag in sorted(part.tags) if tag in text]
            self.error("tag-left", f"标签没有填写：{'、'.join(left) or text[max(text.find('{'), 0) :][:30]}", "检查标签的写法")


def _first_use(root: _Element, name: str) -> str:
    """The beginning of the first paragraph with a style or numbering, in words; empty where it holds no text."""
    users = (near(e, P) for e in root.iter(w("pStyle"), w("rStyle"), w("numId")) if e.get(VAL) == name)
    text = next((text for user in users if user is not None and (text := _text(user, (T,)).strip())), "")
    return f"，最先用在“{text[:30]}”" if text else ""


def _values(root: _Element, attribute: str, *names: str) -> list[str]:
    return [element.get(attribute, "") for element in root.iter(*names)]


def _text(root: _Element, names: tuple[str, ...]) -> str:
    return "".join([element.text or "" for element in root.iter(*names)])


def _lost(text: str, printed: Sequence[str], removed: Sequence[str]) -> Iterator[str]:
    """The printed texts that do not stand in `text` in their order, nor anywhere in it or in what merging took out."""
    at = 0
    for value in printed:
        wanted = value.translate(_UNWRITTEN) if not value.isprintable() else value
        found = text.find(wanted, at)
        if found >= 0:
            at = found + len(wanted)
        elif wanted not in text and not any(wanted in other for other in removed):
            yield value


def _relations(parts: Mapping[str, bytes], name: str) -> set[str]:
    data = parts.get(relationships_of(name))
    return {entry.get("Id", "") for entry in parsed(data)} if data is not None else set()


def _table_faults(root: _Element) -> Iterator[str]:
    if any(not len(cell) or cell[-1].tag != P for cell in root.iter(TC)):
        yield "有单元格不以段落结尾"
    grid = Grid(root)
    for number, table in enumerate(root.iter(TBL), 1):
        given = table.find(w("tblGrid"))
        columns = len(given) if given is not None else 0
        for line, row in enumerate(table.iterchildren(TR), 1):
            found = grid.columns(row)
            if columns and found != columns:
                yield f"表 {number} 第 {line} 行占 {found} 列，表格有 {columns} 列"
