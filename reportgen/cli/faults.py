"""A fault of the program: in words for the user, with everything a developer needs to send.

In: an exception, and where its details were written. Out: text.
"""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path


def fault_words(kind: str, details: str, file: Path | None) -> str:
    """What to tell the user of a kind of fault; without a file, all the details."""
    what = f"程序出了故障（{kind}），不是案例写错了。"
    if file is None:
        return f"{what}\n  提示：故障报告写不出来，请把下面的内容发给维护人员：\n{details}"
    return f"{what}\n  提示：请把 {file} 发给维护人员"


def trace_of(fault: BaseException) -> str:
    """Where a fault came from."""
    return "".join(traceback.format_exception(fault))


def fault_details(trace: str) -> str:
    """When, on what system, by what command, and where it came from."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    system = f"Python {platform.python_version()}，{platform.platform()}"
    return f"==== {now} ====\n{system}\n命令：{' '.join(sys.argv)}\n{trace}\n"
