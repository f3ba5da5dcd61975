"""What an example needs and no text can show: files in another encoding, pictures, PDFs, a report that was edited, a full disk.

In: the workspace of an example. Out: the workspace made so; PREPARED has what prepares it, by the code of the page.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from subprocess import TimeoutExpired
from typing import NoReturn
from unittest.mock import Mock

import pytest
from PIL import Image
from pypdf import PdfWriter

from reportgen.diagnostics import Sink
from reportgen.export.fonts import Preflight
from reportgen.export.office import Office, OfficeFailed
from reportgen.pipeline import Workspace
from reportgen.save import save
from tests.explain.examples import NAME

SHIPPED = Path(__file__).parents[2] / "templates"
Prepare = Callable[[Workspace, pytest.MonkeyPatch], object]


# ---- files of the case ----


def split_off(workspace: Workspace, table: str, encoding: str) -> Path:
    """Moves a table of the complete case into a file of its own, saved in an encoding."""
    base = workspace.cases / NAME / "base.toml"
    whole = base.read_text("utf-8")
    start = whole.index(f"[{table}]")
    end = whole.index("\n[", start)
    part = base.with_name(f"{table}.toml")
    part.write_text(whole[start:end], encoding)
    base.write_text(whole[:start] + whole[end:], "utf-8")
    return part


def in_encoding(encoding: str) -> Prepare:
    """Saves the report's table in an encoding."""
    return lambda workspace, _: split_off(workspace, "report", encoding)


def without_project(workspace: Workspace, _: pytest.MonkeyPatch) -> None:
    """Deletes a table that every case needs."""
    split_off(workspace, "project", "utf-8").unlink()


def unreadable(workspace: Workspace, patch: pytest.MonkeyPatch) -> None:
    """Nobody may read the file of indicators."""
    (workspace.cases / NAME / "base.toml").rename(workspace.cases / NAME / "indicators.toml")
    patch.setattr(Path, "read_bytes", refusing(errno.EACCES))


def file_and_folder(workspace: Workspace, _: pytest.MonkeyPatch) -> None:
    """A file stands beside the folder of the case."""
    (workspace.cases / f"{NAME}.toml").write_text("", "utf-8")


def refusing(number: int) -> Callable[..., NoReturn]:
    """A function of the system that fails with an error of this number."""

    def refuse(*_: object) -> NoReturn:
        raise OSError(number, "")

    return refuse


def beside(name: str, data: Callable[[], bytes]) -> Prepare:
    """A file beside the case."""
    return lambda workspace, _: (workspace.cases / NAME / name).write_bytes(data())


def locked_workbook() -> bytes:
    """A workbook with a password is no zip, but an OLE file, which begins so."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def large_workbook() -> bytes:
    """A workbook of some kilobytes that unfolds to 240 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", bytes(240_000_000))
    return out.getvalue()


def photo() -> bytes:
    """A JPEG of many greys."""
    out = io.BytesIO()
    Image.effect_noise((400, 300), 50).save(out, "JPEG")
    return out.getvalue()


def plan() -> bytes:
    """A PNG that says that it has 600 megapixels."""
    out = io.BytesIO()
    Image.new("1", (8, 8)).save(out, "PNG")
    header = b"IHDR" + struct.pack(">IIBBBBB", 30000, 20000, 1, 0, 0, 0, 0)
    return out.getvalue()[:12] + header + struct.pack(">I", zlib.crc32(header)) + out.getvalue()[33:]


