"""Editable Word charts. In: specs. Out: parts that Word, its schema and its workbook agree on."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import cast

import openpyxl
import pytest
from lxml import etree

from reportgen import charts
from reportgen.charts import Chart, Charts
from reportgen.charts.chart_xml import A, C, Fonts
from reportgen.model.charts import ChartSpec, Reference, Series
from tests.charts.paper import docx
from tests.charts.samples import ROOT, SAMPLES, losses

VALIDATOR = ROOT.parent / "shared" / "ooxml" / "validate.py"
NS = {"c": C, "a": A}


def specs(sample: str) -> list[ChartSpec]:
    """All charts of a sample."""
    return [spec for name in charts.NAMES if (spec := charts.build(SAMPLES[sample](), name))]


def root_of(chart: Chart) -> etree._Element:
    """The chart part."""
    return etree.fromstring(chart.chart_xml)


def values(root: etree._Element, path: str) -> list[str]:
    """What an XPath expression for attributes or texts finds."""
    return [str(found) for found in cast("list[str]", root.xpath(path, namespaces=NS))]


@pytest.mark.skipif(not VALIDATOR.exists(), reason="the validator is not on this machine")
@pytest.mark.parametrize("sample", SAMPLES)
def test_valid_by_the_schema(sample: str, tmp_path: Path) -> None:
    """A Word file with every chart passes the schema, relationships and content types included."""
    path = tmp_path / "charts.docx"
    path.write_bytes(docx(specs(sample)))
    found = subprocess.run([sys.executable, str(VALIDATOR), str(path)], capture_output=True, encoding="utf-8", check=False)
    assert found.stdout.splitlines()[-1] == "1 files, 0 defects"


@pytest.mark.parametrize("sample", SAMPLES)
def test_same_spec_same_bytes(sample: str) -> None:
    """Two charts of one spec are the same in every byte, workbook included."""
    assert docx(specs(sample)) == docx(specs(sample))


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_workbook_holds_what_the_chart_shows(sample: str) -> None:
    """Every reference of the chart leads to cells that hold the figures and names that the chart caches, as numbers and texts."""
    for spec in specs(sample):
        chart = Chart(spec)
        book = openpyxl.load_workbook(io.BytesIO(chart.workbook))
        root = root_of(chart)
        formulas = values(root, "//c:f/text()")
        assert len(formulas) == 3 * (len(spec.series) + bool(spec.reference))
        for formula in formulas:
            name, area = formula.split("!")
            cells = [cell for row in _rows(book[name][area.replace("$", "")]) for cell in row]
            cached = dict(_cache(root, formula))
            assert {n: cell.value for n, cell in enumerate(cells) if cell.value is not None} == cached


def _rows(area: object) -> tuple[tuple[openpyxl.cell.Cell, ...], ...]:
    """Openpyxl gives a cell, or a tuple of rows."""
    return area if isinstance(area, tuple) else ((cast("openpyxl.cell.Cell", area),),)


def _cache(root: etree._Element, formula: str) -> list[tuple[int, str | float]]:
    holder = next(f for f in root.iter(f"{{{C}}}f") if f.text == formula).getparent()
    assert holder is not None
    number = holder.tag.endswith("numRef")
    points = [(int(p.get("idx", "")), p.findtext(f"{{{C}}}v") or "") for p in holder.iter(f"{{{C}}}pt")]
    return [(n, float(text) if number else text) for n, text in points]


def test_figures_keep_their_number_form() -> None:
    """Scores of one decimal print as 12.0, rates as 80.00%, in the labels and in the cells of the workbook."""
    scores, rates = (Chart(spec) for spec in specs("losses") if spec.name in {"dimension_scores", "group_rates"})
    assert set(values(root_of(scores), "//c:ser/c:dLbls/c:numFmt/@formatCode")) == {"0", "0.0"}
    assert set(values(root_of(rates), "//c:ser/c:dLbls/c:numFmt/@formatCode")) == {"0.00%"}
    sheet = openpyxl.load_workbook(io.BytesIO(scores.workbook)).worksheets[0]
    assert [sheet["C2"].value, sheet["C2"].number_format] == [12, "0.0"]


@pytest.mark.parametrize("sample", SAMPLES)
def test_axes_start_at_zero(sample: str) -> None:
    """Every axis of figures starts at zero and ends where the spec says; ids are positive and cross each other."""
    for spec in specs(sample):
        root = root_of(Chart(spec))
        assert values(root, "//c:valAx/c:scaling/c:min/@val") == ["0"]
        assert [Decimal(v) for v in values(root, "//c:valAx/c:scaling/c:max/@val")] == [spec.end]
        assert values(root, "//c:catAx/c:axId/@val") == values(root, "//c:valAx/c:crossAx/@val")
        assert all(int(v) > 0 for v in values(root, "//c:axId/@val"))


def test_how_it_looks_in_word() -> None:
    """No title of Word's own, no rounded corners, Chinese; the fonts asked for; a legend only where colours need one."""
    single, pair = (charts.build(losses(), name) for name in ("funds", "dimension_scores"))
    assert single
    assert pair
    root = root_of(Chart(single, Fonts(east_asian="宋体")))
    assert values(root, "//c:autoTitleDeleted/@val | //c:roundedCorners/@val | //c:lang/@val") == ["zh-CN", "0", "1"]
    assert values(root, "/c:chartSpace/c:txPr//a:latin/@typeface | /c:chartSpace/c:txPr//a:ea/@typeface") == ["Times New Roman", "宋体"]
    assert values(root, "/c:chartSpace/c:txPr//a:defRPr/@sz") == ["1050"]
    assert root.find(f".//{{{C}}}legend") is None
    assert root_of(Chart(pair)).find(f".//{{{C}}}legend") is not None


