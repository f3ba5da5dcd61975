"""What an earlier build of a case left and still holds: its PDF, its page, page numbers in its Word file.

In: the Record of a build, the folder of reports. Out: a Record that tells these as well, so that whoever asks for them finds them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from .contents import digest_of
from .records import Record, kept


def with_earlier(record: Record, output: Path) -> Record:
    """The record, with those files of an earlier one that are as they were written, if both builds gave the same report."""
    earlier = kept(output, record.name)
    if earlier is None or _report(earlier) != _report(record):
        return record
    standing = {file: digest for file, digest in earlier.outputs.items() if digest_of(output / file) == digest}
    settings = {*record.stamp.settings.split(), *_given(earlier.stamp.settings, standing)}
    return replace(
        record, outputs={**standing, **record.outputs}, stamp=replace(record.stamp, settings=" ".join(sorted(settings)))
    )  # fmt: skip


def _report(record: Record) -> tuple[str, str, bool]:
    """Which report it is: its content before pages are counted, by which program, a draft or not."""
    return record.content, record.stamp.program, "draft" in record.stamp.settings.split()


def _given(settings: str, files: Collection[str]) -> set[str]:
    """Those of the settings that the files bear out: each form by its own, page numbers by the Word file."""
    endings = {file.rpartition(".")[2] for file in files}
    return {word for word in settings.split() if {"pages": "docx"}.get(word, word) in endings}
