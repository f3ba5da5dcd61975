"""What stands in a workspace, by content: which cases there are, and a digest of all that each is made of.

In: the folder of cases, that of templates. Out: digests. Dates count for nothing where the content is the same.

A case is made of its texts (.toml, .md) and of those files whose names stand in them: tables, pictures, scans. A file that no text
names is not read by the line, so it does not count; one that is named in passing counts needlessly, but none too little.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from unicodedata import normalize

Entry = os.DirEntry[str]

_TEXTS = (".toml", ".md")
# Where a name ends: a quote, a line, a folder. A name that holds an escape (\u5e8a) cannot be seen: then every file counts.
_ENDS = re.compile(r"[\"'\n\r/\\]")
_ESCAPES = re.compile(r"\\[ux]")


@dataclass(frozen=True, slots=True)
class Parts:
    """The files of a case: its texts, and those beside it that they may name."""

    texts: tuple[Entry, ...]
    beside: tuple[Entry, ...]


@dataclass(frozen=True)
class Cases:
    """The cases of a folder as they stand there at the first question, all of them or the one of that name."""

    folder: Path
    only: str | None = None

    @cached_property
    def parts(self) -> Mapping[str, Parts]:
        """The files of each case by its name, sorted; of both where a file and a folder bear the name."""
        files, folders = _listed(str(self.folder))
        found = {e.name: parts for e in folders if self._asked(e.name) and (parts := _in_folder(e.path)) is not None}
        for file in files:
            name = file.name[: -len(".toml")]
            if _is_visible(file, ".toml") and self._asked(name):
                found[name] = Parts((file, *(found[name].texts if name in found else ())), self._everything)
        return dict(sorted(found.items()))

    def _asked(self, name: str) -> bool:
        return self.only in (None, name)

    @cached_property
    def _everything(self) -> tuple[Entry, ...]:
        """What a case of a single file may name: whatever stands under the folder and is no text."""
        return tuple(entry for entry in _walk(str(self.folder)) if not _ends(entry, *_TEXTS))

    def texts(self, name: str) -> Iterator[bytes]:
        """The contents of the texts of a case, first the one that most likely says what report it is. Raises OSError."""
        for entry in sorted(self.parts[name].texts, key=lambda entry: entry.name != "report.toml"):
            yield _content(entry.path)

    def digest(self, name: str) -> str | None:
        """The digest of all that a case is made of; None where there is no such case or a part of it cannot be read."""
        parts = self.parts.get(name)
        return self._digest_of(parts) if parts is not None else None

    def _digest_of(self, parts: Parts) -> str | None:
        try:
            contents = {entry.path: _content(entry.path) for entry in parts.texts}
            for entry in _named(parts.beside, contents.values()):
                contents[entry.path] = _content(entry.path)
        except OSError:
            return None
        start = len(str(self.folder)) + 1  # the names below the folder: the same case is the same elsewhere
        return _digest((path[start:], content) for path, content in sorted(contents.items()))


def templates(folder: Path) -> dict[str, str]:
    """The digest of each structure by its name: of its template, and of the data file beside it; without those that cannot be read."""
    files = {entry.name: entry for entry in _listed(str(folder))[0]}
    found = {}
    for name in [entry.name[: -len(".docx")] for entry in files.values() if _is_visible(entry, ".docx")]:
        own = [file for file in (f"{name}.docx", f"{name}.toml") if file in files]
        with suppress(OSError):
            found[name] = _digest((file, _content(files[file].path)) for file in own)
    return found


def is_folder(path: Path) -> bool:
    """Whether there is a folder."""
    return path.is_dir()


def digest_of(path: Path) -> str | None:
    """The digest of a file's bytes; None where it is not there or cannot be read."""
    try:
        return hashlib.sha256(_content(path)).hexdigest()
    except OSError:
        return None


def _in_folder(folder: str) -> Parts | None:
    """The files of a case in a folder; None where the folder holds no case."""
    files, folders = _listed(folder)
    texts = [entry for entry in files if _is_visible(entry, *_TEXTS) and entry.name.upper() != "README.MD"]
    if not any(_ends(entry, ".toml") for entry in texts):
        return None
    inner = (entry for inner in folders if not inner.is_symlink() for entry in _walk(inner.path))
    return Parts(tuple(texts), (*(entry for entry in files if entry not in texts), *inner))


def _listed(folder: str) -> tuple[list[Entry], list[Entry]]:
    """The files and the folders in a folder; none where it is not there."""
    files: list[Entry] = []
    folders: list[Entry] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                (folders if entry.is_dir() else files).append(entry)
    except OSError:
        return [], []
    return files, folders


def _walk(folder: str) -> Iterator[Entry]:
    """The files in a folder and below it, but for those behind links."""
    files, folders = _listed(folder)
    yield from files
    for inner in folders:
        if not inner.is_symlink():
            yield from _walk(inner.path)


def _is_visible(entry: Entry, *endings: str) -> bool:
    """Whether a file has one of these endings and is not hidden, nor kept by Word while it has one open."""
    return _ends(entry, *endings) and not entry.name.startswith((".", "~$"))


def _ends(entry: Entry, *endings: str) -> bool:
    return os.path.normcase(entry.name).endswith(endings)


def _named(entries: Iterable[Entry], texts: Iterable[bytes]) -> list[Entry]:
    """Those of the files whose names stand in the texts, in whatever case and form of Unicode."""
    entries = list(entries)
    if not entries:
        return []
    text = _even(b"\n".join(texts).decode("utf-8", errors="replace"))
    if _ESCAPES.search(text):
        return entries
    words = set(_ENDS.split(text))
    return [entry for entry in entries if (name := _even(entry.name)) in words or _ENDS.search(name)]


def _even(text: str) -> str:
    """A text in one form, since some systems take names for the same that differ in case or in the form of Unicode."""
    return normalize("NFC", text).casefold()


def _digest(contents: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, content in contents:
        digest.update(f"{name}\n{len(content)}\n".encode("utf-8", errors="surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def _content(path: str | Path) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - thousands of files: a Path each costs as much as reading them
        return file.read()
