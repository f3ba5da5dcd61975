"""Breaks in the paragraph of a tag: the paragraph goes, the break stays."""

from __future__ import annotations

import re
import shutil
import subprocess
from copy import deepcopy
from pathlib import Path

import pytest
from docx.document import Document as Made
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reportgen.diagnostics import Sink
from reportgen.word.render import render
from tests.reports import ROOT, build, case_data
from tests.reports import lines as lines_of
from tests.word.workbench import blank, defects, found, lines, made_of, opened, table


def _look(made: Made) -> list[str]:
    """The paragraphs of the body: text, or what an empty one holds."""
    return [p.text.strip() or _held(p._p) for p in made.paragraphs]


def _held(paragraph: object) -> str:
    found = paragraph.xpath("w:pPr/w:sectPr | w:pPr/w:pageBreakBefore | .//w:br")  # type: ignore[attr-defined]
    return "".join(element.tag.rpartition("}")[2] for element in found)


@pytest.mark.parametrize(("x", "expected"), [(1, ["前", "中", "sectPr", "后"]), (0, ["前", "sectPr", "后"])])
def test_the_end_of_a_section_in_the_paragraph_of_a_tag(x: int, expected: list[str], tmp_path: Path) -> None:
    """The section ends behind the tag, as it did, also where LibreOffice wrote its end before all other properties."""
    made = lines("前", "{%p if x %}", "中", "{%p endif %}", "后")
    style = OxmlElement("w:pStyle")
    style.set(qn("w:val"), "Quote")
    properties = made.paragraphs[3]._p.get_or_add_pPr()
    properties.extend([deepcopy(made.sections[0]._sectPr), style])
    assert _look(made_of(made, x=x)) == expected
    assert defects(render(opened(made, Sink()), {"x": x}, Sink()).document, tmp_path) == []


def test_the_end_of_a_section_behind_prose_is_written_in_order(tmp_path: Path) -> None:
    """The last paragraph of a Prose keeps the end of its section, behind its other properties."""
    made = lines("{{p x }}")
    properties = made.paragraphs[0]._p.get_or_add_pPr()
    properties.append(deepcopy(made.sections[0]._sectPr))
    properties.append(OxmlElement("w:keepNext"))
    assert defects(render(opened(made, Sink()), {"x": "一"}, Sink()).document, tmp_path) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there")
def test_a_template_that_libreoffice_saved(tmp_path: Path) -> None:
    """A shipped template opened and saved in LibreOffice builds a sound report with the same lines in its body."""
    source = ROOT / "templates/professional.docx"
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = case_data("caidian2022")
    document = build(data, tmp_path / source.name)
    assert defects(document, tmp_path) == []
    assert _body(document) == _body(build(data))


def _body(document: bytes) -> list[str]:
    # Headers differ by the page numbers that are written into them.
    return [line.strip() for line in lines_of(document) if line.strip() and not re.fullmatch(r"— \w+ —", line.strip())]


@pytest.mark.parametrize("kind", [WD_BREAK.PAGE, WD_BREAK.COLUMN])
@pytest.mark.parametrize("tag", ["{%p set y = 1 %}", "{{p x }}"])
def test_a_page_or_column_break_beside_a_tag(kind: WD_BREAK, tag: str) -> None:
    """A break stays on the side of the tag on which it stands."""
    text = [] if "set" in tag else ["值"]
    for first, expected in ((True, ["br", *text]), (False, [*text, "br"])):
        made = blank()
        paragraph = made.add_paragraph()
        for item in (kind, tag) if first else (tag, kind):
            paragraph.add_run(item) if isinstance(item, str) else paragraph.add_run().add_break(item)
        assert _look(made_of(made, x="值")) == expected


def test_a_page_break_before_the_paragraph_of_a_tag() -> None:
    """The property that begins a page goes to a paragraph of its own; one that is switched off goes with the tag."""
    made = lines("前", "{%p if x %}", "中", "{%p endif %}")
    made.paragraphs[1].paragraph_format.page_break_before = True
    made.paragraphs[3].paragraph_format.page_break_before = False
    assert _look(made_of(made, x=1)) == ["前", "pageBreakBefore", "中"]


def test_a_break_that_cannot_stay_is_named() -> None:
    """A break in a row of a tag, or inside a tag, is an error that says what would be lost."""
    row = table(("{%tr if x %}",), ("{%tr endif %}",))
    row.tables[0].cell(0, 0).paragraphs[0].runs[0].add_break(WD_BREAK.PAGE)
    inside = blank()
    paragraph = inside.add_paragraph()
    paragraph.add_run("{%p set ").add_break(WD_BREAK.COLUMN)
    paragraph.add_run("y = 1 %}")
    for made, noun in ((row, "分页符"), (inside, "分栏符")):
        (diagnostic,) = found(made, x=1)
        assert diagnostic.code == "lost-text"
        assert diagnostic.message.endswith(f"还有别的内容：{noun}")
