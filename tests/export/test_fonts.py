"""Fonts: which are missing, what stands in, which characters no font has."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document

from reportgen.export import fonts
from reportgen.export.fonts import environment, preflight

needs_fontconfig = pytest.mark.skipif(shutil.which("fc-match") is None, reason="fontconfig is not installed")


def made(text: str, face: str) -> bytes:
    """A document with one run in one face."""
    document = Document()
    document.add_paragraph().add_run(text).font.name = face
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@needs_fontconfig
def test_a_missing_face_and_its_stand_in() -> None:
    """A face that no machine has is named with the family that stands in for it; one that is there is not."""
    there = subprocess.run(["fc-match", "-f", "%{family[0]}", "serif"], capture_output=True, text=True, check=True).stdout
    found = preflight(made("字", "世上没有的字体")).stand_ins
    assert found["世上没有的字体"]
    assert there not in preflight(made("字", there)).stand_ins


@needs_fontconfig
def test_a_character_of_no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """What neither the faces of the report nor any other font has is missing."""
    monkeypatch.setattr(fonts, "_is_somewhere", lambda sign: sign != "㐂")
    monkeypatch.setattr(fonts, "_covered", lambda _: set("abc"))
    assert preflight(made("abc㐂䲜", "Times New Roman")).missing == "㐂"


def test_the_users_own_configuration_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Free faces stand in only where the user has not configured fonts."""
    monkeypatch.setenv("FONTCONFIG_FILE", "mine.conf")
    assert environment() == {}
    monkeypatch.delenv("FONTCONFIG_FILE")
    assert Path(environment()["FONTCONFIG_FILE"]).is_file()


def test_without_fontconfig_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no fontconfig, nothing is said."""
    monkeypatch.setenv("PATH", "")
    assert preflight(made("字", "世上没有的字体")) == fonts.Preflight({})
