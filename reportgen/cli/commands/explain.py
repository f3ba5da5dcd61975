"""`reportgen explain`: the documentation of a code."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.app import app
from reportgen.cli.printing import say
from reportgen.cli.usage import Command, UsageProblem

if TYPE_CHECKING:
    from reportgen.explain import Explanation

_WIDEST = 100

Code = Annotated[str, typer.Argument(metavar="[代码]", help="方括号里的代码，如 unknown-key；不写就列出全部代码。")]


@app.command(cls=Command)
def explain(code: Code = "") -> None:
    """说明一个代码：什么意思，为什么要紧，例子，怎样改。"""
    from reportgen.explain import UnknownCode, explanation_text, list_text, look_up, pages

    checks = _checks()
    if not code:
        say(list_text(pages(checks).values()), end="")
        return
    try:
        page = look_up(code, checks)
    except UnknownCode as problem:
        hint = f"是否想写 {' 或 '.join(problem.nearest)}？" if problem.nearest else "运行 reportgen explain 列出全部代码"
        raise UsageProblem(f"没有代码 {problem.code}", hint) from None
    say(explanation_text(page, min(shutil.get_terminal_size().columns, _WIDEST)))


def _checks() -> dict[str, Explanation]:
    """The pages that checks bring along."""
    from reportgen.checks import FAMILIES, all_checks
    from reportgen.explain import Explanation

    return {
        check.code: Explanation(
            check.code,
            re.split("[，。；：]", check.explanation.meaning)[0],
            check.severity,
            check.explanation.meaning,
            check.explanation.why,
            check.explanation.example,
            check.explanation.mend,
            groups=(f"核对：{FAMILIES[check.family]}",),
        )
        for check in all_checks().values()
    }
