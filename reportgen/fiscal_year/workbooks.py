"""The workbook of a year, made while somebody else makes the Word file.

In: what a year came to. Out: the bytes of the workbook. Of many cases it takes as long as the Word file, so that a process of its own
halves the time; of few, starting that would take longer than making it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib import import_module

from .pools import cores, pool_of
from .result import CaseResult, YearResult
from .year_records import year_records

_MANY = 200  # cases


@contextmanager
def workbook_beside(result: YearResult) -> Iterator[Callable[[], bytes]]:
    """What gives the workbook once it is done; until it is asked for, the caller may do something else."""
    if len(result.cases) + len(result.others.standing) < _MANY or cores() == 1:
        yield partial(_workbook, result)
        return
    with pool_of(1, partial(import_module, "reportgen.digest")) as pool:
        yield partial(_awaited, pool.submit(_workbook, _unread(result)), result)


def _workbook(result: YearResult) -> bytes:
    from reportgen.digest import workbook

    return workbook(year_records(result))


def _awaited(made: Future[bytes], result: YearResult) -> bytes:
    """What the other process made; where the system has ended that, this one does it."""
    try:
        return made.result()
    except BrokenProcessPool:
        return _workbook(result)


def _unread(result: YearResult) -> YearResult:
    """The same, its summaries not yet read: they travel as text, and nobody reads them on the way."""
    others = replace(result.others, standing=tuple(map(_unread_case, result.others.standing)))
    return replace(result, cases=tuple(map(_unread_case, result.cases)), others=others)


def _unread_case(case: CaseResult) -> CaseResult:
    return replace(case, record=replace(case.record)) if case.record is not None else case
