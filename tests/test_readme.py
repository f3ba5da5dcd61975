"""What the README shows works: its commands run, its files exist, its house is the code's."""

import re
import shutil
from pathlib import Path

import pytest

from reportgen.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^reportgen (.+)$", README, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_run(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command that the README shows ends clean in a workspace of its own."""
    for folder in ("cases", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    assert main(command.split()) == 0
    assert (tmp_path / "output").exists() == command.startswith(("build", "year"))


def test_make_targets_exist() -> None:
    """Each make target that the README names is one of the Makefile's."""
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:^|`)make ([a-z-]+)", README, re.MULTILINE)) <= set(targets)


def test_files_exist() -> None:
    """Every file that the README links to or pictures is there."""
    for link in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / link).exists(), link


def test_house_is_the_code() -> None:
    """The picture of the package names each of its modules and packages, and nothing else."""
    picture = README[README.index("```\nreportgen/\n") : README.index("templates/          *.docx")]
    shown = set(re.findall(r"\b([a-z]+\.py)\b", picture)) | {
        f"{name}/" for name in re.findall(r"^ {2,4}([a-z_]+)/", picture, re.MULTILINE)
    }
    package = ROOT / "reportgen"
    there = {p.name for p in package.glob("*.py") if not p.name.startswith("__")}
    there |= {
        f"{p.name}/"
        for p in (*package.iterdir(), package / "model" / "rules", package / "charts" / "kinds")
        if p.is_dir() and (p / "__init__.py").exists()
    }
    assert shown == there
