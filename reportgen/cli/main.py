"""Carry out a command.

In: its words. Out: an exit code: 0 clean, 1 errors in a case, 2 a command that cannot be carried out, 3 a fault of the program,
130 interrupted, 141 the reader of a pipe went away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer
from typer.main import get_command

from .ahead import office_for
from .app import CLEAN, FAULT, INTERRUPTED, NO_READER, PROGRAM, USAGE, app
from .commands import load
from .printing import complain, report_fault
from .terminal import make_printable
from .usage import UsageProblem, explain


def main(args: Sequence[str] | None = None) -> int:
    """Carries out a command, that of the process unless one is given. Returns the exit code; never raises."""
    for stream in (sys.stdout, sys.stderr):
        make_printable(stream)
    try:
        code = _carry_out(sys.argv[1:] if args is None else list(args))
        sys.stdout.flush()
    except KeyboardInterrupt:
        complain("已中断：没有写完的报告没有留下。")
        return INTERRUPTED
    except BrokenPipeError:
        # The interpreter flushes once more when it ends; it must find somewhere to write.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO_READER
    return code


def _carry_out(args: list[str]) -> int:
    try:
        load(args)
        with office_for(args) as office:
            command = get_command(app)
            with command.make_context(PROGRAM, args, obj=office) as context:
                command.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    except (typer.TyperException, UsageProblem) as problem:
        complain(explain(problem, PROGRAM))
        return USAGE
    except BrokenPipeError:
        raise
    except Exception as fault:  # noqa: BLE001 - whatever it is, the user gets words and a report to send
        report_fault(fault)
        return FAULT
    return CLEAN
