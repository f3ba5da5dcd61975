"""What killed processes left half-written, under hidden names of their own; nothing else is touched.

In: folders of reports. Out: nothing.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

_LEFT_OVER = 3600.0  # seconds after which a temporary file belongs to nobody, as `save` has it


def sweep(*folders: Path) -> None:
    """Takes away temporary files of reports and of their records that have been there for an hour."""
    for folder in (*folders, *(folder / ".built" for folder in folders)):
        for file in folder.glob(".*.tmp"):
            with contextlib.suppress(OSError):
                if time.time() - file.stat().st_mtime > _LEFT_OVER:
                    file.unlink()
