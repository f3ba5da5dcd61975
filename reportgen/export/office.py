"""LibreOffice without a window: a process for each report, with a profile of its own, a time limit, no child and no file left behind.

In: a Word file. Out: its PDF, or the pages of its bookmarks. Raises OfficeMissing where there is no LibreOffice, OfficeFailed where it
gave nothing in time, twice.

Starting takes as long as converting: the process can be started ahead, while the file is still being made, and counts pages before it
makes the PDF. A second PDF would be another: LibreOffice numbers the fonts that it embeds, as long as it runs.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.export.listener import FOLDER, MACRO, PAGES, PDF, PROFILE
from reportgen.export.pdf import pages_of

_NAMES = ("soffice", "libreoffice")
_USUAL = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_SILENT = ("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard")
_FILTER = "writer_pdf_Export"
# Headings as an outline; bookmarks as destinations, from which pages are read; tags for those who cannot see it.
_OPTIONS = {"UseTaggedPDF": True, "ExportBookmarks": True, "ExportBookmarksToPDFDestination": True, "ReduceImageResolution": False}
_LIMIT = 120.0
_GRACE = 5.0
_GLANCE = 0.01
_BUILD = re.compile(r"^buildid=(.+)$", re.MULTILINE)
# Where LibreOffice has its socket (osl/unx/pipe.cxx), whatever TMPDIR says.
_SOCKETS = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 - nothing is written there


class OfficeMissing(Exception):
    """There is no LibreOffice on this machine."""


class OfficeFailed(Exception):
    """LibreOffice gave nothing; the text says what it said, or that it took too long."""


def office_program() -> Path | None:
    """LibreOffice's program: that on the path, else where it is usually installed."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        found = next((path for path in _USUAL if Path(path).exists()), None)
    return Path(found) if found else None


