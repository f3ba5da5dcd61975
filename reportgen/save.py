"""Write a report so that nothing is ever lost: temporary files, then renames; a file edited by hand is kept.

In: the bytes of a report, of all its forms, and where they go. Out: the paths. The digest of each written report stands in
output/.built/, so that an edit by hand since then is seen; and of which content each PDF or page was made, so that none stands beside
a newer Word file as if it were of that.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reportgen.diagnostics import FilePlace, Sink, Stopped, reason

_FULL = (errno.ENOSPC, errno.EDQUOT)
_LEFT_OVER = 3600.0  # seconds after which a temporary file belongs to nobody


def save(document: bytes, path: Path, sink: Sink, content: bytes = b"") -> Path:
    """The path, now holding the document, which was made of this content; a report edited by hand is first set aside.

    Raises Stopped if it cannot be written.
    """
    (saved,) = save_all({path: document}, sink, content)
    return saved


def save_all(documents: Mapping[Path, bytes], sink: Sink, content: bytes = b"") -> Iterator[Path]:
    """The path of each document, all made of this content, once it holds its document; one edited by hand is first set aside.

    All are on disk before the first goes to its place: a full disk changes nothing. Raises Stopped if one cannot be written (only a
    file that is open in another program is found as late as that): then those that it did not give are as they were.
    """
    done: list[Path] = []
    with contextlib.ExitStack() as temporaries:
        waiting = []
        for path, document in documents.items():
            with _explained(path, done, sink):
                waiting.append(made := _Waiting.beside(path, document))
            temporaries.callback(_delete, made.temporary)
        for each in waiting:
            with _explained(each.path, done, sink):
                _remember(documents[each.path], each.path, content)
        for each in waiting:
            with _explained(each.path, done, sink):
                if each.on_edited:
                    _set_aside(each.path, sink)
                each.temporary.replace(each.path)
            done.append(each.path)
            yield each.path


class _Waiting(NamedTuple):
    """A document on disk beside its place, where a report stands that somebody edited, or not."""

    path: Path
    temporary: Path
    on_edited: bool

    @classmethod
    def beside(cls, path: Path, document: bytes) -> _Waiting:
        """The document, complete and on disk. Raises OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        on_edited = _is_edited(path)
        return cls(path, _temporary(document, path), on_edited)


@contextlib.contextmanager
def _explained(path: Path, done: Sequence[Path], sink: Sink) -> Iterator[None]:
    """Tells what the system refuses, and what has been written before. Raises Stopped then."""
    try:
        yield
    except OSError as problem:
        full = problem.errno in _FULL
        stands = f"{'、'.join(other.name for other in done)} 已经写出，其余的没有动" if done else "原有的报告没有动"
        hint = f"{'清理磁盘' if full else '关闭打开的报告，检查文件夹和权限'}后重新生成；{stands}"
        sink.error("disk-full" if full else "output-unwritable", FilePlace(_shown(path)), f"写不了报告：{reason(problem)}", hint)
        raise Stopped from None


def content_of(path: Path) -> str:
    """The digest of the content of which the file was made, page numbers or not; empty where it is not known, or it is another file."""
    try:
        return _known(path).get(digest(path.read_bytes()), "")
    except OSError:
        return ""


def is_counted(path: Path, content: bytes) -> bool:
    """Whether the Word file there is of this content and has, unlike this, its pages counted."""
    try:
        standing = path.read_bytes()
    except OSError:
        return False
    return standing != content and _known(path).get(digest(standing)) == digest(content)


def withdraw(path: Path, content: bytes, sink: Sink) -> bool:
    """Whether a form was deleted because it was made of another content than this; one that a person edited is set aside instead.

    A file that this program has never written is left alone. Raises Stopped if it cannot be deleted.
    """
    try:
        if not path.exists() or not _record(path).exists() or _is_made_of(path, content):
            return False
        if _is_edited(path):
            _set_aside(path, sink)
            return False
        path.unlink()
    except OSError as problem:
        message = f"内容已经改了，旧的 {path.name} 删不掉：{reason(problem)}"
        sink.error("output-unwritable", FilePlace(_shown(path)), message, "关闭打开的文件，检查文件夹和权限，再生成一次")
        raise Stopped from None
    message = f"{path.name} 是按改动以前的内容做的，已删除"
    sink.warning("form-outdated", FilePlace(_shown(path)), message, "还要这种文件，生成时加上 --pdf、--html 或 --markdown")
    return True


