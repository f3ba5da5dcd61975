"""What reaches the terminal: the one module that prints.

In: texts, data, tables, outcomes of cases. Out: lines on stdout and stderr.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .workspace import workspace_root

if TYPE_CHECKING:
    from reportgen.batch import Outcome
    from reportgen.sheets import Sheet

_WIDE = 200  # columns of a table that goes to a file or a pipe


def say(text: str, *, end: str = "\n") -> None:
    """A result, on stdout."""
    print(text, end=end, flush=True)


def complain(text: str) -> None:
    """What is wrong, on stderr."""
    print(text, file=sys.stderr, flush=True)


def print_outcome(outcome: Outcome, summary: str, *, findings: bool, verbose: bool) -> None:
    """The findings of a case where they are wanted, and a line that sums it up."""
    for text in outcome.texts(verbose=verbose) if findings else ():
        complain(text)
    (complain if outcome.code else say)(summary)


def print_json(data: object) -> None:
    """Data as JSON, Chinese as it is."""
    import json

    say(json.dumps(data, ensure_ascii=False, indent=2))


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A small table without lines; nothing where it has no rows."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(Text(column))
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console(width=None if sys.stdout.isatty() else _WIDE, highlight=False)
    with console.capture() as drawn:
        console.print(table)
    say(drawn.get(), end="")


def print_sheets(sheets: Sequence[Sheet]) -> None:
    """Tables, as wide as the terminal."""
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
        say(drawn.get(), end="")  # rich itself would end the process when the reader of a pipe went away


def report_fault(fault: Exception) -> None:
    """Writes all about a fault into a file to send, and says so."""
    from reportgen.cli.faults import trace_of

    report_trace(type(fault).__name__, trace_of(fault))


def report_trace(kind: str, trace: str) -> None:
    """The same for a fault of which only the trace is left; the file is in output/ or else among the temporary files."""
    from tempfile import gettempdir

    from reportgen.cli.faults import fault_details, fault_words

    details = fault_details(trace)
    root, written = workspace_root(), None
    for folder in [*([root / "output"] if root is not None else []), Path(gettempdir())]:
        try:
            folder.mkdir(exist_ok=True)
            with (folder / "故障报告.txt").open("a", encoding="utf-8", errors="replace") as file:
                file.write(details)
        except OSError:
            continue
        written = folder / "故障报告.txt"
        break
    complain(fault_words(kind, details, written))
