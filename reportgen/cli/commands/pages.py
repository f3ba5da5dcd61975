"""`reportgen pages`: what is wrong on the pages of a report, and pictures of them."""

from __future__ import annotations

from typing import Annotated

import typer

from reportgen.cli.app import Cases, Draft, Json, Structure, Verbose, app
from reportgen.cli.cases import Style, tell
from reportgen.cli.usage import Command
from reportgen.cli.workspace import workspace

Draw = Annotated[bool, typer.Option("--png", help="把各页画成图片，写到 output/look/ 里，附总览。")]


@app.command(cls=Command)
def pages(
    cases: Cases, structure: Structure = "", draft: Draft = False, png: Draw = False, verbose: Verbose = False, json: Json = False
) -> None:
    """检查版面：排出 PDF，找缺字、越界、断开的表格、页脚的标题、错的目录页码等；不留 PDF（需要 LibreOffice）。"""
    from reportgen.batch import Wish, check_pages_of, looked

    here, names = workspace(structure), list(dict.fromkeys(cases))
    wish = Wish(structure, draft)
    tell(names, (check_pages_of(here, name, wish, draw=png) for name in names), looked, Style("json" if json else "text", verbose))
