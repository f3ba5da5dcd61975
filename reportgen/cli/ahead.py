"""LibreOffice, started before the words of a command are understood: starting takes as long as all that comes before a PDF.

In: the words of a command. Out: an Office to work with, started where they ask for pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.export.office import Office

_COMMAND, _ASKING = "build", frozenset({"--pdf", "--pages"})


@contextmanager
def office_for(args: Sequence[str]) -> Iterator[Office | None]:
    """The Office of a command that may need one; it leaves no process behind. Words that turn out to be wrong have it in vain."""
    if _COMMAND not in args:
        yield None
        return
    from reportgen.export.fonts import environment
    from reportgen.export.office import office

    with office(environment(), ahead=not _ASKING.isdisjoint(args)) as started:
        yield started
