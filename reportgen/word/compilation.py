"""Compiles a part of a template. In: its tree. Out: a CompiledPart, or diagnostics that name the tag at fault."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from jinja2 import Template as Code
from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from reportgen.diagnostics import Severity, TemplatePlace
from reportgen.word import breaks, condition, levels, lint
from reportgen.word.compiled import CompiledPart
from reportgen.word.known import known_in
from reportgen.word.order import order_sections
from reportgen.word.package import CORE, RENDERED, WORD_TYPE
from reportgen.word.paragraph_look import ParagraphLook, look_of
from reportgen.word.patch import TAG, numbered, patched, shielded
from reportgen.word.places import Spot, Tag, Where, located, spots, tags_of
from reportgen.word.prose import FILTER
from reportgen.word.signs import COLUMNS
from reportgen.word.wordml import TBL, W14, T, drop, near, w

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element

    from reportgen.diagnostics import Sink
    from reportgen.word.environment import WordEnvironment
    from reportgen.word.package import Package

_SERIAL = itertools.count(1)
_MARKUP = re.compile(r"<[^>]*>")
_SYNTAX = (
    (re.compile(r"unknown tag '(.*?)'"), "不认识的指令 {0}"),
    (re.compile(r"expected token '(.*?)', got '(.*?)'"), "写法有误：这里应为 {0}，却是 {1}"),
    (re.compile(r"unexpected '(.*?)'"), "写法有误：多出 {0}"),
    (re.compile(r"unexpected char (.*?) at"), "写法有误：不能用字符 {0}"),
    (re.compile(r"[Uu]nexpected end of template"), "for 或 if 没有对应的 endfor、endif"),
)
# The nodes of a part by kind; there is an empty list for a kind that it does not hold.
_Found = defaultdict[type[nodes.Node], list[Any]]
_UNORDERED = (nodes.AssignBlock, nodes.Macro, nodes.CallBlock, nodes.FilterBlock)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What compiling any part of one template needs."""

    file: str
    environment: WordEnvironment
    lists: Mapping[int, str]
    styles: frozenset[str]
    sink: Sink

    def error(self, code: str, where: tuple[str, str], message: str, hint: str) -> None:
        """Records an error at a tag, given as its place in words and its text."""
        self.sink.error(code, TemplatePlace(self.file, *where), message, hint)

    def error_at(self, code: str, tag: Tag, message: str, hint: str) -> None:
        """Records an error at a tag as it was typed."""
        self.error(code, (tag.spot.where, tag.text), message, hint)

    def error_in(self, code: str, where: str, message: str, hint: str) -> None:
        """Records an error in the template's own text."""
        self.error(code, (where, ""), message, hint)


def check_copied(file: str, package: Package, sink: Sink) -> None:
    """Records tags in parts that are copied as they are (charts, comments): they would be printed as they stand."""
    filled = {f"{WORD_TYPE}{kind}" for kind in RENDERED}
    for name, data in package.parts.items():
        kind = package.kinds.get(name, "")
        if f"{WORD_TYPE}{kind}" in filled or name == CORE or not name.endswith(".xml") or not (b"{{" in data or b"{%" in data):
            continue
        for tag in TAG.findall(_MARKUP.sub("", data.decode("utf-8", "replace"))):
            place = TemplatePlace(file, name, tag)
            sink.error("tag-left", place, "标签不在会填写的部分里", "标签只能写在正文、页眉、页脚、脚注、尾注和文档标题里")


