"""Markdown that GitHub shows as the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document as Made
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.export.forms import forms
from tests.export.made import footnoted, markdown_of
from tests.export.texts import of_markdown, plain
from tests.word.test_drawings import PNG
from tests.word.workbench import DECIMAL, headed, lines, table


def bold(before: str, text: str, behind: str) -> Made:
    """A paragraph with a bold stretch."""
    made = lines(before)
    made.paragraphs[0].add_run(text).bold = True
    made.paragraphs[0].add_run(behind)
    return made


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("", "项目决策。", "决策得分"), "**项目决策**。决策得分"),
        (("（1）", "决策（12分）", "，下设"), "（1）**决策（12分）**，下设"),
        (("", "项目（6分）。", "包括"), "**项目（6分）**。包括"),
        (("甲", "“乙”", "丙"), "甲“**乙**”丙"),
        (("甲", "乙", "丙"), "甲**乙**丙"),
        (("甲", "。", "丙"), "甲。丙"),
    ],
)
def test_bold_beside_chinese_signs(parts: tuple[str, str, str], text: str) -> None:
    """A bold stretch that ends with a sign is bold for every reader: the sign stands behind it where a word follows."""
    made = markdown_of(bold(*parts)).strip()
    assert made == text
    assert plain(MarkdownIt("commonmark").render(made)).count("*") == 0


def test_tables_with_and_without_merged_cells() -> None:
    """A table is one of pipes where no cells merge, else HTML, without widths."""
    made = table(("甲", "乙"), ("丙", "丁"))
    assert "| 丙  | 丁  |" in markdown_of(made)
    made.tables[0].cell(0, 0).merge(made.tables[0].cell(0, 1))
    text = markdown_of(made)
    assert '<th colspan="2"><p>甲</p>\n<p>乙</p></th>' in text
    assert "<col" not in text


def test_links_lead_to_headings() -> None:
    """A reference to a heading leads to where GitHub puts that heading; one to a table, which has no such place, is text."""
    made = headed(*DECIMAL)
    made.add_heading("项目（概况）", 1)
    text = forms("caidian2022", "professional").markdown
    assert "# 1 项目（概况）" in markdown_of(made)
    assert "[2.5.1](#251-年度绩效目标调整分析)" in text
    assert "### 2.5.1 年度绩效目标调整分析\n" in text
    assert "[表" not in text


def test_picture_is_told(tmp_path: Path) -> None:
    """In place of a picture stands what it shows."""
    (tmp_path / "a.png").write_bytes(PNG)
    made = lines("甲")
    made.add_picture(str(tmp_path / "a.png"))
    made.inline_shapes[0]._inline.docPr.set("descr", "养老院*现场*")
    assert of_markdown(markdown_of(made)) == ["甲", "［图：养老院*现场*］"]


def test_footnote_stands_at_the_end() -> None:
    """A footnote stands behind the report, under its number."""
    paragraph, _, note = markdown_of(footnoted("甲", "脚注的话")).strip().split("\n\n")
    assert (paragraph, note) == ("甲<sup>1</sup>", "1.  脚注的话")


def test_draft_says_so_first() -> None:
    """The Markdown of a draft begins with 草稿."""
    assert markdown_of(lines("甲"), draft=True) == "> **草稿**\n\n甲\n"


def test_same_report_same_markdown() -> None:
    """Nothing of the moment or the machine is in it."""
    assert markdown_of(table(("甲",))) == markdown_of(table(("甲",)))


@settings(max_examples=25)
@given(st.lists(st.text(st.sampled_from("甲乙*_#`~<>&|[]()\\!-+1.。“$ {}:@/"), min_size=1), min_size=1, max_size=6))
def test_any_text_comes_out_as_it_went_in(texts: list[str]) -> None:
    """Signs that mean something in Markdown or HTML are text."""
    assert of_markdown(markdown_of(lines(*texts))) == [plain(text) for text in texts if plain(text)]
