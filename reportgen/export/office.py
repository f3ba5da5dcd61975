"""LibreOffice without a window: one process for one conversion, with a profile of its own, a time limit and no child left behind.

In: a file. Out: its PDF beside it. Raises OfficeMissing where there is no LibreOffice, OfficeFailed where it gave nothing in time,
twice.

Starting takes longer than converting, so that a process can be started ahead, while the file is still being made: LibreOffice hands
a second call with the same profile over to the first.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_NAMES = ("soffice", "libreoffice")
_USUAL = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_SILENT = ("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard")
_FILTER = "writer_pdf_Export"
# Headings as an outline; bookmarks as destinations, from which pages are read.
_OPTIONS = {"ExportBookmarks": True, "ExportBookmarksToPDFDestination": True, "ReduceImageResolution": False}
_LIMIT = 120.0
_TRIES = 2
_GRACE = 5.0


class OfficeMissing(Exception):
    """There is no LibreOffice on this machine."""


class OfficeFailed(Exception):
    """LibreOffice gave no PDF; the text says what it said, or that it took too long."""


def office_program() -> Path | None:
    """LibreOffice's program: that on the path, else where it is usually installed."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        found = next((path for path in _USUAL if Path(path).exists()), None)
    return Path(found) if found else None


@dataclass(slots=True)
class Office:
    """Converts files in a scratch folder; `environment` is what the process finds besides its own."""

    environment: Mapping[str, str] = field(default_factory=dict)
    limit: float = _LIMIT
    _waiting: deque[_Process] = field(default_factory=deque)

    def ahead(self) -> None:
        """Starts a process that a later conversion will use. Raises OfficeMissing."""
        process = _Process(_program(), self.environment)
        self._waiting.append(process)
        process.start()

    def pdf(self, document: bytes, *, tagged: bool = True) -> bytes:
        """The PDF of a Word file; tagged for those who cannot see it, or not, which is quicker. Raises OfficeMissing, OfficeFailed."""
        problem = ""
        for _ in range(_TRIES):
            process = self._waiting.popleft() if self._waiting else _Process(_program(), self.environment)
            with contextlib.closing(process):
                try:
                    return process.convert(document, self.limit, tagged=tagged)
                except OfficeFailed as failed:
                    problem = str(failed)
        raise OfficeFailed(problem)

    def close(self) -> None:
        """Ends processes that were started and not used."""
        while self._waiting:
            self._waiting.popleft().close()


@contextlib.contextmanager
def office(environment: Mapping[str, str], *, ahead: bool) -> Iterator[Office]:
    """An Office that leaves no process behind; one is started ahead if asked, and there is a LibreOffice."""
    made = Office(environment)
    try:
        if ahead and office_program() is not None:
            made.ahead()
        yield made
    finally:
        made.close()


class _Process:
    """One LibreOffice with a profile of its own, in a folder that goes away with it."""

    def __init__(self, program: Path, environment: Mapping[str, str]) -> None:
        self._program = program
        self._environment = {**os.environ, **environment}
        self._folder = Path(tempfile.mkdtemp(prefix="reportgen-office-"))
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Starts it with nothing to do."""
        self._run()

    def convert(self, document: bytes, limit: float, *, tagged: bool) -> bytes:
        """The PDF. Raises OfficeFailed."""
        source, target = self._folder / "report.docx", self._folder / "report.pdf"
        source.write_bytes(document)
        wanted = {**_OPTIONS, "UseTaggedPDF": tagged}
        options = json.dumps({name: {"type": "boolean", "value": str(value).lower()} for name, value in wanted.items()})
        run = self._run("--convert-to", f"pdf:{_FILTER}:{options}", "--outdir", str(self._folder), str(source))
        try:
            said, _ = run.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            raise OfficeFailed(f"{limit:g} 秒内没有转换完") from None
        if not target.exists():
            raise OfficeFailed(said.decode("utf-8", "replace").strip()[-300:] or f"退出码 {run.returncode}")
        return target.read_bytes()

    def close(self) -> None:
        """Ends it with all its children and takes its folder away."""
        for run in self._running:
            _kill(run)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, *words: str) -> subprocess.Popen[bytes]:
        command = [str(self._program), f"-env:UserInstallation={(self._folder / 'profile').as_uri()}", *_SILENT, *words]
        run = subprocess.Popen(  # noqa: S603 - the program is the one that was found, and the words are our own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if words else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            env=self._environment,
            start_new_session=True,
        )
        self._running.append(run)
        return run


def _program() -> Path:
    program = office_program()
    if program is None:
        raise OfficeMissing
    return program


def _kill(run: subprocess.Popen[bytes]) -> None:
    """Ends a process and all that it started: soffice is a script around the program that works."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(run.pid)], capture_output=True, check=False)  # noqa: S603, S607 - Windows' own
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(run.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        run.wait(_GRACE)
    if run.stdout is not None:
        run.stdout.close()
