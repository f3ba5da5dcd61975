"""Charts of a year's digest: what each shows, in figures and in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reportgen.charts import NAMES, OF_DIGESTS, Charts, UnknownChart
from reportgen.digest import digest
from reportgen.model.charts import ChartSpec
from reportgen.model.digest import Digest, Listed
from reportgen.model.year import YearRecords
from tests.digest.sample_year import built, failed, year

D = Decimal
THREE = digest(YearRecords(2022, (built("甲", ("决策", "a", 10)), built("乙", ("决策", "a", 8)), built("丙", ("过程", "b", "5.5")))))
NONE = digest(YearRecords(2022, (failed("甲", "错"),)))


def spec(found: Digest, name: str) -> ChartSpec:
    """A chart that the digest must have."""
    chart = Charts(found, OF_DIGESTS).of(name)
    assert chart is not None
    return chart.spec


def test_cases_by_grade() -> None:
    """A bar for each grade with its cases; the words give the shares."""
    found = spec(THREE, "grades")
    assert dict(zip(found.categories, found.series[0].values, strict=True)) == {"优": D(0), "良": D(3), "中": D(0), "差": D(0)}
    assert found.alternative == "优0个，占0.00%；良3个，占100.00%；中0个，占0.00%；差0个，占0.00%。"


def test_cases_by_score() -> None:
    """A bar for each band from the lowest; the words give mean and median, and the bands that hold a case."""
    found = spec(THREE, "scores")
    assert found.categories == ("60以下", "60—65", "65—70", "70—75", "75—80", "80—85", "85—90", "90—95", "95—100")
    assert found.series[0].values == tuple(map(D, (1, 0, 0, 0, 0, 1, 0, 0, 1)))
    assert found.alternative == "平均78.33分，中位数80.00分。60以下的1个；80—85的1个；95—100的1个。"


def test_rates_by_dimension() -> None:
    """The lowest, mean and highest rate of each name stand side by side."""
    found = spec(THREE, "dimensions")
    assert found.categories == ("决策", "过程")
    assert {s.name: s.values for s in found.series} == {
        "最低": (D("0.8"), D("0.55")),
        "平均": (D("0.9"), D("0.55")),
        "最高": (1, D("0.55")),
    }
    assert not found.horizontal


@pytest.mark.parametrize("names", [("一个长长的一级指标名称",), tuple("甲乙丙丁戊己庚")])
def test_long_or_many_names_lie(names: tuple[str, ...]) -> None:
    """Long names, or many, have no room below upright bars."""
    line = THREE.dimensions.shown[0]
    rows = tuple(replace(line, name=name) for name in names)
    assert spec(replace(THREE, dimensions=Listed(rows, len(rows))), "dimensions").horizontal


@pytest.mark.parametrize("name", OF_DIGESTS.names)
def test_nothing_to_draw(name: str) -> None:
    """A year without a total has no charts; a template asks whether there is one."""
    assert Charts(NONE, OF_DIGESTS).of(name) is None


@pytest.mark.parametrize("name", OF_DIGESTS.names)
def test_both_forms(name: str) -> None:
    """Each chart has a Word form with its workbook, and a picture; figures have room in both."""
    chart = Charts(digest(year(60)), OF_DIGESTS).of(name)
    assert chart is not None
    assert chart.chart_xml.startswith(b"<?xml")
    assert chart.workbook[:2] == b"PK"
    assert chart.picture.width > chart.picture.height > 0


def test_reports_and_digests_have_charts_of_their_own() -> None:
    """A digest has no chart of a report, nor the other way round: the nearest names are given."""
    assert set(NAMES) & set(OF_DIGESTS.names) == set()
    with pytest.raises(UnknownChart) as caught:
        Charts(THREE, OF_DIGESTS).of("dimension_scores")
    assert caught.value.near[0] == "dimensions"
    assert not hasattr(Charts(THREE, OF_DIGESTS), "funds")
    assert dir(Charts(THREE, OF_DIGESTS)) == sorted([*OF_DIGESTS.names, "of"])
