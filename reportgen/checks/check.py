"""What a check is. In: functions, by decoration. Out: all of them by code, in the order of their families."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING

from reportgen.diagnostics import CasePlace, Severity

if TYPE_CHECKING:
    from .subject import Subject

FAMILIES = {
    "points": "分值与得分",
    "evidence": "证据",
    "chain": "扣分、问题与建议",
    "money": "资金",
    "surveys": "问卷",
    "time": "时间",
    "names": "名称与引文",
    "prose": "文字",
}  # by the folder of each, in order of worth


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction: where it stands and where its other sides do, a Chinese message with the values, and how to mend it.

    A finding in quoted material is reported as information (原文如此), whatever the severity of its check.
    """

    place: CasePlace
    message: str
    hint: str
    also: tuple[CasePlace, ...] = ()
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a check is about, in Chinese: what it found, why that matters, an example, how to mend it."""

    meaning: str
    why: str
    example: str
    mend: str


Find = Callable[["Subject"], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check; `family` is a key of FAMILIES."""

    code: str
    severity: Severity
    family: str
    explanation: Explanation
    find: Find


_FOUND: dict[str, Check] = {}


def check(code: str, severity: Severity, *, meaning: str, why: str, example: str, mend: str) -> Callable[[Find], Find]:
    """Makes a function a check. Raises ValueError for a code that is taken."""

    def made(find: Find) -> Find:
        if code in _FOUND:
            raise ValueError(f"two checks are called {code}")
        family = find.__module__.removeprefix(f"{__package__}.").split(".")[0]
        _FOUND[code] = Check(code, severity, family, Explanation(meaning, why, example, mend), find)
        return find

    return made


@cache
def all_checks() -> Mapping[str, Check]:
    """All checks by code, families in order of worth; the files of the families are imported when this is first called."""
    folder = PurePath(__file__).parent
    for family in FAMILIES:
        for module in sorted(m.name for m in pkgutil.iter_modules([str(folder / family)])):
            importlib.import_module(f"{__package__}.{family}.{module}")
    return MappingProxyType(_FOUND)
