"""The example of each page is carried out: the program says of it, word for word and at the same place, what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.cli import main
from reportgen.explain import pages
from tests.explain.circumstances import PREPARED
from tests.explain.documents import SAID, texts_of
from tests.explain.examples import NAME, Words, example_of, expanded, merged_of, messages, said_of

PAGES = pages()


def said(code: str, folder: Path, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Words:
    """What the program says of the example of a page."""
    if code in SAID:
        return texts_of(code, folder, patch)

    def run(words: list[str]) -> str:
        patch.chdir(folder)
        main(words)
        return "".join(capsys.readouterr())

    prepare = PREPARED.get(code)
    return said_of(example_of(PAGES[code]), folder, run, (lambda workspace: prepare(workspace, patch)) if prepare is not None else None)


@pytest.mark.parametrize("code", PAGES)
def test_the_example_says_what_the_page_says(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every message that a page shows is raised by its example, and all that the example raises of the page's own code are shown."""
    shown = example_of(PAGES[code]).said
    found = said(code, tmp_path, monkeypatch, capsys)
    own = [message for message in found if f"[{code}]" in message.split("\n")[0]]
    assert own != []
    assert [message for message in shown if message not in found] == []
    assert [message for message in own if message not in shown] == []


@pytest.mark.parametrize("code", sorted({*PREPARED, *SAID}))
def test_what_is_prepared_is_prepared_for_a_page(code: str) -> None:
    """No circumstance is kept for a page that is gone."""
    assert code in PAGES


def test_messages_are_taken_apart() -> None:
    """A finding goes with its hint; the summary of a command is one of its own."""
    printed = "a.toml:1:1: 错误[x] 甲\n  提示：乙\nb: 警告[y] 丙\n某案例：1 个错误\n"
    assert messages(printed) == ["a.toml:1:1: 错误[x] 甲\n  提示：乙", "b: 警告[y] 丙", "某案例：1 个错误"]


def test_the_rest_of_a_table_is_put_in() -> None:
    """The rest takes the place of its mark, without what the page gives itself; lines keep the numbers that they are shown with."""
    body = '[[indicators]]\nname = "甲"\n# ……\n\n[funds]\nunit = "元"'
    numbered = list(expanded(body))
    names = [found[1] for number, line in numbered if number == 3 and (found := re.match(r"(\w+) = ", line))]
    assert names == ["dimension", "group", "points", "explanation", "basis", "finding"]
    assert numbered[-1] == (6, 'unit = "元"')


def test_merged_cells_of_a_grid() -> None:
    """Arrows go on with the cell beside or above."""
    rows = [["甲", "乙", "←", ""], ["丙", "1", "2", ""], ["↑", "3", "4", ""]]
    assert list(merged_of(rows)) == [(1, 2, 1, 3), (2, 1, 3, 1)]


def test_the_case_of_the_examples_is_one_name() -> None:
    """All messages that name a case name the same, so that pages can be read one after another."""
    named = {name for page in PAGES.values() for name in re.findall(r"^cases/([\w-]+)", page.example, re.MULTILINE)}
    assert named <= {NAME, "donghu2024"}
