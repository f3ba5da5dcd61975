"""Prose in WordprocessingML. In: Prose and the look of the paragraph with its tag. Out: XML of paragraphs."""

from __future__ import annotations

from markupsafe import Markup, escape

from reportgen.model.prose import Paragraph, Prose, Run, plain
from reportgen.word.fields import Contents, placed, reference
from reportgen.word.paragraph_look import LIST_STYLE, ParagraphLook
from reportgen.word.recorder import CURRENT, Recorder
from reportgen.word.unknown import Unknown
from reportgen.word.value import Value
from reportgen.word.values import clean, shown

FILTER = "_prose"


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


def _paragraph(recorder: Recorder, paragraph: Paragraph, found: ParagraphLook, *, at_end: bool) -> str:
    style = _list_style(found, paragraph) if paragraph.kind == "list" else None
    if found.bare and paragraph.kind == "list":
        hint = f"在 Word 里新建段落样式，名字用“{LIST_STYLE}”"
        recorder.warn_once("list-style-missing", f"模板里没有样式“{LIST_STYLE}”，列表和标签所在的段落一个样子", hint)
    if style is None or (at_end and "<w:sectPr" in found.last):
        runs, properties = found.runs, found.last if at_end else found.body
    else:
        runs, properties = ("", "<w:rPr><w:b/><w:bCs/></w:rPr>"), style
    return f"<w:p>{properties}{''.join(_run(recorder, run, runs) for run in paragraph.runs)}</w:p>"


def _list_style(found: ParagraphLook, paragraph: Paragraph) -> str | None:
    return found.lists.get(max(paragraph.level, 1)) or found.lists.get(1)


def _run(recorder: Recorder, run: Run, looks: tuple[str, str]) -> str:
    text = clean(recorder, run.text)
    if text:
        recorder.printed.append(text)
    out = escape(text) + (reference(run) if run.ref else "")
    return _run_of(looks[run.bold], out) if out else ""


def _run_of(look: str, text: str) -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'
