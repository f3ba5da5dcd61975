"""A command over several cases: what was found in each is printed, and the worst gives the exit code.

In: outcomes, one for each case. Out: printed lines. Raises typer.Exit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from .printing import complain, print_json, print_outcome, report_fault, say
from .terminal import PATIENCE, working

if TYPE_CHECKING:
    from reportgen.batch import Outcome


@dataclass(frozen=True, slots=True)
class Style:
    """How outcomes are printed."""

    form: str = "text"  # text, json or github
    verbose: bool = False


def tell(names: Sequence[str], outcomes: Iterator[Outcome], told: Callable[[Outcome], str], style: Style) -> None:
    """Prints each outcome as it comes, and ends with the exit code of the worst."""
    done: list[Outcome] = []
    for at, name in enumerate(names, 1):
        text = f"正在处理 {name}" + (f"（第 {at} 个，共 {len(names)} 个）" if len(names) > 1 else "")
        with working(text, PATIENCE if len(names) == 1 else 0):
            outcome = next(outcomes)
        done.append(outcome)
        _print(outcome, told(outcome), style)
    for _ in outcomes:  # what the outcomes hold open is closed
        pass
    if style.form == "json":
        print_json([o.data for o in done])
    failed = [o.name for o in done if o.code]
    if failed and len(names) > 1 and style.form != "json":
        complain(f"共 {len(names)} 个案例，{len(failed)} 个有错误：{'、'.join(failed)}")
    raise typer.Exit(max(o.code for o in done))


def _print(outcome: Outcome, summary: str, style: Style) -> None:
    """One outcome as it comes; JSON waits for all of them."""
    if outcome.fault is not None:
        report_fault(outcome.fault)
    if style.form == "github":
        for line in outcome.annotations:
            say(line)
    if style.form != "json":
        print_outcome(outcome, summary, findings=style.form == "text", verbose=style.verbose)
