"""Mistakes in a template that rendering would swallow. In: its paragraphs and tags. Out: diagnostics.

docxtpl cuts a paragraph or row that holds {%p %} or {%tr %} out whole, with whatever else stands in it, and joins an
unclosed tag with the next one: text would be lost without a word, so these are errors here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.diagnostics import TemplatePlace
from reportgen.word.patch import TAG
from reportgen.word.wordml import TBL, TC, TR, P, near, text_of, w

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from reportgen.diagnostics import Sink
    from reportgen.word.places import Spot, Tag

_CLOSERS = {"endfor": "for", "endif": "if", "endmacro": "macro", "endcall": "call", "endfilter": "filter",
            "endwith": "with", "endset": "set"}  # fmt: skip
_MIDDLES = {"else", "elif"}
_BANNED = {"raw", "include", "import", "from", "extends", "block", "autoescape"}
_LEFT = re.compile(r"[{｛]\s*[{｛%％]|[%％}｝]\s*[}｝]")
_IN_CELL = re.compile(r"\|\s*(merge|across)\b")
_CONTENTS = re.compile(r"contents\s*\(")
_SCOPES = {"": P, "r": P, "tc": TR, "tr": TBL}
_HOLDERS = {"p": P, "tr": TR, "tc": TC}
_KINDS = {"p": "段落", "tr": "表格行", "tc": "单元格"}
_SHOWN = 30


def check(file: str, paragraphs: Sequence[Spot], tags: Sequence[Tag], sink: Sink) -> None:
    """Reports each mistake with its place."""
    report = _Report(file, sink)
    for spot in paragraphs:
        report.unfinished(spot)
    for tag in tags:
        report.alone(tag)
        report.allowed(tag)
    report.pairs(tags)


class _Report:
    def __init__(self, file: str, sink: Sink) -> None:
        self.file, self.sink = file, sink

    def error(self, tag: Tag, message: str, hint: str, code: str = "template-syntax") -> None:
        self.sink.error(code, TemplatePlace(self.file, tag.spot.where, tag.text), message, hint)

    def unfinished(self, spot: Spot) -> None:
        if not ("{" in spot.text or "}" in spot.text or "｛" in spot.text):
            return
        rest = TAG.sub("\0", re.sub(r"\{#.*?#\}", "", spot.text))
        found = _LEFT.search(rest)
        if found:
            shown = rest[max(0, found.start() - 5) : found.start() + _SHOWN].replace("\0", "…")
            place = TemplatePlace(self.file, spot.where, shown)
            self.sink.error(
                "template-syntax",
                place,
                "标签没有写完整，或用了全角花括号",
                "写成 {{ 名字 }} 或 {% 指令 %}，花括号用半角，首尾在同一段",
            )

    def alone(self, tag: Tag) -> None:
        if not tag.prefix or (tag.prefix == "r" and tag.is_block):
            return
        if not tag.is_block and tag.prefix != "p":
            self.error(tag, f"没有 {{{{{tag.prefix} … }}}} 这种写法", "打印一段话用 {{p 名字 }}，打印一个值用 {{ 名字 }}")
            return
        kind, removed = _KINDS[tag.prefix], holder(tag)
        if removed is None:
            self.error(tag, f"标签不在{kind}里", "{%tr %} 和 {%tc %} 只能写在表格里")
        elif _beside(removed, tag):
            self.error(tag, f"标签所在的{kind}会整个去掉，里面还有别的内容", f"让标签独占一个{kind}", "lost-text")

    def allowed(self, tag: Tag) -> None:
        if tag.keyword in _BANNED:
            self.error(tag, f"模板里不能用 {tag.keyword}", "要打印花括号本身，写 {{ '{{' }}")
        if _CONTENTS.match(tag.body) and tag.prefix != "p":
            self.error(tag, "目录要单独占一段", "写成 {{p contents(3) }}，这一段里不写别的")
        used = _IN_CELL.search(tag.body)
        if used and tag.cell is None:
            self.error(tag, f"{used[1]} 只能用在表格单元格里", "合并单元格的标签写在表格里")

    def pairs(self, tags: Sequence[Tag]) -> None:
        opened: list[Tag] = []
        for tag in tags:
            if tag.keyword in _CLOSERS:
                self.closed(tag, opened)
            elif tag.keyword in _MIDDLES and opened:
                self.together(opened[-1], tag)
            elif tag.keyword in _CLOSERS.values() and not (tag.keyword == "set" and "=" in tag.body):
                opened.append(tag)
        for tag in opened:
            self.error(tag, f"{tag.keyword} 没有对应的 end{tag.keyword}", f"补上 end{tag.keyword}")

    def closed(self, tag: Tag, opened: list[Tag]) -> None:
        wanted = _CLOSERS[tag.keyword]
        if not opened or opened[-1].keyword != wanted:
            at = f"：还没有结束的是 {opened[-1].text}（{opened[-1].spot.where}）" if opened else ""
            self.error(tag, f"{tag.keyword} 前面没有对应的 {wanted}{at}", "检查 for、if 与它们的 end 是否成对")
            return
        self.together(opened.pop(), tag)

    def together(self, first: Tag, tag: Tag) -> None:
        """A pair must be of one kind and in one holder, or the XML between would fall apart."""
        if "-" in (first.text[2], tag.text[2], first.text[-3], tag.text[-3]):
            return
        if first.prefix != tag.prefix:
            self.error(
                tag,
                f"与它成对的标签是 {first.text}（{first.spot.where}），前缀不同",
                "一对标签用同一前缀：{%p、{%tr、{%tc 或没有",
            )
        elif _scope(first) is not _scope(tag):
            hint = "整段重复用 {%p %}，整行重复用 {%tr %}，一对标签放在同一个段落、单元格或表格里"
            self.error(tag, f"与它成对的标签 {first.text} 在{first.spot.where}，两者之间不能跨段、跨格或跨表", hint)


def holder(tag: Tag) -> _Element | None:
    """The paragraph, row or cell that goes with a tag; None where none does (or none is there)."""
    name = _HOLDERS.get(tag.prefix)
    return None if name is None else tag.spot.element if name == P else near(tag.spot.element, name)


def _scope(tag: Tag) -> _Element | None:
    if tag.prefix == "p":
        return tag.spot.element.getparent()
    name = _SCOPES[tag.prefix]
    return tag.spot.element if name == P else near(tag.spot.element, name)


def _beside(holder: _Element, tag: Tag) -> bool:
    """Whether something would be lost with the tag: text, a picture, an end of section (a tag may keep its own)."""
    kept = ("sectPr",) if not tag.is_block else ()
    lost = [w(n) for n in ("drawing", "pict", "object", "footnoteReference", "sectPr", "fldSimple", "instrText") if n not in kept]
    return text_of(holder).strip() != tag.text.strip() or next(holder.iter(*lost), None) is not None
