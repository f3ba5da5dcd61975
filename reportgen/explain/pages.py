"""Pages of documentation by code.

In: codes/*.md beside this module, and a mapping of pages that stand elsewhere (a check carries its own). Out: Explanations.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportgen.diagnostics import SEVERITY_NAMES, Severity

_CODES = Path(__file__).with_name("codes")
_PAGE = re.compile(
    r"# (?P<title>[^\n]+)\n\n- 级别：(?P<severity>\w+)(?:（有时是(?P<sometimes>[^\n）]+)）)?\n- 分组：(?P<groups>[^\n]+)\n\n"
    r"## 意思\n\n(?P<meaning>.+?)\n\n## 为什么要紧\n\n(?P<why>.+?)\n\n## 例子\n\n(?P<example>.+?)\n\n## 怎样改\n\n(?P<mend>.+?)\n",
    re.DOTALL,
)
_SEVERITIES = {name: severity for severity, name in SEVERITY_NAMES.items()}
_NEAR = 3
# The groups of codes in the order of a build; what a rule brings along may belong to others, which stand behind these.
GROUPS = (
    "案例文件", "字段和取值", "编号和引用", "指标和评分", "数据和问卷", "表格文件", "作答表和统计表", "图片和附件",
    "结构和输出", "年度", "模板：标签", "模板：题注和图", "模板：文件",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means, why it matters, an example with its message, how to mend it: Markdown, in Chinese.

    `severity` is the usual one, `sometimes` are others that the code may have (in a draft, in another place).
    """

    code: str
    title: str
    severity: Severity
    meaning: str
    why: str
    example: str
    mend: str
    sometimes: tuple[Severity, ...] = ()
    groups: tuple[str, ...] = ()


Pages = Mapping[str, Explanation]
_NONE: Pages = {}


class UnknownCode(Exception):
    """No page has this code; `nearest` are the codes that may be meant, best first."""

    def __init__(self, code: str, nearest: tuple[str, ...]) -> None:
        super().__init__(code)
        self.code, self.nearest = code, nearest


def look_up(code: str, extra: Pages = _NONE) -> Explanation:
    """The page of a code, typed or copied with its brackets. Raises UnknownCode."""
    wanted = re.sub(r".*\[|\].*", "", code.strip(), flags=re.DOTALL).strip().lower().replace("_", "-")
    if wanted in extra:
        return extra[wanted]
    if wanted in _names():
        return _page(wanted)
    raise UnknownCode(wanted, _nearest(wanted, pages(extra)))


def pages(extra: Pages = _NONE) -> dict[str, Explanation]:
    """All pages by code, sorted."""
    return dict(sorted({**{code: _page(code) for code in _names()}, **extra}.items()))


@cache
def _names() -> frozenset[str]:
    return frozenset(path.stem for path in _CODES.glob("*.md"))


@cache
def _page(code: str) -> Explanation:
    found = _PAGE.fullmatch((_CODES / f"{code}.md").read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{code}.md does not have the form of a page")
    parts = found.groupdict()
    return Explanation(
        code=code,
        severity=_SEVERITIES[parts.pop("severity")],
        sometimes=tuple(_SEVERITIES[name] for name in (parts.pop("sometimes") or "").split("、") if name),
        groups=tuple(parts.pop("groups").split("、")),
        **parts,
    )


def _nearest(code: str, known: Pages) -> tuple[str, ...]:
    """Codes spelt much the same, or whose title says what was typed (`reportgen explain 表头`)."""
    spelt = difflib.get_close_matches(code, known, n=_NEAR, cutoff=0.5)
    said = [name for name, page in known.items() if code and code in page.title]
    return tuple(dict.fromkeys([*spelt, *said]))[: 2 * _NEAR]
