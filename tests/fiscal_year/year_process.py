"""A year built by a process of its own, as a user does it: `python -m tests.fiscal_year.year_process FOLDER YEAR JOBS`.

In: a workspace, a year, a number of processes. Out: a line for each case that is done as it is done, and the exit code.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from reportgen.fiscal_year import CaseResult, Options, run_year
from reportgen.workspace import Workspace


def say(text: str) -> None:
    """A line, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


class Telling:
    """Says what is done."""

    def started(self, names: Sequence[str]) -> None:
        """How many will be built."""
        say(f"{len(names)} to build")

    def finished(self, result: CaseResult) -> None:
        """One more."""
        say(f"{result.name} {result.status}")


if __name__ == "__main__":
    done = run_year(Workspace(Path(sys.argv[1])), int(sys.argv[2]), Options(jobs=int(sys.argv[3])), Telling())
    say(f"{len(done.left)} left")
    sys.exit(done.code)