def test_what_a_template_gets() -> None:
    """Charts come by name, with words for who cannot see them and the height that they need; None where there is nothing to show."""
    found = Charts(losses())
    assert isinstance(found.funds, Chart)
    assert (found.funds.alt, found.funds.title) == (found.funds.spec.alternative, found.funds.spec.title)
    assert 0.3 < found.funds.aspect < 1.5
    assert Charts(SAMPLES["lossless"]()).lost_points is None
    assert set(charts.NAMES) < set(dir(found))
    with pytest.raises(AttributeError):
        found.pie  # noqa: B018 - asking is the test


def test_a_gap_where_a_figure_is_missing() -> None:
    """A figure that is not known yet has no point in the chart and no cell in the workbook; the other keeps its place."""
    chart = Chart(ChartSpec("a", "a", ("一", "二"), (Series("s", (None, Decimal("2.5")), 1),), "。"))
    root = root_of(chart)
    assert values(root, "//c:val//c:pt/@idx") == ["1"]
    assert values(root, "//c:dLbl/c:idx/@val") == ["0"]
    sheet = openpyxl.load_workbook(io.BytesIO(chart.workbook)).worksheets[0]
    assert [sheet["B2"].value, sheet["B3"].value] == [None, 2.5]


def test_a_reference_line_is_a_series_of_its_own() -> None:
    """The line is drawn over the same axes, unsmoothed and without points, and named in the legend."""
    spec = ChartSpec(
        "a", "a", ("一", "二"), (Series("s", (Decimal(1), Decimal(2))),), "。", reference=Reference("平均", Decimal("1.5"))
    )
    root = root_of(Chart(spec))
    assert values(root, "//c:lineChart/c:axId/@val") == values(root, "//c:barChart/c:axId/@val")
    assert values(root, "//c:lineChart//c:smooth/@val | //c:lineChart//c:symbol/@val") == ["none", "0"]
    assert values(root, "//c:lineChart//c:val//c:v/text()") == ["1.5", "1.5"]


def test_the_zip_holds_no_clock() -> None:
    """Every member of the workbook bears the first day that a zip can hold."""
    chart = Chart(specs("losses")[0])
    with zipfile.ZipFile(io.BytesIO(chart.workbook)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
