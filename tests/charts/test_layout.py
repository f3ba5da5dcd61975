"""Places and colours. In: specs. Out: the facts that keep figures and labels apart on paper, also on grey paper."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import charts
from reportgen.charts.layout import colours, layout, place_of
from reportgen.charts.lines import clipped, ems, wrapped
from reportgen.charts.palette import ACCENT, MOST, PAPER, contrast, ink_on, lightness, shades
from reportgen.model.charts import ChartSpec, Reference, Series
from tests.charts.samples import SAMPLES

D = Decimal


@pytest.mark.parametrize("number", range(1, MOST + 1))
def test_colours_stay_apart_in_grey(number: int) -> None:
    """The lightness of any two series differs by at least eleven of a hundred steps."""
    steps = [lightness(c) for c in shades(number)]
    assert all(after - before >= 11 for before, after in pairwise(steps))


def test_figures_can_be_read_on_every_colour() -> None:
    """Figures inside bars, and the line on paper, have a contrast of at least 4.5 (WCAG 2.1, 1.4.3)."""
    assert all(contrast(ink_on(c), c) >= 4.5 for n in range(1, MOST + 1) for c in shades(n))
    assert contrast(ACCENT, PAPER) >= 4.5


def test_more_series_than_colours() -> None:
    """No colour is used twice: a seventh series is refused."""
    with pytest.raises(ValueError, match="7 series"):
        shades(MOST + 1)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("name", charts.NAMES)
def test_charts_fit_a_page(name: str, sample: str) -> None:
    """No chart is higher than the text area less its caption; the plot lies inside it; no label is wider than its room."""
    spec = charts.build(SAMPLES[sample](), name)
    if spec is None:
        return
    at = layout(spec)
    assert at.height <= 212
    assert 0 < at.left < at.left + at.plot_width <= at.width
    assert 0 < at.top < at.top + at.plot_height <= at.height
    assert max(ems(line) for label in at.labels for line in label) * at.em <= max(at.left, at.plot_width / len(at.labels)) + at.em


def test_many_long_labels_are_clipped() -> None:
    """Labels that no page has room for are cut with an ellipsis, and the chart stays on its page."""
    names = tuple(f"{n}" + "很长的指标名称" * 12 for n in range(40))
    at = layout(ChartSpec("a", "a", names, (Series("s", (D(1),) * 40),), "。", horizontal=True))
    assert at.height == pytest.approx(212)
    assert all(label[-1].endswith("…") for label in at.labels)


def test_a_figure_below_the_line_stands_inside() -> None:
    """A figure that the reference line would cross stands inside its bar; others stand above theirs."""
    rates = (D("0.83"), D("0.60"), D("0.90"), None)
    spec = ChartSpec(
        "a",
        "a",
        ("一", "二", "三", "四"),
        (Series("s", rates, 2),),
        "。",
        percent=True,
        full=D(1),
        reference=Reference("线", D("0.867")),
    )
    assert [place_of(spec, v, 2, layout(spec)) for v in rates] == ["inside", "outside", "outside", "none"]


def test_small_parts_show_no_figure() -> None:
    """A part of a stacked bar that is narrower than its figure, or empty, shows none."""
    parts = [Series(str(n), (v,), 2) for n, v in enumerate((D("0.95"), D("0.05"), D(0)))]
    spec = ChartSpec("a", "a", ("一",), tuple(parts), "。", kind="stacked", percent=True, horizontal=True, full=D(1))
    assert [place_of(spec, s.values[0], 2, layout(spec)) for s in spec.series] == ["centre", "none", "none"]


def test_what_was_reached_is_dark() -> None:
    """Of points and scores, scores are the darker bars; of a stacked bar the first part is the darkest."""
    report = SAMPLES["losses"]()
    pair, parts = charts.build(report, "dimension_scores"), charts.build(report, "survey_answers")
    assert pair
    assert parts
    assert lightness(colours(pair)[0]) > lightness(colours(pair)[1])
    assert lightness(colours(parts)[0]) < lightness(colours(parts)[1])


@given(st.text(st.sampled_from("预算执行率，。（）abc 2022%"), max_size=80), st.integers(4, 30))
def test_wrapping_keeps_the_text(text: str, width: int) -> None:
    """Breaking into lines loses no character, and no line but the first starts with a closing mark."""
    lines = wrapped(text, width)
    assert "".join(lines) == text
    assert not any(line[0] in "，。）" for line in lines[1:])


def test_figures_and_words_are_not_broken() -> None:
    """A year or a rate stays on one line, and lines are about as long as each other."""
    assert wrapped("实际完成2022年", 5) == ("实际完成", "2022年")
    assert wrapped("农村老年人互助照料中心", 10) == ("农村老年人互", "助照料中心")
    assert clipped(("一二三", "四五六", "七"), 2) == ("一二三", "四五…")
