"""The program and what its commands share: names of cases, options, exit codes. In: nothing. Out: a typer app without commands."""

from __future__ import annotations

from typing import Annotated

import typer

from .printing import say
from .usage import HELP_NAMES, Group

PROGRAM = "reportgen"
CLEAN, ERRORS, USAGE, FAULT, INTERRUPTED, NO_READER = 0, 1, 2, 3, 130, 141

app = typer.Typer(
    cls=Group,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": list(HELP_NAMES)},
)

Cases = Annotated[list[str], typer.Argument(metavar="案例…", help="案例的名称，可以写几个；案例在 cases/ 里。")]
Draft = Annotated[bool, typer.Option("--draft", help="出草稿：允许有“待填写”，每页印“草稿”。")]
Structure = Annotated[
    str, typer.Option("--structure", metavar="结构", help="用哪种结构（templates/ 里的模板名），不写就用案例自己的。")
]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="也列出说明，不只是错误和警告。")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序使用；数写成文字，一位不差。")]


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            say(f"{PROGRAM} {version(PROGRAM)}")
        except PackageNotFoundError:
            say(f"{PROGRAM} （没有安装，直接从源文件运行）")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", is_eager=True, callback=_print_version, help="显示版本。")]


@app.callback()
def _program(version: Version = False) -> None:
    """由案例和 Word 模板生成绩效评价报告。

    案例在 cases/ 里，模板在 templates/ 里，报告写到 output/ 里。
    """
