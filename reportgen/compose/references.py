"""References in prose: `{{ path | filter | filter(2) }}` and nothing more.

In: the inside of a reference and the figures by path. Out: the text that stands for it. Raises ReferenceProblem.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from reportgen.model.evidence import nearest

from .numbers import FILTERS, BadValue, display

REFERENCE = re.compile(r"\\\{\{|\{\{(.*?)\}\}", re.DOTALL)
_FORM = re.compile(r"\s*([^\W\d][\w-]*(?:\.[\w-]+)*)\s*((?:\|\s*\w+\s*(?:\(\s*\d*\s*\))?\s*)*)")
_POINTER = re.compile(r"\s*refs\.([\w-]+(?:\.[\w-]+)*)\s*")
_OPENING = re.compile(r"\{\{|｛｛")
_FILTER = re.compile(r"\|\s*(\w+)\s*(?:\(\s*(\d*)\s*\))?")


class ReferenceProblem(Exception):
    """A reference that cannot be resolved: a code, a Chinese message and a hint."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def pointer(inside: str) -> str:
    """What `{{ refs.名称 }}` points to, a caption or heading of the template; empty for a reference to data."""
    found = _POINTER.fullmatch(inside)
    return found[1] if found else ""


def half_references(text: str) -> list[int]:
    """Where braces stand that open a reference and do not close it, or are full-width."""
    if "{{" not in text and "｛" not in text:
        return []
    whole = [found.span() for found in REFERENCE.finditer(text)]
    opened = (found.start() for found in _OPENING.finditer(text))
    return [at for at in opened if not any(start <= at < end for start, end in whole)]


def resolve(inside: str, figures: Mapping[str, object]) -> str:
    """The text that a reference stands for."""
    form = _FORM.fullmatch(inside)
    if form is None:
        hint = "只能写数据的名称和过滤器，如 {{ funds.spent | wan }}；要印出花括号本身写 \\{{"
        raise ReferenceProblem("bad-reference", f"看不懂引用“{{{{{inside}}}}}”", hint)
    path, filters = form.groups()
    if path.startswith("refs."):
        hint = "写成 {{ refs.名称 }}，不加过滤器，而且只用在成段的文字里"
        raise ReferenceProblem("bad-reference", f"“{path}”是表、图或标题的编号，这里不能引用", hint)
    if path not in figures:
        raise ReferenceProblem("unknown-name", f"没有名为“{path}”的数据", nearest(path, figures))
    value = figures[path]
    for name, digits in _FILTER.findall(filters):
        value = _apply(name, digits, value)
    return display(value)


def _apply(name: str, digits: str, value: object) -> str | int:
    if name not in FILTERS:
        near = difflib.get_close_matches(name, FILTERS, n=2, cutoff=0.5)
        hint = f"是否想写 {' 或 '.join(near)}？" if near else f"可用的过滤器：{'、'.join(FILTERS)}"
        raise ReferenceProblem("unknown-filter", f"没有名为“{name}”的过滤器", hint)
    try:
        return FILTERS[name](value, int(digits)) if digits else FILTERS[name](value)
    except BadValue as problem:
        raise ReferenceProblem("bad-value", str(problem), "换一个过滤器，或改引用的数据") from None
    except TypeError:
        raise ReferenceProblem("bad-value", f"过滤器 {name} 不带参数", f"写成 | {name}") from None
