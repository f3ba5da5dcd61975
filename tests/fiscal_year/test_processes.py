"""A year in processes: one failure leaves the others alone, whatever it is, and every failure is named."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reportgen.diagnostics import FilePlace
from reportgen.fiscal_year import CaseResult, Nobody, Options, Status, YearResult, run_year
from reportgen.fiscal_year.pools import cores
from reportgen.workspace import Workspace
from tests.fiscal_year.workyear import ROOT, YEAR, add, build_here, changed, replace, reports, workspace

GOOD = ("a1", "k9", "z9")
# What a worker does, apart from its work, for the cases of these names.
TROUBLE = """
    import errno, os, signal
    from pathlib import Path
    from reportgen.fiscal_year import worker

    at, work, sync, move = [""], worker._built, os.fsync, Path.replace

    def built(task):
        at[0] = task.name
        if task.name == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if task.name == "fault":
            raise ZeroDivisionError("a fault")
        return work(task)

    def fsync(handle):
        if at[0] == "full":
            raise OSError(errno.ENOSPC, "full")
        sync(handle)

    def replace(self, target):
        if at[0] == "open" and str(target).endswith(".docx"):
            raise PermissionError(errno.EACCES, "open elsewhere")
        return move(self, target)

    worker._built, os.fsync, Path.replace = built, fsync, replace
"""


@dataclass
class Heard:
    """An observer that remembers."""

    begun: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def started(self, names: Sequence[str]) -> None:
        """What will be built."""
        self.begun += names

    def finished(self, result: CaseResult) -> None:
        """What was."""
        self.done.append(result.name)


def in_workers(patched: pytest.MonkeyPatch, folder: Path, code: str) -> None:
    """Lets every worker run this code when it starts, before its first case."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(textwrap.dedent(code), encoding="utf-8")
    patched.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(ROOT)]))


@dataclass(frozen=True)
class Troubled:
    """A year in which much goes wrong, as it ended."""

    made: Workspace
    result: YearResult
    heard: Heard

    def error(self, name: str) -> str:
        """The code of the first error of a case that failed."""
        (case,) = (case for case in self.result.of(Status.FAILED) if case.name == name)
        return case.first_error.code if case.first_error is not None else ""


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> Troubled:
    """Three good cases, and one of every trouble, in two processes."""
    folder, heard = tmp_path_factory.mktemp("year"), Heard()
    made = workspace(folder / "work", *GOOD, "broken", "fault", "full", "killed", "open", "twice", "undecided")
    (made.cases / "broken" / "report.toml").write_text("[report]\nfiscal_year = 2023\ntitle = \n", encoding="utf-8")
    shutil.copy(made.cases / "twice" / "report.toml", made.cases / "twice.toml")
    replace(made.cases / "undecided" / "report.toml", "spent = 95", 'spent = "待填写"')
    with pytest.MonkeyPatch.context() as patched:
        in_workers(patched, folder / "hook", TROUBLE)
        return Troubled(made, run_year(made, YEAR, Options(jobs=2), heard), heard)


def test_the_others_are_built(troubled: Troubled) -> None:
    """Whatever goes wrong with others, the good cases are built, as they are built alone; every case is told once."""
    assert [case.name for case in troubled.result.of(Status.BUILT)] == list(GOOD)
    assert sorted(troubled.heard.done) == sorted(troubled.heard.begun) == [case.name for case in troubled.result.cases]
    written = reports(troubled.made)
    assert list(written) == [f"{name}.docx" for name in GOOD]
    alone = workspace(troubled.made.root / "alone", *GOOD)
    build_here(alone)
    assert reports(alone) == written


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("broken", "toml-syntax"),
        ("full", "disk-full"),
        ("killed", "worker-killed"),
        ("open", "output-unwritable"),
        ("twice", "case-twice"),
        ("undecided", "blank"),
    ],
)
def test_each_failure_is_named(troubled: Troubled, name: str, code: str) -> None:
    """Broken TOML, a full disk, a report open elsewhere, a case given twice, one not filled in, one whose process dies."""
    assert troubled.error(name) == code
    assert troubled.result.code == 3  # because of the fault; see below


def test_a_fault_is_kept_to_be_sent(troubled: Troubled) -> None:
    """A fault of the program comes with all that a developer needs."""
    (fault,) = (case.fault for case in troubled.result.cases if case.fault is not None)
    assert fault.kind == "ZeroDivisionError"
    assert "raise ZeroDivisionError" in fault.details


def test_the_next_run_tries_the_failed_ones_alone(troubled: Troubled) -> None:
    """What was built is not built again; what failed is."""
    assert changed(troubled.made) == ["broken", "fault", "full", "killed", "open", "twice", "undecided"]


def test_nothing_is_left_in_the_folder(troubled: Troubled) -> None:
    """Besides reports and records no file is left, not even a temporary one, but for that of nobody's."""
    left = {path.name for path in troubled.made.output.rglob("*") if path.is_file()}
    records = {f"{name}.{ending}" for name in GOOD for ending in ("json", "docx.sha256")} | {"open.docx.sha256"}
    assert left == {f"{name}.docx" for name in GOOD} | records


