"""`reportgen show`: a view of a case."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

import typer

from reportgen.cli.app import CLEAN, ERRORS, Json, app
from reportgen.cli.printing import complain, print_json, print_sheets
from reportgen.cli.terminal import PATIENCE, working
from reportgen.cli.usage import Command, UsageProblem
from reportgen.cli.workspace import workspace

VIEWS = ("case", "scores", "context", "trace")


def _check_view(context: typer.Context, what: str) -> str:
    if what not in VIEWS:
        near = get_close_matches(what, VIEWS, cutoff=0.5)
        hint = f"是否想写 {near[0]}？" if near else f"可选：{'、'.join(VIEWS)}"
        raise UsageProblem(f"不能显示“{what}”", hint, context.get_usage())
    return what


@app.command(cls=Command)
def show(
    case: Annotated[str, typer.Argument(metavar="案例", help="案例的名称。")],
    what: Annotated[
        str,
        typer.Argument(
            metavar="|".join(VIEWS),
            callback=_check_view,
            help="case 案例，scores 评分表，context 可用的名称，trace 扣分、问题与建议对照表。",
        ),
    ],
    json: Json = False,
) -> None:
    """显示案例、评分表，或模板和正文可用的名称。

    没有填完的案例也能看：没填的地方显示“待填写”。
    """
    from reportgen.batch import view

    with working(f"正在计算 {case}", PATIENCE):
        found = view(workspace(), case, what)
    if found.trouble:
        complain(found.trouble)
    if found.data is not None and json:
        print_json(found.data)
    elif found.data is not None:
        print_sheets(found.sheets)
    raise typer.Exit(ERRORS if found.trouble else CLEAN)
