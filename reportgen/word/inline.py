"""How a value is printed inside a sentence. In: any value of the context. Out: text for a w:t, escaped, or marks in it."""

from __future__ import annotations

from jinja2 import pass_context
from markupsafe import Markup, escape

from reportgen.model.prose import Prose, Run
from reportgen.word.fields import reference
from reportgen.word.package import CORE
from reportgen.word.recorder import CURRENT, Recorder
from reportgen.word.signs import BOLD
from reportgen.word.value import Value
from reportgen.word.values import SPECIAL, clean, shown


@pass_context
def printed(_context: Value, value: Value) -> Value:
    """What `{{ value }}` prints, as markup; nothing where the value can't be printed."""
    recorder = CURRENT.get()
    if isinstance(value, Markup):
        recorder.braces += value.count("{")
        return value
    if type(value) is not str or SPECIAL.search(value):
        value = text_of(recorder, value)
        if isinstance(value, Markup):
            return value
    recorder.printed.append(value)
    if not SPECIAL.search(value):
        return value
    recorder.braces += value.count("{")
    return str(escape(value))


def text_of(recorder: Recorder, value: Value) -> str:
    """The text of a value, or markup where it is marked: a Prose keeps its bold and its references."""
    if isinstance(value, Markup):
        return value
    if type(value) is Prose and is_marked(value) and recorder.part.name != CORE:
        return _inline(recorder, value)
    return shown(recorder, value)


def is_marked(prose: Prose) -> bool:
    """Whether a Prose holds more than text: bold or references."""
    return any(run.bold or run.ref for paragraph in prose.paragraphs for run in paragraph.runs)


def has_references(prose: Prose) -> bool:
    """Whether a Prose refers to captions or headings."""
    return any(run.ref for paragraph in prose.paragraphs for run in paragraph.runs)


def _inline(recorder: Recorder, prose: Prose) -> Markup:
    lines = ["".join([_run(recorder, run) for run in paragraph.runs]) for paragraph in prose.paragraphs]
    recorder.broken_lines = recorder.broken_lines or len(lines) > 1
    return Markup("\n".join(lines))  # noqa: S704 - every text in it is escaped


def _run(recorder: Recorder, run: Run) -> str:
    text = clean(recorder, run.text)
    if text:
        recorder.printed.append(text)
    recorder.braces += text.count("{")
    out = str(escape(text)) + (reference(run) if run.ref else "")
    if not run.bold:
        return out
    recorder.bold = True
    return f"<?{BOLD} 1?>{out}<?{BOLD} 0?>"
