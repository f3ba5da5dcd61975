"""The page and the Markdown say what the Word file says: every paragraph and every cell, in order, nothing lost and nothing added.

Allowed differences: headers and footers, the contents page (it becomes the contents at the side), and in Markdown the alternative
text of a picture in its stead.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.export.forms import CASES, STRUCTURES, forms
from tests.export.texts import CONTENTS, Block, contents_of, of_html, of_markdown, of_word, plain, tree

NINE = [(case, structure) for case in CASES for structure in STRUCTURES]


@pytest.mark.parametrize(("case", "structure"), NINE)
def test_page_says_what_word_says(case: str, structure: str) -> None:
    """Paragraphs and cells of the page are those of the Word file, with the numbers that Word gives and the cells that it merges."""
    found = forms(case, structure)
    assert of_html(found.html) == of_word(found.word)


@pytest.mark.parametrize(("case", "structure"), NINE)
def test_markdown_says_what_word_says(case: str, structure: str) -> None:
    """The same of Markdown, read by a reader of Markdown; it tells a picture in words."""
    found = forms(case, structure)
    assert of_markdown(found.markdown) == of_word(found.word, "［图：{}］")


@pytest.mark.parametrize(("case", "structure"), NINE)
def test_contents_at_the_side_are_those_of_the_contents_page(case: str, structure: str) -> None:
    """Every entry of the contents page stands at the side, in order, and leads to the heading of its text."""
    found = forms(case, structure)
    page = tree(found.html)
    links = [(plain(a.text_content()), a.get("href", "")) for a in page.xpath("//nav//li/a")]
    entries = contents_of(found.word)
    assert entries
    assert [text for text, _ in links if text in entries] == entries
    assert all(plain(page.get_element_by_id(target.removeprefix("#")).text_content()) == text for text, target in links)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there")
def test_numbers_are_those_of_another_program(tmp_path: Path) -> None:
    """LibreOffice, which counts headings and lists itself, writes the same lines, in all structures of the case with most lists."""
    case = "wuchang2019"
    for structure in STRUCTURES:
        (tmp_path / f"{structure}.docx").write_bytes(forms(case, structure).word)
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, tmp_path.glob("*.docx"))], check=True, capture_output=True, timeout=180)
    for structure in STRUCTURES:
        written = [_close(line) for line in (tmp_path / f"{structure}.txt").read_text("utf-8-sig").splitlines() if _close(line)]
        entries = [_close(entry) for entry in contents_of(forms(case, structure).word)]
        at = written.index(CONTENTS)
        assert written[at + 1 : at + 1 + len(entries)] == entries
        assert [*written[:at], *written[at + 1 + len(entries) :]] == [_close(t) for t in _texts(of_html(forms(case, structure).html))]


def _close(text: str) -> str:
    return "".join(text.split())


def _texts(blocks: list[Block]) -> Iterator[str]:
    """All paragraphs, those of tables cell by cell."""
    for block in blocks:
        if isinstance(block, str):
            yield block
        else:
            yield from (text for row in block.rows for cell in row for text in _texts(list(cell.blocks)))
