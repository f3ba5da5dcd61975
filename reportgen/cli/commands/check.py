"""`reportgen check`: all findings, and no file."""

from __future__ import annotations

from typing import Annotated

import typer

from reportgen.cli.app import Cases, Draft, Json, Structure, Verbose, app
from reportgen.cli.cases import Style, tell
from reportgen.cli.usage import Command, UsageProblem
from reportgen.cli.workspace import workspace

_FORMS = ("text", "json", "github")


def _check_form(context: typer.Context, form: str) -> str:
    if form not in _FORMS:
        raise UsageProblem(f"没有输出形式“{form}”", f"可选：{'、'.join(_FORMS)}", context.get_usage())
    return form


Form = Annotated[
    str,
    typer.Option("--format", metavar="形式", callback=_check_form, help="text 文字，json 供程序使用，github 供 GitHub 标在文件旁。"),
]


@app.command(cls=Command)
def check(
    cases: Cases,
    structure: Structure = "",
    draft: Draft = False,
    verbose: Verbose = False,
    json: Json = False,
    form: Form = "text",
) -> None:
    """检查案例：读取、计分、成文、核对、套用模板，列出问题；不写任何文件。

    每个问题的方括号里是它的代码，含义和改法用 reportgen explain 代码 查看。
    """
    from reportgen.batch import Wish, check_case, checked

    here, names = workspace(structure), list(dict.fromkeys(cases))
    wish = Wish(structure, draft)
    tell(names, (check_case(here, name, wish) for name in names), checked, Style("json" if json else form, verbose))
