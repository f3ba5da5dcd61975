"""What is kept of each case that was built, so that it is neither built nor parsed again while nothing has changed.

In: Records. Out: a file for each case in output/.built/, and the Records that these hold. A record that is missing or damaged means
no more than that its case is built again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from reportgen.model.summary import CaseSummary

from .plain import as_plain, from_plain

_FORM = 1  # of the file; another form is read as no record


@dataclass(frozen=True, slots=True)
class Stamp:
    """Of what a report was made, as digests: the case, the template with its data file, the program; and with which settings."""

    case: str
    template: str
    program: str
    settings: str


@dataclass(frozen=True)
class Record:
    """A case that was built: of what, the digests of the files that were written under output/, and its summary as plain data."""

    stamp: Stamp
    structure: str
    outputs: Mapping[str, str]
    data: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The name of the case."""
        return str(self.data["name"])

    @cached_property
    def summary(self) -> CaseSummary:
        """The summary; made when it is asked for, because a year in which nothing changed has no need of a thousand."""
        return from_plain(CaseSummary, self.data)

    @property
    def warnings(self) -> int:
        """How many findings the summary holds."""
        return len(self.data["findings"])


def record_of(stamp: Stamp, summary: CaseSummary, outputs: Mapping[str, str]) -> Record:
    """The record of a case that has just been built."""
    return Record(stamp, summary.structure, outputs, as_plain(summary))


def keep(record: Record, output: Path) -> None:
    """Writes the record, whole or not at all. Raises OSError."""
    path = _path(output, record.name)
    data = {"form": _FORM, "stamp": as_plain(record.stamp), "structure": record.structure}
    text = json.dumps({**data, "outputs": dict(record.outputs), "summary": record.data}, ensure_ascii=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(prefix=f".{path.stem}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(0o644)  # a temporary file is private
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def kept(output: Path, case: str) -> Record | None:
    """The record of a case, or None where there is none that can be read."""
    try:
        data = json.loads(_path(output, case).read_text(encoding="utf-8"))
        if data["form"] != _FORM or data["summary"]["name"] != case:
            return None
        return Record(from_plain(Stamp, data["stamp"]), data["structure"], data["outputs"], data["summary"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _path(output: Path, case: str) -> Path:
    return output / ".built" / f"{case}.json"
