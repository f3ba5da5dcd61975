"""Values by name, where a name that exists but has no value says why.

In: names and values, and the names without one. Out: a mapping for Evidence.
"""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from reportgen.model.evidence import EvidenceError

V = TypeVar("V")


class Absence(NamedTuple):
    """Why a name has no value: the code of the defect, its message and a hint, in Chinese."""

    code: str
    message: str
    hint: str = ""


class Lookup(dict[str, V], Generic[V]):
    """A dict that raises EvidenceError, not KeyError, for a name in `absent`."""

    def __init__(self) -> None:
        super().__init__()
        self.absent: dict[str, Absence] = {}

    def __missing__(self, name: str) -> V:
        if name in self.absent:
            raise EvidenceError(*self.absent[name])
        raise KeyError(name)

    def put_ratio(self: Lookup[V], path: str, ratio: V | None, why: str) -> None:
        """Stores a ratio, or why its divisor leaves it without a value."""
        if ratio is None:
            self.absent[path] = Absence("division-by-zero", f"{why}，不能计算“{path}”", "请核对作分母的数")
        else:
            self[path] = ratio
