"""A template is compiled once in a process, and says again each time what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reportgen.diagnostics import Diagnostic, Sink, Stopped
from reportgen.word.template import open_template
from tests.word.workbench import Filters, lines

FILTERS: Filters = {}


def warned() -> Document:
    """A template that can be used, of which a warning is to be said: a bookmark begins in the paragraph of a tag."""
    made = lines("{%p if x %}", "甲", "{%p endif %}")
    for at, name in ((0, "w:bookmarkStart"), (1, "w:bookmarkEnd")):
        mark = OxmlElement(name)
        mark.set(qn("w:id"), "7")
        if at == 0:
            mark.set(qn("w:name"), "号")
        made.paragraphs[at]._p.append(mark)
    return made


def opened(path: Path, filters: Filters) -> tuple[object, list[Diagnostic]]:
    """The template, and what opening it reported."""
    sink = Sink()
    return open_template(path, filters, sink), sink.found


def test_findings_are_said_each_time(tmp_path: Path) -> None:
    """The second case that is built with a template hears of its warnings as the first did, and gets the same template."""
    path = tmp_path / "甲.docx"
    warned().save(str(path))
    first, second = opened(path, FILTERS), opened(path, FILTERS)
    assert [d.code for d in first[1]] == ["bookmark-dropped"]
    assert second[1] == first[1]
    assert second[0] is first[0]


def test_saved_again_it_is_compiled_again(tmp_path: Path) -> None:
    """A template that an editor saved anew, or that is opened with other filters, is another one."""
    path = tmp_path / "甲.docx"
    warned().save(str(path))
    first, _ = opened(path, FILTERS)
    other, _ = opened(path, {"double": lambda value: value * 2})
    lines("乙").save(str(path))
    again, found = opened(path, FILTERS)
    assert len({id(t) for t in (first, other, again)}) == 3
    assert found == []


def test_unusable_template_is_refused_each_time(tmp_path: Path) -> None:
    """Errors of a template stop every build with it, not only the first."""
    path = tmp_path / "甲.docx"
    lines("{%p if x %}").save(str(path))
    refusals = []
    for _ in range(2):
        sink = Sink()
        with pytest.raises(Stopped):
            open_template(path, FILTERS, sink)
        refusals.append([d.code for d in sink])
    assert refusals[0] == refusals[1] != []