@dataclass(slots=True)
class Office:
    """Converts files, for one thread; `environment` is what the process finds besides its own."""

    environment: Mapping[str, str] = field(default_factory=dict)
    limit: float = _LIMIT
    _listener: _Listener | None = None

    def ahead(self) -> None:
        """Starts the process that later conversions will use. Raises OfficeMissing."""
        if self._listener is None:
            self._listener = _Listener(_program(), self.environment)

    def pdf(self, document: bytes) -> bytes:
        """The tagged PDF of a Word file. Raises OfficeMissing, OfficeFailed."""
        try:
            return self._told(PDF, document, ".pdf")
        except OfficeFailed:
            return self._converted(document)
        finally:
            self.close()

    def counted(self, document: bytes, bookmarks: Collection[str]) -> dict[str, int]:
        """The page, from 0, of each bookmark that a Word file has, once rows are kept whole that leave little white behind.

        Half the work of a PDF. Raises OfficeMissing, OfficeFailed.
        """
        try:
            lines = self._told(PAGES, document, ".pages").decode("utf-8", "replace").splitlines()
        except OfficeFailed:
            return pages_of(self._converted(document), bookmarks)
        found = {name: int(page) - 1 for name, page in (line.rsplit(" ", 1) for line in lines)}
        return {name: found[name] for name in bookmarks if name in found}

    def close(self) -> None:
        """Ends the process."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def _told(self, job: str, document: bytes, suffix: str) -> bytes:
        """What the listening process makes of a document; one that fails is ended. Raises OfficeMissing, OfficeFailed."""
        self.ahead()
        assert self._listener is not None  # noqa: S101 - it has just been started
        try:
            return self._listener.told(job, document, suffix, self.limit)
        except OfficeFailed:
            self.close()
            raise

    def _converted(self, document: bytes) -> bytes:
        """The PDF by a process for it alone, and without a macro, which an administrator may have forbidden."""
        with contextlib.closing(_Process(_program(), self.environment)) as process:
            return process.converted(document, self.limit)


@contextlib.contextmanager
def office(environment: Mapping[str, str], *, ahead: bool) -> Iterator[Office]:
    """An Office that leaves no process behind; it is started ahead if asked, and there is a LibreOffice."""
    made = Office(environment)
    try:
        if ahead and office_program() is not None:
            made.ahead()
        yield made
    finally:
        made.close()


class _Process:
    """One LibreOffice with a profile of its own, in a folder that goes away with it, at the latest when the program ends."""

    def __init__(self, program: Path, environment: Mapping[str, str]) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="reportgen-office-"))
        (self.folder / "tmp").mkdir()
        for name, text in {**PROFILE, **_synchronized(program)}.items():
            path = self.folder / "profile" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self._program = program
        self._environment = {**os.environ, **environment, **_surroundings(self.folder)}
        self._running: list[subprocess.Popen[bytes]] = []
        self.close = weakref.finalize(self, _end, self._running, self.folder)

    def converted(self, document: bytes, limit: float) -> bytes:
        """The PDF. Raises OfficeFailed."""
        source, target = self.folder / "report.docx", self.folder / "report.pdf"
        source.write_bytes(document)
        options = json.dumps({name: {"type": "boolean", "value": str(value).lower()} for name, value in _OPTIONS.items()})
        run = self.run("--convert-to", f"pdf:{_FILTER}:{options}", "--outdir", str(self.folder), str(source))
        try:
            run.wait(limit)
        except subprocess.TimeoutExpired:
            raise _late(limit) from None
        if not target.exists():
            raise self.failed(run)
        return target.read_bytes()

    def run(self, *words: str) -> subprocess.Popen[bytes]:
        """LibreOffice, started; what it says goes into a file."""
        command = [str(self._program), f"-env:UserInstallation={_profile(self.folder)}", *_SILENT, *words]
        with (self.folder / "said").open("wb") as said:
            run = subprocess.Popen(  # noqa: S603 - the program is the one that was found, and the words are our own
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                env=self._environment,
                start_new_session=True,
            )
        self._running.append(run)
        return run

    def failed(self, run: subprocess.Popen[bytes]) -> OfficeFailed:
        """Why one that has ended gave nothing."""
        said = (self.folder / "said").read_bytes().decode("utf-8", "replace")
        return OfficeFailed(said.strip()[-300:] or f"退出码 {run.returncode}")


class _Listener(_Process):
    """A LibreOffice that takes one document after another, until it is ended."""

    def __init__(self, program: Path, environment: Mapping[str, str]) -> None:
        super().__init__(program, environment)
        self._run = self.run(MACRO)
        self._count = 0

    def told(self, job: str, document: bytes, suffix: str, limit: float) -> bytes:
        """What it makes of a document. Raises OfficeFailed."""
        self._count += 1
        place = self.folder / f"{self._count}.docx"
        place.write_bytes(document)
        place.with_suffix(".new").write_text(f"{job}\n", encoding="ascii")
        place.with_suffix(".new").replace(place.with_suffix(".job"))
        self._wait(place.with_suffix(".done"), limit)
        problem = place.with_suffix(".done").read_text(encoding="utf-8", errors="replace").strip()
        if problem:
            raise OfficeFailed(problem)
        made = place.with_suffix(suffix).read_bytes()
        for old in self.folder.glob(f"{self._count}.*"):
            old.unlink()
        return made

    def _wait(self, path: Path, limit: float) -> None:
        """Waits for a file. Raises OfficeFailed where it does not come."""
        end = time.monotonic() + limit
        while not path.exists():
            if self._run.poll() is not None and not path.exists():
                raise self.failed(self._run)
            if time.monotonic() > end:
                raise _late(limit)
            time.sleep(_GLANCE)


def _synchronized(program: Path) -> dict[str, str]:
    """What tells LibreOffice that it has looked through its extensions, which takes a sixth of a start; {} if it is unknown."""
    versions = program.resolve().with_name("versionrc")
    with contextlib.suppress(OSError):
        build = _BUILD.search(versions.read_text(encoding="utf-8", errors="replace"))
        if build is not None:
            return {"user/extensions/buildid": build[1]}
    return {}


def _surroundings(folder: Path) -> dict[str, str]:
    """What keeps the temporary files of a LibreOffice in its folder; and where that is."""
    return {**dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder / "tmp")), FOLDER: folder.as_uri()}


def _socket(profile: str) -> str:
    """The end of the name of the socket by which LibreOffice knows that a profile is in use (desktop/app/officeipcthread.cxx)."""
    digest = hashlib.md5(profile.encode("utf-16-le"), usedforsecurity=False).digest()
    return "_SingleOfficeIPC_" + "".join(f"{byte:x}" for byte in digest)


def _profile(folder: Path) -> str:
    """The URL of the profile in a process's folder."""
    return (folder / "profile").as_uri()


def _late(limit: float) -> OfficeFailed:
    return OfficeFailed(f"{limit:g} 秒内没有转换完")


def _program() -> Path:
    program = office_program()
    if program is None:
        raise OfficeMissing
    return program


def _end(running: list[subprocess.Popen[bytes]], folder: Path) -> None:
    """Ends processes with all their children and takes away their folder, and the socket that a killed one leaves."""
    for run in running:
        _kill(run)
    shutil.rmtree(folder, ignore_errors=True)
    left = (socket for place in _SOCKETS for socket in place.glob(f"OSL_PIPE_*{_socket(_profile(folder))}"))
    for socket in left:
        with contextlib.suppress(OSError):
            socket.unlink()


def _kill(run: subprocess.Popen[bytes]) -> None:
    """Ends a process and all that it started: soffice is a script around the program that works."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(run.pid)], capture_output=True, check=False)  # noqa: S603, S607 - Windows' own
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(run.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        run.wait(_GRACE)
