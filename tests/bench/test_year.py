"""The made-up year is what the measures need: sound cases that differ in every way, and processes that tell what they did."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.diagnostics import Severity
from reportgen.fiscal_year import Options, Status, run_year
from reportgen.pipeline import Line, Workspace
from tests.bench import year
from tests.bench.damage import damaged, files
from tests.bench.made_year import FEWEST, MOST, make_year
from tests.bench.pdf import MEASURES as PDF_MEASURES
from tests.bench.workplace import ROOT, set_up
from tests.bench.year import CASES, KILLS, YEAR
from tests.bench.year import MEASURES as YEAR_MEASURES

STRUCTURES = ["professional", "standard", "summary-first"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A year of nine cases."""
    root = tmp_path_factory.mktemp("year")
    shutil.copytree(ROOT / "templates", root / "templates")
    make_year(root / "cases", YEAR, 9, STRUCTURES)
    return Workspace(root)


@pytest.fixture(scope="module")
def lines(made: Workspace) -> list[Line]:
    """Its cases at the end of the line."""
    found = [Line(made, f"case{number:04d}") for number in range(9)]
    for line in found:
        line.render()
    return found


def test_made_up_cases_are_sound(lines: list[Line]) -> None:
    """The line finds no error in any of them; their random words may look alike to a check."""
    assert [d.message for line in lines for d in line.found if d.severity is Severity.ERROR] == []


def test_made_up_cases_differ(lines: list[Line]) -> None:
    """15 to 60 indicators, several structures and grades, no title, amount or team twice, some texts twice as long as others."""
    reports = [line.report for line in lines if line.report is not None]
    counts = [len(report.indicators) for report in reports]
    assert FEWEST <= min(counts) < max(counts) <= MOST
    assert {line.case.report.structure for line in lines if line.case is not None} == set(STRUCTURES)
    assert len({report.grade for report in reports}) > 1
    for values in zip(*((r.report.title, r.funds.budget, r.evaluator.team) for r in reports), strict=True):
        assert len(set(values)) == len(reports)
    lengths = sorted(len(str(report.project.implementation)) for report in reports)
    assert lengths[-1] > 2 * lengths[0]


def test_many_kinds_of_rules_have_their_turn(lines: list[Line]) -> None:
    """Nearly all kinds of rules score in a made-up year, and judgement does."""
    kinds = {i.rule.kind if i.rule is not None else "judged" for line in lines if line.case is not None for i in line.case.indicators}
    assert kinds == {"proportion", "bands", "per_unit", "parts", "checklist", "labels", "survey", "judged"}


def test_same_seed_gives_the_same_year(made: Workspace, tmp_path: Path) -> None:
    """A measurement can be repeated with the same cases, and with others."""
    make_year(tmp_path / "same", YEAR, 2, STRUCTURES)
    make_year(tmp_path / "other", YEAR, 2, STRUCTURES, seed=1)
    for name in ("case0000/indicators.toml", "case0001/report.toml"):
        text = (made.cases / name).read_bytes()
        assert (tmp_path / "same" / name).read_bytes() == text
        assert (tmp_path / "other" / name).read_bytes() != text


def test_a_measured_run_tells_what_it_did(made: Workspace) -> None:
    """The process of a measure builds the year as `run_year` does, and tells statuses, seconds and memory."""
    command = [sys.executable, "-m", "tests.bench.year_run", str(made.root), str(YEAR), "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = json.loads(subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True).stdout)
    assert told["statuses"] == {"built": 9}
    assert len(told["seconds"]) == 9
    assert told["cpu"][1] > 0
    assert [len(samples) for samples in told["memory"]] == ([9] if Path("/proc/self/statm").exists() else [])
    assert {case.status for case in run_year(made, YEAR, Options()).cases} == {Status.UNCHANGED}


def test_a_measured_run_times_the_digest(made: Workspace) -> None:
    """Asked for the digest, the process writes it anew and tells how long that took."""
    command = [sys.executable, "-m", "tests.bench.year_run", str(made.root), str(YEAR), "1", "digest"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = json.loads(subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True).stdout)
    assert told["digest"] > 0
    assert damaged(made.output) == []
    assert {path.name for path in files(made.output)} >= {"年度汇总.xlsx", "年度汇总.docx", "年度汇总.json", "case0000.json"}


def test_small_measures_of_a_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The measures that build, sum up and kill a year hold on a year of three cases as well; nothing is damaged."""
    for name, value in {"CASES": 3, "TIMES": 1, "KILLS": 2, "KILLED_CASES": 3}.items():
        monkeypatch.setattr(year, name, value)
    place = set_up(tmp_path)
    digest, killed = YEAR_MEASURES["digest"](place), YEAR_MEASURES["killed"](place)
    assert digest.ratio is not None
    assert 0 < digest.ratio < 1
    assert (killed.ratio, killed.samples["损坏"]) == (0, [0])
    assert killed.samples["看过"][0] >= 3 * 3


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("a.docx", b"PK"),
        ("2022/b.xlsx", b""),
        (".built/c.json", b'{"form": 2'),
        (".built/d.docx.pages.json", b"{"),
        (".built/e.docx.sha256", b"0" * 63),
        ("f.html", b"<!doctype html><html><body>"),
        ("g.pdf", b"%PDF-1.7 half"),
        ("h", b"of nobody"),
    ],
)
def test_damage_is_found(made: Workspace, file: str, data: bytes) -> None:
    """Half of a file is damage, whatever the file is; hidden temporary files are none."""
    for name in (file, ".x.tmp", ".built/.y.tmp"):
        (made.output / name).parent.mkdir(exist_ok=True)
        (made.output / name).write_bytes(data)
    assert damaged(made.output) == [file]
    (made.output / file).unlink()


def test_all_that_is_promised_of_a_year_is_measured() -> None:
    """Two processes, the slowest case, memory, an unchanged year, one change, the digest, PDF, ten kills."""
    promised = {"year", "idle", "slowest", "memory", "flat", "unchanged", "changed", "digest", "year-pdf", "killed"}
    assert promised == set(YEAR_MEASURES)
    assert promised.isdisjoint(PDF_MEASURES)
    assert (KILLS, CASES) == (10, 1000)
