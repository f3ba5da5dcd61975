"""The set-up itself: in: pyproject.toml, the locked requirements, the Makefile; out: the facts that a fresh machine relies on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKED = ("requirements.txt", "requirements-dev.txt")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DIRECT = PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]
DEV = PROJECT["project"]["optional-dependencies"]["dev"]

needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def pins(name: str) -> dict[str, set[str]]:
    """Each `package==version` of a locked file, with its hashes."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    lines = [line.split() for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    return {line[0]: {word for word in line if word.startswith("--hash=")} for line in lines}


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`make` as a user runs it, from the checkout."""
    command = ["make", "--no-print-directory", *arguments]
    # These tests run under `make test`, whose own settings are not theirs.
    outer = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "CASE", "STRUCTURE", "ARGS", "PYTHON"}
    surroundings = {name: value for name, value in os.environ.items() if name not in outer}
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("name", LOCKED)
def test_every_requirement_is_pinned_with_sha256_hashes(name: str) -> None:
    """Each line of a locked file is one exact version and has at least one SHA-256 hash."""
    found = pins(name)
    assert found
    assert [pin for pin in found if not re.fullmatch(r"[a-z0-9-]+==[0-9.]+", pin)] == []
    assert [pin for pin, hashes in found.items() if not hashes] == []
    assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for hashes in found.values() for one in hashes)


@pytest.mark.parametrize("name", LOCKED)
def test_locked_files_name_no_registry_and_no_folder(name: str) -> None:
    """A locked file works with any registry and on any machine: it holds no address, no option and no path."""
    text = (ROOT / name).read_text("utf-8")
    assert re.findall(r"://|--(?!hash=)[a-z-]+|(?:^|\s)[~.]?/\S*|@", text) == []


def test_what_pyproject_states_is_what_is_locked() -> None:
    """Direct dependencies and the build backend stand in the locked files at the versions of pyproject.toml."""
    assert set(DIRECT) <= set(pins("requirements.txt"))
    assert set(DIRECT) | set(DEV) <= set(pins("requirements-dev.txt"))


def test_development_and_use_run_on_the_same_versions() -> None:
    """What a user installs is part of what the tests run on, hash for hash."""
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


@needs_make
def test_help_lists_every_target_with_its_own_comment() -> None:
    """`make help`, also as plain `make`, has a line for each target that is not a file, in the words of its comment."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = set(re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[0].split())
    comments = dict(re.findall(r"^([a-z-]+):.*## (.+)$", makefile, re.MULTILINE))
    printed = make("help").stdout
    listed = dict(re.findall(r"^  ([a-z-]+) +(.+)$", printed, re.MULTILINE))
    assert listed == comments
    assert set(listed) == phony
    assert make().stdout == printed


@needs_make
@pytest.mark.parametrize("target", ["report", "check"])
def test_a_missing_case_is_a_usage_line(target: str) -> None:
    """Without CASE, `make report` says in Chinese how to call it, ends with 2 and installs nothing."""
    result = make(target, "CASE=")
    assert result.returncode == 2
    assert f"用法：make {target} CASE=案例名" in result.stderr
    assert "正在安装" not in result.stdout


@needs_make
def test_a_python_that_is_missing_is_named(tmp_path: Path) -> None:
    """Without Python 3.11 the message says what to install, and no environment is begun."""
    for name in ("Makefile", "pyproject.toml", *LOCKED):
        shutil.copy(ROOT / name, tmp_path)
    result = make("-C", str(tmp_path), "report", "CASE=x", "PYTHON=no-such-python")
    assert result.returncode == 2
    assert "没有找到 Python 3.11" in result.stderr
    assert not (tmp_path / ".venv").exists()


@needs_make
def test_a_case_name_reaches_the_program_as_typed(tmp_path: Path) -> None:
    """Quotes, spaces, `$` and shell commands in CASE are neither expanded by make nor run by a shell."""
    name = "-a 'b' \"c\" $(touch made) `touch made` $HOME;touch made"
    pretend(tmp_path)
    result = make("-C", str(tmp_path), "report", f"CASE={name}", "ARGS=--draft")
    assert result.stdout.splitlines() == ["-m", "reportgen", "build", "--pdf", "--draft", "--", name]
    result = make("-C", str(tmp_path), "check", "CASE=x", f"STRUCTURE={name}")
    assert result.stdout.splitlines() == ["-m", "reportgen", "check", f"--structure={name}", "--", "x"]
    result = make("-C", str(tmp_path), "new", f"NAME={name}", f"STRUCTURE={name}", "YEAR=2024", f"FROM={name}")
    assert result.stdout.splitlines() == ["-m", "reportgen", "new", f"--structure={name}", "--year=2024", f"--from={name}", "--", name]
    assert not (tmp_path / "made").exists()


@needs_make
def test_only_a_name_that_was_typed_is_that_of_a_new_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A NAME of the shell (some have that of the machine) makes no case; without one `make new` says how to call it."""
    pretend(tmp_path)
    monkeypatch.setenv("NAME", "desktop")
    result = make("-C", str(tmp_path), "new")
    assert result.returncode == 2
    assert result.stderr.startswith("用法：make new NAME=案例名")
    assert result.stdout == ""


def pretend(folder: Path) -> None:
    """A checkout whose interpreter prints the words that it is called with."""
    interpreter = folder / ".venv" / "bin" / "python"
    interpreter.parent.mkdir(parents=True)
    interpreter.write_text('#!/bin/sh\nfor word; do echo "$word"; done\n', "utf-8")
    interpreter.chmod(0o755)
    for file in ("Makefile", "pyproject.toml", *LOCKED):
        shutil.copy2(ROOT / file, folder)
    (folder / ".venv" / ".runtime").touch()
