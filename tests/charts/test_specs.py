"""Specs of charts. In: reports. Out: what each chart shows, in figures and in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import charts
from reportgen.model.charts import ChartSpec, Reference, Series
from reportgen.model.report import Report
from reportgen.model.scorecard import Score
from tests.charts.samples import SAMPLES, losses, lossless

D = Decimal


def spec(report: Report, name: str) -> ChartSpec:
    """A chart that the report must have."""
    found = charts.build(report, name)
    assert found is not None
    return found


def figures(found: ChartSpec) -> dict[str, list[Decimal | None]]:
    """The figures of each series."""
    return {s.name: list(s.values) for s in found.series}


def test_points_and_scores_by_dimension() -> None:
    """Each first-level indicator stands with its points and its score; the words give rates and the grade."""
    found = spec(losses(), "dimension_scores")
    assert found.categories == ("决策", "过程", "产出", "效果")
    assert figures(found) == {"分值": [D(15), D(15), D(40), D(30)], "得分": [D("12.0"), D("12.4"), D("34.2"), D("28.1")]}
    assert found.alternative.startswith("综合得分86.7分（满分100分），等级为“良”。决策15分，得12.0分，得分率80.00%；")


def test_score_rates_by_group() -> None:
    """Score rates are fractions of the rounded scores; the line is the rate of the whole; the lowest is named in words."""
    found = spec(losses(), "group_rates")
    assert dict(zip(found.categories, found.series[0].values, strict=True))["产出时效"] == D("0.375")
    assert found.reference == Reference("综合得分率86.70%", D("0.867"))
    assert "得分率最低的是产出时效（37.50%）。" in found.alternative
    assert found.end == 1


def test_groups_with_long_names_lie() -> None:
    """Long names have no room below upright bars: such a chart lies and has no line."""
    found = spec(SAMPLES["crowded"](), "group_rates")
    assert found.horizontal
    assert found.reference is None


def test_lost_points_by_size() -> None:
    """Only indicators that lost points are drawn, the largest loss first, and the words count the others."""
    found = spec(losses(), "lost_points")
    values = [v for v in found.series[0].values if v is not None]
    assert values == sorted(values, reverse=True)
    assert found.categories[0] == "嵌入式服务网点建设补贴发放及时率"
    assert sum(values) == losses().total.lost
    assert len(values) == 11
    assert found.alternative.startswith("共11项指标扣分，合计13.3分。")
    assert found.alternative.endswith("其余15项指标未扣分。")


def test_nothing_lost_has_no_chart_of_losses() -> None:
    """Where no point was lost there is nothing to draw; the rates stand without a line that would hide their ends."""
    assert charts.build(lossless(), "lost_points") is None
    rates = spec(lossless(), "group_rates")
    assert rates.reference is None
    assert "各二级指标均得满分。" in rates.alternative


def test_survey_answers() -> None:
    """Each weighted question is a bar whose parts are the shares of its options; options that differ are listed below it."""
    found = spec(losses(), "survey_answers")
    assert len(found.categories) == 4
    assert found.categories[3].split("\n")[1:] == ["A.很满意，B.一般满意，C.不满意", "A 95.45%  B 3.03%  C 1.52%"]
    assert [s.name for s in found.series] == ["选项A", "选项B", "选项C"]
    assert [sum(v for v in column if v) for column in zip(*(s.values for s in found.series), strict=True)] == pytest.approx([1] * 4)
    assert "“很满意”95.45%、“一般满意”3.03%、“不满意”1.52%" in found.alternative


def test_survey_answers_with_the_same_options() -> None:
    """Where every question has the same options the legend names them."""
    found = spec(SAMPLES["crowded"](), "survey_answers")
    assert [s.name for s in found.series] == ["非常满意", "比较满意", "基本满意", "不太满意", "不满意", "不了解"]


def test_one_survey_of_several() -> None:
    """A template can ask for one survey; one that does not exist is answered with those that do."""
    survey = losses().surveys[0]
    assert charts.build(losses(), "survey_answers", survey.id) == spec(losses(), "survey_answers")
    with pytest.raises(charts.UnknownChart) as caught:
        charts.build(losses(), "survey_answers", "没有的问卷")
    assert caught.value.near == (survey.id,)


def test_funds_in_wan() -> None:
    """Budget, received and spent are drawn in 万元; the words give both rates."""
    found = spec(losses(), "funds")
    assert figures(found) == {"金额": [D("1006.29"), D("950.78"), D("949.33")]}
    assert found.categories == ("预算资金", "到位资金", "支出资金")
    assert found.alternative == ("预算资金1006.29万元；到位资金950.78万元；支出资金949.33万元。资金到位率94.48%；预算执行率99.85%。")


def test_targets_met() -> None:
    """Of the indicators with a target: full marks are met, zero is not met, the rest is met partly."""
    found = spec(losses(), "targets_met")
    assert found.categories == ("产出", "效果")
    assert figures(found) == {"达成": [D(8), D(1)], "部分达成": [D(2), D(3)], "未达成": [D(1), D(0)]}
    assert found.alternative.startswith("设有目标值的指标共15项，达成9项，部分达成5项，未达成1项。产出：达成8项")


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("name", charts.NAMES)
def test_words_for_every_chart(name: str, sample: str) -> None:
    """Every chart has a title and Chinese sentences without an unknown figure; its figures fit the axis, which starts at zero."""
    found = charts.build(SAMPLES[sample](), name)
    if found is None:
        assert (name, sample) == ("lost_points", "lossless")
        return
    assert found.name == name
    assert found.title
    assert found.alternative.endswith("。")
    assert not any(word in found.alternative for word in ("NaN", "None", "。。", "；。", "E+"))
    assert min(found.figures) >= 0
    assert max(found.figures) <= found.end


def test_a_draft_without_scores() -> None:
    """What rests on a Blank is left out; a chart of nothing but blanks is none."""
    nan = D("NaN")
    blank = replace(
        losses(),
        total=Score(D(100), nan),
        dimensions=tuple(replace(d, score=nan) for d in losses().dimensions),
        groups=tuple(replace(g, score=nan) for g in losses().groups),
        indicators=tuple(replace(i, score=nan) for i in losses().indicators),
    )
    assert [charts.build(blank, name) for name in ("dimension_scores", "group_rates", "lost_points")] == [None] * 3
    some = replace(blank, groups=(losses().groups[0], *blank.groups[1:]))
    found = spec(some, "group_rates")
    assert found.series[0].values == (D(1), *[None] * 9)
    assert found.reference is None


def test_unknown_names_get_near_ones() -> None:
    """A name that no chart has is answered with those that come closest, or with all."""
    with pytest.raises(charts.UnknownChart) as caught:
        charts.build(losses(), "dimensions_score")
    assert caught.value.near[0] == "dimension_scores"
    with pytest.raises(charts.UnknownChart) as caught:
        charts.build(losses(), "饼图")
    assert caught.value.near == charts.NAMES


@pytest.mark.parametrize(
    ("values", "reference"), [((), None), ((D(1),), None), ((None, None), None), ((D(-1), D(1)), None), ((D(1), D(2)), D(1))]
)
def test_a_spec_that_cannot_be_drawn(values: tuple[Decimal | None, ...], reference: Decimal | None) -> None:
    """Figures that don't match the categories, none at all, negative ones, or a line across lying bars: no such spec exists."""
    line = None if reference is None else Reference("线", reference)
    with pytest.raises(ValueError, match="甲"):
        ChartSpec("甲", "甲", ("一", "二"), (Series("a", values),), "。", horizontal=True, reference=line)


@given(st.lists(st.decimals(0, 10**12, places=2), min_size=1, max_size=9))
def test_an_axis_holds_its_figures(values: list[Decimal]) -> None:
    """An axis ends at or above the highest figure, on a tick, with six steps at most."""
    found = ChartSpec("a", "a", tuple(map(str, range(len(values)))), (Series("s", tuple(values), 2),), "。")
    assert max(values) <= found.end
    assert found.end % found.step == 0
    assert 1 <= found.end / found.step <= 6
