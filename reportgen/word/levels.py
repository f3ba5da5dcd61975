"""Tags that merge cells. In: the tags of a part. Out: what is wrong with a level, and with what stands behind it.

Two columns of one level would merge each by itself: two 一级指标 of 15 points would share one cell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from reportgen.word.places import QUOTES
from reportgen.word.wordml import TR, near

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jinja2 import Environment
    from lxml.etree import _Element

    from reportgen.word.places import Tag

    # Takes a code, a tag, a message and a hint.
    Say = Callable[[str, Tag, str, str], None]

MERGES = re.compile(r"\|\s*(merge|across)\b")
_MERGING = ("merge", "across")
_CHOICES = ("if", "elif", "else")
_COLUMNS = "每一列用自己的级别，从左到右 1、2、3……"


def check(tags: Sequence[Tag], environment: Environment, say: Say) -> None:
    """Says what is wrong with each tag that merges, once for a tag."""
    # Of cells between {%tc if %} and {%tc else %} only one is printed, and cells that merge across become one: these may share a level.
    free = {near(tag.spot.element, TR) for tag in tags if tag.prefix == "tc" and tag.keyword in _CHOICES}
    seen: dict[tuple[_Element | None, int], Tag] = {}
    for tag in tags:
        if tag.is_block or not MERGES.search(tag.body):
            continue
        filters = _filters(tag, environment)
        if _stands_last(filters, tag, say):
            alone = near(tag.spot.element, TR) in free or any(f.name == "across" for f in filters)
            _check_levels(filters, tag, None if alone else seen, say)


def _filters(tag: Tag, environment: Environment) -> list[nodes.Filter]:
    try:
        tree = environment.parse(f"{{{{ {tag.body.translate(QUOTES)} }}}}")
    except TemplateSyntaxError:
        return []  # said where the whole part is parsed
    return list(tree.find_all(nodes.Filter))


def _stands_last(filters: Sequence[nodes.Filter], tag: Tag, say: Say) -> bool:
    for found in filters:
        inner = found.node
        if isinstance(inner, nodes.Filter) and inner.name in _MERGING and found.name not in _MERGING:
            hint = f"先写 {found.name}，最后写 {inner.name}"
            say("merge-not-last", tag, f"{inner.name} 后面不能再写过滤器 {found.name}", hint)
            return False
    return True


def _check_levels(filters: Sequence[nodes.Filter], tag: Tag, seen: dict[tuple[_Element | None, int], Tag] | None, say: Say) -> None:
    for level in _levels(filters):
        if type(level) is not int or level < 1:
            say("merge-level", tag, "merge 的级别是 1、2、3……", _COLUMNS)
        elif seen is not None:
            first = seen.setdefault((near(tag.spot.element, TR), level), tag)
            if first.cell is not tag.cell:
                say("merge-level", tag, f"{first.spot.where}的 {first.text} 也是第 {level} 级，两列会各合并各的", _COLUMNS)


def _levels(filters: Sequence[nodes.Filter]) -> Iterator[object]:
    """The levels that are written down, as they are; those that the data give are looked at when they come."""
    for found in filters:
        if found.name == "merge":
            given = next(iter(found.args), next((k.value for k in found.kwargs if k.key == "level"), None))
            if given is None:
                yield 1
            elif isinstance(given, nodes.Const):
                yield given.value
