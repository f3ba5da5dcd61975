"""The workbook of a year while the Word file is made: by a process of its own where there are many cases."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from reportgen import digest
from reportgen.fiscal_year import YearResult, pools, run_year, workbooks
from reportgen.fiscal_year.result import Options
from reportgen.fiscal_year.workbooks import workbook_beside
from tests.fiscal_year.workyear import YEAR, build_here, workspace


def year(folder: Path) -> YearResult:
    """Two cases that were built."""
    made = workspace(folder, "甲", "乙")
    build_here(made)
    return run_year(made, YEAR, Options())


def told(result: YearResult) -> bytes:
    """The bytes of the workbook."""
    with workbook_beside(result) as made:
        return made()


def many(monkeypatch: pytest.MonkeyPatch, cores: int) -> None:
    """Two cases are many, on so many cores."""
    monkeypatch.setattr(workbooks, "_MANY", 2)
    monkeypatch.setattr(workbooks, "cores", lambda: cores)


def not_here(*_: object) -> bytes:
    """In the place of what makes a workbook in this process."""
    raise AssertionError("a workbook was made in this process")


def test_few_cases_take_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workbook of two cases is made here."""
    monkeypatch.setattr(digest, "workbook", not_here)
    with pytest.raises(AssertionError, match="in this process"):
        told(year(tmp_path))


def test_many_cases_have_a_process_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the other process makes is the same byte for byte, and is not made here as well."""
    result = year(tmp_path)
    here = told(result)
    many(monkeypatch, cores=2)
    monkeypatch.setattr(digest, "workbook", not_here)
    assert told(result) == here


def test_one_core_is_not_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is but one core, two processes gain nothing."""
    many(monkeypatch, cores=1)
    monkeypatch.setattr(digest, "workbook", not_here)
    with pytest.raises(AssertionError, match="in this process"):
        told(year(tmp_path))


def test_a_process_that_the_system_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its work is done here."""
    result = year(tmp_path)
    here = told(result)
    many(monkeypatch, cores=2)
    monkeypatch.setattr(workbooks, "pool_of", lambda jobs, _: pools.pool_of(jobs, partial(os._exit, 1)))
    assert told(result) == here
