"""Pictures made ready for print.

In: nothing. Out: the type. `case` loads and scales them; `word` puts them on the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded picture, upright, in RGB or grey; width and height are pixels, `alt` says in Chinese what it shows."""

    data: bytes
    kind: Literal["png", "jpeg"]
    width: int
    height: int
    alt: str
