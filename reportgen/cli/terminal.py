"""The terminal: what a stream can print, and a line that moves while work goes on.

In: streams, a text. Out: streams that take any text; nothing for a stream that is no terminal.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator
from typing import Any

PATIENCE = 1.0  # seconds before a single case shows that something is under way


def make_printable(stream: Any) -> None:  # noqa: ANN401 - whatever stands in for a stream
    """A stream takes any text: UTF-8 into files, pipes and terminals that know no Chinese, else the terminal's own encoding."""
    if isinstance(stream, io.TextIOWrapper):
        try:
            "错误".encode(stream.encoding)
            known = stream.isatty()
        except (UnicodeEncodeError, LookupError):
            known = False
        stream.reconfigure(encoding=None if known else "utf-8", errors="replace")


@contextlib.contextmanager
def working(text: str, delay: float) -> Iterator[None]:
    """On a terminal: after `delay` seconds, a line that moves until the work is done."""
    if not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    lines = contextlib.ExitStack()
    timer = Timer(delay, lambda: lines.enter_context(_moving_line(text)))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        lines.close()


def _moving_line(text: str) -> contextlib.AbstractContextManager[object]:
    from rich.console import Console
    from rich.text import Text

    return Console(stderr=True).status(Text(f"{text}…"))
