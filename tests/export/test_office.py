"""LibreOffice is started, waited for and ended: no process and no folder of it stays, whatever happens."""

import gc
import hashlib
import io
import os
import re
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from reportgen.export.fonts import environment
from reportgen.export.listener import PROFILE
from reportgen.export.office import Office, OfficeFailed, OfficeMissing, _synchronized, office, office_program
from reportgen.export.pdf import pages_of, settled

needs_office = pytest.mark.skipif(office_program() is None, reason="LibreOffice is not installed")
TEMPLATES = sorted((Path(__file__).parents[2] / "templates").glob("*.docx"))
_NAME = "{http://openoffice.org/2001/registry}name"
SOCKETS = Path("/tmp")  # noqa: S108 - where LibreOffice puts them
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


def document() -> bytes:
    """A small Word file."""
    made, out = Document(), io.BytesIO()
    made.add_heading("标题", 1)
    made.save(out)
    return out.getvalue()


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, empty."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program in the place of LibreOffice."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


@needs_office
def test_a_pdf_and_nothing_else(scratch: Path) -> None:
    """A conversion gives a PDF, settled the same each time, and leaves neither folder nor process."""
    with office(environment(), ahead=True) as made:
        first = settled(made.pdf(document()))
        second = settled(made.pdf(document()))
    assert first.startswith(b"%PDF-")
    assert first == second
    assert list(scratch.iterdir()) == []
    assert str(scratch) not in subprocess.run(["ps", "axww"], capture_output=True, text=True, check=True).stdout


@needs_office
def test_one_started_and_not_used_is_ended(scratch: Path) -> None:
    """A process that was started ahead ends with the block, also where nothing was converted."""
    with office(environment(), ahead=True):
        pass
    assert list(scratch.iterdir()) == []
    assert str(scratch) not in subprocess.run(["ps", "axww"], capture_output=True, text=True, check=True).stdout


def test_no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without LibreOffice a conversion says that it is missing."""
    monkeypatch.setattr("reportgen.export.office.office_program", lambda: None)
    with office({}, ahead=True) as made, pytest.raises(OfficeMissing):
        made.pdf(document())


@needs_posix
def test_one_retry(tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that gives nothing is tried once more, and then says what it said."""
    stand_in(tmp_path, monkeypatch, f'echo tried >> "{tmp_path}/tries"; echo "源文件打不开"')
    with pytest.raises(OfficeFailed, match="源文件打不开"):
        Office().pdf(document())
    assert (tmp_path / "tries").read_text("utf-8") == "tried\ntried\n"
    assert list(scratch.iterdir()) == []


