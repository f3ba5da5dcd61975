"""What tests of whole reports share: build a case in memory, and read a report as lines of text."""

import copy
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from reportgen.case import parse, read
from reportgen.compose import FILTERS, compose
from reportgen.diagnostics import Sink, Stopped
from reportgen.pipeline import context_of
from reportgen.scoring import score
from reportgen.word.render import render
from reportgen.word.template import open_template
from reportgen.word.traces import Rendered

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


def case_data(name: str) -> dict[str, Any]:
    """The data of a shipped case, to be changed at will."""
    return copy.deepcopy(read(ROOT / "cases", name, Sink()).data)


def build(data: dict[str, Any], template_file: Path | None = None, *, draft: bool = False) -> bytes:
    """The report of a case in memory, in its structure or a given template. Fails with every finding where the line stops."""
    return rendered(data, template_file, draft=draft).document


def rendered(data: dict[str, Any], template_file: Path | None = None, *, draft: bool = False) -> Rendered:
    """The same with all that rendering hands over."""
    sink = Sink()
    try:
        case = parse(source_of(data), sink, draft=draft)
        report = compose(case, score(case, sink), sink, draft=draft)
        path = template_file or ROOT / "templates" / f"{case.report.structure}.docx"
        template = open_template(path, FILTERS, sink)
        return render(template, context_of(report), sink)
    except Stopped:
        raise AssertionError("\n".join(f"{d.place}: {d.message}" for d in sink)) from None


def source_of(data: dict[str, Any]) -> Any:  # noqa: ANN401 - a Source without files
    """Data as if it had been read."""
    from reportgen.case.source import Source

    return Source("made", "cases/made", data, {}, {})


def lines(document: bytes) -> list[str]:
    """The report as a reader meets it: headers, then a line for each paragraph and for each table row, its cells apart by tabs."""
    word = Document(io.BytesIO(document))
    headers = [p.text for section in word.sections for p in (*section.header.paragraphs, *section.footer.paragraphs)]
    return [*headers, *(line for block in word.iter_inner_content() for line in _block(block))]


def _block(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
        return
    for row in block.rows:
        cells = dict.fromkeys(cell._tc for cell in row.cells)
        yield "\t".join("\n".join(p.text or "" for p in _paragraphs(tc)) for tc in cells)


def _paragraphs(cell: Any) -> list[Paragraph]:  # noqa: ANN401 - an element of python-docx
    return [Paragraph(p, cell) for p in cell.p_lst]
