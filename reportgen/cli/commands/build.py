"""`reportgen build`: reports."""

from __future__ import annotations

from typing import Annotated

import typer

from reportgen.cli.app import Cases, Draft, Json, Structure, Verbose, app
from reportgen.cli.cases import Style, tell
from reportgen.cli.usage import Command
from reportgen.cli.workspace import workspace

Pdf = Annotated[bool, typer.Option("--pdf", help="同时生成 PDF，并把页码写进目录（需要 LibreOffice）。")]
Html = Annotated[bool, typer.Option("--html", help="同时生成网页：一个文件，手机、电脑上都能看。")]
Markdown = Annotated[bool, typer.Option("--markdown", help="同时生成 Markdown 文本。")]
Pages = Annotated[bool, typer.Option("--pages", help="只把页码写进目录，不留 PDF（需要 LibreOffice）。")]


@app.command(cls=Command)
def build(
    context: typer.Context,
    cases: Cases,
    structure: Structure = "",
    draft: Draft = False,
    pdf: Pdf = False,
    pages: Pages = False,
    html: Html = False,
    markdown: Markdown = False,
    verbose: Verbose = False,
    json: Json = False,
) -> None:
    """生成报告，写到 output/ 里。

    有错误就不写，原有的报告不动；几个案例中有一个出错，其余的照样生成。
    手工改过的报告不会被覆盖：先另存到旁边，再写新的。
    内容改了，这次没有要的 PDF、网页就删除并说明：它们和新的 Word 不是一回事。
    另选结构的，文件名带上结构：output/案例.结构.docx。
    """
    from reportgen.batch import Wish, build_cases, written
    from reportgen.pipeline import Form

    here = workspace(structure)
    names = list(dict.fromkeys(cases))
    forms = {Form.PDF: pdf, Form.HTML: html, Form.MARKDOWN: markdown}
    wish = Wish(structure, draft, frozenset(form for form, wanted in forms.items() if wanted), pages)
    tell(names, build_cases(here, names, wish, context.obj), written, Style("json" if json else "text", verbose))
