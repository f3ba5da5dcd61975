"""The fiscal year and the structure of a case are seen without parsing it, in whatever state it is."""

from __future__ import annotations

import tomllib

import pytest

from reportgen.fiscal_year.contents import Cases
from reportgen.fiscal_year.headings import Heading, heading_of
from tests.fiscal_year.workyear import BASE, ROOT

SEEN = Heading(2023, "professional")


@pytest.mark.parametrize(
    "text",
    [
        '[report]\nfiscal_year = 2023\nstructure = "professional"\n',
        "[ report ] # 封面\ntitle = '甲'\n  structure='professional'\n  fiscal_year=2023 # 年度\n[project]\n",
        '\ufeff[report]\nfiscal_year = 2023\nstructure = "professional"',
        '[report]\r\nfiscal_year = 2023\r\nstructure = "professional"\r\n',
        'report = { fiscal_year = 2023, structure = "professional" }',
        'report.fiscal_year = 2023\nreport.structure = "professional"',
        '["report"]\n"fiscal_year" = 2023\n"structure" = "professional"',
        '[work]\npurpose = """\nfiscal_year = 2020\n"""\n[report]\nfiscal_year = 2023\nstructure = "professional"\n',
        '[report]\n# fiscal_year = 2020\nfiscal_year = 2023\nstructure = "professional"\nperiod = [\n[1]]\n',
        '[report]\nfiscal_year = 2023\nstructure = "professional"\n[[broken\n',
    ],
)
def test_every_way_to_write_it(text: str) -> None:
    """Comments, spaces, line ends, byte order marks, other forms of TOML, and mistakes further down: the year is seen."""
    assert heading_of("甲", [text.encode()]) == SEEN


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-16-be"])
def test_other_encodings(encoding: str) -> None:
    """A file that the line will refuse for its encoding still says to which year it belongs."""
    text = '[report]\ntitle = "评价报告"\nfiscal_year = 2023\n'
    assert heading_of("甲", [text.encode(encoding)]).year == 2023


@pytest.mark.parametrize("text", ["", "[report]\n", '[report]\nfiscal_year = "待填写"', "report = [", "report = 5 # fiscal_year"])
def test_the_name_says_it_where_the_text_does_not(text: str) -> None:
    """A case whose text does not say the year belongs to that in its name; to no known one if there is none."""
    assert heading_of("huangpi2024", [text.encode()]).year == 2024
    assert heading_of("huangpi", [text.encode()]).year is None
    assert heading_of("no12345", [text.encode()]).year is None


def test_the_table_may_stand_in_any_part() -> None:
    """Parts that speak of the year without stating it do not mislead."""
    parts = ["[work]\npurpose = '{{ report.fiscal_year }}年'\n".encode(), BASE.encode()]
    assert heading_of("甲", parts) == SEEN


def test_shipped_cases() -> None:
    """What is seen of the shipped cases is what TOML says."""
    cases = Cases(ROOT / "cases")
    assert len(cases.parts) >= 3
    for name in cases.parts:
        report = tomllib.loads((ROOT / "cases" / name / "report.toml").read_text("utf-8"))["report"]
        assert heading_of(name, cases.texts(name)) == Heading(report["fiscal_year"], report["structure"])
