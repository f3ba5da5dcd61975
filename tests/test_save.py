"""Saving: what is written is whole, what a person edited is kept, and what cannot be written leaves everything as it was."""

from __future__ import annotations

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

import pytest

from reportgen.diagnostics import Severity, Sink, Stopped
from reportgen.pipeline import Form, Line
from reportgen.save import content_of, digest, is_counted, save, withdraw
from reportgen.workspace import Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a report goes; its folder is not there yet."""
    return tmp_path / "output" / "甲.docx"


def saved(document: bytes, path: Path) -> list[tuple[str, str]]:
    """Saves a document; gives the codes and places of what was found."""
    sink = Sink()
    assert save(document, path, sink) == path
    return [(d.code, str(d.place)) for d in sink]


def refused(document: bytes, path: Path) -> Sink:
    """Saves a document where that is impossible; gives what was found."""
    sink = Sink()
    with pytest.raises(Stopped):
        save(document, path, sink)
    return sink


def visible(folder: Path) -> dict[str, bytes]:
    """The files of a folder that a person sees, and anything left over."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.name != ".built"}


def fail_with(number: int, monkeypatch: pytest.MonkeyPatch, name: str = "fsync") -> None:
    """Lets a function of the system fail as it does on a full or a closed disk."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, name, fail)


def test_first_report(path: Path) -> None:
    """The folder is made, the document is written as it is, and nothing else lies beside it."""
    assert saved(b"one", path) == []
    assert visible(path.parent) == {"甲.docx": b"one"}


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has permissions of this kind")
def test_colleagues_can_read_the_report(path: Path) -> None:
    """A report may be read by everybody and changed by its owner, although temporary files are private."""
    for document in (b"one", b"two"):
        saved(document, path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_own_report_is_replaced(path: Path) -> None:
    """A report that nobody touched is replaced without a word, however often."""
    for document in (b"one", b"two", b"two", b"three"):
        assert saved(document, path) == []
    assert visible(path.parent) == {"甲.docx": b"three"}


def test_edited_report_is_kept(path: Path) -> None:
    """A report edited since its build is kept under a name that says so, and a warning names it."""
    saved(b"one", path)
    path.write_bytes(b"one, edited")
    assert saved(b"two", path) == [("edited-by-hand", "output/甲.手工修改1.docx")]
    assert visible(path.parent) == {"甲.docx": b"two", "甲.手工修改1.docx": b"one, edited"}


def test_every_edited_report_is_kept(path: Path) -> None:
    """A second edit gets the next number; the first stays."""
    for turn in (1, 2):
        saved(b"built", path)
        path.write_bytes(b"edit %d" % turn)
    saved(b"built", path)
    assert visible(path.parent) == {"甲.docx": b"built", "甲.手工修改1.docx": b"edit 1", "甲.手工修改2.docx": b"edit 2"}


def test_file_of_unknown_origin_counts_as_edited(path: Path) -> None:
    """A file that this program did not write is never overwritten, nor one whose record is lost."""
    path.parent.mkdir()
    path.write_bytes(b"somebody's")
    assert saved(b"one", path) == [("edited-by-hand", "output/甲.手工修改1.docx")]
    for record in (path.parent / ".built").iterdir():
        record.unlink()
    assert saved(b"two", path) == [("edited-by-hand", "output/甲.手工修改2.docx")]


def test_killed_before_the_rename(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ended between the record and the rename leaves the old report, which still counts as the program's."""
    saved(b"one", path)
    replace = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if self.suffix == ".tmp" and target == path:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        save(b"two", path, Sink())
    monkeypatch.undo()
    assert visible(path.parent) == {"甲.docx": b"one"}
    assert saved(b"three", path) == []


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (errno.ENOSPC, "disk-full", "磁盘已满"),
        (errno.EDQUOT, "disk-full", "配额"),
        (errno.EACCES, "output-unwritable", "没有权限"),
        (errno.EROFS, "output-unwritable", "只读"),
        (errno.EIO, "output-unwritable", ""),
    ],
)
def test_disk_that_refuses(number: int, code: str, words: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full or closed disk is an error with its own words; the old report stays and nothing half-written is left."""
    saved(b"one", path)
    with monkeypatch.context() as patched:
        fail_with(number, patched)
        (found,) = refused(b"two", path)
    assert (found.severity, found.code) == (Severity.ERROR, code)
    assert words in found.message
    assert found.hint
    assert visible(path.parent) == {"甲.docx": b"one"}
    assert saved(b"three", path) == []


def test_file_in_place_of_the_folder(path: Path) -> None:
    """Where output is a file, the report cannot be written, and the file stays."""
    path.parent.write_bytes(b"a file")
    (found,) = refused(b"one", path)
    assert (found.code, str(found.place)) == ("output-unwritable", "output/甲.docx")
    assert found.hint
    assert path.parent.read_bytes() == b"a file"


def test_folder_in_place_of_the_report(path: Path) -> None:
    """Where a folder bears the name of the report, nothing is lost."""
    path.mkdir(parents=True)
    (path / "inside.txt").write_bytes(b"kept")
    sink = Sink()
    try:
        save(b"one", path, sink)
    except Stopped:
        assert sink.failed
    kept = [p for p in path.parent.rglob("inside.txt") if p.read_bytes() == b"kept"]
    assert len(kept) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_folder_without_permission(path: Path) -> None:
    """A folder that the user may not write to is an error that says so."""
    path.parent.mkdir()
    path.parent.chmod(0o500)
    (found,) = refused(b"one", path)
    assert (found.code, "权限" in found.message) == ("output-unwritable", True)


OLD = {Form.WORD: b"old word", Form.PDF: b"old pdf", Form.HTML: b"old page"}
NEW = {form: data.replace(b"old", b"new") for form, data in OLD.items()}


def files(made: dict[Form, bytes]) -> dict[str, bytes]:
    """A report in these forms, by the names of its files."""
    return {f"甲.{form}": data for form, data in made.items()}


def line(folder: Path, content: bytes) -> Line:
    """The line of a report of this content, about to be saved."""
    return Line(Workspace(folder), "甲", content=content)


@pytest.mark.parametrize("at", range(3))
def test_a_disk_that_fills_up_between_forms_changes_nothing(at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever form the disk has no room for, every form stays as it was, and nothing half-written is left."""
    line(tmp_path, b"old").save(OLD)
    later, synced = line(tmp_path, b"new"), []

    def fill(number: int) -> None:
        synced.append(number)
        if len(synced) > at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fill)
        with pytest.raises(Stopped):
            later.save(NEW)
    (found,) = later.sink
    assert (found.code, str(found.place)) == ("disk-full", f"output/甲.{list(NEW)[at]}")
    assert found.hint.endswith("原有的报告没有动")
    assert (visible(tmp_path / "output"), later.written) == (files(OLD), ())
    assert line(tmp_path, b"new").save(NEW) == tuple(tmp_path / "output" / name for name in files(NEW))
    assert visible(tmp_path / "output") == files(NEW)


