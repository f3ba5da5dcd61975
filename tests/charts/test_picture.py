"""Pictures of charts. In: specs. Out: PNG and SVG that look the same on every machine, and what drawing them imports."""

from __future__ import annotations

import io
import subprocess
import sys
from decimal import Decimal

import pytest
from matplotlib.ft2font import FT2Font
from PIL import Image

from reportgen import charts
from reportgen.charts import picture
from reportgen.charts.layout import layout
from reportgen.model.charts import ChartSpec, Series
from tests.charts.samples import ROOT, SAMPLES

STANDARD = ROOT / "tests" / "charts" / "standard_beyond_gb2312.txt"

MADE = (
    "from decimal import Decimal; from reportgen import charts; from reportgen.charts import picture;"
    "from reportgen.model.charts import ChartSpec, Series;"
    "s = ChartSpec('a', '图', ('甲', '乙'), (Series('一', (Decimal(1), Decimal(2))), Series('二', (Decimal(2), None))), '两组。');"
)


def spec(name: str, sample: str = "losses") -> ChartSpec:
    """A chart that the sample must have."""
    found = charts.build(SAMPLES[sample](), name)
    assert found is not None
    return found


def run(code: str) -> str:
    """What a fresh interpreter prints."""
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return found.stdout.strip()


@pytest.mark.parametrize("name", ["group_rates", "survey_answers"])
def test_same_spec_same_bytes(name: str) -> None:
    """Two pictures of one spec are the same in every byte, PNG and SVG."""
    assert picture.png(spec(name)) == picture.png(spec(name))
    assert picture.svg(spec(name)) == picture.svg(spec(name))


def test_same_bytes_from_a_fresh_interpreter() -> None:
    """A picture does not depend on what the program did before, nor on the seed of hashes."""
    code = f"{MADE}import hashlib; print(hashlib.sha256(picture.png(s) + picture.svg(s)).hexdigest())"
    assert run(code) == run(code)


def test_settings_of_the_user_do_not_count() -> None:
    """What somebody set up for matplotlib on her machine changes no picture, and is left as it was."""
    import matplotlib as mpl

    before = picture.png(spec("funds"))
    with mpl.rc_context({"axes.facecolor": "red", "figure.dpi": 30, "savefig.bbox": "tight", "axes.grid": True}):
        assert picture.png(spec("funds")) == before
        assert mpl.rcParams["axes.facecolor"] == "red"


def test_size_and_resolution() -> None:
    """A PNG has 220 dots per inch and the size of the layout; no date and no program's name stand in it."""
    found = spec("dimension_scores")
    with Image.open(io.BytesIO(picture.png(found))) as image:
        assert image.info["dpi"] == pytest.approx((220, 220), abs=0.1)
        assert image.size == pytest.approx((150 / 25.4 * 220, layout(found).height / 25.4 * 220), abs=1)
        assert set(image.info) <= {"dpi", "Title", "Description"}
        assert image.info["Description"] == found.alternative


def test_svg_is_outlines_with_words_beside() -> None:
    """An SVG needs no font, bears no date, and carries title and alternative text."""
    found = spec("funds")
    text = picture.svg(found).decode()
    assert "<text" not in text
    assert "dc:date" not in text
    assert found.title in text
    assert found.alternative in text


def test_dollars_are_text() -> None:
    """A `$` in a name is a dollar, not the start of a formula: this name is no formula and would raise."""
    name = "成本$x^{2$ 与 $y_$"
    drawn = picture.png(ChartSpec("a", "a", (name,), (Series("s", (Decimal(1),)),), "。"))
    assert drawn.startswith(b"\x89PNG")


def test_matplotlib_is_imported_when_a_chart_is_drawn() -> None:
    """Making specs and Word charts, and importing the picture module, loads no matplotlib; drawing loads no pyplot."""
    code = (
        f"{MADE}import sys; charts.Chart(s).chart_xml; before = 'matplotlib' in sys.modules; picture.png(s);"
        "print(before, 'matplotlib' in sys.modules, 'matplotlib.pyplot' in sys.modules)"
    )
    assert run(code) == "False True False"


@pytest.fixture(scope="module")
def covered() -> set[str]:
    """The characters of the font that is shipped."""
    return set(map(chr, FT2Font(str(picture.FONT)).get_charmap()))


def test_the_font_covers_gb2312(covered: set[str]) -> None:
    """Every character of GB 2312 has a glyph."""
    pairs = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    wanted = [c for pair in pairs for c in pair.decode("gb2312", "ignore")]
    assert len(wanted) == 7445
    assert set(wanted) - covered == set()


def test_the_font_covers_the_standard_characters(covered: set[str]) -> None:
    """So has every character of 通用规范汉字表 that GB 2312 lacks."""
    wanted = STANDARD.read_text("utf-8").replace("\n", "")
    assert len(wanted) == len(set(wanted)) == 1467
    assert set(wanted) - covered == set()


def test_the_font_has_its_own_name_and_licence() -> None:
    """The cut font does not bear the name of the original, and its licence lies beside it."""
    assert FT2Font(str(picture.FONT)).family_name == "Report Chart Sans"
    assert "SIL OPEN FONT LICENSE Version 1.1" in (picture.FONT.parent / "OFL.txt").read_text("utf-8")
    assert picture.FONT.stat().st_size < 2_000_000


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("name", charts.NAMES)
def test_every_character_is_drawn(name: str, sample: str) -> None:
    """No chart of the samples warns of a missing glyph, and none is blank."""
    found = charts.build(SAMPLES[sample](), name)
    if found is None:
        return
    with Image.open(io.BytesIO(picture.png(found))) as image:
        colours = image.convert("L").getcolors(256)
    assert colours
    assert len(colours) > 20
