"""The shipped template of the digest: a sound Word file for every sort of year, that says what the digest found."""

from __future__ import annotations

import io
import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

import pytest
from docx import Document

from reportgen.charts import OF_DIGESTS
from reportgen.diagnostics import Sink
from reportgen.fiscal_year.digests import TEMPLATE, document
from reportgen.model import digest as types
from reportgen.model.digest import Digest, Listed
from reportgen.model.summary import Finding
from reportgen.model.year import State, YearCase, YearRecords
from reportgen.structures import structure_names
from reportgen.workspace import Workspace
from tests.digest.sample_year import built, failed, losing, year
from tests.word.workbench import defects

ROOT = Path(__file__).parents[2]
HANDBOOK = (ROOT / "templates" / "README.md").read_text(encoding="utf-8").partition("## 十二、")[2]
_STALE = Finding("template-changed", "error", "templates/x.docx", "模板在生成期间改过", "再运行一次")
YEARS = {
    "nothing": YearRecords(2022, ()),
    "one": YearRecords(2022, (built("甲", ("决策", "a", 8)),)),
    "full marks": YearRecords(2022, (built("甲", ("决策", "a", 10)), built("乙", ("决策", "a", 10)))),
    "equal": YearRecords(2022, tuple(built(name, ("决策", "a", 9), ("过程", "b", 9)) for name in "甲乙丙")),
    "apart": YearRecords(2022, (built("甲", ("决策", "a", 8)), built("乙", ("产出", "b", 7)))),
    "ties": YearRecords(
        2022,
        tuple(
            built(name, ("决策", "a", own), ("过程", "b", 8)) for name, own in (("甲", 9), ("乙", 9), ("丙", 4), ("丁", 5), ("戊", 4))
        ),
    ),
    "nothing built": YearRecords(2022, (failed("甲", "错"), YearCase("乙", State.LEFT)), (_STALE,)),
    "drafts filled in": YearRecords(2022, tuple(built(name, ("决策", "a", 8), state=State.DRAFT) for name in "甲乙")),
    "drafts": YearRecords(2022, tuple(built(n, ("决策", "a", 8), state=State.DRAFT, blanks=b) for n, b in (("甲", 0), ("乙", 3)))),
    "draft alone": YearRecords(2022, (built("甲", ("决策", "a", 8), state=State.DRAFT, blanks=3),)),
    "odd names": YearRecords(
        2022, (losing("R&D <b>{{ x }}", ("1", "a & b <c> {{ y }}", "")), losing("乙", ("1", "a & b <c> {{ y }}", "")))
    ),
    "three": year(3),
    "hundred": year(100),
    "thousand": year(1000),
}


@cache
def made(name: str) -> bytes:
    """The digest of a year."""
    sink = Sink()
    out = document(Workspace(ROOT), YEARS[name], sink)
    assert sink.found == []
    return out


def words(name: str) -> str:
    """All paragraphs of the body, those of tables too."""
    body = Document(io.BytesIO(made(name))).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(f"{{{p.nsmap['w']}}}t")) for p in body.iter(f"{{{body.nsmap['w']}}}p"))


@pytest.mark.parametrize("name", YEARS)
def test_every_year_is_a_sound_word_file(name: str, tmp_path: Path) -> None:
    """Whatever a year holds, nothing is found wrong, nothing is left of the template, and the same year gives the same bytes."""
    assert defects(made(name), tmp_path) == []
    assert document(Workspace(ROOT), YEARS[name], Sink()) == made(name)
    if name != "odd names":
        assert not re.search("[{}]|None|NaN|Decimal", words(name))


def test_it_says_what_became_of_the_cases() -> None:
    """The first paragraph counts; the second averages; what is not ready is told with its first error, its blanks, its name."""
    said = words("hundred")
    start = (
        "2022年度共有100个评价案例：报告已完成85个（本次生成29个，沿用未变的56个），草稿5个，有错误、没有生成的5个，还没有处理的5个。"
    )
    assert start in said
    assert "已计分的87个案例（含草稿2个）平均得分79.32分，中位数80分（均按百分制）" in said
    assert "有错误的案例见表5.1。草稿见表5.2。" in said
    assert "指标“预算执行率”没有字段 point（cases/case0007.toml:3:1）" in said
    assert "还有5个案例没有处理（case0017等），在年度汇总.xlsx的“总览”表中标为“未做”。" in said
    assert "模板在生成期间改过（templates/x.docx）。处理办法：再运行一次。" in words("nothing built")


@pytest.mark.parametrize(
    ("name", "totals", "dimensions"),
    [
        ("one", "已计分的1个案例是甲项目，得8分，等级为良。", "各一级指标的得分率见表2.1。"),
        ("full marks", "已计分的2个案例得分相等，都是100分（按百分制）。", "得分率见表2.1，同名的一级指标合并统计。"),
        ("equal", "已计分的3个案例得分相等，都是90分（按百分制）。", "各一级指标的得分率相等，都是90.00%。同一个一级指标，"),
        ("ties", "最高的是乙项目等2个案例（17分，良），最低的是戊项目等2个案例（12分，良）。", "最高的一级指标是“过程”（80.00%），"),
        ("three", "最高的是", "平均得分率最高的一级指标是“"),
    ],
)  # fmt: skip
def test_highest_and_lowest_are_told_where_there_are_such(name: str, totals: str, dimensions: str) -> None:
    """Equal totals and equal means are told as equal, ties are counted, and a single case is compared with none."""
    said = words(name)
    assert totals in said
    assert dimensions in said
    assert ("最高的是" in said) == (name in {"ties", "three"})
    assert ("最高的一级指标" in said) == (name in {"ties", "three"})
    assert ("各案例相同" in said) == (name == "ties")


