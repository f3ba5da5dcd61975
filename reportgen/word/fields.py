"""Captions, references and contents as a template writes them. In: calls in tags. Out: marks that the steps after rendering find.

`caption("表", "年度目标")`, `mark("评分细则")`, `ref("年度目标")`, `{{p contents(3) }}`; a reference in Prose is the same as `ref`.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from reportgen.diagnostics import Key
from reportgen.model.prose import Run
from reportgen.word.numbering import LEVELS
from reportgen.word.package import CORE
from reportgen.word.recorder import CURRENT, Here, Recorder
from reportgen.word.signs import FIELD
from reportgen.word.unknown import Failed, Unknown
from reportgen.word.value import Value
from reportgen.word.values import shown


@dataclass(frozen=True, slots=True)
class Caption:
    """The number of a table or figure."""

    label: str
    key: str
    here: Here


@dataclass(frozen=True, slots=True)
class Mark:
    """A paragraph that can be referred to."""

    key: str
    here: Here


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference; `shape` says how its key was computed, `origin` where it stands in the case, if it came from there."""

    key: str
    here: Here
    shape: str = ""
    origin: Key = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents, down to a level of headings."""

    levels: int
    here: Here


def caption(label: Value, key: Value) -> Value:
    """`表2.1` at this place; `key` is what references call it."""
    recorder = CURRENT.get()
    if isinstance(label, Unknown) or isinstance(key, Unknown):
        return _unknown(label, key)
    return placed(recorder, Caption(_text(recorder, label), _text(recorder, key), recorder.here()))


def mark(key: Value) -> Value:
    """Makes the paragraph in which it stands one that `ref` can refer to."""
    recorder = CURRENT.get()
    if isinstance(key, Unknown):
        return _unknown(key)
    return placed(recorder, Mark(_text(recorder, key), recorder.here()))


def ref(key: Value, shape: str = "") -> Value:
    """The number of the caption or marked heading of that key."""
    recorder = CURRENT.get()
    if isinstance(key, Unknown):
        return _unknown(key)
    return placed(recorder, Ref(_text(recorder, key), recorder.here(), shape))


def contents(levels: Value = 3) -> Contents:
    """What `{{p }}` makes the contents of: headings down to a level."""
    if type(levels) is not int or not 1 <= levels <= LEVELS:
        raise ValueError(f"级数是 1 到 {LEVELS}")
    return Contents(levels, CURRENT.get().here())


def placed(recorder: Recorder, field: Value) -> Markup:
    """The mark of something that is put in its place after rendering."""
    if recorder.part.name == CORE:
        raise ValueError("文档属性里只能有文字")
    recorder.fields.append(field)
    return Markup(f"<?{FIELD} {len(recorder.fields) - 1}?>")  # noqa: S704 - nothing of the data stands in it


def reference(run: Run) -> Markup:
    """The mark of a reference in Prose."""
    recorder = CURRENT.get()
    return placed(recorder, Ref(run.ref, recorder.here(), origin=run.origin))


def _unknown(*values: Value) -> Failed:
    for value in values:
        if isinstance(value, Unknown):
            value.note()
    return Failed()


def _text(recorder: Recorder, value: Value) -> str:
    text = shown(recorder, value).strip()
    if not text:
        raise ValueError("名称是空的")
    return text
