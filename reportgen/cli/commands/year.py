"""`reportgen year`: all cases of a fiscal year."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.app import CLEAN, ERRORS, Draft, app
from reportgen.cli.printing import complain, print_rows, report_trace, say
from reportgen.cli.usage import Command, UsageProblem
from reportgen.cli.workspace import workspace
from reportgen.diagnostics import Severity, Sink, text

if TYPE_CHECKING:
    from reportgen.diagnostics import Diagnostic
    from reportgen.fiscal_year import YearResult
    from reportgen.workspace import Workspace


def _check_year(context: typer.Context, year: str) -> str:
    found = re.fullmatch(r"\s*((?:19|20)\d{2})\s*年?\s*", year)
    if found is None:
        raise UsageProblem(f"年度写的是“{year}”，不是年份", "写四位数字，如 reportgen year 2022", context.get_usage())
    return found[1]


Year = Annotated[str, typer.Argument(metavar="年度", callback=_check_year, help="预算年度，四位数字，如 2022。")]
Only = Annotated[list[str], typer.Option("--only", metavar="案例", help='只做这些案例，可写 "武汉*" 这样的名称（加引号）；可写几次。')]
Jobs = Annotated[int, typer.Option("--jobs", metavar="个数", min=0, help="同时用几个进程，如 4；写 0 或不写，就用全部处理器。")]
Force = Annotated[bool, typer.Option("--force", help="没有改动的也重新生成。")]
Pdf = Annotated[bool, typer.Option("--pdf", help="同时生成 PDF，并把页码写进目录（需要 LibreOffice）。")]
Html = Annotated[bool, typer.Option("--html", help="同时生成网页。")]
Cluster = Annotated[
    str, typer.Option("--cluster", metavar="地址", help="交给 Dask 集群，如 tcp://主机:8786（要装 reportgen[cluster]）。")
]


@app.command(cls=Command)
def year(
    year: Year,
    only: Only = [],  # noqa: B006 - typer copies it
    jobs: Jobs = 0,
    pdf: Pdf = False,
    html: Html = False,
    force: Force = False,
    draft: Draft = False,
    cluster: Cluster = "",
) -> None:
    """生成一个年度的全部报告，写到 output/ 里；年度汇总在 output/年度/ 里。

    没有改动的案例不重新生成；一个案例出错，其余的照样生成。中断后再运行一次，会接着做。
    报告没有改动，以前做的 PDF、网页就一直有效；改了而这次没有要的，旧的删除并列出，不和新的 Word 混在一起。
    """
    from reportgen.fiscal_year import Options, run_year, words
    from reportgen.fiscal_year.bar import bar

    here = workspace()
    forms = tuple(form for form, wanted in (("pdf", pdf), ("html", html)) if wanted)
    with bar(sys.stderr) as observer:
        result = run_year(here, int(year), Options(tuple(only), jobs, force, draft, forms, cluster=cluster), observer)
    files, found = _digest(here, result)
    for case in result.cases:
        if case.fault is not None:
            report_trace(case.fault.kind, case.fault.details)
    for trouble in words.troubles(result):
        complain(trouble)
    print_rows(words.COLUMNS, words.rows(result))
    for finding in found:
        complain(text(finding))
    code = result.code or (ERRORS if any(finding.severity is Severity.ERROR for finding in found) else CLEAN)
    (complain if code else say)(words.closing(result) + (f"；年度汇总：{'、'.join(files)}" if files else ""))
    raise typer.Exit(code)


def _digest(here: Workspace, result: YearResult) -> tuple[list[str], list[Diagnostic]]:
    """The files of the digest as they are called in the workspace, and what stood in the way; none for a year without cases."""
    from reportgen.fiscal_year.digests import write_digest

    if not result.cases:
        return [], []
    sink = Sink()
    paths = write_digest(here, result, sink)
    return [path.relative_to(here.root).as_posix() for path in paths], [d for d in sink if d.severity is not Severity.INFO]
