"""The page check. In: the PDF of a report, and what is expected of its pages. Out: diagnostics.

PDFium shows what is drawn and the structure tree, not why a page ends: a break made by hand looks like one made by the layout, and
a cell without text like none at all. Styles are known only by what they do. The PDF must be tagged and have an outline.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, PagePlace, Sink

from .expected import Expected
from .page import Document
from .reading import read
from .rules import RULES


def check_pages(pdf: bytes, sink: Sink, *, file: str = "PDF", expected: Expected | None = None) -> None:
    """Records what is wrong on the pages of a report, page by page. `file` is what findings call the PDF.

    Raises Unreadable for what is no PDF.
    """
    document = read(pdf, expected or Expected())
    found = sorted(_found(document, file), key=lambda pair: (pair[0], pair[1].code))
    sink.found.extend(diagnostic for _, diagnostic in found)


def _found(document: Document, file: str) -> Iterator[tuple[int, Diagnostic]]:
    for rule in RULES:
        for finding in rule.find(document):
            printed = document.pages[finding.page - 1].printed if finding.page else ""
            place = PagePlace(file, finding.page, finding.last, printed)
            yield finding.page, Diagnostic(rule.code, rule.severity, place, finding.message, rule.explanation.mend)