def _is_made_of(path: Path, content: bytes) -> bool:
    """Whether the form was made of this content; one that was edited by hand counts as what was last written there."""
    known = _known(path)
    last = next(reversed(known.values()), "")
    return known.get(digest(path.read_bytes()), last) == digest(content)


def remembered_pages(path: Path) -> dict[str, int]:
    """The pages that a report had when it was last laid out; a hint, and nothing where there is none."""
    try:
        return {str(name): int(page) for name, page in json.loads(_pages(path).read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def remember_pages(path: Path, pages: Mapping[str, int]) -> None:
    """Notes the pages of a report for the next time; where it can't, the next time takes longer."""
    with contextlib.suppress(OSError):
        _pages(path).parent.mkdir(parents=True, exist_ok=True)
        _pages(path).write_text(json.dumps(dict(pages)) + "\n", encoding="utf-8")


def _pages(path: Path) -> Path:
    return path.parent / ".built" / f"{path.name}.pages.json"


def draw(pictures: Iterable[tuple[str, bytes]], folder: Path, sink: Sink) -> tuple[Path, ...]:
    """The paths of pictures in a folder that holds these and no others. Raises Stopped if they cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()
        paths = []
        for name, data in pictures:
            paths.append(folder / name)
            paths[-1].write_bytes(data)
    except OSError as problem:
        hint = "检查磁盘、文件夹和权限，关闭打开着的图片，再运行一次"
        sink.error("output-unwritable", FilePlace(_shown(folder)), f"写不了图片：{reason(problem)}", hint)
        raise Stopped from None
    return tuple(paths)


def _delete(temporary: Path) -> None:
    """Takes away a temporary file that did not become a report."""
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Takes away what a killed process left half-written, some time ago."""
    for old in path.parent.glob(f".{glob.escape(path.stem)}.*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - old.stat().st_mtime > _LEFT_OVER:
                old.unlink()


def _temporary(document: bytes, path: Path) -> Path:
    """The document, complete and on disk, beside its place."""
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(document)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    return Path(name)


def digest(document: bytes) -> str:
    """The digest by which a document is known again."""
    return hashlib.sha256(document).hexdigest()


def _record(path: Path) -> Path:
    return path.parent / ".built" / f"{path.name}.sha256"


def _known(path: Path) -> dict[str, str]:
    """Of each document that was written there, the last one last, the digest of its content by its own; empty where it has none."""
    try:
        lines = _record(path).read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    known: dict[str, str] = {}
    for document, _, content in (line.partition(" ") for line in lines):
        known.pop(document, None)
        known[document] = content
    return known


def _is_edited(path: Path) -> bool:
    """Whether a file stands there that this program did not write."""
    return path.exists() and digest(path.read_bytes()) not in _known(path)


def _remember(document: bytes, path: Path, content: bytes) -> None:
    """Note the new digest behind the earlier ones: whichever file a killed process, or another one, leaves there is known."""
    record = _record(path)
    record.parent.mkdir(exist_ok=True)
    with record.open("a", encoding="ascii") as file:
        file.write(f"{digest(document)} {digest(content)}\n" if content else f"{digest(document)}\n")


def _set_aside(path: Path, sink: Sink) -> None:
    number = 1
    while (kept := path.with_name(f"{path.stem}.手工修改{number}{path.suffix}")).exists():
        number += 1
    path.replace(kept)
    message = f"{path.name} 生成之后有人手工改过，已另存为 {kept.name}，没有覆盖"
    sink.warning("edited-by-hand", FilePlace(_shown(kept)), message, "把要保留的改动写进案例或模板")


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
