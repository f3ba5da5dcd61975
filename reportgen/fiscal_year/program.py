"""Which program this is: a report is built anew where another program built it.

In: the files of this package, the packages that it needs. Out: a digest, the same on two machines with the same installation.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, distributions
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_COMPILED = "__pycache__"
_NAME = re.compile(r"[\w.-]+")


@cache
def program() -> str:
    """The digest of this package's files, of the versions of all that it needs, and of Python's."""
    digest = hashlib.sha256(platform.python_version().encode())
    for name, version in sorted(_needed()):
        digest.update(f"{name} {version}\n".encode())
    for path in sorted(_files(str(_PACKAGE))):
        content = Path(path).read_bytes()
        digest.update(f"{Path(path).relative_to(_PACKAGE).as_posix()}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _needed() -> set[tuple[str, str]]:
    """Names and versions of the packages that this one needs and those that they need; of all where it is not installed itself."""
    found: dict[str, str] = {}
    try:
        _, wanted = _package(_PACKAGE.name)
    except PackageNotFoundError:
        return {(package.name.lower(), package.version) for package in distributions()}
    while wanted:
        name = wanted.pop()
        if name not in found:
            with suppress(PackageNotFoundError):  # needed on other systems
                found[name], needed = _package(name)
                wanted += needed
    return set(found.items())


def _package(name: str) -> tuple[str, list[str]]:
    """The version of a package, and the names of those that it needs, but for what is optional. Raises PackageNotFoundError."""
    data = distribution(name).metadata
    lines = data.get_all("Requires-Dist") or []
    return data["Version"], [found[0].lower() for line in lines if "extra ==" not in line and (found := _NAME.match(line))]


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                yield entry.path
            elif entry.name != _COMPILED:
                yield from _files(entry.path)
