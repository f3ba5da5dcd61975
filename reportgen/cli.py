"""The command line: arguments, printing, exit codes. The only module that prints.

In: the words of a command. Out: text on stdout and stderr and an exit code: 0 clean, 1 errors in a case, 2 a command that cannot be
carried out, 3 a fault of the program, 130 interrupted, 141 the reader of a pipe went away.

What a command needs is imported when it runs: cold starts are measured.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.main import get_command

from reportgen.terminal import make_printable, working
from reportgen.usage import HELP_NAMES, Command, Group, UsageProblem, explain

if TYPE_CHECKING:
    from reportgen.batch import Outcome
    from reportgen.pipeline import Workspace
    from reportgen.show import Sheet

PROGRAM = "reportgen"
CLEAN, ERRORS, USAGE, FAULT, INTERRUPTED, NO_READER = 0, 1, 2, 3, 130, 141
VIEWS = ("case", "scores", "context")
_PATIENCE = 1.0  # seconds before a single case shows that something is under way
_WIDE = 200  # columns of a table that goes to a file or a pipe

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
            print(PROGRAM, version(PROGRAM))
        except PackageNotFoundError:
            print(PROGRAM, "（没有安装，直接从源文件运行）")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", is_eager=True, callback=_print_version, help="显示版本。")]


def _check_view(context: typer.Context, what: str) -> str:
    if what not in VIEWS:
        near = get_close_matches(what, VIEWS, cutoff=0.5)
        hint = f"是否想写 {near[0]}？" if near else f"可选：{'、'.join(VIEWS)}"
        raise UsageProblem(f"不能显示“{what}”", hint, context.get_usage())
    return what


@app.callback()
def _program(version: Version = False) -> None:
    """由案例和 Word 模板生成绩效评价报告。

    案例在 cases/ 里，模板在 templates/ 里，报告写到 output/ 里。
    """


@app.command(cls=Command)
def build(cases: Cases, structure: Structure = "", draft: Draft = False, verbose: Verbose = False, json: Json = False) -> None:
    """生成报告，写到 output/ 里。

    有错误就不写，原有的报告不动；几个案例中有一个出错，其余的照样生成。
    手工改过的报告不会被覆盖：先另存到旁边，再写新的。
    另选结构的，文件名带上结构：output/案例.结构.docx。
    """
    from reportgen.batch import build_case, written

    workspace = _workspace(structure)
    _run_each(cases, lambda name: build_case(workspace, name, draft=draft, structure=structure), written, (verbose, json))


@app.command(cls=Command)
def check(cases: Cases, structure: Structure = "", draft: Draft = False, verbose: Verbose = False, json: Json = False) -> None:
    """检查案例：读取、计分、成文、套用模板，列出问题；不写任何文件。"""
    from reportgen.batch import check_case, checked

    workspace = _workspace(structure)
    _run_each(cases, lambda name: check_case(workspace, name, draft=draft, structure=structure), checked, (verbose, json))


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

    beginning = start_case(_workspace(structure), name, (structure, _year_of(name, year), source))
    for text in beginning.texts:
        print(text, file=sys.stderr)
    print(started(beginning), file=sys.stderr if beginning.folder is None else sys.stdout)
    raise typer.Exit(ERRORS if beginning.folder is None else CLEAN)


@app.command(cls=Command)
def show(
    case: Annotated[str, typer.Argument(metavar="案例", help="案例的名称。")],
    what: Annotated[
        str,
        typer.Argument(
            metavar="|".join(VIEWS), callback=_check_view, help="case 案例各表，scores 评分表，context 模板和正文可用的名称。"
        ),
    ],
    json: Json = False,
) -> None:
    """显示案例、评分表，或模板和正文可用的名称。

    没有填完的案例也能看：没填的地方显示“待填写”。
    """
    from reportgen.batch import view

    with working(f"正在计算 {case}", _PATIENCE):
        found = view(_workspace(), case, what)
    if found.trouble:
        print(found.trouble, file=sys.stderr)
    if found.data is not None and json:
        _print_json(found.data)
    elif found.data is not None:
        _print_sheets(found.sheets)
    raise typer.Exit(ERRORS if found.trouble else CLEAN)


@app.command(cls=Command)
def schema() -> None:
    """输出案例的 JSON Schema：编辑器据此补全和解释字段。"""
    from reportgen.case.schema import schema_text

    sys.stdout.write(schema_text())


def main(args: Sequence[str] | None = None) -> int:
    """Carries out a command, that of the process unless one is given. Returns the exit code; never raises."""
    for stream in (sys.stdout, sys.stderr):
        make_printable(stream)
    try:
        code = _carry_out(sys.argv[1:] if args is None else list(args))
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("已中断：没有写完的报告没有留下。", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The interpreter flushes once more when it ends; it must find somewhere to write.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO_READER
    return code


def _carry_out(args: list[str]) -> int:
    try:
        command = get_command(app)
        with command.make_context(PROGRAM, args) as context:
            command.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    except (typer.TyperException, UsageProblem) as problem:
        print(explain(problem, PROGRAM), file=sys.stderr)
        return USAGE
    except BrokenPipeError:
        raise
    except Exception as fault:  # noqa: BLE001 - whatever it is, the user gets words and a report to send
        _report_fault(fault)
        return FAULT
    return CLEAN


def _report_fault(fault: Exception) -> None:
    """Writes all about a fault into a file to send, in output/ or else among the temporary files, and says so."""
    from tempfile import gettempdir

    from reportgen.faults import fault_details, fault_words

    root, written = _workspace_root(), None
    for folder in [*([root / "output"] if root is not None else []), Path(gettempdir())]:
        try:
            folder.mkdir(exist_ok=True)
            with (folder / "故障报告.txt").open("a", encoding="utf-8", errors="replace") as file:
                file.write(fault_details(fault))
        except OSError:
            continue
        written = folder / "故障报告.txt"
        break
    print(fault_words(fault, written), file=sys.stderr)


def _workspace_root() -> Path | None:
    """The nearest folder from here upwards that holds cases/ and templates/."""
    try:
        here = Path.cwd()
    except OSError:  # the folder is gone
        return None
    return next((f for f in (here, *here.parents) if (f / "cases").is_dir() and (f / "templates").is_dir()), None)


def _year_of(name: str, year: str) -> int:
    """The fiscal year: as given, else the year in the name of the case. Raises UsageProblem where neither is one."""
    found = re.fullmatch(r"\s*(\d{4})\s*年?\s*", year) if year else re.search(r"(?<!\d)((?:19|20)\d{2})(?!\d)", name)
    if found is None or not 1990 <= int(found[1]) <= 2100:
        message = f"年度写的是“{year}”，不是年份" if year else f"从案例名“{name}”看不出预算年度"
        raise UsageProblem(message, "加上 --year 年度，如 --year 2024")
    return int(found[1])


def _workspace(structure: str = "") -> Workspace:
    """The workspace here. Raises UsageProblem outside of any, or where it has no such structure."""
    from reportgen.pipeline import Workspace

    root = _workspace_root()
    if root is None:
        message = "这里不是工作文件夹：从当前文件夹往上，没有哪一级同时有 cases/ 和 templates/"
        raise UsageProblem(message, "先用 cd 进入放案例和模板的文件夹，再运行")
    workspace = Workspace(root)
    if structure:
        from reportgen.structures import structure_names, unknown_words

        if structure not in (known := structure_names(workspace.templates)):
            raise UsageProblem(*unknown_words(structure, known))
    return workspace


def _run_each(names: list[str], run: Callable[[str], Outcome], told: Callable[[Outcome], str], flags: tuple[bool, bool]) -> None:
    """Runs every case, prints what was found in each, and ends with the exit code of the worst."""
    verbose, json = flags
    names, outcomes = list(dict.fromkeys(names)), []
    for at, name in enumerate(names, 1):
        text = f"正在处理 {name}" + (f"（第 {at} 个，共 {len(names)} 个）" if len(names) > 1 else "")
        with working(text, _PATIENCE if len(names) == 1 else 0):
            outcome = run(name)
        outcomes.append(outcome)
        if outcome.fault is not None:
            _report_fault(outcome.fault)
        if not json:
            _print_outcome(outcome, told(outcome), verbose=verbose)
    failed = [o.name for o in outcomes if o.code]
    if json:
        _print_json([o.data for o in outcomes])
    elif failed and len(names) > 1:
        print(f"共 {len(names)} 个案例，{len(failed)} 个有错误：{'、'.join(failed)}", file=sys.stderr)
    raise typer.Exit(max(o.code for o in outcomes))


def _print_outcome(outcome: Outcome, summary: str, *, verbose: bool) -> None:
    for text in outcome.texts(verbose=verbose):
        print(text, file=sys.stderr)
    sys.stderr.flush()
    print(summary, file=sys.stderr if outcome.code else sys.stdout, flush=True)


def _print_json(data: object) -> None:
    import json

    print(json.dumps(data, ensure_ascii=False, indent=2))


def _print_sheets(sheets: Sequence[Sheet]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else _WIDE, highlight=False)
    for sheet in sheets:
        table = Table(title=Text(sheet.title, "bold"), title_justify="left")
        for at, column in enumerate(sheet.columns):
            table.add_column(Text(column), justify="right" if at in sheet.numbers else "left")
        for row in sheet.rows:
            table.add_row(*map(Text, row))
        with console.capture() as drawn:
            console.print(table)
        print(drawn.get(), end="")  # rich itself would end the process when the reader of a pipe went away
