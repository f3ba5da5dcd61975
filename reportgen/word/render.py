"""Fills in a template. In: a Template and the context. Out: a .docx and its trace; the same input gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from reportgen.diagnostics import Severity, Stopped, TemplatePlace
from reportgen.model.pictures import Picture
from reportgen.word import alignment, beginnings, captions, draft, endings, finish, last_lines, merges, rows, widths
from reportgen.word.additions import Additions
from reportgen.word.drawings import Drawing
from reportgen.word.lines import text_of
from reportgen.word.package import CORE, pack
from reportgen.word.recorder import CURRENT, Here, Recorder
from reportgen.word.table_reader import read
from reportgen.word.traces import Rendered, Trace
from reportgen.word.wordml import parsed, written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import FrameType, TracebackType

    from lxml.etree import _Element

    from reportgen.diagnostics import Sink
    from reportgen.word.compiled import CompiledPart, Template
    from reportgen.word.value import Value


def render(template: Template, context: Mapping[str, Any], sink: Sink) -> Rendered:
    """The document and what was printed in it; a true `draft` in the context puts 草稿 on every page.

    Records every error that it meets (`unknown-name`, `bad-value`, `none-value`, `template-loop`, `picture-missing`, `caption-twice`,
    `unknown-caption`, `style-missing`, `broken-xml`) and raises Stopped if there was any.
    """
    before = len(sink.found)
    recorders = [Recorder(template.file, part, context, sink) for part in template.parts]
    trees = {r.part.name: _filled(r) for r in recorders}
    if any(tree is None for tree in trees.values()):
        raise Stopped
    additions = Additions(template.package)
    removed = _finished([(r, tree) for r in recorders if (tree := trees[r.part.name]) is not None], template, additions)
    if any(d.severity is Severity.ERROR for d in sink.found[before:]):
        raise Stopped
    if context.get("draft"):
        draft.stamp(template.package, trees, additions)
    additions.parts.update({name: written(tree) for name, tree in trees.items() if tree is not None})
    text = text_of(tree for tree in trees.values() if tree is not None)
    return Rendered(pack(additions.finish()), _trace(recorders, removed), text, _charts(recorders))


def _trace(recorders: Sequence[Recorder], removed: Mapping[str, Sequence[str]]) -> Trace:
    return Trace({r.part.name: r.printed for r in recorders}, removed, {r.part.name: r.braces for r in recorders})


def _charts(recorders: Sequence[Recorder]) -> dict[str, Value]:
    drawings = [found for r in recorders for found in r.fields if isinstance(found, Drawing)]
    return {drawing.alt: drawing.value for drawing in drawings if not isinstance(drawing.value, Picture)}


def _filled(recorder: Recorder) -> _Element | None:
    """The tree of a part with its values; None where it can't be had."""
    token = CURRENT.set(recorder)
    try:
        code = recorder.part.code
        text = "".join(code.root_render_func(code.new_context(dict(recorder.context))))
        return parsed(text.encode("utf-8"))
    except etree.XMLSyntaxError:
        place = TemplatePlace(recorder.file, recorder.part.title.strip())
        hint = "多半是一对标签（for … endfor、if … endif）跨了段落或表格"
        recorder.sink.error("broken-xml", place, "填写后的文档结构坏了", hint)
    except Exception as error:  # noqa: BLE001 - whatever a template does must become a diagnostic with its place
        _record(recorder, error)
    finally:
        CURRENT.reset(token)
    return None


def _record(recorder: Recorder, error: Exception) -> None:
    frame, line = _template_frame(error.__traceback__, recorder.part)
    message = (
        "这个标签算不出来：两边的值不能这样比较或计算"
        if isinstance(error, TypeError)
        else f"这个标签算不出来（{type(error).__name__}）"
    )
    recorder.at(Here(line, recorder.item(frame) if frame else ""), "bad-value", message, "检查标签里的值各是什么")


def _template_frame(trace: TracebackType | None, part: CompiledPart) -> tuple[FrameType | None, int]:
    """The innermost frame of the template in a traceback, and its line."""
    found: tuple[FrameType | None, int] = (None, 0)
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == part.filename:
            found = trace.tb_frame, trace.tb_lineno
        trace = trace.tb_next
    return found


def _finished(pages: Sequence[tuple[Recorder, _Element]], template: Template, additions: Additions) -> dict[str, list[str]]:
    """Merges, numbers and mends the parts in place; gives the texts that were taken out, by part."""
    pages = [(recorder, root) for recorder, root in pages if recorder.part.name != CORE]
    removed = {recorder.part.name: merges.merge(root, recorder.keys) for recorder, root in pages}
    for name, texts in captions.place(pages, template, additions).items():
        removed[name] += texts
    for recorder, root in pages:
        if recorder.broken_lines:
            finish.break_lines(root)
        finish.mend(root)
        finish.close(root)
        finish.renumber(root)
        tables = read(root, template.styles)
        widths.fit(tables)
        alignment.align(tables)
        last_lines.fill(tables)
        rows.settle(tables)
        beginnings.keep(root, template.styles)
        endings.keep(root, template.styles)
    return {CORE: [], **removed}
