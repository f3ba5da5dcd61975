"""Pages of documentation as text for a terminal. In: Explanations, and how many columns there are. Out: text; `cli` prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from rich.cells import cell_len

from reportgen.diagnostics import SEVERITY_NAMES

from .pages import GROUPS, Explanation

_FENCE = re.compile(r"```(?P<info>[^\n]*)\n(?P<code>.*?)\n```", re.DOTALL)
_MARKS = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)|\*\*(?P<bold>.+?)\*\*")
# What is not broken: a Latin word, or a Chinese character with the marks that may not begin or end a line.
_PIECE = re.compile(r"[（《“‘「【〔]*(?:[!-~\ue000]+|\S)[，。；：、！？）》”’」】〕…]*\s*")
_SPACE = "\ue000"  # stands for a space inside of code while lines are broken
_LABELS = {"text": "程序的提示", "sh": "命令"}  # what a fence without a name shows, by its kind
_PARTS = (("意思", "meaning"), ("为什么要紧", "why"), ("例子", "example"), ("怎样改", "mend"))
_OTHER = "其他"
_COLUMNS = 80


def explanation_text(page: Explanation, columns: int = _COLUMNS) -> str:
    """A page: the code and its title, then the four parts, indented; examples stand deeper, unbroken, under the name of their file."""
    also = "、".join(SEVERITY_NAMES[severity] for severity in page.sometimes)
    level = SEVERITY_NAMES[page.severity] + (f"，有时是{also}" if also else "")
    head = f"{page.code}　{page.title}\n级别：{level}" + (f"　分组：{'、'.join(page.groups)}" if page.groups else "")
    parts = (f"{title}\n{_indented(_plain(getattr(page, name), columns - 2))}" for title, name in _PARTS)
    return "\n\n".join([head, *parts]) + "\n"


def list_text(pages: Iterable[Explanation]) -> str:
    """All codes under their groups, each with its level and title; a code of two groups stands in both."""
    by_group = _by_group(pages)
    broad = max((len(page.code) for rows in by_group.values() for page in rows), default=0)
    blocks = ("\n".join([group, *(_row(page, broad) for page in rows)]) for group, rows in by_group.items())
    return "\n\n".join([*blocks, "看一个代码的说明：reportgen explain 代码"]) + "\n"


def _by_group(pages: Iterable[Explanation]) -> Mapping[str, list[Explanation]]:
    found: dict[str, list[Explanation]] = {group: [] for group in GROUPS}
    for page in pages:
        for group in page.groups or (_OTHER,):
            found.setdefault(group, []).append(page)
    return {group: rows for group, rows in found.items() if rows}


def _row(page: Explanation, broad: int) -> str:
    return f"  {page.code:{broad}}  {SEVERITY_NAMES[page.severity]}  {page.title}"


def _plain(markdown: str, columns: int) -> str:
    """Markdown without its marks, its lines broken where the terminal ends."""
    return "".join(_blocks(markdown, columns))


def _blocks(markdown: str, columns: int) -> Iterator[str]:
    at = 0
    for fence in _FENCE.finditer(markdown):
        yield _text(markdown[at : fence.start()], columns)
        kind, _, name = fence["info"].partition(" ")
        yield f"{name or _LABELS[kind]}：\n{_indented(fence['code'])}"
        at = fence.end()
    yield _text(markdown[at:], columns)


def _text(markdown: str, columns: int) -> str:
    return "\n".join(_broken(_unmarked(line), columns) for line in markdown.split("\n"))


def _unmarked(line: str) -> str:
    """Text without backticks and asterisks; the spaces of code are marked."""
    return _MARKS.sub(lambda found: found["bold"] or found["code"].replace(" ", _SPACE), line)


def _broken(line: str, columns: int) -> str:
    """A line as several; those of a list's item stand under its first word."""
    lines, indent = [""], "  " if line.startswith("- ") else ""
    for piece in _PIECE.findall(line):
        if lines[-1] and cell_len(lines[-1] + piece.rstrip()) > columns:
            lines.append(indent)
        lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines).replace(_SPACE, " ")


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in text.split("\n"))
