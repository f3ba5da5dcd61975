"""Shipped reports in other forms, made once for all tests of a process. In: names. Out: the Word file, the page, the Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportgen.diagnostics import Sink
from reportgen.export.html import to_html
from reportgen.export.markdown import to_markdown
from reportgen.word.spelled_out import spell_out
from tests.reports import ROOT, case_data, rendered

CASES = ("caidian2022", "wuchang2019", "linyi2020")
STRUCTURES = ("professional", "standard", "summary-first")
TITLE = "绩效评价报告"


@dataclass(frozen=True)
class Drawn:
    """A chart that costs no time."""

    def svg(self, width_mm: float = 150.0) -> bytes:
        """A picture as wide as wanted."""
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_mm}mm" height="50mm"/>'.encode()


@dataclass(frozen=True)
class Forms:
    """One report three times; its charts are not drawn."""

    word: bytes
    spelled_out: bytes
    html: str
    markdown: str


@cache
def forms(case: str, structure: str) -> Forms:
    """A shipped case in a shipped structure."""
    made = rendered(case_data(case), ROOT / "templates" / f"{structure}.docx")
    copy, sink = spell_out(made.document), Sink()
    charts = dict.fromkeys(made.charts, Drawn())
    page, text = to_html(copy, charts, TITLE, sink), to_markdown(copy, sink)
    assert sink.found == []
    return Forms(made.document, copy, page, text)
