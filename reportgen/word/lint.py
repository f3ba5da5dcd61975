"""Mistakes in a template that rendering would swallow. In: its paragraphs and tags. Out: diagnostics.

docxtpl cuts a paragraph or row that holds {%p %} or {%tr %} out whole, with whatever else stands in it, and joins an
unclosed tag with the next one: text would be lost without a word, so these are errors here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.diagnostics import TemplatePlace
from reportgen.word import breaks, levels, pairs
from reportgen.word.patch import TAG
from reportgen.word.wordml import TC, TR, P, near, text_of, w

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from reportgen.diagnostics import Sink
    from reportgen.word.places import Spot, Tag

_LEFT = re.compile(r"[{｛]\s*[{｛%％]|[%％}｝]\s*[}｝]")
_CONTENTS = re.compile(r"contents\s*\(")
_HOLDERS = {"p": P, "tr": TR, "tc": TC}
_KINDS = {"p": "段落", "tr": "表格行", "tc": "单元格"}
# What may stand beside a tag and is no text.
_LOST = {
    "drawing": "图", "pict": "图", "object": "嵌入的对象", "footnoteReference": "脚注", "endnoteReference": "尾注", "fldSimple": "域",
    "instrText": "域",
}  # fmt: skip
_SHOWN = 30


def check(file: str, paragraphs: Sequence[Spot], tags: Sequence[Tag], sink: Sink) -> None:
    """Reports each mistake with its place."""
    report = _Report(file, sink)
    for spot in paragraphs:
        report.unfinished(spot)
    for tag in tags:
        report.alone(tag)
        report.allowed(tag)
    pairs.check(tags, report.error)


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
        elif beside := _beside(removed, tag):
            self.error(tag, f"标签所在的{kind}会整个去掉，里面还有别的内容：{'、'.join(beside)}", f"让标签独占一个{kind}", "lost-text")

    def allowed(self, tag: Tag) -> None:
        if tag.keyword in pairs.BANNED:
            self.error(tag, f"模板里不能用 {tag.keyword}", "要打印花括号本身，写 {{ '{{' }}")
        if _CONTENTS.match(tag.body) and tag.prefix != "p":
            self.error(tag, "目录要单独占一段", "写成 {{p contents(3) }}，这一段里不写别的")
        used = levels.MERGES.search(tag.body)
        if used and tag.cell is None:
            self.error(tag, f"{used[1]} 只能用在表格单元格里", "合并单元格的标签写在表格里")


def holder(tag: Tag) -> _Element | None:
    """The paragraph, row or cell that goes with a tag; None where none does (or none is there)."""
    name = _HOLDERS.get(tag.prefix)
    return None if name is None else tag.spot.element if name == P else near(tag.spot.element, name)


def _beside(holder: _Element, tag: Tag) -> list[str]:
    """What would be lost with the tag."""
    text = text_of(holder).strip().replace(tag.text.strip(), "", 1).strip()
    found = [f"文字“{text[:_SHOWN]}”"] if text else []
    found += [noun for name, noun in _LOST.items() if next(holder.iter(w(name)), None) is not None]
    found += [breaks.NAMES[kind] for e in holder.iter(breaks.BREAK) if (kind := e.get(w("type"), "")) in breaks.NAMES]
    return list(dict.fromkeys(found))
