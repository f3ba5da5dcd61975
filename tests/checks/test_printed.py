"""What only the finished Word file shows: the words of a template doubled by those of a case."""

from pathlib import Path

import pytest

from reportgen.checks import run_printed
from reportgen.diagnostics import Severity, Sink, text
from tests.checks.test_runner import subject_of


def found(tmp_path: Path, printed: str, more: str = "") -> list[str]:
    """What is reported about a text that the Word file prints."""
    sink = Sink()
    run_printed(printed, subject_of(tmp_path, more), sink, "output/a.docx")
    assert all((d.code, d.severity) == ("doubled-words", Severity.WARNING) for d in sink)
    return [text(d).split("\n")[0] for d in sink]


@pytest.mark.parametrize("piece", ["到位100万元万元", "图书的的", "项目项目", "验收。。", "共3家家"])
def test_words_doubled_by_the_template_are_found(tmp_path: Path, piece: str) -> None:
    """A piece that no text of the case has is reported once, with the words of its paragraph."""
    words = f"另一段\n前文{piece}后文\n又一段，前文{piece}"
    first, *others = found(tmp_path, words)
    assert first.startswith("output/a.docx：“前文")
    assert "另一段" not in first
    assert others == []


def test_what_the_case_says_itself_is_left_to_its_check(tmp_path: Path) -> None:
    """A doubled word that stands in a text of the case has its place there and is not reported again."""
    more = '\n[conclusion]\ntext = "购书的的情况良好。"\n'
    assert found(tmp_path, "购书的的情况良好。", more) == []


def test_paragraphs_do_not_run_together(tmp_path: Path) -> None:
    """The end of a paragraph and the beginning of the next are no doubled word."""
    assert found(tmp_path, "项目\n项目的\n的确\n100万元\n万元") == []