@pytest.mark.parametrize(
    ("name", "extremes", "same"),
    [("one", False, False), ("full marks", False, True), ("equal", False, True), ("apart", False, False), ("ties", True, False)],
)
def test_extremes_are_listed_where_there_are_such(name: str, *, extremes: bool, same: bool) -> None:
    """One case, or the same rates in all, have one rate in the table and no chart; that rates are the same is said of two or more."""
    said = words(name)
    heads = next(row for t in Document(io.BytesIO(made(name))).tables if (row := [c.text for c in t.rows[0].cells])[0] == "一级指标")
    assert heads == ["一级指标", "案例数", *(("平均", "最高", "案例", "最低", "案例") if extremes else ("得分率",))]
    assert ("最高和最低得分率见" in said) == extremes
    assert ("图2.1" in said) == extremes
    assert ("各案例的得分率相同" in said) == same


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("draft alone", "待填写的内容填齐以后，才能出正式报告。"),
        ("drafts", "其中1个有待填写的内容，填齐以后才能出正式报告；其余1个没有待填写的内容，可以生成正式报告（如果还缺什么，"),
        ("drafts filled in", "没有待填写的内容，可以生成正式报告（如果还缺什么，生成时会指出）。"),
    ],
)
def test_only_drafts_with_blanks_are_to_be_filled_in(name: str, said: str) -> None:
    """A draft in which nothing is open is not told to fill in anything, but that it can be a report."""
    (paragraph,) = re.findall("个案例还是草稿，见表.*", words(name))
    assert paragraph.partition("。")[2].startswith(said)


def test_a_year_that_is_ready_says_so_alone() -> None:
    """Where every report is there, no chapter on what is missing stands, and no sentence leads to one."""
    said = words("three")
    assert "2022年度共有3个评价案例，报告已全部完成（本次生成1个，沿用未变的2个）。" in said
    assert "尚未完成" not in said
    assert "草稿" not in said


def test_a_thousand_cases_stay_readable() -> None:
    """Long lists are cut, and each says how many more stand where."""
    said = words("thousand")
    assert "只列出得分最高和最低的各40个，其余795个见年度汇总.xlsx的“总览”表" in said
    assert "其余30个案例见年度汇总.xlsx的“检查结果”表" in said
    rows = [len(table.rows) for table in Document(io.BytesIO(made("thousand"))).tables]
    assert sum(rows) < 200


@pytest.mark.parametrize(("name", "charts"), [("three", 3), ("hundred", 3), ("one", 0), ("nothing built", 0)])
def test_charts_are_word_charts_where_there_is_something_to_compare(name: str, charts: int) -> None:
    """Grades, scores and dimensions are drawn as charts that can be edited; a single case has nothing to compare."""
    parts = [str(part.partname) for part in Document(io.BytesIO(made(name))).part.package.iter_parts()]
    assert sum(part.startswith("/word/charts/chart") for part in parts) == charts


def test_texts_of_cases_come_out_as_they_are() -> None:
    """Names and reasons that look like markup or tags are printed, not carried out."""
    assert "R&D <b>{{ x }}" in words("odd names")
    assert "a & b <c> {{ y }}" in words("odd names")


def test_the_template_is_no_structure() -> None:
    """Cases can't be printed with it, so it is not listed."""
    assert (ROOT / "templates" / TEMPLATE).exists()
    assert Path(TEMPLATE).stem not in structure_names(ROOT / "templates")


def _names(kind: type, called: str) -> set[str]:
    """What may be written behind a name: fields and properties."""
    inner = {n for n, member in vars(kind).items() if isinstance(member, property)}
    assert is_dataclass(kind)
    return {f"{called}.{name}" for name in {f.name for f in fields(kind)} | inner}


def test_names_are_told() -> None:
    """The chapter names every field that the template may use, and no other; lists tell their fields by the name of an item."""
    called = {
        "counts": types.Counts, "totals": types.Totals, "level": types.Share, "dimension": types.DimensionLine,
        "indicator": types.IndicatorLine, "item": types.Recurrence, "failure": types.FailureLine, "draft": types.DraftLine,
        "case": types.CaseLine, "ranking": types.Ranking, "dimensions": Listed, "finding": Finding,
    }  # fmt: skip
    assert _dataclasses(Digest) == {Digest, *called.values()}
    known = {f.name for f in fields(Digest)} | {"workbook"}
    known |= {name for prefix, kind in called.items() for name in _names(kind, prefix)}
    told = re.findall(r"^\| `([\w.]+)` \|", HANDBOOK, re.MULTILINE)
    assert len(told) == len(set(told))
    assert set(told) == known | {f"charts.{name}" for name in OF_DIGESTS.names}


def _dataclasses(hint: object) -> set[object]:
    """The dataclasses in a type, and in their fields."""
    own = get_origin(hint) or hint
    found = {own} if isinstance(own, type) and is_dataclass(own) else set()
    within = [*get_args(hint), *(kind for one in found for kind in get_type_hints(one).values())]
    return found | {kind for inner in within for kind in _dataclasses(inner)}


def test_a_year_with_stale_reports_names_them() -> None:
    """What is wrong with the year as a whole is told even where every case was built."""
    records = replace(YEARS["three"], findings=(_STALE,))
    made_of = Document(io.BytesIO(document(Workspace(ROOT), records, Sink())))
    assert any("模板在生成期间改过" in paragraph.text for paragraph in made_of.paragraphs)
