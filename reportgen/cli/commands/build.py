"""`reportgen build`: reports."""

from __future__ import annotations

from reportgen.cli.app import Cases, Draft, Json, Structure, Verbose, app
from reportgen.cli.cases import Style, run_each
from reportgen.cli.usage import Command
from reportgen.cli.workspace import workspace


@app.command(cls=Command)
def build(cases: Cases, structure: Structure = "", draft: Draft = False, verbose: Verbose = False, json: Json = False) -> None:
    """生成报告，写到 output/ 里。

    有错误就不写，原有的报告不动；几个案例中有一个出错，其余的照样生成。
    手工改过的报告不会被覆盖：先另存到旁边，再写新的。
    另选结构的，文件名带上结构：output/案例.结构.docx。
    """
    from reportgen.batch import build_case, written

    here = workspace(structure)
    style = Style("json" if json else "text", verbose)
    run_each(cases, lambda name: build_case(here, name, draft=draft, structure=structure), written, style)
