"""The report of caidian2022 against the published one: every fact of it, and nothing copied."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from .reports import ROOT, SHARED, build, case_data

CASE = "caidian2022"
REFERENCE = SHARED / "reports" / f"{CASE}.txt"
LONGEST_COPY = 28

pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference reports are not here")


def share(kind: str, printed: str) -> tuple[int, int]:
    """How many facts of a kind the report holds, of how many."""
    found = re.search(rf"{kind}: (\d+) of (\d+)", printed)
    assert found, printed
    return int(found[1]), int(found[2])


def test_no_fact_is_lost(tmp_path: Path) -> None:
    """Every figure, document number and title stands in the report, and 99% of figures with their indicator."""
    report = tmp_path / f"{CASE}.docx"
    report.write_bytes(build(case_data(CASE)))
    command: list[str | Path] = [sys.executable, SHARED / "tools" / "facts.py", REFERENCE, report, "--list"]
    command += ["--except", ROOT / "tests" / "golden" / f"{CASE}.except"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for kind in ("figures", "document numbers", "titles"):
        held, wanted = share(kind, printed)
        assert held == wanted, printed
    held, wanted = share("figures with their indicator", printed)
    assert held >= 0.99 * wanted, printed


def plain(text: str) -> str:
    """A text without spaces, titles, quotations and references."""
    return re.sub(r"\s", "", re.sub(r"《[^》]*》|“[^”]*”|\{\{[^}]*\}\}", "|", text))


def test_sentences_are_written_anew() -> None:
    """No passage of the case repeats the published report for 28 characters; documents.toml holds official titles alone."""
    reference = plain(REFERENCE.read_text(encoding="utf-8"))
    for part in sorted(set((ROOT / "cases" / CASE).glob("*.toml")) - {ROOT / "cases" / CASE / "documents.toml"}):
        runs = re.findall(r"[\u4e00-\u9fff，、；：]{28,}", plain(part.read_text(encoding="utf-8")))
        copied = [run for run in runs if any(run[i : i + LONGEST_COPY] in reference for i in range(len(run) - LONGEST_COPY + 1))]
        assert copied == [], part.name


def test_docx_is_what_word_opens(tmp_path: Path) -> None:
    """The validator finds nothing."""
    validator = SHARED / "ooxml" / "validate.py"
    report = tmp_path / f"{CASE}.docx"
    report.write_bytes(build(case_data(CASE)))
    done = subprocess.run([sys.executable, validator, report], capture_output=True, text=True, check=False)
    assert (done.returncode, "0 defects" in done.stdout) == (0, True), done.stdout
