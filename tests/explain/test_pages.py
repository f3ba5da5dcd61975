"""Pages are looked up by code, have one form, and read well in a terminal."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from reportgen.diagnostics import Severity
from reportgen.explain import Explanation, UnknownCode, explanation_text, list_text, look_up, pages
from reportgen.explain.pages import GROUPS

PAGES = pages()
CHECK = Explanation(
    code="grade-mismatch", title="等级与得分不符", severity=Severity.WARNING, meaning="甲", why="乙", example="丙", mend="丁",
    groups=("得分",),
)  # fmt: skip


@pytest.mark.parametrize("code", PAGES)
def test_a_page_is_written_for_its_readers(code: str) -> None:
    """Its groups are known ones, its title fits a line, each part says something in Chinese and nothing of the machinery."""
    page = PAGES[code]
    assert set(page.groups) <= set(GROUPS)
    assert cell_len(page.title) <= 40
    assert not page.title.endswith("。")
    for part in (page.meaning, page.why, page.mend):
        assert len(re.findall(r"[\u4e00-\u9fff]", part)) >= 6
        assert not re.search(r"\b(None|TODO|pydantic|Python|Jinja)\b", part.replace("`None`", ""))
    assert f"[{code}]" in page.example


def test_pages_differ() -> None:
    """No two pages have the same title, nor the same reason why they matter."""
    assert len({page.title for page in PAGES.values()}) == len(PAGES)
    assert len({page.why for page in PAGES.values()}) == len(PAGES)


@pytest.mark.parametrize(
    "typed", ["unknown-key", "[unknown-key]", " Unknown-Key ", "unknown_key", "a.toml:1:1: 错误[unknown-key] 没有字段"]
)
def test_a_code_is_found_however_it_is_typed(typed: str) -> None:
    """With brackets, capitals, an underscore, or as a whole line of output."""
    assert look_up(typed).code == "unknown-key"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("unknown-keys", "unknown-key"),
        ("mising-field", "missing-field"),
        ("表头有两行", "header-split"),
        ("grade-mismach", "grade-mismatch"),
    ],
)
def test_an_unknown_code_gets_the_nearest(typed: str, meant: str) -> None:
    """By its spelling, or by words of a title; pages that stand elsewhere are among them."""
    with pytest.raises(UnknownCode) as found:
        look_up(typed, {CHECK.code: CHECK})
    assert found.value.nearest[0] == meant


@pytest.mark.parametrize("typed", ["", "../../pyproject", "全然不相干的话"])
def test_what_is_no_code_is_none(typed: str) -> None:
    """Neither a path nor nothing leads to a page."""
    with pytest.raises(UnknownCode) as found:
        look_up(typed)
    assert found.value.nearest == ()


def test_pages_of_checks_are_pages_too() -> None:
    """What is handed over is found, listed with the others, and wins over a page of the same code."""
    extra = {CHECK.code: CHECK, "blank": CHECK}
    assert look_up("grade-mismatch", extra) is CHECK
    assert look_up("blank", extra) is CHECK
    assert pages(extra).keys() == PAGES.keys() | {CHECK.code}
    assert list(pages(extra)) == sorted(pages(extra))


def test_a_page_in_a_terminal() -> None:
    """Code and title first, then four parts; marks of Markdown are gone, and code stands deeper under the name of its file."""
    shown = explanation_text(PAGES["missing-field"])
    assert shown.startswith("missing-field　缺少必填的字段\n级别：错误　分组：")
    heads = [line for line in shown.splitlines() if line and not line.startswith(" ")][2:]
    assert heads == ["意思", "为什么要紧", "例子", "怎样改"]
    assert '\n  funds.toml：\n    [funds]\n    unit = "万元"\n' in shown
    assert "`" not in shown
    assert "\n\n\n" not in shown


@pytest.mark.parametrize("code", PAGES)
@pytest.mark.parametrize("columns", [60, 80])
def test_prose_fits_the_terminal(code: str, columns: int) -> None:
    """No line of prose is wider than the terminal or begins with a mark that may not; code is left as it is."""
    for part in (PAGES[code].meaning, PAGES[code].why):
        page = Explanation("x", "x", Severity.ERROR, meaning=part, why=part, example="x", mend="x")
        lines = explanation_text(page, columns).splitlines()
        assert max(map(cell_len, lines)) <= columns + 2  # a mark may hang over
        assert not [line for line in lines if line.strip()[:1] in tuple("，。；：、！？）》”")]


def test_a_part_unbroken_is_the_text_of_the_page() -> None:
    """Breaking lines loses nothing."""
    page = PAGES["unknown-name"]
    shown = re.sub(r"\s", "", explanation_text(page, 40))
    assert re.sub(r"[\s`*]", "", page.meaning) in shown


def test_the_list_has_every_code_under_its_groups() -> None:
    """Groups come in the order of a build, others behind them; each code stands with its level and title."""
    shown = list_text(pages({CHECK.code: CHECK}).values())
    heads = [line for line in shown.splitlines() if line and not line.startswith(" ")]
    assert heads == [*GROUPS, "得分", "看一个代码的说明：reportgen explain 代码"]
    rows = re.findall(r"^  ([a-z-]+) +(错误|警告|说明)  (.+)$", shown, re.MULTILINE)
    assert {code for code, _, _ in rows} == PAGES.keys() | {CHECK.code}
    assert ("hidden-rows", "警告", "隐藏的行也计入了") in rows
    assert len({line.index(level) for line in shown.splitlines() for level in ("错误  ", "警告  ", "说明  ") if level in line}) == 1
