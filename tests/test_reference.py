"""The shipped reports against the published ones: every fact of them, nothing copied, and files that Word opens."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.structures import structure_names

from .reports import ROOT, SHARED, build, case_data

CASES = sorted(path.stem for path in (ROOT / "tests" / "golden").glob("*.except"))
STRUCTURES = structure_names(ROOT / "templates")
REFERENCES = SHARED / "reports"
LONGEST_COPY = 28

pytestmark = pytest.mark.skipif(not REFERENCES.exists(), reason="the reference reports are not here")


def share(kind: str, printed: str) -> tuple[int, int]:
    """How many facts of a kind the report holds, of how many."""
    found = re.search(rf"{kind}: (\d+) of (\d+)", printed)
    assert found, printed
    return int(found[1]), int(found[2])


@pytest.mark.parametrize("case", CASES)
def test_no_fact_is_lost(case: str, tmp_path: Path) -> None:
    """Every figure, document number and title stands in the report in its own structure, and 99% of figures with their indicator."""
    report = tmp_path / f"{case}.docx"
    report.write_bytes(build(case_data(case)))
    command: list[str | Path] = [sys.executable, SHARED / "tools" / "facts.py", REFERENCES / f"{case}.txt", report, "--list"]
    command += ["--except", ROOT / "tests" / "golden" / f"{case}.except"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for kind in ("figures", "document numbers", "titles"):
        held, wanted = share(kind, printed)
        assert held == wanted, printed
    held, wanted = share("figures with their indicator", printed)
    assert held >= 0.99 * wanted, printed


def plain(text: str) -> str:
    """A text without spaces, titles, quotations and references."""
    return re.sub(r"\s", "", re.sub(r"《[^》]*》|“[^”]*”|\{\{[^}]*\}\}", "|", text))


@pytest.mark.parametrize("case", CASES)
def test_sentences_are_written_anew(case: str) -> None:
    """No passage of a case repeats the published report for 28 characters; documents.toml holds official titles alone."""
    reference = plain((REFERENCES / f"{case}.txt").read_text(encoding="utf-8"))
    for part in sorted(set((ROOT / "cases" / case).glob("*.toml")) - {ROOT / "cases" / case / "documents.toml"}):
        runs = re.findall(r"[\u4e00-\u9fff，、；：]{28,}", plain(part.read_text(encoding="utf-8")))
        copied = [run for run in runs if any(run[i : i + LONGEST_COPY] in reference for i in range(len(run) - LONGEST_COPY + 1))]
        assert copied == [], part.name


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("case", CASES)
def test_docx_is_what_word_opens(case: str, structure: str, tmp_path: Path) -> None:
    """The validator finds nothing in any case in any structure."""
    validator = SHARED / "ooxml" / "validate.py"
    report = tmp_path / f"{case}.docx"
    data = case_data(case)
    data["report"]["structure"] = structure
    report.write_bytes(build(data))
    done = subprocess.run([sys.executable, validator, report], capture_output=True, text=True, check=False)
    assert (done.returncode, "0 defects" in done.stdout) == (0, True), done.stdout