def test_a_form_that_is_open_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could be written before is told as written, the form itself as untouched; no form after it is written."""
    line(tmp_path, b"old").save(OLD)
    later, replace = line(tmp_path, b"new"), Path.replace

    def open_elsewhere(self: Path, target: Path) -> Path:
        return fail_to_unlink() if target.suffix == ".pdf" else replace(self, target)

    monkeypatch.setattr(Path, "replace", open_elsewhere)
    with pytest.raises(Stopped):
        later.save(NEW)
    (found,) = later.sink
    assert (found.code, str(found.place)) == ("output-unwritable", "output/甲.pdf")
    assert found.hint.endswith("甲.docx 已经写出，其余的没有动")
    assert visible(tmp_path / "output") == files({**OLD, Form.WORD: NEW[Form.WORD]})
    assert [path.name for path in later.written] == ["甲.docx"]


def test_a_word_file_whose_pages_were_counted_stays(tmp_path: Path) -> None:
    """It is given as a file of the report, the first one, although only the page is written."""
    line(tmp_path, b"word").save({Form.WORD: b"word, page 3"})
    made = line(tmp_path, b"word").save({Form.WORD: b"word", Form.HTML: b"page"})
    assert [path.name for path in made] == ["甲.docx", "甲.html"]
    assert visible(tmp_path / "output") == {"甲.docx": b"word, page 3", "甲.html": b"page"}


def test_two_builds_at_once_are_nobodys_edit(tmp_path: Path) -> None:
    """Whichever of two builds wrote last, neither takes the other's report for one edited by hand."""
    path, sink = tmp_path / "甲.docx", Sink()
    with ThreadPoolExecutor(8) as pool:
        for made in [pool.submit(save, f"报告{n % 2}".encode(), path, sink) for n in range(80)]:
            made.result()
    assert [d.code for d in sink] == []
    assert sorted(p.name for p in tmp_path.iterdir()) == [".built", "甲.docx"]


