"""What a run of a template found. In: calls from the environment while Jinja renders. Out: diagnostics with the tag and the item.

The place costs nothing until something is wrong: only then is the template's frame looked for.
"""

from __future__ import annotations

import inspect
import re
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2.runtime import LoopContext
from jinja2.utils import missing

from reportgen.diagnostics import TemplatePlace
from reportgen.word.compiled import CompiledPart
from reportgen.word.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import FrameType

    from reportgen.diagnostics import Sink

_LOCAL = re.compile(r"l_(\d+)_(.+)")
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Here:
    """A place in a template, kept for later: the line of its code and the items that the loops were at."""

    line: int
    item: str


@dataclass(slots=True)
class Recorder:
    """The state of one rendering of one part.

    `printed` holds every text that must come out, in order (not those of merged cells, which may be taken out); `keys` what
    merged cells are compared by; `fields` what is put in its place after rendering; `broken_lines` says whether a text with a
    line break or tab was printed, `bold` whether a bold stretch inside a sentence was; `braces` counts the opening braces in
    what was printed (or more, never fewer).
    """

    file: str
    part: CompiledPart
    context: Mapping[str, Value]
    sink: Sink
    printed: list[str] = field(default_factory=list)
    keys: list[Value] = field(default_factory=list)
    fields: list[Value] = field(default_factory=list)
    broken_lines: bool = False
    bold: bool = False
    braces: int = 0
    seen: set[tuple[str, ...]] = field(default_factory=set)

    def error(self, code: str, message: str, hint: str = "", *, once: str = "") -> None:
        """Records an error at the tag that is being rendered; with `once`, only the first of that name at that tag."""
        frame = self._frame()
        self.at(Here(frame.f_lineno, self.item(frame)) if frame else Here(0, ""), code, message, hint, once=once)

    def warn_once(self, code: str, message: str, hint: str) -> None:
        """Records a warning at the tag that is being rendered, the first of its code alone."""
        if (code,) not in self.seen:
            self.seen.add((code,))
            where, tag = self.tag(self.here())
            self.sink.warning(code, TemplatePlace(self.file, where or self.part.title, tag), message, hint)

    def copied(self, text: str) -> None:
        """Counts the braces of a text that a step after rendering prints once more."""
        self.braces += text.count("{")

    def here(self) -> Here:
        """The tag that is being rendered, for an error that can be told only later."""
        frame = self._frame()
        return Here(frame.f_lineno, self.item(frame)) if frame else Here(0, "")

    def at(self, here: Here, code: str, message: str, hint: str = "", *, once: str = "") -> None:
        """Records an error at a tag."""
        where, tag, item = *self.tag(here), here.item
        key = (code, where, tag, once) if once else (code, where, tag, item, message)
        if key not in self.seen:
            self.seen.add(key)
            self.sink.error(code, TemplatePlace(self.file, where or self.part.title, tag, item), message, hint)

    def tag(self, here: Here) -> tuple[str, str]:
        """A place in words, and the text of its tag."""
        return self.part.where.at(self.part.code.get_corresponding_lineno(here.line) if here.line else 0)

    def _frame(self) -> FrameType | None:
        frame = inspect.currentframe()
        while frame and frame.f_code.co_filename != self.part.filename:
            frame = frame.f_back
        return frame

    def item(self, frame: FrameType) -> str:
        """The items that the loops are at, outermost first."""
        loops: dict[int, LoopContext] = {}
        items: dict[int, Value] = {}
        for name, value in frame.f_locals.items():
            match = _LOCAL.match(name)
            if match and match[2] == "loop" and isinstance(value, LoopContext):
                loops[int(match[1])] = value
            elif match and match[2] in self.part.targets and value is not missing:
                items.setdefault(int(match[1]), value)
        return " › ".join(_label(items.get(depth), loops[depth]) for depth in sorted(loops))


def _label(item: Value, loop: LoopContext) -> str:
    """What an item is called: its name, title or id, itself if it is text, else its number."""
    for name in ("name", "title", "id"):
        found = item.get(name) if isinstance(item, dict) else getattr(item, name, None)
        if isinstance(found, str | int) and str(found):
            return str(found)[:_SHOWN]
    return item[:_SHOWN] if isinstance(item, str) and item else f"第 {loop.index} 项"


CURRENT: ContextVar[Recorder] = ContextVar("CURRENT")
