"""The filters that mark cells for merging. In: a value. Out: its text and a mark that `merges` finds and takes out.

A mark is a processing instruction: data is escaped, so that no value can forge one.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from reportgen.word.inline import text_of
from reportgen.word.recorder import CURRENT
from reportgen.word.signs import ACROSS, MERGE
from reportgen.word.value import Value

_NONE = object()


def merge(value: Value, level: int = 1, key: Value = _NONE) -> Markup:
    """A value with the mark for merging down: with an equal cell above, where all lower levels are equal too.

    With `key`, cells are compared by it instead of by their text.
    """
    if type(level) is not int or level < 1:
        raise ValueError("merge 的级别是 1、2、3……")
    return _marked(value, f"{MERGE} {level}", key)


def across(value: Value, key: Value = _NONE) -> Markup:
    """A value with the mark for merging with an equal cell on the left that is marked too."""
    return _marked(value, ACROSS, key)


def _marked(value: Value, mark: str, key: Value) -> Markup:
    recorder = CURRENT.get()
    text = escape(text_of(recorder, value))
    number = ""
    if key is _NONE and "<?" in text:
        # Cells with references or pictures have no text yet that could be compared.
        key = text
    if key is not _NONE:
        recorder.keys.append(key)
        number = f" {len(recorder.keys) - 1}"
    return Markup(f"{text}<?{mark}{number}?>")  # noqa: S704 - the text is escaped, the mark is ours
