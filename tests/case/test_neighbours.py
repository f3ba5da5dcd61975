"""The names of the other cases of a workspace, read without parsing them."""

import os
from pathlib import Path

from reportgen.case import neighbours_of
from reportgen.model.neighbours import Neighbour

PROJECT = '''[report]
title = "不读"

[project]  # 项目
name = "甲项目"
department = "西山县文化馆"
implementers = [
  "西山县文化馆",
  "乙中心",
]
region = "西山县"
purpose = """
[project]里的长文字
"""

[funds]
budget = 坏的
'''


def written(path: Path, text: str) -> None:
    """A file with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_other_cases_are_read(tmp_path: Path) -> None:
    """A file and a folder give the same names, the named case itself none; what is broken elsewhere does not matter."""
    written(tmp_path / "one.toml", PROJECT)
    written(tmp_path / "two" / "report.toml", PROJECT.replace("甲项目", "丙项目"))
    written(tmp_path / "two" / "facts.toml", "[[facts]]\n")
    written(tmp_path / "own.toml", PROJECT)
    found = neighbours_of(tmp_path, "own")
    one = Neighbour("one", "甲项目", "西山县文化馆", "西山县", ("西山县文化馆", "乙中心"))
    assert found == (one, Neighbour("two", "丙项目", one.department, one.region, one.implementers))


def test_what_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    """A case without a project, a broken one, hidden files and folders without cases are no neighbours."""
    written(tmp_path / "empty.toml", "[report]\n")
    written(tmp_path / "broken.toml", '[project]\nname = "a" "b"\nimplementers = ["a" "b"]\n')
    written(tmp_path / ".hidden.toml", PROJECT)
    written(tmp_path / "pictures" / "a.txt", "")
    assert neighbours_of(tmp_path, "own") == ()
    assert neighbours_of(tmp_path / "nowhere", "own") == ()


def test_a_changed_case_is_read_again(tmp_path: Path) -> None:
    """A file is read once, and again when its size or time is another."""
    written(tmp_path / "one.toml", PROJECT)
    assert neighbours_of(tmp_path, "own")[0].project == "甲项目"
    written(tmp_path / "one.toml", PROJECT.replace("甲项目", "丁项目"))
    os.utime(tmp_path / "one.toml", (1, 1))
    assert neighbours_of(tmp_path, "own")[0].project == "丁项目"
