"""Which captions and marks a template can print. In: the calls in tags. Out: Known, which tells a misspelt key from one left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment, nodes

_TARGETS = {"caption": 1, "mark": 0}
REF = "ref"
_JOINS = (nodes.Add, nodes.Concat)


@dataclass(frozen=True, slots=True)
class Known:
    """The keys that stand in the template, patterns of computed ones that have a text of their own, and shapes of the others."""

    keys: frozenset[str] = frozenset()
    patterns: frozenset[str] = frozenset()
    shapes: frozenset[str] = frozenset()

    def holds(self, key: str, shape: str = "") -> bool:
        """Whether some tag of the template can print the key; `shape` says how the key was computed."""
        return key in self.keys or shape in self.shapes or any(re.fullmatch(p, key, re.DOTALL) for p in self.patterns)


def joined(parts: Iterable[Known]) -> Known:
    """What the parts of a template know together."""
    found = list(parts)
    return Known(*(frozenset[str]().union(*(getattr(k, name) for k in found)) for name in ("keys", "patterns", "shapes")))


def known_in(calls: Sequence[nodes.Call], environment: Environment) -> Known:
    """The keys of the captions and marks among the calls; each reference whose key is computed learns how it was computed."""
    keys, patterns, shapes = set(), set(), set()
    for key in _keys(calls):
        if isinstance(key, nodes.Const):
            keys.add(str(key.value).strip())
        elif re.search(r"[^.*]", pattern := _pattern(key)):
            patterns.add(pattern)
        else:
            shapes.add(_shape(key))
    for call in _named(calls, {REF: 0}):
        if call.args and not isinstance(call.args[0], nodes.Const):
            shape = nodes.Const(_shape(call.args[0]), lineno=call.lineno, environment=environment)
            call.kwargs.append(nodes.Keyword("shape", shape, lineno=call.lineno, environment=environment))
    return Known(frozenset(keys), frozenset(patterns), frozenset(shapes))


def _named(calls: Sequence[nodes.Call], names: Iterable[str]) -> Iterator[nodes.Call]:
    return (call for call in calls if isinstance(call.node, nodes.Name) and call.node.name in names)


def _keys(calls: Sequence[nodes.Call]) -> Iterator[nodes.Expr]:
    for call in _named(calls, _TARGETS):
        at = _TARGETS[call.node.name] if isinstance(call.node, nodes.Name) else 0
        found = call.args[at] if len(call.args) > at else next((k.value for k in call.kwargs if k.key == "key"), None)
        if found is not None:
            yield found


def _pattern(node: nodes.Expr) -> str:
    """A regular expression for what a computed key can be."""
    if isinstance(node, nodes.Const):
        return re.escape(str(node.value))
    return "".join(map(_pattern, _joined(node))) if isinstance(node, _JOINS) else ".*"


def _shape(node: nodes.Expr) -> str:
    """How a key is computed, whatever the loop's variable is called: `dimension.name` and `d.name` have one shape."""
    if isinstance(node, nodes.Getattr):
        inner = "*" if isinstance(node.node, nodes.Name) else _shape(node.node)
        return f"{inner}.{node.attr}"
    if isinstance(node, _JOINS):
        return "~".join(map(_shape, _joined(node)))
    return repr(node.value) if isinstance(node, nodes.Const) else repr(node)


def _joined(node: nodes.Expr) -> list[nodes.Expr]:
    if isinstance(node, nodes.Add):
        return [node.left, node.right]
    return node.nodes if isinstance(node, nodes.Concat) else [node]
