"""The other cases of a workspace, by their names: all that have some, whatever else is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.case import everybody, neighbours_of
from reportgen.model.neighbours import Neighbour

TEXT = """
[report]
title = "评价报告"
[project]
name = "{0}项目"
department = "{0}局"
region = "{0}县"
implementers = ["{0}一站", "{0}二站"]
purpose = '''
长长的一段
'''
[funds]
"""


def neighbour(name: str, word: str) -> Neighbour:
    """What TEXT says, for a word."""
    return Neighbour(name, f"{word}项目", f"{word}局", f"{word}县", (f"{word}一站", f"{word}二站"))


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Cases in files, in folders and in parts, hidden ones, and a folder that holds none."""
    for name, word in (
        ("甲.toml", "甲"),
        ("乙/report.toml", "乙"),
        ("丙.2022/a.toml", ""),
        ("丙.2022/project.toml", "丙"),
        (".丁.toml", "丁"),
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(TEXT.format(word) if word else "[work]\n", encoding="utf-8")
    (tmp_path / "资料").mkdir()
    (tmp_path / "破.toml").write_text('[project]\nname = "没有写完\n', encoding="utf-8")
    return tmp_path


def test_everybody_by_name(cases: Path) -> None:
    """Each case is known by the name of its file or folder, points in it and all; the table may stand in any of its parts."""
    found = {one.case: one for one in everybody(cases)}
    assert found == {"甲": neighbour("甲", "甲"), "乙": neighbour("乙", "乙"), "丙.2022": neighbour("丙.2022", "丙")}


def test_neighbours_are_all_but_oneself(cases: Path, tmp_path: Path) -> None:
    """A case is not its own neighbour; where there is no folder, there is nobody."""
    assert {one.case for one in neighbours_of(cases, "甲")} == {"乙", "丙.2022"}
    assert neighbours_of(tmp_path / "nowhere", "甲") == ()


def test_changed_names_are_read_again(cases: Path) -> None:
    """A case that is given another name while the program runs is known by that."""
    everybody(cases)
    (cases / "甲.toml").write_text(TEXT.format("戊己"), encoding="utf-8")
    assert neighbour("甲", "戊己") in everybody(cases)


def test_who_evaluated(tmp_path: Path) -> None:
    """The firm is known where it stands in the file of the project."""
    (tmp_path / "甲.toml").write_text('[evaluator]\nfirm = "甲咨询公司"\n' + TEXT.format("甲"), encoding="utf-8")
    assert [one.firm for one in everybody(tmp_path)] == ["甲咨询公司"]
