"""`reportgen new`: a new case."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from reportgen.cli.app import CLEAN, ERRORS, app
from reportgen.cli.printing import complain, say
from reportgen.cli.usage import Command, UsageProblem
from reportgen.cli.workspace import workspace


@app.command(cls=Command)
def new(
    name: Annotated[str, typer.Argument(metavar="案例", help="新案例的名称，也是 cases/ 里文件夹的名称。")],
    structure: Annotated[str, typer.Option("--structure", metavar="结构", help="报告结构；不写就同旧案例，没有旧案例取第一种。")] = "",
    year: Annotated[str, typer.Option("--year", metavar="年度", help="预算年度，四位数字；案例名里有年份的可以不写。")] = "",
    source: Annotated[str, typer.Option("--from", metavar="旧案例", help="沿用旧案例的指标和绩效目标，不带它的数据和文字。")] = "",
) -> None:
    """新建案例：在 cases/ 里写一份带说明的空表，要填的地方写着“待填写”。

    已有的案例不会被覆盖。
    """
    from reportgen.beginning import start_case, started

    beginning = start_case(workspace(structure), name, (structure, _year_of(name, year), source))
    for text in beginning.texts:
        complain(text)
    (complain if beginning.folder is None else say)(started(beginning))
    raise typer.Exit(ERRORS if beginning.folder is None else CLEAN)


def _year_of(name: str, year: str) -> int:
    """The fiscal year: as given, else the year in the name of the case. Raises UsageProblem where neither is one."""
    found = re.fullmatch(r"\s*(\d{4})\s*年?\s*", year) if year else re.search(r"(?<!\d)((?:19|20)\d{2})(?!\d)", name)
    if found is None or not 1990 <= int(found[1]) <= 2100:
        message = f"年度写的是“{year}”，不是年份" if year else f"从案例名“{name}”看不出预算年度"
        raise UsageProblem(message, "加上 --year 年度，如 --year 2024")
    return int(found[1])
