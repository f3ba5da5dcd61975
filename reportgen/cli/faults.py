"""A fault of the program: in words for the user, with everything a developer needs to send.

In: an exception, and where its details were written. Out: text.
"""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path


def fault_words(fault: BaseException, file: Path | None) -> str:
    """What to tell the user; without a file, all the details."""
    what = f"程序出了故障（{type(fault).__name__}），不是案例写错了。"
    if file is None:
        return f"{what}\n  提示：故障报告写不出来，请把下面的内容发给维护人员：\n{fault_details(fault)}"
    return f"{what}\n  提示：请把 {file} 发给维护人员"


def fault_details(fault: BaseException) -> str:
    """When, on what system, by what command, and the traceback."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    system = f"Python {platform.python_version()}，{platform.platform()}"
    trace = "".join(traceback.format_exception(fault))
    return f"==== {now} ====\n{system}\n命令：{' '.join(sys.argv)}\n{trace}\n"
