"""Text files as people save them: UTF-8, with a byte order mark, GBK, UTF-16.

In: a path. Out: its text, or a diagnostic that names the encoding found.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from reportgen.diagnostics import FilePlace, Sink, reason

_HINT = "请用编辑器“另存为”，编码选 UTF-8"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(path: Path, shown: str, sink: Sink) -> str | None:
    """The text with line feeds as line ends, or None and an error. A byte order mark of UTF-8 is taken off and mentioned."""
    place = FilePlace(shown)
    try:
        raw = path.read_bytes()
    except OSError as problem:
        sink.error("file-unreadable", place, f"读不了文件：{reason(problem)}", "检查文件是否存在、是否有权限、是否被占用")
        return None
    if raw.startswith(_UTF16):
        sink.error("encoding", place, "文件是 UTF-16 编码", _HINT)
        return None
    if raw.startswith(codecs.BOM_UTF8):
        sink.info("byte-order-mark", place, "文件开头有 BOM 标记，已忽略")
        raw = raw[len(codecs.BOM_UTF8) :]
    try:
        return raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        _report(place, raw, problem, sink)
        return None


def _report(place: FilePlace, raw: bytes, problem: UnicodeDecodeError, sink: Sink) -> None:
    line = raw[: problem.start].count(b"\n") + 1
    at = FilePlace(place.file, line)
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        sink.error("encoding", at, "文件不是 UTF-8 编码，这里的字节无法识别", _HINT)
    else:
        sink.error("encoding", at, "文件不是 UTF-8 编码，看起来是 GBK", _HINT)
