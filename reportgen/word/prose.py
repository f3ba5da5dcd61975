"""Prose in WordprocessingML. In: Prose and the look of the paragraph with its tag. Out: XML of paragraphs.

The editor formats the paragraph that holds `{{p x }}`: each paragraph of the Prose takes over its properties and those of
the tag's run. List paragraphs in the body take the style named 列表, where the template has one.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree
from markupsafe import Markup, escape

from reportgen.model.prose import Paragraph, Prose, Run, plain
from reportgen.word.compiled import Value
from reportgen.word.fields import Contents, placed, reference
from reportgen.word.recorder import CURRENT, Recorder
from reportgen.word.runs import embolden
from reportgen.word.unknown import Unknown
from reportgen.word.values import clean, shown
from reportgen.word.wordml import PPR, RPR, RUN, TC, VAL, P, T, near, w

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

FILTER = "_prose"
_LIST_NAME = "列表"


@dataclass(frozen=True, slots=True)
class Look:
    """The properties that the paragraphs of one `{{p }}` take over, as XML; index 1 of a pair is for bold.

    `last` is that of the last paragraph, which alone carries the end of a section; `kept` says that an empty Prose must
    leave a paragraph; `bare` that the paragraphs stand in the body and that the template has no style for lists.
    """

    body: str
    last: str
    runs: tuple[str, str]
    lists: Mapping[int, str]
    kept: bool
    bare: bool


def look(paragraph: _Element, list_styles: Mapping[int, str]) -> Look:
    """The look of the paragraph that holds a tag. It is read, not changed."""
    properties = copy.deepcopy(paragraph.find(PPR))
    last = _xml(properties)
    section = properties.find(w("sectPr")) if properties is not None else None
    if section is not None and properties is not None:
        properties.remove(section)
    run = next((r for r in paragraph.iter(RUN) if r.find(T) is not None), None)
    # The style 列表 is made for the body: in a cell a list looks like the rest of it.
    in_cell = near(paragraph, TC) is not None
    own = {} if in_cell else list_styles
    lists = {level: f'<w:pPr><w:pStyle w:val="{escape(style)}"/></w:pPr>' for level, style in own.items()}
    return Look(_xml(properties), last, _run_looks(run), lists, section is not None or _closes_cell(paragraph), not (in_cell or own))


def list_styles(styles: _Element | None) -> dict[int, str]:
    """The ids of the paragraph styles 列表, 列表 2, … by level."""
    found: dict[int, str] = {}
    for style in styles.iter(w("style")) if styles is not None else ():
        name = style.find(w("name"))
        base, _, level = (name.get(VAL, "") if name is not None else "").partition(" ")
        if base == _LIST_NAME and style.get(w("type")) == "paragraph" and (level.isdigit() or not level):
            found.setdefault(int(level or 1), style.get(w("styleId"), ""))
    return found


def paragraphs(value: Value, number: int) -> Markup:
    """The filter behind `{{p x }}`: the paragraphs of a Prose (or of a text, one for each line)."""
    recorder = CURRENT.get()
    found = recorder.part.looks[number]
    if isinstance(value, Unknown):
        value.note()
        value = Prose()
    if isinstance(value, Contents):
        return Markup(f"<w:p>{found.last}{placed(recorder, value)}</w:p>")  # noqa: S704 - made of the template's own XML
    if isinstance(value, Markup):
        return Markup(f"<w:p>{found.last}{_run_of(found.runs[0], value)}</w:p>")  # noqa: S704 - a mark is ours
    prose = value if isinstance(value, Prose) else plain(shown(recorder, value))
    if not prose:
        return Markup(f"<w:p>{found.last}</w:p>" if found.kept else "")  # noqa: S704 - made of the template's own XML
    last = len(prose.paragraphs) - 1
    xml = "".join(_paragraph(recorder, p, found, at_end=n == last) for n, p in enumerate(prose.paragraphs))
    return Markup(xml)  # noqa: S704 - every text in it is escaped below


def _paragraph(recorder: Recorder, paragraph: Paragraph, found: Look, *, at_end: bool) -> str:
    style = _list_style(found, paragraph) if paragraph.kind == "list" else None
    if found.bare and paragraph.kind == "list":
        hint = f"在 Word 里新建段落样式，名字用“{_LIST_NAME}”"
        recorder.warn_once("list-style-missing", f"模板里没有样式“{_LIST_NAME}”，列表和标签所在的段落一个样子", hint)
    if style is None or (at_end and "<w:sectPr" in found.last):
        runs, properties = found.runs, found.last if at_end else found.body
    else:
        runs, properties = ("", "<w:rPr><w:b/><w:bCs/></w:rPr>"), style
    return f"<w:p>{properties}{''.join(_run(recorder, run, runs) for run in paragraph.runs)}</w:p>"


def _list_style(found: Look, paragraph: Paragraph) -> str | None:
    return found.lists.get(max(paragraph.level, 1)) or found.lists.get(1)


def _run(recorder: Recorder, run: Run, looks: tuple[str, str]) -> str:
    text = clean(recorder, run.text)
    if text:
        recorder.printed.append(text)
    out = escape(text) + (reference(run) if run.ref else "")
    return _run_of(looks[run.bold], out) if out else ""


def _run_of(look: str, text: str) -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _run_looks(run: _Element | None) -> tuple[str, str]:
    properties = copy.deepcopy(run.find(RPR)) if run is not None else None
    return _xml(properties), _xml(embolden(properties))


def _closes_cell(paragraph: _Element) -> bool:
    parent = paragraph.getparent()
    return near(paragraph, TC) is parent is not None and not any(True for _ in paragraph.itersiblings(P, w("tbl"), w("sdt")))


def _xml(element: _Element | None) -> str:
    """An element as XML; the namespace declarations that lxml repeats are valid where it is put, but long."""
    if element is None:
        return ""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    for prefix, name in element.nsmap.items():
        text = text.replace(f' xmlns:{prefix}="{name}"' if prefix else f' xmlns="{name}"', "")
    return text
