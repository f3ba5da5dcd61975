"""What is kept of each case that was built, so that it is neither built nor parsed again while nothing has changed.

In: Records. Out: a file for each case in output/.built/, and the Records that these hold. A record that is missing or damaged means
no more than that its case is built again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import mkstemp

from reportgen.model.summary import CaseSummary

from .plain import as_plain, from_plain

_FORM = 3  # of the file; another form is read as no record
_HEAD = ("name", "run", "stamp", "structure", "outputs", "warnings", "content")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Of what a report was made, as digests: the case, the template with its data file, the program; and with which settings."""

    case: str
    template: str
    program: str
    settings: str


@dataclass(frozen=True)
class Record:
    """A case that was built: of what, in which structure, the digests of the files under output/, its summary as JSON, in which run.

    `content` is the digest of the Word file as it was before its pages were counted.
    """

    name: str
    stamp: Stamp
    structure: str
    outputs: Mapping[str, str]
    warnings: int
    json: str
    run: str = ""
    content: str = ""

    @property
    def digest(self) -> str:
        """The digest of the summary."""
        return _digest(self.json)

    @cached_property
    def summary(self) -> CaseSummary:
        """The summary; read when it is asked for, because a year in which nothing has changed needs none of a thousand."""
        return from_plain(CaseSummary, json.loads(self.json))


def record_of(run: str, stamp: Stamp, summary: CaseSummary, outputs: Mapping[str, str], content: str = "") -> Record:
    """The record of a case that has just been built."""
    text = json.dumps(as_plain(summary), ensure_ascii=False)
    return Record(summary.name, stamp, summary.structure, outputs, len(summary.findings), text, run, content)


def keep(record: Record, output: Path) -> None:
    """Writes the record, whole or not at all: a line of what it was made of, and a line of the summary. Raises OSError."""
    head = {"form": _FORM, **{name: as_plain(getattr(record, name)) for name in _HEAD}, "summary": record.digest}
    path = _path(output, record.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(prefix=f".{path.stem}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(f"{json.dumps(head, ensure_ascii=False)}\n{record.json}\n")
        Path(name).chmod(0o644)  # a temporary file is private
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def kept(output: Path, case: str) -> Record | None:
    """The record of a case, or None where there is none that is whole."""
    try:
        line, _, summary = _path(output, case).read_text(encoding="utf-8").rstrip("\n").partition("\n")
        head = json.loads(line)
        if (head["form"], head["name"], head["summary"]) != (_FORM, case, _digest(summary)):
            return None
        stamp = from_plain(Stamp, head["stamp"])
        return Record(case, stamp, head["structure"], head["outputs"], head["warnings"], summary, head["run"], head["content"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _path(output: Path, case: str) -> Path:
    return output / ".built" / f"{case}.json"
