"""Templates with a defect that no line of text can show: tracked changes, styles and bookmarks that are gone, broken files.

In: nothing. Out: what the program says of each; SAID has it by the code of the page.
"""

from __future__ import annotations

import errno
import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from docx.document import Document as Made
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from reportgen.case.new import Wanted, create
from reportgen.case.wording import report_problem
from reportgen.diagnostics import Diagnostic, FilePlace, Sink, Stopped, placed, text
from reportgen.export.figures import embed
from reportgen.word.template import open_template
from tests.explain.circumstances import refusing
from tests.explain.examples import NAME
from tests.explain.years import OF_YEARS
from tests.word.workbench import found, lines, table

Says = Callable[[Path, pytest.MonkeyPatch], Iterable[Diagnostic]]


def of(made: Callable[[], Made], **context: object) -> Says:
    """What is found in a document that is made and filled in."""
    return lambda _, __: found(made(), **context)


def with_comment() -> Made:
    """A tag in a comment."""
    made = lines("评价结论")
    made.styles.add_style("CommentReference", WD_STYLE_TYPE.CHARACTER)
    made.add_comment(made.paragraphs[0].runs[0], text="此处核对{{ total.score }}")
    return made


def with_lost_reference() -> Made:
    """A cross-reference to a heading that was deleted."""
    made = lines("评价结论见第")
    made.paragraphs[0]._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" REF _Ref150000001 \\r \\h "/>'))
    return made


def with_half_bookmark() -> Made:
    """A bookmark that begins in the paragraph of a tag and ends in the next."""
    made = lines("{{p purpose }}", "以上是评价目的。")
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:name"), "要点")
    for paragraph, mark in zip(made.paragraphs, (start, end), strict=True):
        mark.set(qn("w:id"), "7")
        paragraph._p.append(mark)
    return made


def with_changes() -> Made:
    """An insertion and a deletion that nobody accepted."""
    made = lines("评价结论", "项目总体完成较好。")
    for name in ("ins", "del"):
        change = OxmlElement(f"w:{name}")
        change.set(qn("w:id"), "1")
        change.set(qn("w:author"), "王芳")
        made.paragraphs[1]._p.append(change)
    return made


def with_foreign_style() -> Made:
    """A paragraph pasted from another file, whose style did not come along."""
    made = lines("评价结论", "项目总体完成较好。")
    style = OxmlElement("w:pStyle")
    style.set(qn("w:val"), "正文缩进1")
    made.paragraphs[1]._p.get_or_add_pPr().insert(0, style)
    return made


def with_short_row() -> Made:
    """A table in whose second row a cell is missing."""
    made = table(("指标", "得分"), ("预算执行率", "18.0"))
    row = made.tables[0].rows[1]._tr
    row.remove(row.tc_lst[1])
    return made


def with_lost_picture() -> Made:
    """A link whose target is not in the file."""
    made = lines("详见")
    made.paragraphs[0]._p.append(parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="rId77"/>'))
    return made


def cut_off(folder: Path, _: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    """A template whose header another program cut off."""
    made, path = lines("评价结论"), folder / "模板.docx"
    made.sections[0].header.paragraphs[0].text = "东湖区图书馆"
    made.save(str(path))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    header = next(name for name in parts if "header" in name)
    parts[header] = parts[header][:-20]
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return opened(path)


def renamed(folder: Path, _: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    """An old .doc with another ending."""
    path = folder / "模板.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    return opened(path)


def gone(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    """A template that is no longer there when it is wanted."""
    patch.chdir(folder)
    return opened(Path("templates/standard.docx"))


def opened(path: Path) -> Iterable[Diagnostic]:
    """What opening a template finds."""
    sink = Sink()
    with pytest.raises(Stopped):
        open_template(path, {}, sink)
    return sink


def on_a_disk_to_read(folder: Path, patch: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    """A new case where nothing can be written."""
    sink = Sink()
    patch.setattr(Path, "mkdir", refusing(errno.EROFS))
    with pytest.raises(Stopped):
        create(folder / "cases", Wanted("donghu2024", "standard", 2024), None, sink)
    return sink


def of_a_new_kind(_: Path, __: pytest.MonkeyPatch) -> Iterable[Diagnostic]:
    """A problem of pydantic for which there are no words yet."""
    sink = Sink()
    data = {"report": {"submitted": "2099-01-01"}}
    problem = {"type": "date_past", "loc": ("report", "submitted"), "input": "2099-01-01", "msg": "Date should be in the past"}
    report_problem(problem, data, sink)
    return placed(sink, lambda _: FilePlace(f"cases/{NAME}/report.toml", 12, 1))


def on_a_page(source: str, name: str) -> Says:
    """What is found on a page with one picture that the Word file does not hold."""

    def says(_: Path, __: pytest.MonkeyPatch) -> Sink:
        sink = Sink()
        main = etree.fromstring(f'<main><img src="{source}" alt="{name}"/></main>')
        empty = io.BytesIO()
        zipfile.ZipFile(empty, "w").close()
        embed(main, empty.getvalue(), {}, sink)
        return sink

    return says


SAID: dict[str, Says] = {
    "chart-missing": on_a_page("media/1.chart", "各一级指标得分率"),
    "picture-kind": on_a_page("media/logo.emf", "单位标志"),
    "tag-left": of(with_comment),
    "reference-missing": of(with_lost_reference),
    "bookmark-dropped": of(with_half_bookmark, purpose="评价购书经费的使用绩效。"),
    "tracked-changes": of(with_changes),
    "style-missing": of(with_foreign_style),
    "broken-table": of(with_short_row),
    "relation-missing": of(with_lost_picture),
    "broken-xml": cut_off,
    "template-not-word": renamed,
    "template-missing": gone,
    "case-unwritable": on_a_disk_to_read,
    "wrong-value": of_a_new_kind,
    **OF_YEARS,
}


def texts_of(code: str, folder: Path, patch: pytest.MonkeyPatch) -> list[str]:
    """What is said, as it is printed."""
    return [text(d) for d in SAID[code](folder, patch)]
