"""The digest of a year as two files in a folder of output/ named after it: a workbook with everything, a Word file to read.

In: a workspace and what a year came to. Out: the files, or what is wrong with their template. Files that say what they would say again
stay as they are, so that a year in which nothing has changed costs no digest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from reportgen import save
from reportgen.diagnostics import FilePlace, Sink, Stopped
from reportgen.model.year import YearRecords
from reportgen.workspace import Workspace

from .contents import digest_of, templates
from .findings import findings
from .plain import as_plain
from .program import program
from .records import Record, Stamp, keep, kept
from .result import CaseResult, Status, YearResult
from .workbooks import workbook_beside
from .year_records import year_records

TEMPLATE = "digest.docx"
_NAME = "年度汇总"
_WORKBOOK, _DOCUMENT = f"{_NAME}.xlsx", f"{_NAME}.docx"


def write_digest(workspace: Workspace, result: YearResult, sink: Sink) -> tuple[Path, ...]:
    """The paths of the workbook and the Word file; where one cannot be made or written, the sink says why, and the other stands."""
    folder, stamp = workspace.output / str(result.year), _stamp(workspace, result)
    if not result.of(Status.BUILT) and (known := _standing(folder, stamp)):
        return known
    paths = list[Path]()
    with workbook_beside(result) as workbook:
        with suppress(Stopped), _apart(sink) as own:
            paths.append(_saved(document(workspace, year_records(result), own), folder / _DOCUMENT, own))
        with suppress(Stopped):
            paths.insert(0, _saved(workbook(), folder / _WORKBOOK, sink))
    if not sink.failed:
        with suppress(OSError):  # the next run writes them again
            outputs = {path.name: digest_of(path) or "" for path in paths}
            keep(Record(name=_NAME, run="", stamp=stamp, structure="", outputs=outputs, warnings=0, json="{}"), folder)
    return tuple(paths)


@contextmanager
def _apart(sink: Sink) -> Iterator[Sink]:
    """A sink in which nothing has been found yet; what is found then goes into the other one."""
    own = Sink()
    try:
        yield own
    finally:
        sink.found.extend(own)


def _saved(content: bytes, path: Path, sink: Sink) -> Path:
    """The path, now holding this; what stands in the way is found below output/. Raises Stopped."""
    own = Sink()
    try:
        return save.save(content, path, own)
    finally:
        sink.found.extend(replace(found, place=FilePlace(f"{path.parents[1].name}/{found.place}")) for found in own)


def document(workspace: Workspace, records: YearRecords, sink: Sink) -> bytes:
    """The Word file of a year. Raises Stopped where the template is wrong."""
    from reportgen.charts import OF_DIGESTS, Charts
    from reportgen.compose import FILTERS
    from reportgen.digest import digest
    from reportgen.word.gate import gate
    from reportgen.word.render import render
    from reportgen.word.template import open_template

    own = digest(records)
    template = open_template(workspace.templates / TEMPLATE, FILTERS, sink)
    rendered = render(template, {**own.context, "workbook": _WORKBOOK, "charts": Charts(own, OF_DIGESTS)}, sink)
    gate(rendered, template, sink)
    if sink.failed:
        raise Stopped
    return rendered.document


def _stamp(workspace: Workspace, result: YearResult) -> Stamp:
    """Of what the digest is made; summaries by their digests, so that none has to be read."""
    every = sorted((*result.cases, *result.others.standing), key=lambda case: case.name)
    cases = [(case.name, case.record.digest, list(case.record.outputs)) if case.record else _failure(case) for case in every]
    left = sorted((*result.left, *result.others.left))
    told = json.dumps([cases, left, as_plain(findings(result.findings))], ensure_ascii=False)
    template = templates(workspace.templates).get(TEMPLATE.removesuffix(".docx"), "")
    return Stamp(hashlib.sha256(told.encode()).hexdigest(), template, program(), str(result.year))


def _failure(case: CaseResult) -> tuple[object, ...]:
    return case.name, as_plain(case.findings), case.fault.kind if case.fault is not None else ""


def _standing(folder: Path, stamp: Stamp) -> tuple[Path, ...]:
    """The files that were made of this and are as they were written; none where anything has changed."""
    record = kept(folder, _NAME)
    if record is None or record.stamp != stamp or any(digest_of(folder / name) != digest for name, digest in record.outputs.items()):
        return ()
    return tuple(folder / name for name in record.outputs)
