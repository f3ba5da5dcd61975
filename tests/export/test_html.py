"""One page that needs nothing else."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section
from docx.shared import Twips
from lxml import etree

from reportgen.charts import Charts
from reportgen.diagnostics import Sink, Stopped
from reportgen.export import pandoc
from reportgen.export.figures import embed
from reportgen.export.html import to_html
from reportgen.export.tables import ems
from reportgen.model.looks import Look
from reportgen.word.spelled_out import spell_out
from tests.charts.samples import losses
from tests.export.forms import TITLE as SHIPPED_TITLE
from tests.export.forms import forms
from tests.export.made import TITLE, copy_of, footnoted, main_of, page_of
from tests.export.texts import Cell, Element, Grid, all_text, of_html, tree
from tests.reports import ROOT, case_data, rendered
from tests.word.test_drawings import PNG
from tests.word.workbench import blank, lines, table

STYLE = ROOT / "reportgen/export/page.css"
SVG = "data:image/svg+xml;base64,"


def test_page_says_what_it_is() -> None:
    """Language, title, encoding and the width of the screen are said; a title may hold any sign."""
    page = page_of(lines("甲"))
    root = tree(page)
    assert page.startswith("<!DOCTYPE html>\n")
    assert (root.get("lang"), root.findtext("head/title")) == ("zh-CN", TITLE)
    assert [meta.get("charset") for meta in root.iter("meta") if meta.get("charset")] == ["utf-8"]
    assert root.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]


def test_nothing_comes_from_elsewhere() -> None:
    """No script, and no address but those of the page itself and data: it opens without a network, and from an e-mail."""
    root = tree(forms("caidian2022", "professional").html)
    assert list(root.iter("script", "link", "iframe", "object")) == []
    assert {kind for e in root.iter() for kind in ("src", "srcset", "data", "poster") if e.get(kind, "data:")[:5] != "data:"} == set()
    assert {link.get("href", "")[0] for link in root.iter("a")} == {"#"}
    assert not re.search(r"url\(|@import", STYLE.read_text(encoding="utf-8"))


def test_every_link_leads_somewhere() -> None:
    """What a link leads to is there once; headings have short names."""
    root = tree(forms("caidian2022", "summary-first").html)
    names = root.xpath("//@id")
    assert len(names) == len(set(names))
    assert {href.removeprefix("#") for href in root.xpath("//a/@href")} <= set(names)
    assert all(re.fullmatch(r"s\d+", h.get("id", "")) for h in root.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]"))


def test_pages_stay_behind() -> None:
    """Neither headers nor the contents page nor numbers of pages are on the page."""
    found = forms("caidian2022", "professional")
    text = all_text(found.html)
    headers = [p.text for s in _sections(found.word) for p in (*s.header.paragraphs, *s.footer.paragraphs) if p.text.strip("— ")]
    assert headers
    assert [block for block in of_html(found.html) if isinstance(block, str) and block in headers] == []
    assert "目　　录" not in text


def _sections(document: bytes) -> list[Section]:
    return list(Document(io.BytesIO(document)).sections)


def test_same_report_same_page() -> None:
    """Nothing of the moment or the machine is in a page, charts included."""
    made = rendered(case_data("caidian2022"))
    copy = spell_out(made.document)
    pages = {to_html(copy, made.charts, SHIPPED_TITLE, Sink()) for _ in range(2)}
    assert len(pages) == 1
    assert len(made.charts) == next(iter(pages)).count('class="chart"')


def test_draft_says_so() -> None:
    """A draft says 草稿 wherever one looks; a report that is none does not say it."""
    assert [p.text for p in tree(page_of(lines("甲"), draft=True)).xpath("//p[@class='draft']")] == ["草稿"]
    assert 'class="draft"' not in page_of(lines("甲"))


def test_parts_begin_where_pages_do() -> None:
    """What begins a new page in Word begins a part; the part of a wide table is wide."""
    made = lines("甲", "乙")
    made.paragraphs[1].paragraph_format.page_break_before = True
    made.add_table(1, 1, style="Table Grid").cell(0, 0).text = "丙"
    made.tables[0].columns[0].width = Twips(12_000)
    parts = [(part.get("class"), "".join(part.text_content().split())) for part in main_of(made).iter("section")]
    assert parts == [(None, "甲"), ("wide", "乙丙")]


def test_merged_cells_stay_merged() -> None:
    """Cells that span columns and rows do so on the page."""
    made = table(("甲", "乙", "丙"), ("丁", "戊", "己"), ("庚", "辛", "壬"))
    grid = made.tables[0]
    grid.cell(0, 0).merge(grid.cell(0, 1)).text = "甲"
    grid.cell(1, 2).merge(grid.cell(2, 2)).text = "己"
    (block,) = of_html(page_of(made))
    first = Cell(("甲",), wide=2), Cell(("丙",))
    second = Cell(("丁",)), Cell(("戊",)), Cell(("己",), high=2)
    assert block == Grid((first, second, (Cell(("庚",)), Cell(("辛",)))))


def test_table_stands_in_a_box() -> None:
    """A table scrolls in a box that the keyboard reaches and that says its title; columns are headed by header cells."""
    made = table(("甲", "乙"), ("丙", "丁"))
    made.tables[0].style = "Table Grid"
    properties = made.tables[0]._tbl.tblPr
    properties.append(parse_xml(f'<w:tblCaption {nsdecls("w")} w:val="费用表"/>'))
    made.tables[0].rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    (box,) = main_of(made).xpath(".//div")
    assert dict(box.attrib) == {"class": "table", "role": "region", "tabindex": "0", "aria-label": "费用表"}
    cells = [(cell.tag, cell.get("scope")) for cell in box.iter("th", "td")]
    assert cells == [("th", "col"), ("th", "col"), ("td", None), ("td", None)]
    assert "费用表" not in box.text_content()


def test_columns_are_wide_enough() -> None:
    """A column has room for five characters where its cells are that long; short cells are kept on one line."""
    made = table(("社区老年人活动中心", "5.0", "甲"), ("丁", "戊", "己"))
    made.tables[0].style = "Table Grid"
    (grid,) = main_of(made).iter("table")
    width = re.fullmatch(r"min-width:([\d.]+)em", grid.get("style", ""))
    assert width is not None
    assert float(width[1]) == pytest.approx(5 + ems("5.0") + 1 + 3 * 1.1, abs=0.1)
    assert [cell.text for cell in grid.iter("td", "th") if "short" in cell.get("class", "")] == ["5.0", "甲", "丁", "戊", "己"]


def test_looks_are_classes() -> None:
    """Looks of paragraphs and cells become classes, and the style sheet knows them all."""
    made = lines("甲")
    made.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading = made.add_heading("丁", 1)
    heading.alignment, heading.paragraph_format.page_break_before = WD_ALIGN_PARAGRAPH.CENTER, True
    cell = made.add_table(1, 1).cell(0, 0)
    cell.text = "乙"
    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    main = main_of(made)
    assert [(p.text, p.get("class")) for p in main.iter("p", "h1", "th")] == [
        ("甲", "centre"),
        ("丁", "centre bold opening"),
        ("乙", "right"),
    ]
    known = set(re.findall(r"\.([a-z]+)", STYLE.read_text(encoding="utf-8")))
    assert {str(look) for look in Look} - known == {str(Look.OPENING)}  # by which a page is parted


def test_footnote_stands_at_the_end() -> None:
    """A footnote stands behind the report, led to from its place and back; the arrow back is no text."""
    page = page_of(footnoted("甲", "脚注的话"))
    assert of_html(page) == ["甲1", "脚注的话"]
    (there,), (back,) = tree(page).xpath("//main/section/p/a"), tree(page).xpath("//main//li//a")
    assert tree(page).get_element_by_id(there.get("href")[1:]).text_content().strip() == "脚注的话"
    assert (back.get("href"), back.get("aria-label")) == (f"#{there.get('id')}", "回到正文")


def test_photo_is_in_the_page(tmp_path: Path) -> None:
    """A photo is embedded with its alternative text."""
    (tmp_path / "a.png").write_bytes(PNG)
    made = lines("甲")
    made.add_picture(str(tmp_path / "a.png"))
    made.inline_shapes[0]._inline.docPr.set("descr", "养老院 & 现场")
    (image,) = main_of(made).iter("img")
    kind, _, data = image.get("src", "").partition(",")
    assert (kind, base64.b64decode(data), image.get("alt")) == ("data:image/png;base64", PNG, "养老院 & 现场")


def test_chart_is_drawn_for_two_widths() -> None:
    """A chart is an SVG from its spec with its alternative text, and another for phones, which is narrower."""
    chart = Charts(losses()).dimension_scores
    assert chart is not None
    main: Element = etree.fromstring('<main><p><img src="media/1.chart"/> 后</p></main>')
    main[0][0].set("alt", chart.alt)
    embed(main, copy_of(blank()), {chart.alt: chart}, Sink())
    (source,), (image,) = main.iter("source"), main.iter("img")
    assert source.get("media") == "screen and (max-width: 600px)"
    assert _width(source.get("srcset")) < 0.7 * _width(image.get("src"))
    assert etree.tostring(main, method="text", encoding="unicode") == " 后"


def _width(address: str) -> float:
    """The width of an SVG in points."""
    assert address.startswith(SVG)
    drawn = etree.fromstring(base64.b64decode(address.removeprefix(SVG)))
    return float((drawn.get("width") or "").removesuffix("pt"))


def test_chart_without_data_is_an_error() -> None:
    """A chart that nobody handed over, and a picture that no browser shows, are said; no page is made."""
    main = etree.fromstring('<main><img src="media/1.chart" alt="得分"/><img src="media/2.emf" alt="印章"/></main>')
    sink = Sink()
    embed(main, copy_of(blank()), {}, sink)
    assert [(d.code, d.message) for d in sink] == [
        ("chart-missing", "报告里的图表“得分”画不出来：没有它的数据"),
        ("picture-kind", "图片“印章”（media/2.emf）不是浏览器能显示的格式"),
    ]
    made = rendered(case_data("caidian2022"))
    with pytest.raises(Stopped):
        to_html(spell_out(made.document), {}, "甲", Sink())


def test_missing_pandoc_is_said_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its program the build stops with what to do, and so it does with a file that pandoc can't read."""
    sink = Sink()
    with pytest.raises(Stopped):
        to_html(b"PK", {}, "甲", sink)
    monkeypatch.setattr(pandoc, "_binary", lambda: "no-such-program")
    with pytest.raises(Stopped):
        to_html(copy_of(blank()), {}, "甲", sink)
    assert [d.code for d in sink] == ["pandoc-failed", "pandoc-missing"]
    assert "读不了这份报告" in sink.found[0].message
    assert "pip install" in sink.found[1].hint


def test_slow_pandoc_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that does not come to an end is ended, and that is said."""
    monkeypatch.setattr(pandoc, "_SECONDS", 0)
    sink = Sink()
    with pytest.raises(Stopped):
        to_html(copy_of(blank()), {}, "甲", sink)
    assert [d.code for d in sink] == ["pandoc-failed"]