def compiled(workshop: Workshop, name: str, title: str, root: _Element) -> CompiledPart | None:
    """The part `name`, whose tree is changed on the way; None where it has an error, which is recorded."""
    before = workshop.sink.count(Severity.ERROR)
    order_sections(root)
    paragraphs = spots(root, title)
    tags = tags_of(paragraphs)
    breaks.lift(tags)
    lint.check(workshop.file, paragraphs, tags, workshop.sink)
    levels.check(tags, workshop.environment, workshop.error_at)
    condition.check_changes(root, paragraphs, workshop.error_in)
    gone = {holder for tag in tags if tag.is_block and (holder := lint.holder(tag)) is not None}
    condition.check_styles(root, paragraphs, workshop.styles, gone, workshop.error_in)
    if workshop.sink.count(Severity.ERROR) != before:
        return None
    _shield(paragraphs)
    _drop_bookmarks(workshop, root, tags)
    looks = _take_prose(tags, workshop.lists)
    _mark_columns(tags)
    _prepare(root)
    source, texts, lines = numbered(patched(etree.tostring(root, encoding="unicode")))
    where = located(texts, lines, tags, title)
    tree = _parsed(workshop, source, where)
    if tree is None or not _known(workshop, found := _by_kind(tree), where):
        return None
    return _part(workshop, name, title, (tree, found), where, looks)


def _by_kind(tree: nodes.Template) -> _Found:
    """The nodes of a tree by kind, in the order of the text. One walk: a whole report has thousands of nodes."""
    found: defaultdict[type[nodes.Node], list[Any]] = defaultdict(list)
    left: list[nodes.Node] = [tree]
    while left:
        node = left.pop()
        found[type(node)].append(node)
        if type(node) is not nodes.TemplateData:
            left.extend(reversed(list(node.iter_child_nodes())))
    return found


def _part(
    workshop: Workshop, name: str, title: str, parsed: tuple[nodes.Template, _Found], where: Where, looks: tuple[ParagraphLook, ...]
) -> CompiledPart:
    tree, found = parsed
    filename = f"<{workshop.file}:{name}:{next(_SERIAL)}>"
    known = known_in(found[nodes.Call], workshop.environment)
    targets = _open_loops(found, workshop.environment)
    literal = _MARKUP.sub("", "".join(d.data for d in found[nodes.TemplateData]))
    code = workshop.environment.compile(tree, name, filename)
    return CompiledPart(
        name=name,
        title=title,
        filename=filename,
        code=Code.from_code(workshop.environment, code, workshop.environment.make_globals(None)),
        where=where,
        looks=looks,
        targets=targets,
        tags=frozenset(where.texts),
        resizes=any(re.match(r"\{%-?tc\s", text) for text in where.texts),
        ordered=not any(found[kind] for kind in _UNORDERED) and not _in_attributes(found[nodes.Output]),
        braces="{" in literal or "}" in literal,
        known=known,
    )


def _in_attributes(outputs: Sequence[nodes.Output]) -> bool:
    """Whether a value stands inside an element's tag (a picture's description) instead of in a text."""
    texts = (a.data for output in outputs for a in output.nodes[:-1] if isinstance(a, nodes.TemplateData))
    return any(text.rfind("<") > text.rfind(">") for text in texts)


def _take_prose(tags: Sequence[Tag], lists: Mapping[int, str]) -> tuple[ParagraphLook, ...]:
    """Puts each `{{p x }}` in the stead of its paragraph, whose look is kept for the paragraphs to come."""
    looks: list[ParagraphLook] = []
    for tag in (t for t in tags if t.prefix == "p" and not t.is_block):
        tag.source = f"{{{{ ({tag.body}) | {FILTER}({len(looks)}) }}}}"
        paragraph = tag.spot.element
        looks.append(look_of(paragraph, lists))
        _replace(paragraph, shielded(tag.source))
    return tuple(looks)


def _shield(paragraphs: Sequence[Spot]) -> None:
    """Hides the curly quotes that patching would change, in the runs over which each paragraph's text is spread."""
    for spot in paragraphs:
        text = shielded(spot.text) if "{" in spot.text else spot.text
        at = 0
        for run in spot.runs if text != spot.text else ():
            length = len(run.text or "")
            run.text, at = text[at : at + length], at + length


