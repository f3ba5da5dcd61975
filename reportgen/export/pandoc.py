"""Runs pandoc. In: a text or a file and what it is. Out: the same in another form, or a diagnostic."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from reportgen.diagnostics import FilePlace, Sink, Stopped

_PLACE = FilePlace("pandoc")
_LONGEST = 300
# A report takes a second; a machine under load may take some more.
_SECONDS = 120


def convert(source: bytes, reader: str, writer: str, sink: Sink, *options: str) -> str:
    """What pandoc makes of `source`; lines are not broken, and nothing but the source and the files named in options is read.

    Records `pandoc-missing` or `pandoc-failed` and raises Stopped.
    """
    command = [_binary(), f"--from={reader}", f"--to={writer}", "--wrap=none", "--sandbox", *options]
    try:
        # The program is pypandoc's own, and everything else comes in through its standard input.
        done = subprocess.run(command, input=source, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        sink.error("pandoc-failed", _PLACE, f"转换程序 pandoc 超过 {_SECONDS} 秒没有完成", "关掉占用电脑的程序，再试一次")
    except OSError:
        hint = "在装 reportgen 的环境里运行 pip install --force-reinstall pypandoc-binary"
        sink.error("pandoc-missing", _PLACE, "找不到转换程序 pandoc，生成不了网页和 Markdown", hint)
    else:
        if done.returncode == 0:
            return done.stdout.decode("utf-8").replace("\r\n", "\n")
        said = done.stderr.decode("utf-8", "replace").strip()[:_LONGEST]
        hint = "用 Word 打开这份报告看看是否正常；正常的话，请把这条信息发给维护人员"
        sink.error("pandoc-failed", _PLACE, f"转换程序 pandoc 读不了这份报告：{said}", hint)
    raise Stopped


def _binary() -> str:
    """The pandoc that pypandoc brings along: any other that happens to be installed may write something else."""
    package = find_spec("pypandoc")
    folders = package.submodule_search_locations if package is not None else None
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    return str(Path(folders[0]) / "files" / name) if folders else name
