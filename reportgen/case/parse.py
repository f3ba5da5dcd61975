"""From the data of a case to a Case that is valid, or to every reason why it is not.

In: a Source. Out: a Case. Finds: unknown and missing fields, wrong types, Blanks (待填写) outside a draft, mistakes in its tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from reportgen.diagnostics import CasePlace, Key, Sink, Stopped
from reportgen.model.case import Case
from reportgen.model.values import BLANK

from .fill import fill
from .source import Source
from .wording import report_problem


def parse(source: Source, sink: Sink, *, draft: bool = False) -> Case:
    """The Case. Raises Stopped after every problem has been put into the sink."""
    _report_blanks(source, sink, draft=draft)
    case = None
    try:
        case = Case.model_validate(source.data)
    except ValidationError as failure:
        for problem in failure.errors(include_url=False):
            report_problem(problem, source.data, sink)
    if case is not None and not sink.failed:
        case = fill(case, source.sheets, sink)
    if case is None or sink.failed:
        raise Stopped
    return case


def _report_blanks(source: Source, sink: Sink, *, draft: bool) -> None:
    blanks = [key for key, value in _texts(source.data, ()) if BLANK in value]
    for key in blanks:
        if draft:
            sink.info("blank", CasePlace(key), "还没有填写")
        else:
            sink.error("blank", CasePlace(key), "还没有填写", "填好后再生成；或加 --draft 先出一份草稿")
    if blanks and draft:
        sink.warning("blanks-left", CasePlace(()), f"还有 {len(blanks)} 处{BLANK}", "用 -v 列出每一处")


def _texts(data: Any, key: Key) -> Iterator[tuple[Key, str]]:  # noqa: ANN401 - TOML data
    if isinstance(data, str):
        yield key, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _texts(value, (*key, name))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from _texts(value, (*key, at))
