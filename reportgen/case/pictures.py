"""The pictures of a case: photos, and scans of annexes.

In: the data of a case and its folder. Out: Pictures by the key of the photo or annex.
Finds: files that are missing or cannot be printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from reportgen.diagnostics import CasePlace, FilePlace, Key, Place, Sink, reason
from reportgen.model.pictures import Picture
from reportgen.model.values import BLANK

from .beside import NotFound, beside
from .images import Box, Unprintable, load_image
from .scans import NoSuchPage, load_pages

# Greatest sizes in print (mm): a photo across a page with its caption, a scan over the text area of a page with narrow margins.
PHOTO = Box(110, 82)
SCAN = Box(250, 170)
_PDF = b"%PDF-"
_PDF_HEAD = 1024  # a PDF may begin with other bytes

Locate = Callable[[CasePlace], Place]
Loaded = tuple[Key, tuple[Picture, ...]]


def load_pictures(
    data: Mapping[str, Any], folder: Path, shown: str, locate: Locate, sink: Sink
) -> Iterator[tuple[Key, tuple[Picture, ...]]]:
    """Every photo at ("photos", n) and every scan at ("annexes", n), a Picture for each page; errors instead of those that fail."""
    loader = _Loader(folder, shown, locate, sink)
    for at, table in _tables(data, "photos"):
        yield from loader.load(("photos", at, "file"), table.get("file"), PHOTO)
    for at, table in _tables(data, "annexes"):
        yield from loader.load(("annexes", at, "scan"), table.get("scan"), SCAN, table.get("pages"))


def _tables(data: Mapping[str, Any], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The tables of a list; whatever is of another kind is left to `parse`, which says so."""
    rows = data.get(name)
    yield from ((at, row) for at, row in enumerate(rows if isinstance(rows, list) else ()) if isinstance(row, dict))


class _Loader:
    """Loads files of one folder, one at a time."""

    def __init__(self, folder: Path, shown: str, locate: Locate, sink: Sink) -> None:
        self._folder, self._shown, self._locate, self._sink = folder, shown, locate, sink

    def load(self, key: Key, name: object, box: Box, pages: object = None) -> Iterator[Loaded]:
        """The pictures of one file, under the key of the table that names it."""
        wanted = [page for page in pages if isinstance(page, int)] if isinstance(pages, list) else []
        if not isinstance(name, str) or BLANK in name or len(wanted) != len(pages if isinstance(pages, list) else ()):
            return
        path = self._find(key, name)
        if path is None:
            return
        try:
            yield key[:-1], tuple(self._pictures(key, path, wanted, box))
        except NoSuchPage as problem:
            self._report(problem, (*key[:-1], "pages", problem.at))
        except Unprintable as problem:
            self._sink.error(problem.code, FilePlace(f"{self._shown}/{name}"), problem.message, problem.hint)
        except OSError as problem:
            message = f"读不了文件：{reason(problem)}"
            self._sink.error("file-unreadable", FilePlace(f"{self._shown}/{name}"), message, "检查是否有权限、是否被占用")

    def _pictures(self, key: Key, path: Path, pages: list[int], box: Box) -> Iterator[Picture]:
        with path.open("rb") as file:
            is_pdf = _PDF in file.read(_PDF_HEAD)
            file.seek(0)
            if not is_pdf:
                if pages:
                    self._report(
                        Unprintable("pages-of-picture", "pages 只用于 PDF，这个文件是图片", "删去 pages"), (*key[:-1], "pages")
                    )
                yield load_image(file, box, path.stem)
            elif key[0] == "photos":
                raise Unprintable("picture-format", "照片要用图片文件，这是 PDF", "把照片另存为 JPG；成页的扫描件写在 [[annexes]] 里")
            else:
                yield from load_pages(file, pages, box, path.stem)

    def _find(self, key: Key, name: str) -> Path | None:
        path = beside(self._folder, name)
        if isinstance(path, NotFound):
            code = "file-outside" if path.outside else "file-missing"
            joint = "" if path.hint.endswith("？") else "；"
            self._report(Unprintable(code, path.message, f"{path.hint}{joint}还没有的写 placeholder = true 留出位置"), key)
            return None
        return path

    def _report(self, problem: Unprintable, key: Key) -> None:
        self._sink.error(problem.code, self._locate(CasePlace(key)), problem.message, problem.hint)