def killed_once(folder: Path, patched: pytest.MonkeyPatch) -> Workspace:
    """Four cases; the process that builds the second is killed at the first try."""
    made = workspace(folder / "work", "c1", "c2", "c3", "c4")
    in_workers(patched, folder / "hook", f"""
        import os, signal
        from pathlib import Path
        from reportgen.fiscal_year import worker
        work, once = worker._built, Path({str(folder / "once")!r})
        def built(task):
            if task.name == "c2" and not once.exists():
                once.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            return work(task)
        worker._built = built
    """)  # fmt: skip
    return made


def test_a_process_killed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was under way when the system killed a process is done again, alone; all is built, it is said, exit code 1."""
    made = killed_once(tmp_path, monkeypatch)
    result = run_year(made, YEAR, Options(jobs=1))
    assert [case.status for case in result.cases] == [Status.BUILT] * 4
    (found,) = result.findings
    assert (found.code, "：c2" in found.message, result.code) == ("worker-lost", True, 1)
    assert (found.message.partition("重做：")[2], found.hint.rpartition("；")[2]) == ("c2", "这些报告不用重做")
    assert run_year(made, YEAR, Options(jobs=1)).code == 0


def test_a_process_killed_over_a_case_with_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that fails for reasons of its own when it is done again is named as such, and nobody says that its report is ready."""
    made = killed_once(tmp_path, monkeypatch)
    replace(made.cases / "c2" / "report.toml", "spent = 95", "spent = -1")
    result = run_year(made, YEAR, Options(jobs=1))
    assert [case.name for case in result.of(Status.FAILED)] == ["c2"]
    (found,) = result.findings
    assert (found.code, found.message.partition("重做：")[2]) == ("worker-lost", "c2；其中 c2 本身有错误，没有生成")
    assert "不用重做" not in found.hint


def template_year(folder: Path, patched: pytest.MonkeyPatch, code: str) -> tuple[Workspace, YearResult]:
    """Four cases in one process, with something done to the templates before the third."""
    made = workspace(folder / "work", "c1", "c2", "c3", "c4")
    in_workers(patched, folder / "hook", f"""
        from reportgen.fiscal_year import worker
        work = worker._built
        def built(task):
            template = task.workspace.templates / "professional"
            if task.name == "c3":
                {code}
            return work(task)
        worker._built = built
    """)  # fmt: skip
    return made, run_year(made, YEAR, Options(jobs=1))


def test_a_template_changed_during_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All is built; those made from the former template are named, the exit code is 1, and the next run builds just them."""
    made, result = template_year(tmp_path, monkeypatch, 'template.with_suffix(".toml").write_text("")')
    assert [case.status for case in result.cases] == [Status.BUILT] * 4
    (found,) = result.findings
    assert (found.code, found.place, result.code) == ("template-changed", FilePlace("templates/professional.docx"), 1)
    assert "2 份" in found.message
    assert "c1、c2" in found.message
    assert changed(made) == ["c1", "c2"]


def test_a_template_deleted_during_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was built before stays; the cases that need the template fail by name, and it is said that it has gone."""
    made, result = template_year(tmp_path, monkeypatch, 'template.with_suffix(".docx").rename(template.parents[1] / "gone.docx")')
    assert [case.first_error.code if case.first_error else "" for case in result.cases] == [
        "",
        "",
        "structure-unknown",
        "structure-unknown",
    ]
    assert [(found.code, "c1、c2" in found.message) for found in result.findings] == [("template-deleted", True)]
    assert list(reports(made)) == ["c1.docx", "c2.docx"]


class Interrupting(Nobody):
    """Presses Ctrl-C as soon as one case is done."""

    def finished(self, result: CaseResult) -> None:
        """One is."""
        raise KeyboardInterrupt


def test_an_interrupted_run_that_builds_all_anew(tmp_path: Path) -> None:
    """What was not built in this run is left, although an earlier one has built it."""
    made = workspace(tmp_path, "c1", "c2", "c3", "c4", "c5")
    build_here(made)
    for report in made.output.glob("*.docx"):
        os.utime(report, (0, 0))
    result = run_year(made, YEAR, Options(jobs=1, force=True), Interrupting())
    anew = [report.stem for report in sorted(made.output.glob("*.docx")) if report.stat().st_mtime > 0]
    assert [case.name for case in result.of(Status.BUILT)] == anew
    assert [*anew, *result.left] == ["c1", "c2", "c3", "c4", "c5"]
    assert (len(anew) < 5, result.interrupted, result.code) == (True, True, 130)


def test_an_empty_year_starts_no_process(tmp_path: Path) -> None:
    """A year without cases is an error of its own, exit code 1; so is a name that no case has, beside those that have."""
    made = workspace(tmp_path, "c1")
    result = run_year(made, 2001, Options())
    assert ([d.code for d in result.findings], result.cases, result.code) == (["year-without-cases"], (), 1)
    add(made, "c2", 2001)
    result = run_year(made, 2001, Options(only=("nobody",)))
    assert ([d.code for d in result.findings], result.cases, result.code) == (["case-unknown"], (), 1)


def test_as_many_processes_as_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cores that this process may use count, not all that the machine has."""
    assert cores() >= 1
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 3, 5}, raising=False)
    assert cores() == 3