@needs_posix
def test_a_time_limit(tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that takes too long is ended with its children."""
    stand_in(tmp_path, monkeypatch, f'sleep 600 & echo $! >> "{tmp_path}/children"; wait')
    begun = time.monotonic()
    with pytest.raises(OfficeFailed, match=r"0\.5 秒内没有转换完"):
        Office(limit=0.5).pdf(document())
    assert time.monotonic() - begun < 30
    children = [int(number) for number in (tmp_path / "children").read_text("utf-8").split()]
    assert len(children) == 2
    assert not any(is_running(child) for child in children)
    assert list(scratch.iterdir()) == []


def is_running(process: int) -> bool:
    """Whether a process lives; one that ended and was not yet asked about does not."""
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False).stdout.strip()
    return bool(shown) and not shown.startswith("Z")


def test_settled_keeps_the_length() -> None:
    """Clock and identity go, all offsets stay, and the identity comes from the content."""
    identity = b"/ID [ <0123456789ABCDEF0123456789ABCDEF>\n<0123456789ABCDEF0123456789ABCDEF> ]"
    made = b"%PDF-1.6\n/CreationDate(D:20240102030405Z')>>\ntrailer\n<</Size 3\n" + identity + b"\n>>\n%%EOF"
    found = settled(made)
    assert len(found) == len(made)
    assert b"2024" not in found
    assert b"0123456789ABCDEF" not in found
    assert found.count(b"/ID [ <") == 1
    assert settled(made.replace(b"20240102", b"20250102")) == found
    assert settled(made.replace(b"/Size 3", b"/Size 4")) != found


@needs_office
def test_pages_of_bookmarks() -> None:
    """A bookmark's page is found whatever signs its name has; one that is not there is left out."""
    made, out = Document(), io.BytesIO()
    made.add_paragraph("一")
    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    paragraph = made.add_paragraph("二")
    for tag in ("bookmarkStart", "bookmarkEnd"):
        element = OxmlElement(f"w:{tag}")
        element.set(qn("w:id"), "7")
        element.set(qn("w:name"), "_Toc7")
        paragraph._p.append(element)
    made.save(out)
    with office(environment(), ahead=False) as opened:
        assert opened.counted(out.getvalue(), ["_Toc7", "没有"]) == {"_Toc7": 1}
        assert pages_of(opened.pdf(out.getvalue()), ["_Toc7", "没有"]) == {"_Toc7": 1}


@needs_office
def test_figures_keep_their_units() -> None:
    """Wherever a line ends, the unit behind a figure stands on the figure's line; by the macro and without it."""
    made, out = Document(), io.BytesIO()
    for number in range(20, 60):
        run = made.add_paragraph().add_run("甲" * number + "得分86.7分")
        look = run._r.get_or_add_rPr()
        look.append(parse_xml(f'<w:rFonts {nsdecls("w")} w:eastAsia="SimSun"/>'))
        look.append(parse_xml(f'<w:lang {nsdecls("w")} w:eastAsia="zh-CN"/>'))
    made.save(out)
    with office(environment(), ahead=False) as opened:
        pdf = opened.pdf(out.getvalue())
        assert settled(opened._converted(out.getvalue())) == settled(pdf)
    lines = [line for page in pypdfium2.PdfDocument(pdf) for line in page.get_textpage().get_text_range().splitlines()]
    begun = [line for line in lines if re.match(r"甲*(得|分)?[0-9.]*分", line)]
    assert len(lines) > 60
    assert begun != []
    assert [line for line in lines if line.startswith("分") and not line.startswith("分8")] == []


@needs_office
def test_one_start_counts_and_converts(scratch: Path) -> None:
    """The process that was started ahead counts pages as often as asked, and then makes the PDF that one by itself makes."""
    with office(environment(), ahead=True) as made:
        (begun,) = scratch.iterdir()
        assert made.counted(document(), ["没有"]) == made.counted(document(), ["没有"]) == {}
        assert list(scratch.iterdir()) == [begun]
        counted = settled(made.pdf(document()))
    assert counted == settled(Office(environment()).pdf(document()))


@needs_office
def test_without_the_macro(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where LibreOffice runs no macro, it is asked to convert and nothing else: the same PDF, and the same pages."""
    with office(environment(), ahead=False) as made:
        expected = settled(made.pdf(document()))
    monkeypatch.setattr("reportgen.export.office.MACRO", "macro:///Standard.Listener.Forbidden")
    with office(environment(), ahead=True) as made:
        assert made.counted(document(), ["没有"]) == {}
        assert settled(made.pdf(document())) == expected
    assert list(scratch.iterdir()) == []


@needs_office
def test_no_word_file(scratch: Path) -> None:
    """What is no Word file fails at once, with what LibreOffice says of it."""
    with pytest.raises(OfficeFailed, match="source file could not be loaded"):
        Office(environment()).pdf(b"PK\x03\x04" + bytes(400))
    assert list(scratch.iterdir()) == []


@needs_office
@needs_posix
def test_sockets_and_temporary_files_go(scratch: Path) -> None:
    """LibreOffice's temporary files stand in its own folder; its socket, which it leaves when it is killed, is taken away."""
    with office(environment(), ahead=True) as made:
        made.counted(document(), [])
        (folder,) = scratch.iterdir()
        assert [path.name for path in (folder / "tmp").glob("lu*.tmp")] != []
        profile = (folder / "profile").as_uri()
        name = "".join(f"{byte:x}" for byte in hashlib.md5(profile.encode("utf-16-le"), usedforsecurity=False).digest())
        (own,) = SOCKETS.glob(f"OSL_PIPE_*{name}")
    assert not own.exists()
    assert list(scratch.iterdir()) == []


@needs_posix
def test_a_profile_knows_its_office(tmp_path: Path) -> None:
    """A new profile says that the very LibreOffice which will use it has looked through its extensions."""
    program, link = tmp_path / "program" / "soffice", tmp_path / "soffice"
    program.parent.mkdir()
    program.touch()
    link.symlink_to(program)
    assert _synchronized(link) == {}
    (program.parent / "versionrc").write_text("[Version]\nAllLanguages=de\nbuildid=40(Build:2)\nVendor=甲\n", "utf-8")
    assert _synchronized(link) == {"user/extensions/buildid": "40(Build:2)"}
    (program.parent / "versionrc").write_text("[Version]\nVendor=甲\n", "utf-8")
    assert _synchronized(link) == {}


@needs_office
def test_one_that_nobody_ends(scratch: Path) -> None:
    """An Office that is dropped without being closed ends its process."""
    made = Office(environment())
    made.ahead()
    assert list(scratch.iterdir()) != []
    del made
    gc.collect()
    assert list(scratch.iterdir()) == []
    assert str(scratch) not in subprocess.run(["ps", "axww"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_lines_begin_and_end_alike_in_word_and_in_libreoffice(template: Path) -> None:
    """Signs that begin no line, and that end none, are the same for both; labels (表, 图, 第) are among those that end none."""
    with zipfile.ZipFile(template) as package:
        settings = etree.fromstring(package.read("word/settings.xml"))
    told = etree.fromstring(PROFILE["user/registrymodifications.xcu"].encode())
    found = {}
    for word, libreoffice in (("noLineBreaksBefore", "StartCharacters"), ("noLineBreaksAfter", "EndCharacters")):
        (found[word],) = (e.get(qn("w:val"), "") for e in settings.iter(qn(f"w:{word}")) if e.get(qn("w:lang")) == "zh-CN")
        (value,) = (e[0].text for e in told.iter("prop") if e.get(_NAME) == libreoffice)
        assert found[word] == value
    assert found["noLineBreaksAfter"].endswith("表图第")
