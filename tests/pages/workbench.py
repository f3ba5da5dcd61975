"""Word files whose pages have a known defect, and their PDFs. All that a run of tests asks for are converted at once."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as Made
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from PIL import Image

ROOT = Path(__file__).parents[2]
# Lines of the text on a page of `blank`.
LINES = 22
_LETTERS = 27
_FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'

Sample = Callable[[], Made]
SAMPLES: dict[str, Sample] = {}


def declare(**samples: Sample) -> None:
    """Has Word files converted for the tests, each known by its name."""
    SAMPLES.update(samples)


@dataclass(frozen=True, slots=True)
class Pages:
    """A Word file and its PDF."""

    document: bytes
    pdf: bytes


def converted(samples: Mapping[str, Sample], folder: Path) -> dict[str, Pages]:
    """The PDFs of Word files as reports have them (tagged, with an outline), by LibreOffice started once."""
    files = {name: folder / f"{name}.docx" for name in samples}
    for name, make in samples.items():
        make().save(str(files[name]))
    soffice = shutil.which("soffice")
    assert soffice is not None
    command = [soffice, f"-env:UserInstallation={(folder / 'home').as_uri()}", "--headless", "--convert-to", _FILTER]
    environment = {**os.environ, "FONTCONFIG_FILE": str(ROOT / ".ci/fonts.conf")}
    paths = [str(path) for path in files.values()]
    subprocess.run([*command, "--outdir", str(folder), *paths], check=True, capture_output=True, timeout=300, env=environment)
    return {name: Pages(file.read_bytes(), file.with_suffix(".pdf").read_bytes()) for name, file in files.items()}


def blank() -> Made:
    """A file with the page and the text of GB/T 9704-2012: A4, 22 lines a page, page numbers at the foot."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = made.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(16)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
        form = style.paragraph_format
        form.line_spacing, form.space_before, form.space_after = Pt(28.95), Pt(0), Pt(0)
    number(section.footer.paragraphs[0])
    return made


def number(paragraph: Paragraph) -> None:
    """Puts the page number into a paragraph, as reports print it."""
    paragraph.add_run("— ")
    paragraph._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    paragraph.add_run(" —")


def fill(made: Made, lines: int) -> None:
    """Adds paragraphs of one line each."""
    for at in range(lines):
        made.add_paragraph(f"正文第{at + 1}段。")


def prose(made: Made, lines: int) -> Paragraph:
    """Adds a paragraph that takes so many lines; its last is short."""
    return made.add_paragraph("财政支出项目绩效评价".ljust(_LETTERS, "一") * (lines - 1) + "完毕。")


def turn(made: Made) -> None:
    """Breaks the page by hand."""
    made.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)


def heading(made: Made, text: str, level: int = 1, *, kept: bool = True) -> Paragraph:
    """Adds a heading, kept with what follows or not."""
    added: Paragraph = made.add_heading(text, level)
    added.paragraph_format.keep_with_next = kept
    return added


def centred(made: Made, text: str, *, kept: bool = False) -> Paragraph:
    """Adds a centred line: a caption, a title."""
    added = made.add_paragraph(text)
    added.alignment = WD_ALIGN_PARAGRAPH.CENTER
    added.paragraph_format.keep_with_next = kept
    return added


def table(made: Made, rows: Iterable[Sequence[str]], *, head: int = 0, height: float = 28, split: bool = True) -> Table:
    """Adds a table with borders: `head` rows are repeated, each row is at least so many points high and may be split or not."""
    texts = list(rows)
    added: Table = made.add_table(len(texts), len(texts[0]), "Table Grid")
    for at, (row, cells) in enumerate(zip(added.rows, texts, strict=True)):
        row.height, row.height_rule = Pt(height), WD_ROW_HEIGHT_RULE.AT_LEAST
        properties = row._tr.get_or_add_trPr()
        if not split:
            properties.append(OxmlElement("w:cantSplit"))
        if at < head:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, text in zip(row.cells, cells, strict=True):
            say(cell, text)
    return added


def say(cell: _Cell, text: str, align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER) -> None:
    """Writes a cell's text, in letters as tables have them."""
    paragraph = cell.paragraphs[0]
    paragraph.text, paragraph.alignment = text, align
    paragraph.paragraph_format.line_spacing = Pt(16)
    for run in paragraph.runs:
        run.font.size = Pt(10.5)


def widths(made: Table, *columns: Length) -> None:
    """Fixes the widths of a table's columns."""
    made.autofit = False
    for column, width in zip(made.columns, columns, strict=True):
        column.width = width


def picture(width: int = 60, height: int = 40) -> io.BytesIO:
    """A grey picture of so many pixels."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (120, 130, 140)).save(out, "PNG")
    out.seek(0)
    return out
