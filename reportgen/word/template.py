"""Opens a Word template. In: its path and the filters. Out: a Template, compiled once per process, or diagnostics."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from typing import TYPE_CHECKING

from lxml import etree

from reportgen.diagnostics import Sink, Stopped, TemplatePlace
from reportgen.word import compilation
from reportgen.word.compiled import CompiledPart, Template
from reportgen.word.environment import WordEnvironment
from reportgen.word.known import joined
from reportgen.word.numbering import lists_of
from reportgen.word.order import with_ordered_lists
from reportgen.word.package import CORE, RENDERED, Package, unpack
from reportgen.word.paragraph_look import list_styles
from reportgen.word.styles import style_ids, styles_of
from reportgen.word.value import Value
from reportgen.word.wordml import parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from lxml.etree import _Element

_OPENED: dict[tuple[object, ...], tuple[Template, Mapping[str, Callable[..., Value]]]] = {}


def open_template(path: Path, filters: Mapping[str, Callable[..., Value]], sink: Sink) -> Template:
    """The template at `path`, compiled with `filters`; the same content with the same filters is compiled once.

    Records `template-missing`, `template-not-word`, `template-syntax`, `unknown-filter`, `lost-text`, `tag-left`, `merge-level`,
    `merge-not-last`, `tracked-changes` or `style-missing` and raises Stopped where the template can't be used.
    """
    data = _read(path, sink)
    key = (str(path), sha256(data).digest(), tuple(sorted((name, id(f)) for name, f in filters.items())))
    if key not in _OPENED:
        # The filters are kept with the template, so that no other function can get the id of one of them.
        _OPENED[key] = _opened(path.name, data, filters, sink), filters
        return _OPENED[key][0]
    template = _OPENED[key][0]
    sink.found.extend(template.findings)
    return template


def _read(path: Path, sink: Sink) -> bytes:
    place = TemplatePlace(f"{path.parent.name}/{path.name}")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        sink.error("template-missing", place, "找不到模板", "检查模板的名字，或把模板放到这里")
    except OSError:
        sink.error("template-missing", place, "模板打不开", "检查是不是文件，有没有权限读")
    raise Stopped


def _opened(file: str, data: bytes, filters: Mapping[str, Callable[..., Value]], sink: Sink) -> Template:
    own = Sink()
    package = _unpacked(file, data, own)
    parts: tuple[CompiledPart, ...] = ()
    if package is not None:
        package = with_ordered_lists(package)
        compilation.check_copied(file, package, own)
        named = _tree(package, "styles")
        workshop = compilation.Workshop(file, WordEnvironment(filters), list_styles(named), style_ids(named), own)
        parts = tuple(filter(None, [_part(workshop, name, title, package.parts[name]) for name, title in _rendered(package)]))
    sink.found.extend(own.found)
    if package is None or own.failed:
        raise Stopped
    lists = lists_of(_tree(package, "numbering"))
    styles = styles_of(_tree(package, "styles"), lists)
    return Template(file, package, parts, styles, lists, joined(part.known for part in parts), tuple(own.found))


def _unpacked(file: str, data: bytes, sink: Sink) -> Package | None:
    try:
        package = unpack(data)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        package = None
    if package is None or not package.main:
        sink.error("template-not-word", TemplatePlace(file), "模板不是 Word 文档（.docx）", "用 Word 或 WPS 打开，另存为 .docx")
        return None
    return package


def _part(workshop: compilation.Workshop, name: str, title: str, data: bytes) -> CompiledPart | None:
    try:
        return compilation.compiled(workshop, name, title, parsed(data))
    except etree.XMLSyntaxError:
        workshop.sink.error(
            "broken-xml", TemplatePlace(workshop.file, title.strip()), "模板的这一部分读不了", "用 Word 或 WPS 打开模板再保存一次"
        )
        return None


def _rendered(package: Package) -> Iterator[tuple[str, str]]:
    """The parts that are filled in, with their names in messages, body first."""
    counts: dict[str, int] = {}
    for kind, title in RENDERED.items():
        for name in (n for n, k in package.kinds.items() if k == kind):
            counts[kind] = counts.get(kind, 0) + 1
            yield name, title if kind not in ("header", "footer") else f"{title} {counts[kind]} "
    if CORE in package.parts:
        yield CORE, "文档属性"


def _tree(package: Package, kind: str) -> _Element | None:
    name = next((n for n, found in package.kinds.items() if found == kind), "")
    return parsed(package.parts[name]) if name else None
