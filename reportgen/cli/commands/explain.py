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
    from reportgen.checks import Check
    from reportgen.explain import Explanation
    from reportgen.pages.rules import Rule

_WIDEST = 100

Code = Annotated[str, typer.Argument(metavar="[代码]", help="方括号里的代码，如 unknown-key；不写就列出全部代码。")]


@app.command(cls=Command)
def explain(code: Code = "") -> None:
    """说明一个代码：什么意思，为什么要紧，例子，怎样改。"""
    from reportgen.explain import UnknownCode, explanation_text, list_text, look_up, pages

    rules = _rules()
    if not code:
        say(list_text(pages(rules).values()), end="")
        return
    try:
        page = look_up(code, rules)
    except UnknownCode as problem:
        hint = f"是否想写 {' 或 '.join(problem.nearest)}？" if problem.nearest else "运行 reportgen explain 列出全部代码"
        raise UsageProblem(f"没有代码 {problem.code}", hint) from None
    say(explanation_text(page, min(shutil.get_terminal_size().columns, _WIDEST)))


def _rules() -> dict[str, Explanation]:
    """The documentation that checks and rules of pages bring along."""
    from reportgen.checks import FAMILIES, all_checks
    from reportgen.pages.rules import RULES

    checks = [_page(check, f"核对：{FAMILIES[check.family]}") for check in all_checks().values()]
    return {page.code: page for page in [*checks, *(_page(rule, "版面") for rule in RULES)]}


def _page(rule: Check | Rule, group: str) -> Explanation:
    from reportgen.explain import Explanation

    said = rule.explanation
    title = re.split("[，。；：]", said.meaning)[0]
    return Explanation(rule.code, title, rule.severity, said.meaning, said.why, said.example, said.mend, groups=(group,))