def _drop_bookmarks(workshop: Workshop, root: _Element, tags: Sequence[Tag]) -> None:
    """Takes out bookmarks that begin or end in what a tag removes: one half of them would be left."""
    marks = (w("bookmarkStart"), w("bookmarkEnd"))
    holders = (holder for tag in tags if (holder := lint.holder(tag)) is not None)
    lost = {mark.get(w("id")) for holder in holders for mark in holder.iter(*marks)}
    for mark in [mark for mark in root.iter(*marks) if mark.get(w("id")) in lost]:
        name = mark.get(w("name"), "")
        if name and not name.startswith("_"):
            place = TemplatePlace(workshop.file, name)
            workshop.sink.warning("bookmark-dropped", place, f"书签 {name} 有一端在标签所在的段落里，生成时去掉", "把书签移到别的段落")
        drop(mark)


def _mark_columns(tags: Sequence[Tag]) -> None:
    """Marks the grid of each table whose columns a loop makes: how many there are does not tell."""
    tables = (near(tag.spot.element, TBL) for tag in tags if tag.prefix == "tc" and tag.keyword == "for")
    for grid in dict.fromkeys(table.find(w("tblGrid")) for table in tables if table is not None):
        if grid is not None:
            grid.insert(0, etree.ProcessingInstruction(COLUMNS))


def _replace(element: _Element, text: str) -> None:
    before, parent = element.getprevious(), element.getparent()
    if parent is None:
        return
    text += element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(element)


def _prepare(root: _Element) -> None:
    """Takes out what a loop must not repeat (paragraph ids) and the line breaks that mean nothing in a text."""
    names = (f"{{{W14}}}paraId", f"{{{W14}}}textId")
    for element in root.iter(w("p"), w("tr")):
        for name in names:
            element.attrib.pop(name, "")
    for text in root.iter(T):
        if text.text and ("\n" in text.text or "\t" in text.text):
            text.text = re.sub(r"[\n\t]", " ", text.text)


def _parsed(workshop: Workshop, source: str, where: Where) -> nodes.Template | None:
    try:
        return workshop.environment.parse(source)
    except TemplateSyntaxError as error:
        said = next((text.format(*m.groups()) for rule, text in _SYNTAX if (m := rule.search(error.message or ""))), "标签写法有误")
        workshop.error("template-syntax", where.at(error.lineno), said, "检查标签里的括号、引号和竖线")
        return None


def _known(workshop: Workshop, found: _Found, where: Where) -> bool:
    """Whether all filters and tests exist; records each that does not."""
    environment, known_all = workshop.environment, True
    kinds: tuple[tuple[Any, Mapping[str, Any], str], ...] = (
        (nodes.Filter, environment.filters, "过滤器"),
        (nodes.Test, environment.tests, "判断"),
    )
    for node_type, known, noun in kinds:
        for node in found[node_type]:
            if node.name not in known:
                known_all = False
                _unknown(workshop, where.at(node.lineno), f"没有名为 {node.name} 的{noun}", get_close_matches(node.name, known, 3, 0.5))
    return known_all


def _unknown(workshop: Workshop, where: tuple[str, str], message: str, near: list[str]) -> None:
    near = [name for name in near if not name.startswith("_") and not name.endswith("_")]
    workshop.error("unknown-filter", where, message, f"是否想写 {'、'.join(near)}？" if near else "过滤器的名字见模板手册")


def _open_loops(found: _Found, environment: WordEnvironment) -> frozenset[str]:
    """Makes loops know their number and check what they go through, and `~` print as `{{ }}` does; gives the loops' variables."""
    targets: set[str] = set()
    for loop in found[nodes.For]:
        targets.update(name.name for name in [loop.target, *loop.target.find_all(nodes.Name)] if isinstance(name, nodes.Name))
        at = {"lineno": loop.lineno, "environment": environment}
        loop.iter = nodes.Filter(loop.iter, "each_", [], [], None, None, **at)
        loop.body.insert(0, nodes.ExprStmt(nodes.Name("loop", "load", **at), **at))
    for concat in found[nodes.Concat]:
        at = {"lineno": concat.lineno, "environment": environment}
        concat.nodes = [nodes.Filter(nodes.List(concat.nodes, **at), "concat_", [], [], None, None, **at)]
    return frozenset(targets)
