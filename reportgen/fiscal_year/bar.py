"""A bar that shows how a year gets on: how many are done, how many failed, the rate, the time left.

In: a stream. Out: an Observer that draws on it; one that does nothing where it is no terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from .result import CaseResult, Nobody, Observer, Status

if TYPE_CHECKING:
    from rich.progress import Progress


@contextmanager
def bar(stream: TextIO) -> Iterator[Observer]:
    """An observer; what it drew is gone afterwards."""
    if not stream.isatty():
        yield Nobody()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Cases a second, or seconds a case where they are slow."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed or 0
            return Text("" if not speed else f"每秒 {speed:.1f} 份" if speed >= 1 else f"每份 {1 / speed:.1f} 秒")

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TextColumn("剩余"), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        yield _Bar(progress)


class _Bar:
    """Draws."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._failed = progress, 0
        self._task = progress.add_task("查看有无改动", total=None)

    def started(self, names: Sequence[str]) -> None:
        """The number is known."""
        self._progress.update(self._task, description="生成报告", total=len(names))

    def finished(self, result: CaseResult) -> None:
        """One more is done."""
        self._failed += result.status is Status.FAILED
        words = f"生成报告（{self._failed} 个出错）" if self._failed else "生成报告"
        self._progress.update(self._task, advance=1, description=words)
