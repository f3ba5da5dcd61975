"""A Word file that holds nothing but charts. In: specs. Out: the bytes of a .docx."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from reportgen.charts import Chart
from reportgen.charts.chart_xml import WORKBOOK_ID, A, C, R
from reportgen.model.charts import ChartSpec
from reportgen.word.package import pack

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTH = 150 * 36_000


def _drawing(chart: Chart, number: int) -> str:
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{_WIDTH}" cy="{round(_WIDTH * chart.aspect)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name={quoteattr(chart.title)} descr={quoteattr(chart.alt)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{C}">'
        f'<c:chart xmlns:c="{C}" xmlns:r="{R}" r:id="rId{number}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _relationships(rows: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def docx(specs: Sequence[ChartSpec]) -> bytes:
    """An A4 document with each chart and its title below."""
    charts = [Chart(spec) for spec in specs]
    body = "".join(
        f"<w:p><w:pPr><w:keepNext/></w:pPr><w:r>{_drawing(chart, n)}</w:r></w:p><w:p><w:r><w:t>{escape(chart.title)}</w:t></w:r></w:p>"
        for n, chart in enumerate(charts, 1)
    )
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1474" w:bottom="1417" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'  # noqa: E501
    numbers = range(1, len(charts) + 1)
    overrides = "".join(f'<Override PartName="/word/charts/chart{n}.xml" ContentType="{_CHART}"/>' for n in numbers)
    targets = "".join(f'<Relationship Id="rId{n}" Type="{R}/chart" Target="charts/chart{n}.xml"/>' for n in numbers)
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="xlsx" ContentType="{_WORKBOOK}"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/>{overrides}</Types>',
        "_rels/.rels": _relationships(f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}{section}</w:body></w:document>',
        "word/_rels/document.xml.rels": _relationships(targets),
    }
    parts = {name: text.encode() for name, text in texts.items()}
    for n, chart in enumerate(charts, 1):
        book = f'<Relationship Id="{WORKBOOK_ID}" Type="{R}/package" Target="../embeddings/chart{n}.xlsx"/>'
        parts[f"word/charts/chart{n}.xml"] = chart.chart_xml
        parts[f"word/charts/_rels/chart{n}.xml.rels"] = _relationships(book).encode()
        parts[f"word/embeddings/chart{n}.xlsx"] = chart.workbook
    return pack(parts)
