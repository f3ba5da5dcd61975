"""Names of other cases are found among few neighbours and among many."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.checks.prose.foreign import foreign_name
from reportgen.checks.subject import Subject
from reportgen.model.neighbours import Neighbour
from reportgen.pipeline import Line
from reportgen.workspace import Workspace
from tests.fiscal_year.workyear import add, replace, workspace

LEFT = Neighbour("旧案", "文化馆设备购置项目", "西山县文化馆", "西山县", ("西山县文化站",))


@pytest.fixture
def made(tmp_path: Path) -> Workspace:
    """A case in which names of another are left over."""
    made = workspace(tmp_path)
    replace(add(made, "甲"), "购置图书，满足", "文化馆设备购置项目由西山县文化站承办，西山县已验收。购置图书，满足")
    return made


@pytest.mark.parametrize("number", [0, 29, 30, 500])
def test_among_many_as_among_few(made: Workspace, number: int) -> None:
    """However many cases a workspace holds, the same names are found."""
    line = Line(made, "甲")
    line.check()
    assert line.subject is not None
    others = tuple(Neighbour(f"案{n}", f"道路{n}号养护项目", f"北山{n}县局", f"北山{n}县", ()) for n in range(number))
    subject = Subject(line.subject.case, line.subject.card, line.subject.report, (*others, LEFT))
    assert [finding.message for finding in foreign_name(subject)] == [
        "“文化馆设备购置项目”是另一个案例 旧案 的项目",
        "“西山县文化站”是另一个案例 旧案 的单位",
        "“西山县”是另一个案例 旧案 的地区",
    ]


@pytest.mark.parametrize(("basis", "found"), [("《西山县文化馆台账》", 1), ("参照《西山县文化馆建设办法》", 0), ("支付明细账", 0)])
def test_what_points_rest_on(tmp_path: Path, basis: str, found: int) -> None:
    """A document of another region is no evidence of this case's points, unless the case says that it borrows from it."""
    made = workspace(tmp_path)
    replace(add(made, "甲"), 'basis = "支付明细账"', f'basis = "{basis}"')
    line = Line(made, "甲")
    line.check()
    assert line.subject is not None
    subject = Subject(line.subject.case, line.subject.card, line.subject.report, (LEFT,))
    assert sum(finding.place.key[-1] == "basis" for finding in foreign_name(subject)) == found