def pdf(pages: int, lock: str = "") -> bytes:
    """A PDF of empty pages, with a password if one is given."""
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if lock:
        writer.encrypt(lock, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


# ---- templates and reports ----


def structures(workspace: Workspace, _: pytest.MonkeyPatch) -> None:
    """Structures: two that are shipped, and one of the firm's own."""
    for name in ("professional", "standard", "brief"):
        shutil.copy(SHIPPED / "standard.docx", workspace.templates / f"{name}.docx")


def edited_by_hand(workspace: Workspace, patch: pytest.MonkeyPatch) -> None:
    """A report stands there that the program did not write so."""
    structures(workspace, patch)
    workspace.output.mkdir()
    (workspace.output / f"{NAME}.docx").write_bytes(b"saved in Word since")


def with_an_old_pdf(workspace: Workspace, patch: pytest.MonkeyPatch) -> None:
    """The PDF of a former content stands there, as it was written."""
    structures(workspace, patch)
    save(b"%PDF", workspace.output / f"{NAME}.pdf", Sink(), b"before")


def open_in_word(workspace: Workspace, patch: pytest.MonkeyPatch) -> None:
    """The report that is to be replaced is open in Word."""
    structures(workspace, patch)
    patch.setattr(Path, "replace", refusing(errno.EACCES))


def full_disk(workspace: Workspace, patch: pytest.MonkeyPatch) -> None:
    """Nothing can be written any more."""
    structures(workspace, patch)
    patch.setattr(os, "fsync", refusing(errno.ENOSPC))


def fonts(found: Preflight) -> Prepare:
    """LibreOffice is missing, and the fonts are those of some machine."""

    def prepare(workspace: Workspace, patch: pytest.MonkeyPatch) -> None:
        structures(workspace, patch)
        patch.setattr("reportgen.pagination.preflight", lambda _: found)
        patch.setattr("reportgen.export.office.office_program", lambda: None)

    return prepare


def slow_office(workspace: Workspace, patch: pytest.MonkeyPatch) -> None:
    """A LibreOffice that takes too long, twice."""
    structures(workspace, patch)
    patch.setattr("reportgen.pagination.preflight", lambda _: Preflight({}))
    patch.setattr("reportgen.export.office.office_program", lambda: None)
    patch.setattr(Office, "ahead", Mock())
    for work in ("counted", "pdf"):
        patch.setattr(Office, work, Mock(side_effect=OfficeFailed("120 秒内没有转换完")))


def pandoc_runs(result: type[Exception] | Exception) -> Prepare:
    """A pandoc that does not come to an end, or is not there."""

    def prepare(workspace: Workspace, patch: pytest.MonkeyPatch) -> None:
        structures(workspace, patch)
        patch.setattr("reportgen.export.pandoc.subprocess.run", Mock(side_effect=result))

    return prepare


PREPARED: dict[str, Prepare] = {
    "encoding": in_encoding("gbk"),
    "byte-order-mark": in_encoding("utf-8-sig"),
    "file-unreadable": unreadable,
    "case-twice": file_and_folder,
    "missing-table": without_project,
    "blanks-left": structures,
    "table-broken": beside("购书清单.xlsx", locked_workbook),
    "table-too-large": beside("购书清单.xlsx", large_workbook),
    "file-missing": beside("少儿阅览室.jpg", photo),
    "picture-format": beside("少儿阅览室.jpg", lambda: b"PK\x03\x04 a document of Word"),
    "picture-heic": beside("IMG_0001.heic", lambda: b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)),
    "picture-broken": beside("少儿阅览室.jpg", lambda: photo()[:3000]),
    "picture-too-large": beside("平面图.png", plan),
    "pages-of-picture": beside("营业执照.jpg", photo),
    "scan-password": beside("营业执照.pdf", lambda: pdf(1, "secret")),
    "scan-broken": beside("营业执照.pdf", lambda: pdf(1)[:200]),
    "no-such-page": beside("营业执照.pdf", lambda: pdf(2)),
    "too-many-pages": beside("采购合同.pdf", lambda: pdf(36)),
    "scan-and-placeholder": beside("少儿阅览室.jpg", photo),
    "structure-unknown": structures,
    "part-missing": structures,
    "part-left-out": structures,
    "unknown-part": structures,
    "edited-by-hand": edited_by_hand,
    "form-outdated": with_an_old_pdf,
    "output-unwritable": open_in_word,
    "disk-full": full_disk,
    "office-missing": fonts(Preflight({})),
    "office-failed": slow_office,
    "font-stand-in": fonts(Preflight({"仿宋_GB2312": "FandolFang"})),
    "pandoc-missing": pandoc_runs(FileNotFoundError),
    "pandoc-failed": pandoc_runs(TimeoutExpired("pandoc", 120)),
    "glyph-missing": fonts(Preflight({}, "𫞩𬭊")),
}
