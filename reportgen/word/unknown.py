"""Names that a template uses and nothing defines. In: Jinja's undefined values. Out: a diagnostic each; rendering goes on."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

from reportgen.word.recorder import CURRENT
from reportgen.word.value import Value

_CUTOFF = 0.5
_LISTED = 10


class Unknown(Undefined):
    """A name that is not there: it prints nothing, and using it in any way but asking whether it is defined is an error."""

    __slots__ = ()

    def note(self) -> None:
        """Records the error at the tag that is being rendered."""
        name = str(self._undefined_name)
        loop = _loop_of(name) if self._undefined_obj is missing else ""
        if loop:
            hint = "把这个标签移到循环里面，或换成循环外面有的名字"
            CURRENT.get().error("unknown-name", f"{name} 只在 {loop} 里面能用", hint, once=name)
            return
        message, names = _what(self._undefined_obj, name, self._undefined_hint, unsafe=self._undefined_exception is SecurityError)
        CURRENT.get().error("unknown-name", message, _hint(name, names), once=name)

    def __getattr__(self, name: str) -> Value:
        # Python asks for special methods (__html__, __deepcopy__) to learn what an object can do: those must not exist.
        if name[:2] == "__":
            raise AttributeError(name)
        return self

    def _same(self, *_: Value, **__: Value) -> Value:
        return self

    def _false(self, *_: object) -> bool:
        self.note()
        return False

    __getitem__ = __call__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _same
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _same
    __pos__ = __neg__ = __pow__ = __rpow__ = _same
    __lt__ = __le__ = __gt__ = __ge__ = _false  # type: ignore[assignment]
    __bool__ = __contains__ = _false

    def __eq__(self, other: object) -> bool:
        return self._false()

    def __ne__(self, other: object) -> bool:
        return self._false()

    def __hash__(self) -> int:
        self.note()
        return 0

    def __str__(self) -> str:
        self.note()
        return ""

    def __len__(self) -> int:
        self.note()
        return 0

    def __iter__(self) -> Iterator[Value]:
        self.note()
        return iter(())


class Failed(Unknown):
    """The result of a filter or operator whose error is recorded already: it prints nothing and says nothing."""

    __slots__ = ()

    def note(self) -> None:
        """Says nothing: the cause stands in the sink."""

    def __hash__(self) -> int:
        return 0


def _what(owner: Value, name: str, said: str | None, *, unsafe: bool) -> tuple[str, list[str]]:
    recorder = CURRENT.get()
    if unsafe:
        return f"模板里不能用 {name}", []
    if said:
        return "列表是空的，取不到第一项或最后一项", []
    if owner is missing:
        return f"没有名为 {name} 的数据", [*recorder.context, *recorder.part.targets]
    return f"这里的数据没有 {name} 这一项", public_names(owner)


def _loop_of(name: str) -> str:
    """The tag of a loop that calls its items `name`; empty where there is none."""
    head = re.compile(rf"\{{%.*?\bfor\b[^%]*?\b{re.escape(name)}\b[^%]*?\bin\b", re.DOTALL)
    part = CURRENT.get().part
    return next((tag for tag in sorted(part.tags) if head.match(tag)), "") if name in part.targets else ""


def public_names(owner: Value) -> list[str]:
    """What may be written behind the dot of `owner`."""
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    if dataclasses.is_dataclass(owner):
        fields = [field.name for field in dataclasses.fields(owner)]
        return fields + [n for n in dir(owner) if not n.startswith("_") and n not in fields]
    return [n for n in dir(owner) if not n.startswith("_")] if not isinstance(owner, str | int | list | tuple) else []


def _hint(name: str, names: list[str]) -> str:
    near = get_close_matches(name, names, n=3, cutoff=_CUTOFF)
    if near:
        return f"是否想写 {'、'.join(near)}？"
    return f"可用的名字：{'、'.join(names[:_LISTED])}{'…' if len(names) > _LISTED else ''}" if names else ""