def test_what_a_killed_build_left_is_taken_away(tmp_path: Path) -> None:
    """A temporary file that is an hour old belongs to nobody; a fresh one may belong to a build under way."""
    old, fresh = tmp_path / ".甲.old.tmp", tmp_path / ".甲.fresh.tmp"
    for file in (old, fresh):
        file.write_bytes(b"half")
    os.utime(old, (0, 0))
    save(b"report", tmp_path / "甲.docx", Sink())
    assert (old.exists(), fresh.exists()) == (False, True)


def withdrawn(path: Path, content: bytes) -> tuple[bool, list[str]]:
    """Whether the form was deleted, now that the report has this content, and the codes of what was found."""
    sink = Sink()
    return withdraw(path, content, sink), [d.code for d in sink]


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """The PDF of a report whose content is "one"."""
    path = tmp_path / "output" / "甲.pdf"
    save(b"%PDF before", path, Sink(), b"before")
    return save(b"%PDF", path, Sink(), b"one")


def test_the_content_of_a_file_is_known_until_it_is_another(pdf: Path) -> None:
    """What a file was made of is known as long as it is that file."""
    assert content_of(pdf) == digest(b"one")
    pdf.write_bytes(b"%PDF stamped")
    assert (content_of(pdf), content_of(pdf.with_name("乙.pdf"))) == ("", "")
    pdf.write_bytes(b"%PDF before")
    assert content_of(pdf) == digest(b"before")


def test_a_word_file_whose_pages_were_counted_is_known(path: Path) -> None:
    """It is of the content and not just that; the content itself is not, nor a file of another content, an edited one, or none."""
    assert not is_counted(path, b"one")
    save(b"one", path, Sink(), b"one")
    assert not is_counted(path, b"one")
    save(b"one, page 3", path, Sink(), b"one")
    assert (is_counted(path, b"one"), is_counted(path, b"two")) == (True, False)
    path.write_bytes(b"one, page 3, edited")
    assert not is_counted(path, b"one")


def test_a_form_of_the_same_content_stays(pdf: Path) -> None:
    """A PDF is worth as much as the Word file as long as it was made of the same."""
    assert withdrawn(pdf, b"one") == (False, [])
    assert visible(pdf.parent) == {"甲.pdf": b"%PDF"}


@pytest.mark.parametrize("noted", [True, False])
def test_a_form_of_another_content_goes(pdf: Path, *, noted: bool) -> None:
    """It is deleted and named, once; so is one of which it is not known what it was made of."""
    if not noted:
        saved(b"%PDF", pdf)
    assert withdrawn(pdf, b"two") == (True, ["form-outdated"])
    assert visible(pdf.parent) == {}
    assert withdrawn(pdf, b"two") == (False, [])


def test_a_form_that_a_killed_build_left_is_known(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between the note of a new PDF and its rename, the old one is still known for what it is, and goes."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            save(b"%PDF of two", pdf, Sink(), b"two")
    assert pdf.read_bytes() == b"%PDF"
    assert withdrawn(pdf, b"two") == (True, ["form-outdated"])


def test_a_signed_form_of_the_same_content_stays(pdf: Path) -> None:
    """A PDF that somebody stamped is worth as much as the Word file as long as the content is the same."""
    pdf.write_bytes(b"%PDF stamped")
    assert withdrawn(pdf, b"one") == (False, [])
    assert pdf.read_bytes() == b"%PDF stamped"


def test_a_form_edited_by_hand_is_set_aside(pdf: Path) -> None:
    """A stamped PDF of a former content is kept under another name."""
    pdf.write_bytes(b"%PDF stamped")
    assert withdrawn(pdf, b"two") == (False, ["edited-by-hand"])
    assert visible(pdf.parent) == {"甲.手工修改1.pdf": b"%PDF stamped"}


def test_what_somebody_else_made_is_left_alone(pdf: Path) -> None:
    """A PDF that the program never wrote is none of its business."""
    other = pdf.with_name("乙.pdf")
    other.write_bytes(b"%PDF from Word")
    assert withdrawn(other, b"two") == (False, [])
    assert other.read_bytes() == b"%PDF from Word"


def test_an_old_form_that_cannot_be_deleted(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is open elsewhere: an error says so, and that it is the old one."""
    monkeypatch.setattr(Path, "unlink", lambda _: fail_to_unlink())
    sink = Sink()
    with pytest.raises(Stopped):
        withdraw(pdf, b"two", sink)
    assert [(d.code, d.severity, "旧的 甲.pdf 删不掉" in d.message) for d in sink] == [("output-unwritable", Severity.ERROR, True)]


def fail_to_unlink() -> NoReturn:
    """As Windows does where another program has the file open."""
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
