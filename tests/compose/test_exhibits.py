"""Supporting material, photos and annexes: sums of quoted tables, remarks, what pictures say to those who cannot see them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reportgen.model.pictures import Picture
from tests.compose.sample_report import composed, off, refused
from tests.scoring.sample_case import indicator

SCAN = Picture(b"", "png", 10, 10, "")
ROWS = [["甲", "1,200", "x"], ["乙", " 300.50 ", "y"], ["丙", "", "z"]]


def material(**more: object) -> dict[str, Any]:
    """A piece of supporting material."""
    return {"section": "第一类", "title": "材料", "kind": "table"} | more


def table(rows: list[list[str]] | None = None, **more: object) -> dict[str, Any]:
    """A quoted table whose second column is summed."""
    return {"columns": ["名称", "金额", "备注"], "rows": rows or ROWS, "sums": ["金额"]} | more


def test_sums_of_a_quoted_table() -> None:
    """A summed column's total stands in a row of its own; thousands may be set apart, an empty cell counts nothing."""
    (quoted,) = composed(materials=[material(tables=[table()])]).materials[0].materials[0].tables
    rows = [tuple(cell.text for cell in row.cells) for row in quoted.rows]
    assert rows == [*map(tuple, ROWS), ("合计", "1500.5", "")]
    assert [row.total for row in quoted.rows] == [False, False, False, True]


def test_table_without_sums() -> None:
    """A table of which nothing is summed has no such row."""
    (quoted,) = composed(materials=[material(tables=[table(sums=[])])]).materials[0].materials[0].tables
    assert len(quoted.rows) == len(ROWS)


def test_what_cannot_be_summed() -> None:
    """A cell that is no number is an error at the cell."""
    places = refused(materials=[material(tables=[table([["甲", "约3", ""]])])])
    assert places == [("not-a-number", ("materials", 0, "tables", 0, "rows", 0, 1))]


def test_cells_that_merge() -> None:
    """The first columns merge, each inside the one before; the row of sums never does."""
    (quoted,) = composed(materials=[material(tables=[table(merge=2)])]).materials[0].materials[0].tables
    assert [[cell.level for cell in row.cells] for row in quoted.rows] == [[1, 2, 0]] * 3 + [[0, 0, 0]]


@pytest.mark.parametrize(
    ("more", "remark"),
    [({}, ""), ({"problem": "p"}, "不全。缺项。"), ({"problem": "p", "remark": "另有说明"}, "另有说明"), ({"remark": "说明"}, "说明")],
)
def test_remark(more: dict[str, str], remark: str) -> None:
    """Material is remarked upon in its own words, else in those of the problem that it proves."""
    problems = [{"id": "o", "group": "组", "title": "别的"}, {"id": "p", "group": "组", "title": "不全"}]
    lost = indicator("甲", 100, deductions=[off(1, problem="p")])
    report = composed(lost, problems=problems, materials=[material(**more)])
    assert str(report.materials[0].materials[0].remark) == remark


def test_amount_of_a_voucher() -> None:
    """A voucher's amount is in 元, stated or taken from a fact; one that is not there is an error."""
    facts = [{"id": "支出", "value": Decimal("3.51"), "unit": "万元"}]
    rows = [material(amount=Decimal(20)), material(amount="facts.支出"), material()]
    amounts = [m.amount for m in composed(facts=facts, materials=rows).materials[0].materials]
    assert amounts == [20, 35100, None]
    assert refused(facts=facts, materials=[material(amount="facts.支")]) == [("unknown-name", ("materials", 0, "amount"))]


def test_sections() -> None:
    """Material stands under the headings of its sections, in the order of the case."""
    rows = [material(), material(title="其二"), material(section="第二类")]
    sections = [(s.title, [m.title for m in s.materials]) for s in composed(materials=rows).materials]
    assert sections == [("第一类", ["材料", "其二"]), ("第二类", ["材料"])]


def test_photo_says_what_it_shows() -> None:
    """A photo's caption is its alternative text, with its references resolved; an empty place has no picture."""
    photos = [{"caption": "{{ project.name }}现场", "file": "a.png"}, {"caption": "待补", "placeholder": True}]
    first, second = composed(photos=photos, pictures={("photos", 0): (SCAN,)}).photos
    assert first.picture is not None
    assert (first.caption, first.picture.alt) == ("项目现场", "项目现场")
    assert (second.caption, second.picture) == ("待补", None)


def test_scan_says_which_page_it_is() -> None:
    """Each page of a scanned annex is told by the annex's title, its number and how many there are."""
    annexes = [{"title": "文字", "text": "一\n二"}, {"title": "执照", "scan": "a.pdf"}]
    text, scanned = composed(annexes=annexes, pictures={("annexes", 1): (SCAN, SCAN)}).annexes
    assert [p.alt for p in scanned.pictures] == ["执照（第1页，共2页）", "执照（第2页，共2页）"]
    assert (str(text.text), text.pictures) == ("一\n二", ())
